//! Writing: many at once, what memory shows, what a restart brings back.

use backend::domain::{DeviceId, Page, Timestamp};
use serde_json::json;

use crate::ingest::metrics::all_usual;
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};

fn taken_at(time: Timestamp) -> serde_json::Value {
    let mut payload = all_usual();
    payload["timestamp"] = json!(time.millis());
    payload
}

#[tokio::test(flavor = "multi_thread")]
async fn scale__load__many_at_once_share_commits() {
    let bench = Bench::new();
    let mut devices = Vec::new();
    for number in 0..20 {
        devices.push(bench.device(&format!("d{number}")).await);
    }
    let mut tasks = tokio::task::JoinSet::new();
    for device in &devices {
        for second in 0..50 {
            let pipeline = bench.pipeline.clone();
            let submission = backend::domain::pipeline::Submission {
                device: device.clone(),
                payload: taken_at(NOON.plus_ms(-1000 * second)).to_string().into(),
                transport: backend::domain::pipeline::Transport::Http,
            };
            tasks.spawn(async move {
                let mut pending = pipeline.start(submission).await.unwrap();
                pending.committed().await.unwrap().stored
            });
        }
    }
    let mut stored = 0;
    while let Some(done) = tasks.join_next().await {
        stored += done.unwrap();
    }
    assert_eq!(stored, 1000);
    let rendered = bench.telemetry.render();
    let commits = rendered
        .lines()
        .find_map(|line| line.split_once("ingest_commit_seconds_count "))
        .map(|(_, count)| count.parse::<usize>().unwrap());
    assert!(commits.is_some_and(|commits| commits < 1000), "{commits:?}");
    let latest = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(latest.items.len(), devices.len());
    let newest = |reading: &backend::domain::Reading| reading.timestamp == NOON;
    assert!(
        latest.items.iter().all(|reading| newest(reading)),
        "whatever the order"
    );
}

#[tokio::test]
async fn storage__latest__survives_a_restart() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    bench.device("silent").await;
    bench.send(&device, &taken_at(NOON.plus_ms(-5000))).await;
    bench.send(&device, &taken_at(NOON.plus_ms(-9000))).await;
    let before = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap()
        .items;
    let bench = bench.restart().await;
    let after = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap()
        .items;
    assert_eq!(before, after);
    assert_eq!(after[0].timestamp, NOON.plus_ms(-5000));
    let again = bench.send(&device, &taken_at(NOON.plus_ms(-5000))).await;
    assert_eq!((again.stored, again.duplicates), (0, 1));
    let seen = bench.store.device(&device).await.unwrap().last_seen;
    assert_eq!(seen, Some(NOON));
    let silent = DeviceId::parse("silent").unwrap();
    assert_eq!(bench.store.device(&silent).await.unwrap().last_seen, None);
}

#[tokio::test]
async fn a_closed_store_refuses_and_says_so() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    bench.store.close().await;
    let submission = backend::domain::pipeline::Submission {
        device,
        payload: all_usual().to_string().into(),
        transport: backend::domain::pipeline::Transport::Http,
    };
    let refused = backend::domain::pipeline::Submit::submit(&bench.pipeline, submission).await;
    assert!(refused.is_err());
    assert!(!bench.store.health().writable, "it is not ready");
    bench.store.ended().await;
}
