//! Who may ask what: every operation of the document, tried without a key and with a key of each role.

use serde_json::json;

use super::client::{Answer, Ask};
use super::contract::DOCUMENT;
use super::rig::Rig;

/// Method, path and access of every operation.
fn operations() -> Vec<(&'static str, String, &'static str)> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let methods = [
        ("GET", "get"),
        ("POST", "post"),
        ("PATCH", "patch"),
        ("DELETE", "delete"),
    ];
    let mut all = Vec::new();
    for (path, item) in paths {
        for (method, key) in methods {
            if let Some(operation) = item.get(key) {
                let access = operation["x-access"].as_str().unwrap();
                all.push((method, path.replace("{id}", "1"), access));
            }
        }
    }
    all
}

async fn ask(rig: &Rig, method: &'static str, path: &str, key: Option<&str>) -> Answer {
    let mut ask = Ask::new(method, path);
    if method != "GET" {
        ask = ask.json(&json!({}));
    }
    if let Some(key) = key {
        ask = ask.by(key);
    }
    rig.ask(ask).await
}

/// Opening a session needs its key in the body; the live stream does not end.
const NOT_TRIED: &[(&str, &str)] = &[("POST", "/session"), ("GET", "/events")];

fn can_be_tried(method: &str, path: &str) -> bool {
    !NOT_TRIED.contains(&(method, path))
}

#[tokio::test]
async fn access__unknown__is_refused_everywhere() {
    let rig = Rig::start().await;
    let operations = operations();
    assert!(operations.len() > 20, "the document is read");
    for (method, path, access) in operations {
        if can_be_tried(method, &path) {
            let without = ask(&rig, method, &path, None).await.status;
            let unknown = ask(&rig, method, &path, Some("key_unknown")).await.status;
            let expected = if access == "public" { 200 } else { 401 };
            let what = format!("{method} {path} ({access})");
            assert_eq!((without, unknown), (expected, expected), "{what}");
        }
    }
}

#[tokio::test]
async fn role__viewer__read_only__everywhere() {
    let rig = Rig::start().await;
    for (method, path, access) in operations() {
        if can_be_tried(method, &path) {
            let status = ask(&rig, method, &path, Some(&rig.viewer)).await.status;
            let what = format!("{method} {path} ({access}): {status}");
            match access {
                "public" | "viewer" => assert!(!matches!(status, 401 | 403), "{what}"),
                "admin" | "device" => assert_eq!(status, 403, "{what}"),
                other => panic!("{what}: `{other}` is no access"),
            }
            let changes = method != "GET" && path != "/session";
            assert!(
                !changes || status == 403,
                "a viewer changes nothing: {what}"
            );
        }
    }
}

#[tokio::test]
async fn access__key__is_kept_as_a_hash() {
    let rig = Rig::start().await;
    let bits = rig.viewer.strip_prefix("key_").unwrap();
    assert_eq!(bits.len(), 64, "256 bits as hexadecimal digits");
    assert_ne!(rig.viewer, rig.admin);
    rig.get("/devices").await.expect(200);
    assert!(!rig.on_disk(bits), "{}", rig.viewer);
}

#[tokio::test]
async fn device_auth__hashed__on_disk() {
    let rig = Rig::start().await;
    let token = rig.device("attic-7").await;
    rig.reading("attic-7", 0).await;
    assert!(rig.on_disk("attic-7"), "the database is read");
    assert!(!rig.on_disk(&token), "{token}");
}

#[tokio::test]
async fn the_live_stream_needs_a_key() {
    let rig = Rig::start().await;
    rig.ask(Ask::get("/events")).await.expect(401);
}

#[tokio::test]
async fn a_key_may_come_in_either_header() {
    let rig = Rig::start().await;
    let own_header = Ask::get("/devices").header("x-api-key", &rig.viewer);
    rig.ask(own_header).await.expect(200);
    let scheme = Ask::get("/devices").header("authorization", format!("bearer {}", rig.viewer));
    rig.ask(scheme).await.expect(200);
    let basic = Ask::get("/devices").header("authorization", "Basic YTpi");
    let refused = rig.ask(basic).await;
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    refused.expect(401);
}

#[tokio::test]
async fn reliability__secrets__are_never_listed() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    for path in ["/devices", "/devices/a", "/catalog", "/metrics"] {
        let answer = rig.get(path).await;
        let text = answer.text.clone();
        assert_eq!(answer.status, 200);
        for secret in [&token, &rig.admin, &rig.viewer] {
            assert!(!text.contains(secret.as_str()), "{path}");
        }
    }
}
