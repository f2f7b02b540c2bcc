//! One file, one transaction, and senders that wait while it cannot be written.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use backend::domain::alert::{NewAlert, Severity};
use backend::domain::pipeline::{Submission, Submit, Transport};
use backend::domain::{DeviceId, Page, Reject, Timestamp};
use backend::identity::INTERVAL_MS;
use serde_json::{Value, json};

use crate::ingest::metrics::{all_usual, sent};
use crate::rules::cases::{immediate, prepare};
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};
use crate::support::eventually;

/// What one message can change.
const TABLES: [&str; 4] = ["readings_hot", "alerts", "outbox", "dead_letters"];

fn taken_at(time: Timestamp) -> Value {
    let mut payload = all_usual();
    payload["timestamp"] = json!(time.millis());
    payload
}

#[tokio::test]
async fn storage__engine__is_one_file() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    bench.send(&device, &json!([all_usual(), {}])).await;
    let alert = NewAlert {
        device: device.clone(),
        alert_type: "TEST".to_owned(),
        severity: Severity::Info,
        message: "look".to_owned(),
    };
    bench.store.create_alert(alert).await.unwrap();
    let path = bench.path();
    bench.store.close().await;
    // A copy of the file alone, without what SQLite keeps beside it while it is open.
    let checkpoint = bench.connection();
    let moved: i64 = checkpoint
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(moved, 0, "nobody else has it open");
    let copy = path.with_file_name("copy.db");
    std::fs::copy(&path, &copy).unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    assert!(bytes.starts_with(b"SQLite format 3\0"));
    let connection = rusqlite::Connection::open(&copy).unwrap();
    for table in ["devices", "readings_hot", "alerts", "dead_letters"] {
        let query = format!("SELECT count(*) FROM {table}");
        let count: i64 = connection.query_row(&query, [], |row| row.get(0)).unwrap();
        assert!(count > 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn storage__transaction__is_all_or_nothing() {
    let Some(case) = immediate() else {
        return;
    };
    for broken in TABLES {
        let (bench, device) = prepare(case).await;
        // A failure that can be mended: no refusal of the value.
        let breaking =
            format!("CREATE TRIGGER broken BEFORE INSERT ON {broken} BEGIN SELECT json('{{'); END");
        bench.connection().execute_batch(&breaking).unwrap();
        let mut raising = taken_at(NOON);
        raising[case.metric] = sent(case.metric, case.raises);
        let payload = json!([raising, {}]);
        let sending = bench.send(&device, &payload);
        let mending = async {
            let has_failed = async || !bench.store.health().writable;
            eventually("the commit has failed", has_failed).await;
            for table in TABLES {
                assert_eq!(bench.count(table), 0, "{table}, while {broken} is broken");
            }
            let connection = bench.connection();
            connection.execute_batch("DROP TRIGGER broken").unwrap();
        };
        let (receipt, ()) = tokio::join!(sending, mending);
        assert_eq!((receipt.stored, receipt.rejected.len()), (1, 1));
        for table in TABLES {
            assert!(bench.count(table) > 0, "{table}, after {broken} was broken");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_database_refuses_becomes_a_dead_letter_and_holds_up_nothing() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let poisonous = NOON.plus_ms(-500);
    let poison = format!(
        "CREATE TRIGGER poison BEFORE INSERT ON readings_hot WHEN NEW.ts_ms = {}
         BEGIN SELECT RAISE(ABORT, 'poison'); END",
        poisonous.millis()
    );
    bench.connection().execute_batch(&poison).unwrap();
    let mut senders = tokio::task::JoinSet::new();
    for ago_ms in (0..1000).step_by(10) {
        let pipeline = bench.pipeline.clone();
        let submission = Submission {
            device: device.clone(),
            payload: taken_at(NOON.plus_ms(-ago_ms)).to_string().into(),
            transport: Transport::Mqtt,
        };
        senders.spawn(async move { pipeline.submit(submission).await.unwrap() });
    }
    let mut stored = 0;
    let mut refused = Vec::new();
    while let Some(receipt) = senders.join_next().await {
        let receipt = receipt.unwrap();
        stored += receipt.stored;
        refused.extend(receipt.rejected);
    }
    assert_eq!(stored, 99);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].reject, Reject::Unstorable);
    let several = [NOON.plus_ms(-3), poisonous, NOON.plus_ms(-1)].map(taken_at);
    let receipt = bench.send(&device, &json!(several)).await;
    assert_eq!((receipt.stored, receipt.rejected.len()), (2, 1));
    let letters = bench
        .store
        .dead_letters(Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(letters.items.len(), 2);
    for letter in letters.items {
        assert_eq!(letter.reason, "unstorable");
        assert!(letter.message.contains("poison"), "{}", letter.message);
        assert!(letter.payload.contains(&poisonous.to_string()));
    }
    assert!(bench.store.health().writable);
}

#[tokio::test]
async fn alerts_of_rules_that_are_gone_end_at_the_start() {
    let bench = Bench::new();
    bench.device("a").await;
    let insert = "INSERT INTO alerts (device, rule, type, severity, raised_ms, message)
        SELECT key, 'gone', 'GONE', 'high', 0, 'm' FROM devices";
    bench.connection().execute_batch(insert).unwrap();
    let bench = bench.restart().await;
    let alerts = bench.alerts().await;
    assert_eq!(alerts[0].cleared_at, Some(NOON));
    let expected = ("cleared".to_owned(), "GONE".to_owned());
    assert_eq!(bench.outbox().await, [expected]);
    let bench = bench.restart().await;
    assert_eq!(bench.outbox().await.len(), 1, "it ends once");
}

#[tokio::test(flavor = "multi_thread")]
async fn reliability__overload__makes_senders_wait() {
    const MESSAGES: usize = 300;
    let bench = Bench::new();
    let device = bench.device("a").await;
    let limit = bench.store.health().queue_limit;
    let blocker = bench.connection();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let submission = |place: usize| Submission {
        device: device.clone(),
        payload: taken_at(NOON.plus_ms(-i64::try_from(place).unwrap()))
            .to_string()
            .into(),
        transport: Transport::Http,
    };
    let first = bench.pipeline.start(submission(0)).await.unwrap();
    eventually("the first message is in a commit", async || {
        bench.store.health().queue_depth == 0
    })
    .await;
    // The writer takes what queues before its commit begins.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let accepted = Arc::new(AtomicUsize::new(0));
    let mut senders = tokio::task::JoinSet::new();
    for place in 1..MESSAGES {
        let pipeline = bench.pipeline.clone();
        let accepted = Arc::clone(&accepted);
        let submission = submission(place);
        senders.spawn(async move {
            let mut pending = pipeline.start(submission).await.unwrap();
            accepted.fetch_add(1, Ordering::SeqCst);
            pending.committed().await.unwrap().stored
        });
    }
    eventually("the queue is full", async || {
        bench.store.health().queue_depth == limit
    })
    .await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(accepted.load(Ordering::SeqCst), limit, "the others wait");
    assert_eq!(bench.count("readings_hot"), 0);
    blocker.execute_batch("ROLLBACK").unwrap();
    let mut stored = { first }.committed().await.unwrap().stored;
    while let Some(done) = senders.join_next().await {
        stored += done.unwrap();
    }
    assert_eq!(stored, MESSAGES, "nothing is dropped");
}

#[tokio::test(flavor = "multi_thread")]
async fn scale__load__a_round_of_many_devices_is_stored_in_time() {
    // Fewer when they send more often: this machine may be busy with other tests.
    let devices = usize::try_from(INTERVAL_MS / 20).unwrap().clamp(50, 1000);
    let bench = Bench::new();
    let mut connection = bench.connection();
    let transaction = connection.transaction().unwrap();
    for number in 0..devices {
        let insert =
            "INSERT INTO devices (id, token_hash, created_ms) VALUES (?1, zeroblob(32), 0)";
        transaction.execute(insert, [format!("d{number}")]).unwrap();
    }
    transaction.commit().unwrap();
    bench.store.adopt_devices().await.unwrap();
    let began = std::time::Instant::now();
    let mut senders = tokio::task::JoinSet::new();
    for number in 0..devices {
        let pipeline = bench.pipeline.clone();
        let submission = Submission {
            device: DeviceId::parse(&format!("d{number}")).unwrap(),
            payload: taken_at(NOON).to_string().into(),
            transport: Transport::Mqtt,
        };
        senders.spawn(async move { pipeline.submit(submission).await.unwrap().stored });
    }
    let mut stored = 0;
    while let Some(done) = senders.join_next().await {
        stored += done.unwrap();
    }
    assert_eq!(stored, devices);
    let took_ms = i64::try_from(began.elapsed().as_millis()).unwrap();
    assert!(took_ms < INTERVAL_MS / 2, "{took_ms} ms");
    let page = Page::new(devices, None);
    let latest = bench.store.latest(None, page).await.unwrap();
    assert_eq!(latest.items.len(), devices);
}
