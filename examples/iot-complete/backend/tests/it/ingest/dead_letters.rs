//! What becomes of refused messages: kept with their reason, counted, and never too many.

use backend::domain::Page;
use backend::identity;
use rusqlite::params;
use serde_json::json;

use super::metrics::all_usual;
use crate::api::client::Ask;
use crate::support::MANY;
use crate::support::bench::Bench;
use crate::support::eventually;
use crate::support::process::Served;

/// Most dead letters that are kept.
const MAX_KEPT: i64 = 10_000;

#[tokio::test]
async fn dead_letter__keep__reason_and_beginning() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let long = "garbage ".repeat(1000);
    bench.send_bytes(&device, long.as_bytes()).await;
    let items = json!([all_usual(), { "other": 1 }, { "other": 2 }]);
    assert_eq!(bench.send(&device, &items).await.stored, 1);
    let letters = bench
        .store
        .dead_letters(Page::new(MANY, None))
        .await
        .unwrap();
    let kept: Vec<_> = letters
        .items
        .iter()
        .rev()
        .map(|letter| (letter.reason.as_str(), letter.payload.clone()))
        .collect();
    let whole = items.to_string();
    assert_eq!(kept[0], ("malformed", long[..1024].to_owned()));
    assert_eq!(
        kept[1..],
        [("no_metric", whole.clone()), ("no_metric", whole)]
    );
    let counted = bench.telemetry.render();
    for (reason, count) in [("malformed", 1), ("no_metric", 2)] {
        let line = format!("readings_rejected_total{{reason=\"{reason}\"}} {count}");
        assert!(counted.contains(&line), "{line} in {counted}");
    }
}

#[tokio::test]
async fn dead_letter__keep__and_log() {
    let backend = Served::start().await;
    let token = backend.device("kitchen");
    let payload = json!({ "other": 1 });
    let ask = Ask::post("/devices/kitchen/readings", &payload).by(&token);
    ask.send(backend.http()).await.expect(422);
    eventually("the reason in the log", async || {
        let log = backend.log();
        log.contains("no_metric") && log.contains("kitchen")
    })
    .await;
    let counted = Ask::get("/metrics").send(backend.http()).await.text;
    let line = format!(
        "{}_readings_rejected_total{{reason=\"no_metric\"}} 1",
        identity::NAME
    );
    assert!(counted.contains(&line), "{counted}");
}

#[tokio::test]
async fn dead_letter__bounded__the_oldest_go() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut connection = bench.connection();
    let transaction = connection.transaction().unwrap();
    for number in 0..MAX_KEPT {
        let insert = "INSERT INTO dead_letters (received_ms, transport, reason, message, payload)
             VALUES (?1, 'http', 'malformed', '', x'')";
        transaction.execute(insert, params![number]).unwrap();
    }
    transaction.commit().unwrap();
    let counts = || {
        let query = "SELECT count(*), min(received_ms) FROM dead_letters";
        let row = connection.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?)));
        row.unwrap()
    };
    bench.send_bytes(&device, b"garbage").await;
    bench.send_bytes(&device, b"rubbish").await;
    assert_eq!(counts(), (MAX_KEPT + 2, 0));
    let jobs = bench.jobs();
    eventually("the two oldest are gone", async || {
        counts() == (MAX_KEPT, 2)
    })
    .await;
    drop(jobs);
    let newest = bench
        .store
        .dead_letters(Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(newest.items[0].payload, "rubbish");
}
