//! The backend's own MQTT endpoint: what it does for a device, and what it refuses.
#![cfg(feature = "mqtt-endpoint")]

mod access;
mod alerts;
mod command_line;
mod connection;
mod publish;
mod simulated;

use std::sync::LazyLock;
use std::time::SystemTime;

/// Ten minutes before the tests began, in milliseconds: a whole backend deletes readings that are older than it keeps.
pub fn recently() -> i64 {
    static BEGAN: LazyLock<i64> = LazyLock::new(|| {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
        i64::try_from(now).unwrap() - 600
    });
    *BEGAN * 1000
}
