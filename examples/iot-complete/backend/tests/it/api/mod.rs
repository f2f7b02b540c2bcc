//! The HTTP interface, over real sockets. Every answer is also held against the OpenAPI document.

mod access;
mod alerts;
pub mod analytics;
mod assets;
#[cfg(unix)]
mod browser;
mod catalog;
pub mod client;
mod contract;
#[cfg(unix)]
mod dashboard;
mod devices;
mod errors;
mod events;
mod health;
mod openapi;
mod readings;
mod rig;
mod sessions;
#[cfg(unix)]
mod statistics_page;
pub mod thresholds;
mod zones;
