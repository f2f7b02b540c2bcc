//! Sample values for each metric and rule, and one test for each criterion over them.

use crate::{ingest, rules};

/// Values of a metric that the tests send.
pub struct MetricCase {
    /// The key of the metric.
    pub key: &'static str,
    /// A value within its usual limits.
    pub usual: f64,
    /// Another one.
    pub other: f64,
    /// A value outside its usual limits that is possible; `None` when there is none.
    pub suspect: Option<f64>,
    /// A value that is impossible or not allowed; `None` when there is none.
    pub impossible: Option<f64>,
}

/// One row for each metric.
pub const METRIC_CASES: &[MetricCase] = &[
    // In the order of the catalogue.
    MetricCase {
        key: "temperature",
        usual: 23.0,
        other: 35.0,
        suspect: Some(86.0),
        impossible: Some(-274.15),
    },
    MetricCase {
        key: "humidity",
        usual: 50.0,
        other: 60.0,
        suspect: None,
        impossible: Some(-1.0),
    },
    MetricCase {
        key: "co2",
        usual: 5200.0,
        other: 6100.0,
        suspect: Some(10001.0),
        impossible: Some(-1.0),
    },
];

/// Limits of a rule and values on both sides of them.
pub struct RuleCase {
    /// The name of the rule.
    pub rule: &'static str,
    /// The limits to set; none for a rule whose limits are fixed.
    pub limits: &'static [LimitCase],
    /// The key of the metric.
    pub metric: &'static str,
    /// A value that raises the alert.
    pub raises: f64,
    /// A value that neither raises nor ends it; `None` when there is none.
    pub holds: Option<f64>,
    /// A value that ends it.
    pub ends: f64,
}

/// A limit to set.
pub struct LimitCase {
    /// Its key.
    pub key: &'static str,
    /// Its number.
    pub limit: f64,
}

impl RuleCase {
    /// The limits in the form in which a store takes them.
    pub fn changes(&self) -> Vec<(String, Option<f64>)> {
        let limits = self.limits.iter();
        limits
            .map(|one| (one.key.to_owned(), Some(one.limit)))
            .collect()
    }
}

/// One row for each rule over values.
pub const RULE_CASES: &[RuleCase] = &[
    // In the order of the catalogue.
    RuleCase {
        rule: "temperature_high",
        limits: &[LimitCase {
            key: "temperature",
            limit: 23.0,
        }],
        metric: "temperature",
        raises: 24.2,
        holds: Some(22.375),
        ends: 20.55,
    },
    RuleCase {
        rule: "humidity_limit",
        limits: &[LimitCase {
            key: "humidity",
            limit: 50.0,
        }],
        metric: "humidity",
        raises: 51.0,
        holds: Some(49.5),
        ends: 48.0,
    },
    RuleCase {
        rule: "co2_limit",
        limits: &[LimitCase {
            key: "co2",
            limit: 5200.0,
        }],
        metric: "co2",
        raises: 5290.0,
        holds: Some(5151.5),
        ends: 5013.0,
    },
];

#[tokio::test]
async fn metric__temperature__accept() {
    let metric = "temperature";
    ingest::metrics::accepts(metric).await;
}

#[tokio::test]
async fn metric__temperature__reject() {
    let metric = "temperature";
    ingest::metrics::rejects(metric).await;
}

#[tokio::test]
async fn metric__temperature__suspect() {
    let metric = "temperature";
    ingest::metrics::suspects(metric).await;
}

#[tokio::test]
async fn metric__humidity__accept() {
    let metric = "humidity";
    ingest::metrics::accepts(metric).await;
}

#[tokio::test]
async fn metric__humidity__reject() {
    let metric = "humidity";
    ingest::metrics::rejects(metric).await;
}

#[tokio::test]
async fn metric__co2__accept() {
    let metric = "co2";
    ingest::metrics::accepts(metric).await;
}

#[tokio::test]
async fn metric__co2__reject() {
    let metric = "co2";
    ingest::metrics::rejects(metric).await;
}

#[tokio::test]
async fn metric__co2__suspect() {
    let metric = "co2";
    ingest::metrics::suspects(metric).await;
}

#[tokio::test]
async fn metric__position__accept() {
    ingest::positions::accepts().await;
}

#[tokio::test]
async fn metric__position__reject() {
    ingest::positions::rejects().await;
}

#[tokio::test]
async fn metric__position__half() {
    ingest::positions::refuses_halves().await;
}

#[tokio::test]
async fn metric__position__last() {
    ingest::positions::last_is_kept().await;
}

#[tokio::test]
async fn metric__position__unknown() {
    ingest::positions::unknown_is_none().await;
}

#[tokio::test]
async fn alert__temperature_high__raise() {
    let rule = "temperature_high";
    rules::cases::raises(rule).await;
}

#[tokio::test]
async fn alert__temperature_high__clear() {
    let rule = "temperature_high";
    rules::cases::clears(rule).await;
}

#[tokio::test]
async fn alert__temperature_high__hold() {
    let rule = "temperature_high";
    rules::cases::holds(rule).await;
}

#[tokio::test]
async fn alert__temperature_high__open() {
    let rule = "temperature_high";
    rules::cases::is_silent_without_limit(rule).await;
}

#[tokio::test]
async fn alert__temperature_high__limit() {
    let rule = "temperature_high";
    crate::api::thresholds::applies_at_once(rule).await;
}

#[tokio::test]
async fn alert__humidity_limit__raise() {
    let rule = "humidity_limit";
    rules::cases::raises(rule).await;
}

#[tokio::test]
async fn alert__humidity_limit__clear() {
    let rule = "humidity_limit";
    rules::cases::clears(rule).await;
}

#[tokio::test]
async fn alert__humidity_limit__hold() {
    let rule = "humidity_limit";
    rules::cases::holds(rule).await;
}

#[tokio::test]
async fn alert__co2_limit__raise() {
    let rule = "co2_limit";
    rules::cases::raises(rule).await;
}

#[tokio::test]
async fn alert__co2_limit__clear() {
    let rule = "co2_limit";
    rules::cases::clears(rule).await;
}

#[tokio::test]
async fn alert__co2_limit__hold() {
    let rule = "co2_limit";
    rules::cases::holds(rule).await;
}

#[tokio::test]
async fn alert__zone_exit__raise() {
    let rule = "zone_exit";
    rules::zones::raises(rule).await;
}

#[tokio::test]
async fn alert__zone_exit__clear() {
    let rule = "zone_exit";
    rules::zones::clears(rule).await;
}

#[tokio::test]
async fn alert__zone_exit__hold() {
    let rule = "zone_exit";
    rules::zones::holds(rule).await;
}

#[tokio::test]
async fn alert__zone_exit__open() {
    let rule = "zone_exit";
    rules::zones::is_silent_without_zone(rule).await;
}

#[tokio::test]
async fn alert__zone_exit__zone() {
    let rule = "zone_exit";
    rules::zones::applies_at_once(rule).await;
}

#[tokio::test]
async fn alert__zone_exit__position() {
    let rule = "zone_exit";
    rules::zones::needs_a_position(rule).await;
}
