//! The topics that devices use and the fields of their payloads.

use crate::domain::Metric;

/// Where a device publishes its readings; `{deviceId}` stands for its id.
pub const READINGS: &str = "sensors/{deviceId}/readings";

/// Where alerts about a device are published.
pub const ALERTS: &str = "alerts/{deviceId}";

/// The field that may name the device again; it must equal the one in the topic.
pub const DEVICE_FIELD: &str = "deviceId";

/// The fields that may hold the time of a reading; the first one that is there counts.
pub const TIME_FIELDS: &[&str] = &["timestamp", "ts"];

/// A place in a payload that holds a metric.
#[derive(Debug, Clone, Copy)]
pub struct MetricField {
    /// The metric.
    pub metric: Metric,
    /// Names of the fields that lead to it, separated by dots.
    pub path: &'static str,
}

/// Where metrics are found; of several places of one metric the first that is there counts.
pub const METRIC_FIELDS: &[MetricField] = &[
    // In the order of the catalogue.
    MetricField {
        metric: Metric::Temperature,
        path: "temperature",
    },
    MetricField {
        metric: Metric::Humidity,
        path: "humidity",
    },
];
