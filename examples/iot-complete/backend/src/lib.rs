//! The backend as a library: `main` only starts it, tests drive its parts.
//!
//! ```text
//! MQTT broker ─┐
//! own endpoint ┼─► ingest: decode ► validate ► store ─► commit ─► acknowledge
//! HTTP, played ┘                                 │
//!                            rules judge new rows ┴─► alerts ─► outbox ─► alerts topic
//! dashboard ◄─ api ◄─ latest values, history, live events
//! ```

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod identity;
pub mod ingest;
pub mod jobs;
pub mod provision;
pub mod rules;
pub mod simulate;
pub mod stopping;
pub mod store;
pub mod telemetry;
