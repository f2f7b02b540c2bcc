//! The alert rules: one row for each.

use crate::domain::Metric;
use crate::domain::alert::Severity;
use crate::domain::rule::{Condition, Limit, LimitScope, Reach, Rule};

/// All rules. A limit without a number keeps its rule silent until somebody sets one.
pub const RULES: &[Rule] = &[
    // In the order in which they are judged.
    Rule {
        name: "temperature_high",
        condition: Condition::Above,
        metric: Some(Metric::Temperature),
        limits: &[Limit {
            key: "temperature",
            default: None,
        }],
        scope: LimitScope::PerDevice,
        hysteresis: 1.25,
        reach: Reach::Any,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "TEMPERATURE_THRESHOLD",
    },
    Rule {
        name: "humidity_limit",
        condition: Condition::Above,
        metric: Some(Metric::Humidity),
        limits: &[Limit {
            key: "humidity",
            default: None,
        }],
        scope: LimitScope::PerDevice,
        hysteresis: 1.0,
        reach: Reach::Tenth,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "HUMIDITY_THRESHOLD",
    },
];
