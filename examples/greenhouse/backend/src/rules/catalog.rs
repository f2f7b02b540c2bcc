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
            key: "temperatureHigh",
            default: Some(38.0),
        }],
        scope: LimitScope::Fixed,
        hysteresis: 1.25,
        reach: Reach::Any,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "TEMPERATURE_THRESHOLD",
    },
    Rule {
        name: "soil_moisture_low",
        condition: Condition::Below,
        metric: Some(Metric::SoilMoisture),
        limits: &[Limit {
            key: "soilMoistureLow",
            default: Some(25.0),
        }],
        scope: LimitScope::Fixed,
        hysteresis: 0.6,
        reach: Reach::Any,
        clear_limit: None,
        for_ms: 600_000,
        severity: Severity::Warning,
        alert_type: "SOIL_MOISTURE_THRESHOLD",
    },
    Rule {
        name: "offline",
        condition: Condition::Offline,
        metric: None,
        limits: &[Limit {
            key: "offline",
            default: Some(300.0),
        }],
        scope: LimitScope::Fixed,
        hysteresis: 0.0,
        reach: Reach::Any,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "DEVICE_OFFLINE",
    },
    Rule {
        name: "light_limit",
        condition: Condition::Above,
        metric: Some(Metric::Light),
        limits: &[Limit {
            key: "light",
            default: None,
        }],
        scope: LimitScope::PerDevice,
        hysteresis: 1300.0,
        reach: Reach::Tenth,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "LIGHT_THRESHOLD",
    },
    Rule {
        name: "co2_limit",
        condition: Condition::Above,
        metric: Some(Metric::Co2),
        limits: &[Limit {
            key: "co2",
            default: None,
        }],
        scope: LimitScope::PerDevice,
        hysteresis: 97.0,
        reach: Reach::Tenth,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "CO2_THRESHOLD",
    },
];
