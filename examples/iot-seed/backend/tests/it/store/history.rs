//! Readings move from one table to the other, and nobody notices.

use backend::domain::{DeviceId, METRICS, Page, Timestamp};
use serde_json::{Value, json};

use crate::catalog::METRIC_CASES;
use crate::ingest::metrics::only;
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};

const HOUR_MS: i64 = 3_600_000;

/// A payload with a value of the first metric.
fn taken_at(ms: i64, value: f64) -> Value {
    let mut payload = only(METRIC_CASES[0].key, value);
    payload["timestamp"] = json!(ms);
    payload
}

/// Stores a reading a minute over three hours before noon; the first metric swings between two values.
async fn fill(bench: &Bench, device: &DeviceId) {
    let case = &METRIC_CASES[0];
    let items: Vec<_> = (1..=180)
        .map(|minute| {
            let at = NOON.plus_ms(-60_000 * minute).millis();
            let value = if minute % 2 == 0 {
                case.other
            } else {
                case.usual
            };
            taken_at(at, value)
        })
        .collect();
    let receipt = bench.send(device, &json!(items)).await;
    assert_eq!(receipt.stored, 180);
}

async fn times(bench: &Bench, device: &DeviceId, limit: usize) -> Vec<Timestamp> {
    let mut found = Vec::new();
    let mut cursor = None;
    loop {
        let page = Page::new(limit, cursor);
        let from = NOON.plus_ms(-24 * HOUR_MS);
        let list = bench.store.history(device, from, NOON, page).await.unwrap();
        found.extend(list.items.iter().map(|reading| reading.timestamp));
        cursor = list.next_cursor;
        if cursor.is_none() {
            return found;
        }
    }
}

async fn move_old(bench: &Bench) {
    let cut = NOON.plus_ms(-HOUR_MS);
    while bench.store.move_old_readings(cut).await.unwrap() {}
}

#[tokio::test]
async fn storage__moved_readings__are_found_like_new_ones() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    fill(&bench, &device).await;
    let before = times(&bench, &device, 7).await;
    assert_eq!(before.len(), 180);
    assert!(
        before.is_sorted_by(|left, right| left > right),
        "newest first"
    );
    move_old(&bench).await;
    assert_eq!(times(&bench, &device, 7).await, before);
    assert_eq!(times(&bench, &device, 1000).await, before);
    let bench = bench.restart().await;
    assert_eq!(times(&bench, &device, 50).await, before);
}

#[tokio::test]
async fn storage__moved_readings__are_not_stored_again() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    fill(&bench, &device).await;
    move_old(&bench).await;
    let case = &METRIC_CASES[0];
    let old = taken_at(NOON.plus_ms(-2 * HOUR_MS).millis(), case.usual);
    let receipt = bench.send(&device, &old).await;
    assert_eq!((receipt.stored, receipt.duplicates), (0, 1));
    let late = taken_at(NOON.plus_ms(-2 * HOUR_MS + 1).millis(), case.usual);
    assert_eq!(bench.send(&device, &late).await.stored, 1);
    assert_eq!(times(&bench, &device, 1000).await.len(), 181);
}

#[tokio::test]
async fn endpoint__get_readings_device__sums_up_buckets__of_both_tables() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    fill(&bench, &device).await;
    // The boundary falls into the middle of a bucket.
    let cut = NOON.plus_ms(-HOUR_MS / 2);
    while bench.store.move_old_readings(cut).await.unwrap() {}
    let from = NOON.plus_ms(-24 * HOUR_MS);
    let page = Page::new(MANY, None);
    let buckets = bench
        .store
        .buckets(&device, from, NOON, HOUR_MS, page)
        .await
        .unwrap();
    let counts: Vec<i64> = buckets.items.iter().map(|bucket| bucket.count).collect();
    assert_eq!(counts, [60, 60, 60], "empty hours are left out");
    let starts: Vec<i64> = buckets
        .items
        .iter()
        .map(|bucket| NOON.since_ms(bucket.start) / HOUR_MS)
        .collect();
    assert_eq!(starts, [1, 2, 3], "newest first");
    let case = &METRIC_CASES[0];
    let (low, high) = (case.usual.min(case.other), case.usual.max(case.other));
    for bucket in &buckets.items {
        let (metric, summary) = &bucket.metrics[0];
        assert_eq!(*metric, METRICS[0].metric);
        assert_eq!((summary.min, summary.max), (low, high));
        assert!(
            (summary.avg - f64::midpoint(low, high)).abs() < 1e-6,
            "{summary:?}"
        );
    }
}

#[tokio::test]
async fn only_old_readings_are_deleted() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    fill(&bench, &device).await;
    move_old(&bench).await;
    let cut = NOON.plus_ms(-2 * HOUR_MS);
    while bench.store.delete_readings_before(cut).await.unwrap() {}
    let left = times(&bench, &device, 1000).await;
    assert_eq!(left.len(), 120);
    assert!(left.iter().all(|time| *time >= cut));
}

#[tokio::test]
async fn storage__missing_values__stay_missing() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    fill(&bench, &device).await;
    let from = NOON.plus_ms(-24 * HOUR_MS);
    let list = bench
        .store
        .history(&device, from, NOON, Page::new(MANY, None));
    for reading in list.await.unwrap().items {
        for row in METRICS[1..].iter().filter(|row| !row.required) {
            assert_eq!(reading.values.get(row.metric), None, "null, not zero");
        }
    }
}
