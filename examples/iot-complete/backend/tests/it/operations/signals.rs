//! A running backend is told to stop, or a part of it stops.

use std::time::Duration;

use backend::ingest::topic;
use mqtt5::mqttbytes::v5::PubAckReason;
use rusqlite::Connection;

use backend::domain::DeviceId;

use crate::ingest::metrics::all_usual;
use crate::support::client::{Client5, options5};
use crate::support::process::Served;
use crate::support::whole::Whole;

#[tokio::test(flavor = "multi_thread")]
async fn operations__stop__by_a_signal() {
    let mut backend = Served::start().await;
    let token = backend.device("kitchen");
    let device = DeviceId::parse("kitchen").unwrap();
    let mut client = Client5::connect(options5(backend.mqtt(), "kitchen", &token));
    client.welcomed().await;
    let readings = topic::readings_topic(&device);
    let verdict = client.publish(&readings, &all_usual().to_string()).await;
    assert_eq!(verdict, PubAckReason::Success);
    backend.process.terminate();
    let mut waited = Duration::ZERO;
    let status = loop {
        if let Some(status) = backend.process.ended() {
            break status;
        }
        assert!(waited < Duration::from_secs(10), "it has ten seconds");
        tokio::time::sleep(Duration::from_millis(50)).await;
        waited += Duration::from_millis(50);
    };
    assert!(status.success(), "{status}");
    assert!(backend.log().contains("stopped"));
    let connection = Connection::open(backend.database()).unwrap();
    let count = connection.query_row("SELECT count(*) FROM readings_hot", [], |row| row.get(0));
    assert_eq!(count, Ok(1));
    let seen = "SELECT last_seen_ms IS NOT NULL FROM devices";
    let seen = connection.query_row(seen, [], |row| row.get(0));
    assert_eq!(seen, Ok(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_broken_part_is_noticed() {
    let mut whole = Whole::start().await;
    let early = tokio::time::timeout(Duration::from_millis(300), whole.app.broken()).await;
    assert!(early.is_err(), "all parts run");
    whole.store().close().await;
    let part = tokio::time::timeout(Duration::from_secs(10), whole.app.broken()).await;
    assert_eq!(part, Ok("the writer of the database"));
    whole.app.stop().await;
}
