//! Who this backend is: the names and defaults that its specification gives.

/// Name of the project: database file, MQTT client id, prefix of the metrics.
pub const NAME: &str = env!("CARGO_PKG_NAME");

/// One sentence on what it does.
pub const SUMMARY: &str = env!("CARGO_PKG_DESCRIPTION");

/// The word for one device in texts.
pub const NOUN: &str = "device";

/// The word for several devices in texts.
pub const NOUN_PLURAL: &str = "devices";

/// Longest usual time between two readings of a device, in milliseconds.
pub const INTERVAL_MS: i64 = 20_000;

/// How long readings are kept, in milliseconds; `None` keeps them forever.
pub const KEEP_READINGS_MS: Option<i64> = None;

/// How far a device's clock may run ahead, in milliseconds.
pub const CLOCK_SKEW_MS: i64 = 300_000;
