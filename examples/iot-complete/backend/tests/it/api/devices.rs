//! Devices: register, list, change, remove, new credentials.

use backend::domain::DeviceId;
use backend::domain::device::NewDevice;
use backend::domain::page::DEFAULT_LIMIT;
use backend::identity::INTERVAL_MS;
use serde_json::{Value, json};

use super::client::Ask;
use super::rig::Rig;
use crate::ingest::metrics::all_usual;

#[tokio::test]
async fn endpoint__post_devices__shows_the_token_once() {
    let rig = Rig::start().await;
    let body = json!({ "id": "kitchen-1", "name": " Kitchen ", "location": null });
    let answer = rig.post("/devices", &body).await;
    assert_eq!(answer.header("location"), "/devices/kitchen-1");
    let made = answer.expect(201);
    assert_eq!(made["device"]["name"], "Kitchen");
    assert_eq!(made["device"]["status"], "never");
    let token = made["token"].as_str().unwrap();
    assert!(token.len() >= 43, "256 bits take at least 43 characters");
    let shown = rig.get("/devices/kitchen-1").await.expect(200);
    assert_eq!(shown, made["device"]);
    assert!(!shown.to_string().contains(token));
}

#[tokio::test]
async fn endpoint__post_devices__names_every_fault() {
    let rig = Rig::start().await;
    let body = json!({ "id": "a/b", "name": 3, "colour": "red" });
    let problem = rig.post("/devices", &body).await.expect(422);
    let pointers: Vec<&Value> = problem["errors"].as_array().unwrap().iter().collect();
    let pointers: Vec<&str> = pointers
        .iter()
        .map(|fault| fault["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(pointers, ["/id", "/name", "/colour"]);
    rig.post("/devices", &json!({})).await.expect(422);
    let own = json!({ "id": backend::identity::NAME });
    let problem = rig.post("/devices", &own).await.expect(422);
    let text = problem.to_string();
    assert!(text.contains("account of the backend"), "{text}");
    rig.device("a").await;
    rig.post("/devices", &json!({ "id": "a" }))
        .await
        .expect(409);
}

#[tokio::test]
async fn endpoint__get_devices__pages_and_filters() {
    let rig = Rig::start().await;
    for id in ["c", "a", "b"] {
        rig.device(id).await;
    }
    let mut path = "/devices?limit=1".to_owned();
    for (id, is_last) in [("a", false), ("b", false), ("c", true)] {
        let page = rig.get(&path).await.expect(200);
        assert_eq!(page["items"].as_array().unwrap().len(), 1);
        assert_eq!(page["items"][0]["id"], id);
        let cursor = page["nextCursor"].as_str();
        assert_eq!(cursor.is_none(), is_last, "{id}");
        path = format!("/devices?limit=1&cursor={}", cursor.unwrap_or_default());
    }
    rig.reading("b", 0).await;
    let online = rig.get("/devices?status=online").await.expect(200);
    assert_eq!(online["items"].as_array().unwrap().len(), 1);
    assert_eq!(online["items"][0]["id"], "b");
    assert_eq!(online["items"][0]["lastSeen"], "2026-01-31T12:00:00.000Z");
}

#[tokio::test]
async fn endpoint__patch_devices__changes_only_what_is_named() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    let change = |body: Value| Ask::new("PATCH", "/devices/a").by(&rig.admin).json(&body);
    let both = json!({ "name": "One", "location": "Hall" });
    rig.ask(change(both)).await.expect(200);
    let device = rig
        .ask(change(json!({ "location": null })))
        .await
        .expect(200);
    assert_eq!(device["name"], "One");
    assert_eq!(device["location"], Value::Null);
    let device = rig
        .ask(change(json!({ "enabled": false })))
        .await
        .expect(200);
    assert_eq!(device["enabled"], false);
    let refused = Ask::post("/devices/a/readings", &all_usual()).by(&token);
    let refused = rig.ask(refused).await;
    assert!(matches!(refused.status, 401 | 403), "{}", refused.text);
}

#[tokio::test]
async fn endpoint__delete_devices__takes_its_data_along() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    rig.reading("a", 0).await;
    let remove = || Ask::new("DELETE", "/devices/a").by(&rig.admin);
    rig.ask(remove()).await.expect(204);
    rig.ask(remove()).await.expect(404);
    rig.get("/devices/a").await.expect(404);
    let latest = rig.get("/readings/latest").await.expect(200);
    assert_eq!(latest["items"], json!([]));
    let late = Ask::post("/devices/a/readings", &all_usual()).by(&token);
    rig.ask(late).await.expect(401);
}

#[tokio::test]
async fn endpoint__post_devices_credentials__ends_the_old_token() {
    let rig = Rig::start().await;
    let old = rig.device("a").await;
    let rotate = Ask::new("POST", "/devices/a/credentials").by(&rig.admin);
    let new = rig.ask(rotate).await.expect(200);
    let new = new["token"].as_str().unwrap();
    let by = |token: &str| Ask::post("/devices/a/readings", &all_usual()).by(token);
    rig.ask(by(&old)).await.expect(401);
    rig.ask(by(new)).await.expect(202);
}

#[tokio::test]
async fn device__last_seen__is_the_time_of_arrival() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.clock.advance_ms(1000);
    rig.reading("a", 3_600_000).await;
    let device = rig.get("/devices/a").await.expect(200);
    assert_eq!(device["lastSeen"], "2026-01-31T12:00:01.000Z");
}

#[tokio::test]
async fn device__status__follows_the_silence() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let status = async || rig.get("/devices/a").await.expect(200)["status"].take();
    assert_eq!(status().await, "never");
    rig.reading("a", 0).await;
    for (silence_ms, expected) in [
        (0, "online"),
        (3 * INTERVAL_MS, "online"),
        (1, "stale"),
        (7 * INTERVAL_MS - 1, "stale"),
        (1, "offline"),
    ] {
        rig.clock.advance_ms(silence_ms);
        assert_eq!(status().await, expected, "after {silence_ms} ms more");
    }
}

#[tokio::test]
async fn device_auth__refuse__unknown_disabled_and_wrong() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    let post = |path: &str, token: &str| Ask::post(path, &all_usual()).by(token);
    rig.ask(post("/devices/a/readings", &token))
        .await
        .expect(202);
    let disable = Ask::new("PATCH", "/devices/a").by(&rig.admin);
    let disable = disable.json(&json!({ "enabled": false }));
    rig.ask(disable).await.expect(200);
    rig.clock.advance_ms(1000);
    for (path, token) in [
        ("/devices/a/readings", token.as_str()),
        ("/devices/a/readings", "wrong"),
        ("/devices/b/readings", token.as_str()),
    ] {
        rig.ask(post(path, token)).await.expect(401);
    }
    let history = rig.get("/readings/device/a").await.expect(200);
    assert_eq!(history["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn access__pages__lead_on() {
    let rig = Rig::start().await;
    // Pages can be longer than what a test should make.
    let many = DEFAULT_LIMIT.min(500);
    let path = if many < DEFAULT_LIMIT {
        format!("/devices?limit={many}")
    } else {
        "/devices".to_owned()
    };
    for place in 0..=many {
        let id = DeviceId::parse(&format!("d{place:05}")).unwrap();
        let new = NewDevice::new(id);
        rig.store.create_device(new).await.unwrap();
    }
    let first = rig.get(path).await.expect(200);
    assert_eq!(first["items"].as_array().unwrap().len(), many);
    let cursor = first["nextCursor"].as_str().unwrap();
    let last = rig
        .get(format!("/devices?cursor={cursor}"))
        .await
        .expect(200);
    assert_eq!(last["items"][0]["id"], format!("d{many:05}"));
    assert_eq!(last["nextCursor"], Value::Null);
}
