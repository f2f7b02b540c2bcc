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
    MetricField {
        metric: Metric::Co2,
        path: "co2",
    },
];

/// A place in a payload that may hold the position of the device, as an object.
#[derive(Debug, Clone, Copy)]
pub struct PositionField {
    /// Names of the fields that lead to it, separated by dots.
    pub path: &'static str,
    /// Whether anything but a position is refused there.
    pub strict: bool,
}

/// Where the position is found; the first place that holds one counts.
pub const POSITION_FIELDS: &[PositionField] = &[
    // What payloads name, then what is looked for anyway.
    PositionField {
        path: "position",
        strict: true,
    },
    PositionField {
        path: "location",
        strict: false,
    },
];

/// The names of a latitude, in such an object or beside the metrics.
pub const LAT_FIELDS: &[&str] = &["lat", "latitude"];

/// The names of a longitude.
pub const LNG_FIELDS: &[&str] = &["lng", "lon", "longitude"];
