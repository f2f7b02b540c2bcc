//! Sample values for each metric and rule, and one test for each criterion over them.

use crate::{ingest, rules};

/// Values of a metric that the tests send.
pub struct MetricCase {
    /// The key of the metric.
    pub key: &'static str,
    /// A value within its usual limits.
    pub usual: f64,
    /// A value outside its usual limits that is possible; `None` when there is none.
    pub suspect: Option<f64>,
    /// A value that is impossible or not allowed; `None` when there is none.
    pub impossible: Option<f64>,
}

/// One row for each metric.
pub const METRIC_CASES: &[MetricCase] = &[
    MetricCase {
        key: "temperature",
        usual: 22.5,
        suspect: Some(86.0),
        impossible: Some(-274.15),
    },
    MetricCase {
        key: "humidity",
        usual: 50.0,
        suspect: None,
        impossible: Some(-1.0),
    },
];

/// Limits of a rule and values on both sides of them.
pub struct RuleCase {
    /// The name of the rule.
    pub rule: &'static str,
    /// The limits to set, by key; none for a rule whose limits are fixed.
    pub limits: &'static [(&'static str, f64)],
    /// The key of the metric.
    pub metric: &'static str,
    /// A value that raises the alert.
    pub raises: f64,
    /// A value that neither raises nor ends it; `None` when there is none.
    pub holds: Option<f64>,
    /// A value that ends it.
    pub ends: f64,
}

/// One row for each rule over values.
pub const RULE_CASES: &[RuleCase] = &[
    RuleCase {
        rule: "temperature_high",
        limits: &[("temperature", 22.5)],
        metric: "temperature",
        raises: 24.0,
        holds: Some(22.0),
        ends: 21.0,
    },
    RuleCase {
        rule: "humidity_limit",
        limits: &[("humidity", 50.0)],
        metric: "humidity",
        raises: 51.5,
        holds: Some(49.5),
        ends: 48.5,
    },
];

#[tokio::test]
async fn metric__temperature__accept() {
    ingest::metrics::accepts("temperature").await;
}

#[tokio::test]
async fn metric__temperature__reject() {
    ingest::metrics::rejects("temperature").await;
}

#[tokio::test]
async fn metric__humidity__accept() {
    ingest::metrics::accepts("humidity").await;
}

#[tokio::test]
async fn metric__humidity__reject() {
    ingest::metrics::rejects("humidity").await;
}

#[tokio::test]
async fn alert__temperature_high__raise() {
    rules::cases::raises("temperature_high").await;
}

#[tokio::test]
async fn alert__temperature_high__clear() {
    rules::cases::clears("temperature_high").await;
}

#[tokio::test]
async fn alert__temperature_high__hold() {
    rules::cases::holds("temperature_high").await;
}

#[tokio::test]
async fn alert__humidity_limit__raise() {
    rules::cases::raises("humidity_limit").await;
}

#[tokio::test]
async fn alert__humidity_limit__clear() {
    rules::cases::clears("humidity_limit").await;
}

#[tokio::test]
async fn alert__humidity_limit__hold() {
    rules::cases::holds("humidity_limit").await;
}
