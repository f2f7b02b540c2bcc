//! Devices: register, list, change, remove, new credentials.

use serde_json::{Value, json};

use super::client::Ask;
use super::rig::{Rig, sample};

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
    let first = rig.get("/devices?limit=2").await.expect(200);
    assert_eq!(first["items"][0]["id"], "a");
    assert_eq!(first["items"][1]["id"], "b");
    let cursor = first["nextCursor"].as_str().unwrap();
    let last = rig
        .get(format!("/devices?limit=2&cursor={cursor}"))
        .await
        .expect(200);
    assert_eq!(last["items"].as_array().unwrap().len(), 1);
    assert_eq!(last["items"][0]["id"], "c");
    assert_eq!(last["nextCursor"], Value::Null);
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
    let refused = Ask::post("/devices/a/readings", &sample()).by(&token);
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
    let late = Ask::post("/devices/a/readings", &sample()).by(&token);
    rig.ask(late).await.expect(401);
}

#[tokio::test]
async fn endpoint__post_devices_credentials__ends_the_old_token() {
    let rig = Rig::start().await;
    let old = rig.device("a").await;
    let rotate = Ask::new("POST", "/devices/a/credentials").by(&rig.admin);
    let new = rig.ask(rotate).await.expect(200);
    let new = new["token"].as_str().unwrap();
    let by = |token: &str| Ask::post("/devices/a/readings", &sample()).by(token);
    rig.ask(by(&old)).await.expect(401);
    rig.ask(by(new)).await.expect(202);
}
