//! Readings that come twice or late.

use backend::domain::{Metric, Page, Timestamp};
use serde_json::{Value, json};

use super::metrics::{all_usual, sent};
use crate::catalog::{METRIC_CASES, RuleCase};
use crate::rules::cases::{immediate, prepare};
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};

fn reading(metric: &str, value: f64, at: Timestamp) -> Value {
    let mut payload = all_usual();
    payload[metric] = sent(metric, value);
    payload["timestamp"] = json!(at.millis());
    payload
}

#[tokio::test]
async fn ingest__duplicate__the_first_one_wins() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let case = &METRIC_CASES[0];
    let metric = Metric::from_key(case.key).unwrap();
    let first = reading(case.key, case.usual, NOON);
    assert_eq!(bench.send(&device, &first).await.stored, 1);
    let values = async || {
        let end = NOON.plus_ms(1);
        let page = Page::new(MANY, None);
        let list = bench.store.history(&device, NOON, end, page).await.unwrap();
        let readings = list.items.into_iter();
        readings
            .map(|one| (one.received_at, one.values.get(metric)))
            .collect::<Vec<_>>()
    };
    bench.clock.advance_ms(5000);
    let second = reading(case.key, case.other, NOON);
    let receipt = bench.send(&device, &second).await;
    assert_eq!((receipt.stored, receipt.duplicates), (0, 1));
    assert_eq!(values().await, [(NOON, Some(case.usual))]);
    let latest = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(latest.items[0].values.get(metric), Some(case.usual));
    let counted = bench.telemetry.render();
    assert!(counted.contains("readings_duplicate_total 1"), "{counted}");
}

#[tokio::test]
async fn ingest__duplicate__sent_often_is_one_row_and_one_alert() {
    let Some(case) = immediate() else {
        return;
    };
    let (bench, device) = prepare(case).await;
    let payload = reading(case.metric, case.raises, NOON);
    let mut stored = 0;
    for _ in 0..100 {
        stored += bench.send(&device, &payload).await.stored;
    }
    assert_eq!(stored, 1);
    assert_eq!(episodes(&bench, case).await, [true]);
}

/// The episodes of a rule, oldest first: whether they go on.
async fn episodes(bench: &Bench, case: &RuleCase) -> Vec<bool> {
    let alerts = bench.alerts().await;
    let of_rule = alerts.iter().filter(|alert| alert.rule == case.rule);
    of_rule.map(|alert| alert.cleared_at.is_none()).collect()
}

#[tokio::test]
async fn ingest__late__is_history_and_nothing_else() {
    let Some(case) = immediate() else {
        return;
    };
    let (bench, device) = prepare(case).await;
    let metric = Metric::from_key(case.metric).unwrap();
    let send = async |value: f64, ago_ms: i64| {
        let payload = reading(case.metric, value, NOON.plus_ms(-ago_ms));
        assert_eq!(bench.send(&device, &payload).await.stored, 1);
    };
    let latest = async || {
        let latest = bench
            .store
            .latest(None, Page::new(MANY, None))
            .await
            .unwrap();
        latest.items[0].values.get(metric)
    };
    send(case.ends, 2000).await;
    send(case.raises, 60_000).await;
    assert!(episodes(&bench, case).await.is_empty(), "raises nothing");
    assert_eq!(latest().await, Some(case.ends));
    send(case.raises, 1000).await;
    send(case.ends, 30_000).await;
    assert_eq!(episodes(&bench, case).await, [true], "ends nothing");
    assert_eq!(latest().await, Some(case.raises));
    let (from, page) = (NOON.plus_ms(-60_000), Page::new(MANY, None));
    let list = bench.store.history(&device, from, NOON, page).await;
    assert_eq!(list.unwrap().items.len(), 4, "all are in the history");
    let counted = bench.telemetry.render();
    assert!(counted.contains("readings_late_total 2"), "{counted}");
}

#[tokio::test]
async fn alerts__new_only__are_judged() {
    let Some(case) = immediate() else {
        return;
    };
    let (bench, device) = prepare(case).await;
    let readings = [
        (case.raises, -3000, vec![true]),
        (case.ends, -2000, vec![false]),
        // Stored already.
        (case.raises, -3000, vec![false]),
        (case.raises, -2000, vec![false]),
        // Not the newest.
        (case.raises, -2500, vec![false]),
        // New and the newest.
        (case.raises, -1000, vec![false, true]),
        (case.ends, -1000, vec![false, true]),
        (case.ends, -1500, vec![false, true]),
        (case.ends, 0, vec![false, false]),
    ];
    for (value, offset_ms, expected) in readings {
        let payload = reading(case.metric, value, NOON.plus_ms(offset_ms));
        bench.send(&device, &payload).await;
        let found = episodes(&bench, case).await;
        assert_eq!(found, expected, "{value} at {offset_ms}");
    }
}
