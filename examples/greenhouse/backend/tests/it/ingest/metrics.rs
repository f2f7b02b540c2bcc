//! What every metric must do; the values are in the catalogue of cases.

use backend::domain::{METRICS, Metric, Page, Reject};
use serde_json::json;

use crate::catalog::{METRIC_CASES, MetricCase};
use crate::support::bench::Bench;

fn case(key: &str) -> &'static MetricCase {
    let found = METRIC_CASES.iter().find(|case| case.key == key);
    found.unwrap_or_else(|| panic!("no case for {key}"))
}

/// A usual value is stored as it is; an unusual one is stored and marked.
pub async fn accepts(key: &str) {
    let case = case(key);
    let metric = Metric::from_key(key).unwrap();
    let bench = Bench::new();
    let device = bench.device("a").await;
    let values = [(Some(case.usual), false), (case.suspect, true)];
    for (value, is_suspect) in values {
        let Some(value) = value else {
            continue;
        };
        bench.clock.advance_ms(1000);
        let mut payload = all_usual();
        payload[key] = json!(value);
        let receipt = bench.send(&device, &payload).await;
        assert_eq!(receipt.stored, 1, "{receipt:?}");
        let latest = bench.store.latest(None, Page::default()).await.unwrap();
        let reading = &latest.items[0];
        assert_eq!(reading.values.get(metric), Some(value));
        let suspects: Vec<Metric> = reading.suspects.iter().collect();
        assert_eq!(suspects.contains(&metric), is_suspect, "{key} {value}");
    }
}

/// An impossible value is refused, with its place in the payload.
pub async fn rejects(key: &str) {
    let case = case(key);
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut payload = all_usual();
    payload[key] = json!("much");
    let receipt = bench.send(&device, &payload).await;
    assert_eq!(receipt.rejected[0].reject, Reject::WrongType);
    let Some(impossible) = case.impossible else {
        return;
    };
    payload[key] = json!(impossible);
    let receipt = bench.send(&device, &payload).await;
    assert_eq!(receipt.stored, 0);
    assert_eq!(receipt.rejected[0].reject, Reject::OutOfRange);
    assert_eq!(receipt.rejected[0].pointer, format!("/{key}"));
}

/// A payload with a usual value for each metric.
pub fn all_usual() -> serde_json::Value {
    let pairs = METRIC_CASES.iter();
    let pairs = pairs.map(|case| (case.key.to_owned(), json!(case.usual)));
    serde_json::Value::Object(pairs.collect())
}

#[test]
fn every_metric_has_a_case() {
    for (place, row) in METRICS.iter().enumerate() {
        assert_eq!(row.metric.index(), place, "the order of the catalogue");
        let case = case(row.key);
        assert!(row.usual.contains(case.usual), "{}", row.key);
    }
}
