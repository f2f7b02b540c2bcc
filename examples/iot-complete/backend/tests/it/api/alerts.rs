//! Alerts: raised by readings and by hand, listed, acknowledged, cleared.

use serde_json::{Value, json};

use super::client::Ask;
use super::rig::Rig;
use crate::catalog::METRIC_CASES;
use crate::ingest::metrics::{all_usual, sent};
use crate::rules::cases::immediate;

fn manual() -> Value {
    json!({ "deviceId": "a", "type": "DOOR_OPEN", "message": "the door is open" })
}

#[tokio::test]
async fn endpoint__post_alerts__raises_by_hand() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let answer = rig.post("/alerts", &manual()).await;
    let place = answer.header("location").to_owned();
    let alert = answer.expect(201);
    assert_eq!(alert["rule"], "manual");
    assert_eq!(alert["severity"], "warning");
    assert_eq!(alert["status"], "active");
    assert_eq!(rig.get(place).await.expect(200), alert);
    let waiting = rig.store.outbox(0).await.unwrap();
    let message: Value = serde_json::from_str(&waiting[0].payload).unwrap();
    assert_eq!(message["type"], "DOOR_OPEN", "it is published like others");
    assert_eq!(message["state"], "raised");
    let mut unknown = manual();
    unknown["deviceId"] = json!("nobody");
    rig.post("/alerts", &unknown).await.expect(404);
    let wrong = json!({ "deviceId": "a", "severity": "loud" });
    let problem = rig.post("/alerts", &wrong).await.expect(422);
    assert_eq!(problem["errors"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn endpoint__post_alerts_ack__notes_who() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let alert = rig.post("/alerts", &manual()).await.expect(201);
    let act = |verb: &str| {
        let path = format!("/alerts/{}/{verb}", alert["id"]);
        Ask::new("POST", path).by(&rig.admin)
    };
    let seen = rig.ask(act("ack")).await.expect(200);
    assert_eq!(seen["acknowledgedBy"], "Admin");
    assert_eq!(seen["status"], "active", "taking note ends nothing");
    rig.clock.advance_ms(1000);
    let again = rig.ask(act("ack")).await.expect(200);
    assert_eq!(again, seen);
    rig.ask(Ask::new("POST", "/alerts/999/ack").by(&rig.admin))
        .await
        .expect(404);
}

#[tokio::test]
async fn endpoint__post_alerts_clear__ends_it_once() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let alert = rig.post("/alerts", &manual()).await.expect(201);
    let clear = || Ask::new("POST", format!("/alerts/{}/clear", alert["id"])).by(&rig.admin);
    rig.clock.advance_ms(1000);
    let ended = rig.ask(clear()).await.expect(200);
    assert_eq!(ended["status"], "cleared");
    assert_eq!(ended["clearedAt"], "2026-01-31T12:00:01.000Z");
    rig.clock.advance_ms(1000);
    assert_eq!(rig.ask(clear()).await.expect(200), ended);
    let active = rig.get("/alerts?status=active").await.expect(200);
    assert_eq!(active["items"], json!([]));
}

#[tokio::test]
async fn endpoint__get_alerts__filters_and_pages() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.device("b").await;
    let mut alert = manual();
    for (device, severity) in [("a", "info"), ("b", "critical"), ("a", "critical")] {
        alert["deviceId"] = json!(device);
        alert["severity"] = json!(severity);
        rig.post("/alerts", &alert).await.expect(201);
        rig.clock.advance_ms(1000);
    }
    let count = async |query: &str| rig.items(&format!("/alerts{query}")).await.len();
    assert_eq!(count("").await, 3);
    assert_eq!(count("?device=a").await, 2);
    assert_eq!(count("?severity=critical").await, 2);
    assert_eq!(count("?status=cleared").await, 0);
    assert_eq!(count("?rule=manual&device=a&severity=info").await, 1);
    let first = rig.get("/alerts?limit=1").await.expect(200);
    assert_eq!(first["items"][0]["deviceId"], "a", "newest first");
    let cursor = first["nextCursor"].as_str().unwrap();
    let path = format!("/alerts?limit=1&cursor={cursor}");
    let second = rig.get(path).await.expect(200);
    assert_eq!(second["items"][0]["deviceId"], "b");
}

#[tokio::test]
async fn a_value_beyond_the_limit_shows_up_as_alert() {
    let Some(case) = immediate() else {
        return;
    };
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    for limit in case.limits {
        let body = json!({ limit.key: limit.limit });
        rig.post("/devices/a/threshold", &body).await.expect(200);
    }
    let mut high = all_usual();
    high[case.metric] = sent(case.metric, case.raises);
    let post = Ask::post("/devices/a/readings", &high).by(&token);
    rig.ask(post).await.expect(202);
    let path = format!("/alerts?status=active&rule={}", case.rule);
    let active = rig.get(path).await.expect(200);
    let alert = &active["items"][0];
    assert_eq!(alert["rule"], case.rule);
    assert_eq!(alert["metric"], case.metric);
    assert_eq!(alert["value"], case.raises);
    assert!(alert["limit"].is_number(), "{alert}");
    for case in METRIC_CASES {
        assert!(alert["reading"][case.key].is_number(), "{alert}");
    }
}
