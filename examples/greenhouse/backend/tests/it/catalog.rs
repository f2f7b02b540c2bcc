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
        key: "soilMoisture",
        usual: 30.0,
        other: 36.0,
        suspect: Some(61.0),
        impossible: Some(-1.0),
    },
    MetricCase {
        key: "light",
        usual: 65000.0,
        other: 78000.0,
        suspect: Some(130001.0),
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
        limits: &[],
        metric: "temperature",
        raises: 39.2,
        holds: Some(37.375),
        ends: 35.55,
    },
    RuleCase {
        rule: "soil_moisture_low",
        limits: &[],
        metric: "soilMoisture",
        raises: 24.4,
        holds: Some(25.3),
        ends: 26.2,
    },
    RuleCase {
        rule: "light_limit",
        limits: &[LimitCase {
            key: "light",
            limit: 65000.0,
        }],
        metric: "light",
        raises: 66300.0,
        holds: Some(64350.0),
        ends: 62400.0,
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
async fn metric__soil_moisture__accept() {
    let metric = "soilMoisture";
    ingest::metrics::accepts(metric).await;
}

#[tokio::test]
async fn metric__soil_moisture__reject() {
    let metric = "soilMoisture";
    ingest::metrics::rejects(metric).await;
}

#[tokio::test]
async fn metric__soil_moisture__suspect() {
    let metric = "soilMoisture";
    ingest::metrics::suspects(metric).await;
}

#[tokio::test]
async fn metric__light__accept() {
    let metric = "light";
    ingest::metrics::accepts(metric).await;
}

#[tokio::test]
async fn metric__light__reject() {
    let metric = "light";
    ingest::metrics::rejects(metric).await;
}

#[tokio::test]
async fn metric__light__suspect() {
    let metric = "light";
    ingest::metrics::suspects(metric).await;
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
async fn alert__soil_moisture_low__raise() {
    let rule = "soil_moisture_low";
    rules::cases::raises(rule).await;
}

#[tokio::test]
async fn alert__soil_moisture_low__clear() {
    let rule = "soil_moisture_low";
    rules::cases::clears(rule).await;
}

#[tokio::test]
async fn alert__soil_moisture_low__hold() {
    let rule = "soil_moisture_low";
    rules::cases::holds(rule).await;
}

#[tokio::test]
async fn alert__light_limit__raise() {
    let rule = "light_limit";
    rules::cases::raises(rule).await;
}

#[tokio::test]
async fn alert__light_limit__clear() {
    let rule = "light_limit";
    rules::cases::clears(rule).await;
}

#[tokio::test]
async fn alert__light_limit__hold() {
    let rule = "light_limit";
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
async fn alert__offline__raise() {
    let rule = "offline";
    rules::over_time::silence_raises(backend::rules::RULES, rule).await;
}

#[tokio::test]
async fn alert__offline__clear() {
    let rule = "offline";
    rules::over_time::silence_clears(backend::rules::RULES, rule).await;
}

#[tokio::test]
async fn alert__offline__hold() {
    let rule = "offline";
    rules::over_time::silence_holds(backend::rules::RULES, rule).await;
}
