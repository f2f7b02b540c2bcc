//! Fifteen requests in three orders, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The requests and the orders in which they are made.
#[derive(Deserialize)]
pub struct Changes {
    /// Keys of requests.
    pub orders: Vec<Vec<String>>,
    /// What people type, by key.
    pub requests: BTreeMap<String, String>,
}

/// Reads the table.
pub fn changes() -> Changes {
    toml::from_str(include_str!("changes.toml")).unwrap()
}

/// Whether the backend is built and tried after each change, and not only now and then.
pub fn every_step() -> bool {
    std::env::var_os("EVERY_STEP").is_some()
}
