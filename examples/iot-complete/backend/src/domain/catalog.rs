//! The quantities that devices measure: one variant and one row for each.

use super::metric::{Bounds, Kind, MetricRow};

/// A quantity that devices measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metric {
    /// Temperature, in °C.
    Temperature,
    /// Humidity, in %.
    Humidity,
    /// CO2, in ppm.
    Co2,
}

/// One row for each metric, in the order of the variants.
pub const METRICS: &[MetricRow] = &[
    // In the order of the variants.
    MetricRow {
        metric: Metric::Temperature,
        key: "temperature",
        column: "m_temperature",
        label: "Temperature",
        unit: "°C",
        ucum: "Cel",
        kind: Kind::Gauge,
        hard: Bounds {
            min: Some(-273.15),
            max: None,
        },
        usual: Bounds {
            min: Some(-40.0),
            max: Some(85.0),
        },
        range: Bounds::OPEN,
        decimals: 1,
        required: false,
    },
    MetricRow {
        metric: Metric::Humidity,
        key: "humidity",
        column: "m_humidity",
        label: "Humidity",
        unit: "%",
        ucum: "%",
        kind: Kind::Gauge,
        hard: Bounds {
            min: Some(0.0),
            max: Some(100.0),
        },
        usual: Bounds {
            min: Some(0.0),
            max: Some(100.0),
        },
        range: Bounds::OPEN,
        decimals: 1,
        required: false,
    },
    MetricRow {
        metric: Metric::Co2,
        key: "co2",
        column: "m_co2",
        label: "CO2",
        unit: "ppm",
        ucum: "[ppm]",
        kind: Kind::Gauge,
        hard: Bounds {
            min: Some(0.0),
            max: Some(1000000.0),
        },
        usual: Bounds {
            min: Some(300.0),
            max: Some(10000.0),
        },
        range: Bounds::OPEN,
        decimals: 0,
        required: false,
    },
];

/// How many metrics there are.
pub const METRIC_COUNT: usize = METRICS.len();
