//! Readings: posted, shown as latest, as history, as buckets, or refused with a place and a reason.

use backend::clock::Clock;
use backend::domain::METRICS;
use backend::domain::page::MAX_LIMIT;
use serde_json::{Value, json};

use super::client::Ask;
use super::rig::{NOON, Rig};
use crate::catalog::METRIC_CASES;
use crate::ingest::metrics::{all_usual, sent};

#[tokio::test]
async fn endpoint__post_devices_readings__stores_once() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    let mut body = all_usual();
    body["timestamp"] = json!("2026-01-31T11:59:58.250Z");
    let post = || Ask::post("/devices/a/readings", &body).by(&token);
    let stored = rig.ask(post()).await.expect(202);
    assert_eq!(stored, json!({ "stored": 1, "duplicates": 0 }));
    let again = rig.ask(post()).await.expect(200);
    assert_eq!(again, json!({ "stored": 0, "duplicates": 1 }));
    let latest = rig.get("/readings/latest").await.expect(200);
    let reading = &latest["items"][0];
    assert_eq!(reading["timestamp"], "2026-01-31T11:59:58.250Z");
    assert_eq!(reading["receivedAt"], "2026-01-31T12:00:00.000Z");
    assert_eq!(reading["timestampSource"], "device");
    for case in METRIC_CASES {
        assert_eq!(reading[case.key], case.usual, "{}", case.key);
    }
}

#[tokio::test]
async fn endpoint__post_devices_readings__takes_arrays() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let items: Vec<Value> = (0..3)
        .map(|second| {
            let mut item = all_usual();
            item["ts"] = json!(NOON.millis() / 1000 - second);
            item
        })
        .collect();
    let stored = rig
        .post("/devices/a/readings", &json!(items))
        .await
        .expect(202);
    assert_eq!(stored["stored"], 3);
}

#[tokio::test]
async fn endpoint__post_devices_readings__names_place_and_reason() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let first = METRICS[0].key;
    let mut wrong = all_usual();
    wrong[first] = json!("warm");
    let mut early = all_usual();
    early["timestamp"] = json!("2026-01-31T13:00:00Z");
    let body = json!([all_usual(), wrong, early]);
    let problem = rig.post("/devices/a/readings", &body).await.expect(422);
    assert_eq!(problem["stored"], 1);
    let fault = &problem["errors"][0];
    assert_eq!(fault["pointer"], format!("/1/{first}"));
    assert_eq!(fault["code"], "wrong_type");
    assert_eq!(problem["errors"][1]["code"], "future_timestamp");
    let letters = rig.items("/dead-letters").await;
    assert!(
        letters
            .iter()
            .any(|letter| letter["reason"] == "wrong_type")
    );
}

#[tokio::test]
async fn endpoint__post_devices_readings__refuses_what_is_no_json() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    let post = |kind: &str, body: Vec<u8>| {
        Ask::new("POST", "/devices/a/readings")
            .by(&token)
            .header("content-type", kind)
            .bytes(body)
    };
    let json = "application/json";
    rig.ask(post("text/plain", b"{}".to_vec()))
        .await
        .expect(415);
    let garbage = rig
        .ask(post(json, vec![0xff, 0x00, b'{']))
        .await
        .expect(400);
    assert_eq!(garbage["errors"][0]["code"], "malformed");
    rig.ask(post(json, vec![b' '; 200_000])).await.expect(413);
    rig.ask(post(json, vec![b' '; 2_000_000])).await.expect(413);
    let empty = rig.ask(post(json, b"{}".to_vec())).await.expect(422);
    assert_eq!(empty["errors"][0]["code"], "no_metric");
}

#[tokio::test]
async fn endpoint__post_devices_readings__only_as_itself() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    rig.device("b").await;
    let post = |path: &str, token: &str| Ask::post(path, &all_usual()).by(token);
    rig.ask(post("/devices/b/readings", &token))
        .await
        .expect(401);
    rig.ask(post("/devices/a/readings", "wrong"))
        .await
        .expect(401);
    rig.ask(post("/devices/nobody/readings", &token))
        .await
        .expect(401);
    rig.ask(post("/devices/a/readings", &rig.viewer))
        .await
        .expect(403);
    rig.ask(post("/devices/nobody/readings", &rig.admin))
        .await
        .expect(404);
    let latest = rig.get("/readings/latest").await.expect(200);
    assert_eq!(latest["items"], json!([]));
}

#[tokio::test]
async fn endpoint__get_readings_latest__one_for_each_device() {
    let rig = Rig::start().await;
    for id in ["b", "a"] {
        rig.device(id).await;
        rig.reading(id, 1000).await;
        rig.reading(id, 0).await;
        rig.reading(id, 5000).await;
    }
    let items = rig.items("/readings/latest").await;
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["deviceId"], "a");
    for item in &items {
        assert_eq!(item["timestamp"], "2026-01-31T12:00:00.000Z");
    }
    let one = rig.get("/readings/latest?device=b").await.expect(200);
    assert_eq!(one["items"], json!([items[1]]));
}

#[tokio::test]
async fn endpoint__get_readings_device__pages_through_history() {
    let rig = Rig::start().await;
    rig.device("a").await;
    for second in 0..5 {
        rig.reading("a", second * 1000).await;
    }
    let expected = ["12:00:00", "11:59:59", "11:59:58", "11:59:57", "11:59:56"]
        .map(|time| format!("2026-01-31T{time}.000Z"));
    for limit in 1..=3.min(MAX_LIMIT) {
        let path = format!("/readings/device/a?limit={limit}");
        let page = rig.get(&path).await.expect(200);
        assert_eq!(page["items"].as_array().unwrap().len(), limit);
        let items = rig.items(&path).await;
        let seen: Vec<&str> = items
            .iter()
            .filter_map(|item| item["timestamp"].as_str())
            .collect();
        assert_eq!(seen, expected, "newest first");
    }
}

#[tokio::test]
async fn endpoint__get_readings_device__last_day__when_not_told_otherwise() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.reading("a", 0).await;
    rig.reading("a", 2 * 86_400_000).await;
    let recent = rig.get("/readings/device/a").await.expect(200);
    let recent = recent["items"].as_array().unwrap();
    assert_eq!(recent.len(), 1);
    assert_eq!(recent[0]["timestamp"], "2026-01-31T12:00:00.000Z");
    let old = rig.get("/readings/device/a?from=2026-01-29T00:00:00Z&to=2026-01-30T00:00:00Z");
    assert_eq!(old.await.expect(200)["items"].as_array().unwrap().len(), 1);
    rig.get("/readings/device/nobody").await.expect(404);
}

#[tokio::test]
async fn endpoint__get_readings_device__sums_up_buckets() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let case = &METRIC_CASES[0];
    for (ago_ms, value) in [
        (1_000, case.usual),
        (2_000, case.other),
        (180_000, case.other),
    ] {
        let mut body = all_usual();
        body[case.key] = sent(case.key, value);
        body["timestamp"] = json!(rig.clock.now().plus_ms(-ago_ms).millis());
        rig.post("/devices/a/readings", &body).await.expect(202);
    }
    let buckets = rig.items("/readings/device/a?bucketSeconds=60").await;
    assert_eq!(buckets.len(), 2, "minutes without readings are absent");
    assert_eq!(buckets[0]["start"], "2026-01-31T11:59:00.000Z");
    assert_eq!(buckets[0]["count"], 2);
    let summary = &buckets[0]["metrics"][case.key];
    let (low, high) = (case.usual.min(case.other), case.usual.max(case.other));
    let expected = json!({ "avg": f64::midpoint(low, high), "min": low, "max": high });
    assert_eq!(summary, &expected);
}
