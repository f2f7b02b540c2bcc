//! What operators ask: health, readiness, metrics.

use std::time::Duration;

use backend::clock::Clock;
use backend::domain::link::BrokerLink;
use backend::identity;
use rusqlite::Connection;
use serde_json::json;

use super::client::Ask;
use super::rig::Rig;
use crate::ingest::metrics::all_usual;
use crate::support::eventually;

#[tokio::test]
async fn endpoint__get_readyz__follows_the_broker_and_the_stop() {
    let rig = Rig::start_with(BrokerLink::new(true)).await;
    let ready = || rig.ask(Ask::get("/readyz"));
    assert_eq!(ready().await.expect(503)["broker"], "fail");
    rig.link.set_connected(true);
    let passing = ready().await.expect(200);
    assert_eq!(passing["status"], "pass");
    assert_eq!(passing["database"], "pass");
    rig.stop();
    assert_eq!(ready().await.expect(503)["status"], "fail");
}

#[tokio::test(flavor = "multi_thread")]
async fn storage__unavailable__is_not_ready() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let connection = Connection::open(rig.database()).unwrap();
    connection.busy_timeout(Duration::from_secs(10)).unwrap();
    let breaking = "CREATE TRIGGER broken BEFORE INSERT ON readings_hot
        BEGIN SELECT json('{'); END";
    connection.execute_batch(breaking).unwrap();
    let status = async || rig.ask(Ask::get("/readyz")).await.status;
    let sending = rig.reading("a", 0);
    let mending = async {
        eventually("it says that it is not ready", async || {
            status().await == 503
        })
        .await;
        let answer = rig.ask(Ask::get("/readyz")).await.expect(503);
        assert_eq!(answer["database"], "fail");
        connection.execute_batch("DROP TRIGGER broken").unwrap();
    };
    tokio::join!(sending, mending);
    assert_eq!(status().await, 200);
}

#[tokio::test]
async fn endpoint__get_healthz__passes_even_when_not_ready() {
    let rig = Rig::start_with(BrokerLink::new(true)).await;
    let alive = rig.ask(Ask::get("/healthz")).await;
    assert_eq!(alive.expect(200)["status"], "pass");
}

#[tokio::test]
async fn endpoint__get_metrics__count_what_came_in() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.reading("a", 1000).await;
    rig.reading("a", 2000).await;
    let mut same = all_usual();
    same["timestamp"] = json!(rig.clock.now().plus_ms(-1000).millis());
    rig.post("/devices/a/readings", &same).await.expect(200);
    rig.post("/devices/a/readings", &json!({}))
        .await
        .expect(422);
    let metrics = rig.ask(Ask::get("/metrics")).await;
    assert_eq!(metrics.status, 200);
    for counted in [
        "readings_ingested_total 2",
        "readings_late_total 1",
        "readings_duplicate_total 1",
        "readings_rejected_total{reason=\"no_metric\"} 1",
    ] {
        let line = format!("{}_{counted}", identity::NAME);
        assert!(metrics.text.contains(&line), "{line} in {}", metrics.text);
    }
    let kind = "application/openmetrics-text";
    assert!(metrics.header("content-type").starts_with(kind));
    assert!(!metrics.text.contains("\"a\""), "no label holds a device");
}

#[tokio::test]
async fn answers_carry_security_headers() {
    let rig = Rig::start().await;
    for path in ["/healthz", "/openapi.json", "/nowhere"] {
        let answer = Ask::get(path).send(rig.address).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}");
    }
}
