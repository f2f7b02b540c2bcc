//! The database does not take writes for a while: readings wait, nothing is acknowledged, nothing is lost.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::json;

use crate::catalog::METRIC_CASES;
use crate::ingest::metrics::only;
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};
use crate::support::eventually;

#[tokio::test(flavor = "multi_thread")]
async fn storage__unavailable__keeps_readings_and_recovers() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let blocker = Connection::open(bench.path()).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let case = &METRIC_CASES[0];
    let mut payload = only(case.key, case.usual);
    payload["timestamp"] = json!(NOON.millis());
    let sending = bench.send(&device, &payload);
    let unblocking = async {
        eventually("the store says that it cannot write", async || {
            !bench.store.health().writable
        })
        .await;
        let page = backend::domain::Page::new(MANY, None);
        let latest = bench.store.latest(None, page).await.unwrap();
        assert!(latest.items.is_empty(), "shown before the commit");
        blocker.execute_batch("ROLLBACK").unwrap();
    };
    let both = async { tokio::join!(sending, unblocking) };
    let (receipt, ()) = tokio::time::timeout(Duration::from_secs(30), both)
        .await
        .unwrap();
    assert_eq!(receipt.stored, 1);
    assert!(bench.store.health().writable);
}
