//! What this backend measures and watches: metrics, rules, names, and where devices connect.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::domain::METRICS;
use crate::domain::Metric;
use crate::domain::metric::{Bounds, MetricRow};
use crate::domain::rule::{Limit, Rule};
use crate::identity;

use super::AppState;
use super::operation::{Access, Operation};
use super::schema;

/// The catalogue.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/catalog", "getCatalog", show)
            .tag("Operation")
            .summary("Metrics, alert rules and names, for clients that adapt")
            .access(Access::Viewer)
            .answers(200, "The catalogue", schema::named("Catalog")),
    ]
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Catalog {
    name: &'static str,
    summary: &'static str,
    noun: &'static str,
    noun_plural: &'static str,
    expected_interval_ms: i64,
    mqtt: MqttView,
    metrics: Vec<MetricView>,
    rules: Vec<RuleView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MqttView {
    host: Option<String>,
    port: u16,
    own_endpoint: bool,
    readings_topic: String,
    alerts_topic: String,
}

#[derive(Serialize)]
struct BoundsView {
    min: Option<f64>,
    max: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MetricView {
    key: &'static str,
    label: &'static str,
    unit: &'static str,
    ucum: &'static str,
    kind: &'static str,
    decimals: u8,
    required: bool,
    hard: BoundsView,
    usual: BoundsView,
    range: BoundsView,
}

#[derive(Serialize)]
struct LimitView {
    key: &'static str,
    default: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleView {
    name: &'static str,
    metric: Option<&'static str>,
    condition: &'static str,
    limits: Vec<LimitView>,
    scope: &'static str,
    hysteresis: f64,
    for_ms: i64,
    severity: &'static str,
    r#type: &'static str,
}

fn bounds(bounds: Bounds) -> BoundsView {
    BoundsView {
        min: bounds.min,
        max: bounds.max,
    }
}

fn metric(row: &MetricRow) -> MetricView {
    MetricView {
        key: row.key,
        label: row.label,
        unit: row.unit,
        ucum: row.ucum,
        kind: row.kind.as_str(),
        decimals: row.decimals,
        required: row.required,
        hard: bounds(row.hard),
        usual: bounds(row.usual),
        range: bounds(row.range),
    }
}

fn limit(limit: &Limit) -> LimitView {
    LimitView {
        key: limit.key,
        default: limit.default,
    }
}

fn rule(rule: &Rule) -> RuleView {
    RuleView {
        name: rule.name,
        metric: rule.metric.map(Metric::key),
        condition: rule.condition.as_str(),
        limits: rule.limits.iter().map(limit).collect(),
        scope: rule.scope.as_str(),
        hysteresis: rule.hysteresis,
        for_ms: rule.for_ms,
        severity: rule.severity.as_str(),
        r#type: rule.alert_type,
    }
}

async fn show(State(state): State<AppState>) -> Json<Catalog> {
    Json(Catalog {
        name: identity::NAME,
        summary: identity::SUMMARY,
        noun: identity::NOUN,
        noun_plural: identity::NOUN_PLURAL,
        expected_interval_ms: identity::INTERVAL_MS,
        mqtt: MqttView {
            host: state.mqtt.host.clone(),
            port: state.mqtt.port,
            own_endpoint: state.mqtt.own_endpoint,
            readings_topic: state.mqtt.readings_topic.clone(),
            alerts_topic: state.mqtt.alerts_topic.clone(),
        },
        metrics: METRICS.iter().map(metric).collect(),
        rules: state.rules.iter().map(rule).collect(),
    })
}
