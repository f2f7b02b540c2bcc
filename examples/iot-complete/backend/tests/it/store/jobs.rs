//! What the jobs do with the store while the backend runs: publish alerts, let old readings go.

use std::sync::Arc;

use backend::domain::statistics;
use backend::domain::{Page, Timestamp};
use backend::identity::KEEP_READINGS_MS;
use serde_json::json;

use crate::ingest::metrics::{all_usual, sent};
use crate::rules::cases::{immediate, prepare};
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};
use crate::support::eventually;
use crate::support::inbox::Inbox;

#[tokio::test]
async fn alerts__outbox__waits_for_the_broker() {
    let Some(case) = immediate() else {
        return;
    };
    let (bench, device) = prepare(case).await;
    let send = async |bench: &Bench, value: f64| {
        bench.clock.advance_ms(1000);
        let mut payload = all_usual();
        payload[case.metric] = sent(case.metric, value);
        assert_eq!(bench.send(&device, &payload).await.stored, 1);
    };
    let inbox = Arc::new(Inbox::default());
    let jobs = bench.jobs_with(Arc::<Inbox>::clone(&inbox));
    send(&bench, case.raises).await;
    eventually("a message is tried", async || inbox.tries() > 0).await;
    drop(jobs);
    let bench = bench.restart().await;
    let jobs = bench.jobs_with(Arc::<Inbox>::clone(&inbox));
    let before = inbox.tries();
    eventually("it is tried after the restart", async || {
        inbox.tries() > before
    })
    .await;
    send(&bench, case.ends).await;
    assert_eq!(inbox.states(), Vec::<String>::new());
    assert!(bench.store.outbox_depth().await.unwrap() >= 2);
    inbox.set_reachable(true);
    eventually("all are published", async || {
        bench.store.outbox_depth().await.unwrap() == 0
    })
    .await;
    drop(jobs);
    let of_device = inbox.states();
    assert_eq!(of_device.first().map(String::as_str), Some("raised"));
    assert_eq!(of_device.last().map(String::as_str), Some("cleared"));
}

#[tokio::test]
async fn retention__raw__is_what_the_specification_says() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let years_ms: i64 = 10 * 365 * 24 * 3_600_000;
    let keep_ms = KEEP_READINGS_MS.unwrap_or(years_ms);
    let now = NOON.plus_ms(keep_ms);
    // Of the period that goes on nothing is deleted: its statistics are still to be counted.
    let young = NOON.min(statistics::base().start_of(now));
    let old = young.plus_ms(-1000);
    for at in [old, young] {
        let mut payload = all_usual();
        payload["timestamp"] = json!(at.millis());
        assert_eq!(bench.send(&device, &payload).await.stored, 1);
    }
    bench.clock.advance_ms(keep_ms);
    let jobs = bench.jobs();
    let times = async || -> Vec<Timestamp> {
        let (from, page) = (Timestamp(0), Page::new(MANY, None));
        let list = bench.store.history(&device, from, now, page).await.unwrap();
        list.items.iter().map(|reading| reading.timestamp).collect()
    };
    if KEEP_READINGS_MS.is_some() {
        eventually("the old one is gone", async || times().await == [young]).await;
    } else {
        eventually("the job has been at work", async || {
            bench.count("readings_hot") == 0
        })
        .await;
        assert_eq!(times().await, [young, old], "for ever");
    }
    drop(jobs);
}
