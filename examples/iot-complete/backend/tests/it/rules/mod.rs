//! Alerts from readings to the outbox, rule by rule and over time.

pub mod cases;
pub mod over_time;
pub mod zones;
