//! The statistics that are kept: one row for each length of period, from short to long.

use super::calendar::Length;
use super::catalog::Metric;
use super::statistics::{Function, Level, MetricStatistics};
use super::time_zone::Zone;

/// Whose clocks say when days, weeks and months begin.
pub const ZONE: Zone = Zone::UTC;

/// One row for each length of period.
pub const LEVELS: &[Level] = &[
    // From short to long.
    Level {
        length: Length::Day,
        path: "/analytics/device/{id}/daily",
        operation: "listDailyStatistics",
        keep_ms: None,
        metrics: &[
            // In the order of the catalogue.
            MetricStatistics {
                metric: Metric::Temperature,
                functions: &[Function::Avg],
            },
            MetricStatistics {
                metric: Metric::Humidity,
                functions: &[Function::Avg],
            },
        ],
    },
    Level {
        length: Length::Week,
        path: "/analytics/device/{id}/weekly",
        operation: "listWeeklyStatistics",
        keep_ms: None,
        metrics: &[
            // In the order of the catalogue.
            MetricStatistics {
                metric: Metric::Temperature,
                functions: &[Function::Avg],
            },
            MetricStatistics {
                metric: Metric::Humidity,
                functions: &[Function::Avg],
            },
        ],
    },
    Level {
        length: Length::Month,
        path: "/analytics/device/{id}/monthly",
        operation: "listMonthlyStatistics",
        keep_ms: None,
        metrics: &[
            // In the order of the catalogue.
            MetricStatistics {
                metric: Metric::Temperature,
                functions: &[Function::Avg],
            },
            MetricStatistics {
                metric: Metric::Humidity,
                functions: &[Function::Avg],
            },
        ],
    },
];
