//! What every metric must do; the values are in the catalogue of cases.

use backend::domain::metric::Kind;
use backend::domain::{METRICS, Metric, Page, Reject};
use serde_json::{Value, json};

use crate::catalog::{METRIC_CASES, MetricCase};
use crate::support::bench::Bench;

fn case(key: &str) -> &'static MetricCase {
    let found = METRIC_CASES.iter().find(|case| case.key == key);
    found.unwrap_or_else(|| panic!("no case for {key}"))
}

/// Stores a value; returns what is stored of it, and whether it is marked.
async fn store(key: &str, value: f64) -> (Option<f64>, bool) {
    let metric = Metric::from_key(key).unwrap();
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut payload = all_usual();
    payload[key] = sent(key, value);
    let receipt = bench.send(&device, &payload).await;
    assert_eq!(receipt.stored, 1, "{receipt:?}");
    let latest = bench.store.latest(None, Page::default()).await.unwrap();
    let reading = &latest.items[0];
    let is_suspect = reading.suspects.iter().any(|marked| marked == metric);
    (reading.values.get(metric), is_suspect)
}

/// A usual value is stored as it is.
pub async fn accepts(key: &str) {
    let usual = case(key).usual;
    assert_eq!(store(key, usual).await, (Some(usual), false));
}

/// An unusual value that is possible is stored and marked.
pub async fn suspects(key: &str) {
    let suspect = case(key).suspect.expect("a value that is unusual");
    assert_eq!(store(key, suspect).await, (Some(suspect), true));
}

/// A reading without the metric is refused, although it has others.
pub async fn requires(key: &str) {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut payload = all_usual();
    payload.as_object_mut().unwrap().remove(key);
    let receipt = bench.send(&device, &payload).await;
    assert_eq!(receipt.stored, 0);
    let expected = if METRICS.len() == 1 {
        Reject::NoMetric
    } else {
        Reject::MissingMetric
    };
    assert_eq!(receipt.rejected[0].reject, expected);
}

/// An impossible value is refused, with its place in the payload.
pub async fn rejects(key: &str) {
    let case = case(key);
    let bench = Bench::new();
    let device = bench.device("a").await;
    let impossible = case.impossible.expect("a value that cannot be");
    let mut payload = all_usual();
    payload[key] = sent(key, impossible);
    let receipt = bench.send(&device, &payload).await;
    assert_eq!(receipt.stored, 0);
    assert_eq!(receipt.rejected[0].reject, Reject::OutOfRange);
    assert_eq!(receipt.rejected[0].pointer, format!("/{key}"));
}

/// A payload with a usual value for each metric.
pub fn all_usual() -> Value {
    let pairs = METRIC_CASES.iter();
    let pairs = pairs.map(|case| (case.key.to_owned(), sent(case.key, case.usual)));
    Value::Object(pairs.collect())
}

/// A value in the form in which devices send it.
pub fn sent(key: &str, value: f64) -> Value {
    let row = METRICS.iter().find(|row| row.key == key).unwrap();
    if row.kind == Kind::Boolean {
        json!(value > 0.5)
    } else {
        json!(value)
    }
}

/// A payload with a value of one metric, and of others only what every reading needs.
pub fn only(key: &str, value: f64) -> Value {
    let mut payload = all_usual();
    payload[key] = sent(key, value);
    let fields = payload.as_object_mut().unwrap();
    for row in METRICS.iter().filter(|row| !row.required && row.key != key) {
        fields.remove(row.key);
    }
    payload
}

#[tokio::test]
async fn every_metric_keeps_its_limits() {
    for (case, row) in METRIC_CASES.iter().zip(METRICS) {
        if case.suspect.is_some() {
            suspects(case.key).await;
        }
        if case.impossible.is_some() {
            rejects(case.key).await;
        }
        if row.required {
            requires(case.key).await;
        }
    }
}

#[test]
fn every_metric_has_a_case() {
    for (place, row) in METRICS.iter().enumerate() {
        assert_eq!(row.metric.index(), place, "the order of the catalogue");
        let case = case(row.key);
        for value in [case.usual, case.other] {
            assert!(row.usual.contains(value), "{}", row.key);
        }
    }
}
