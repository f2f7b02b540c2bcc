//! Tests of the whole, over the parts' public interfaces. Where a test proves a criterion of the specification, its
//! name carries the criterion's key.
#![expect(
    non_snake_case,
    reason = "the keys of criteria are set apart by double underscores"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets what it does not expect has failed"
)]

mod api;
mod broker;
mod catalog;
mod faults;
mod ingest;
mod layers;
mod levels;
mod mqtt;
mod operations;
mod rules;
mod store;
mod support;
