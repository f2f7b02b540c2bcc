//! Commands on their way to devices and back.

use backend::domain::access::Role;
use backend::domain::commands::COMMANDS;
use backend::ingest::topic;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::PubAckReason;
use serde_json::{Value, json};

use crate::api::client::Ask;
use crate::support::MANY;
use crate::support::client::{Client4, Client5, options4, options5};
use crate::support::eventually;
use crate::support::whole::Whole;

/// A backend and the key of an admin.
async fn start() -> (Whole, String) {
    let whole = Whole::start().await;
    let key = whole.store().create_key("boss".to_owned(), Role::Admin);
    let key = key.await.unwrap().reveal().to_owned();
    (whole, key)
}

/// Gives a device the first command; returns its number.
async fn give(whole: &Whole, key: &str, device: &str) -> i64 {
    let path = format!("/devices/{device}/commands/{}", COMMANDS[0].name);
    let ask = Ask::post(path, &json!({ "level": 3 })).by(key);
    let given = ask.send(whole.app.http_address()).await.expect(202);
    given["id"].as_i64().unwrap()
}

/// What became of the newest command of a device.
async fn newest(whole: &Whole, key: &str, device: &str) -> Value {
    let ask = Ask::get(format!("/devices/{device}/commands?limit=1")).by(key);
    let list = ask.send(whole.app.http_address()).await.expect(200);
    list["items"][0].clone()
}

/// A client of a device that listens to its commands.
async fn taker(whole: &Whole, device: &str, token: &str) -> Client5 {
    let mut client = Client5::connect(options5(whole.mqtt(), device, token));
    client.welcomed().await;
    let id = backend::domain::DeviceId::parse(device).unwrap();
    assert!(client.subscribe(&topic::commands_topic(&id)).await);
    client
}

async fn number(client: &mut Client5) -> i64 {
    let publish = client.message().await;
    let message: Value = serde_json::from_slice(&publish.payload).unwrap();
    message["id"].as_i64().unwrap()
}

#[tokio::test]
async fn endpoint__post_devices_commands__sends_it() {
    let (whole, key) = start().await;
    let (device, token) = whole.device("a").await;
    let (_, its_token) = whole.device("b").await;
    let mut client = taker(&whole, "a", &token).await;
    let mut other = taker(&whole, "b", &its_token).await;
    let id = give(&whole, &key, "a").await;
    let publish = client.message().await;
    assert_eq!(publish.topic, topic::commands_topic(&device).as_bytes());
    assert_eq!(publish.qos, QoS::AtLeastOnce);
    let message: Value = serde_json::from_slice(&publish.payload).unwrap();
    assert_eq!(message["id"], id);
    assert_eq!(message["name"], COMMANDS[0].name);
    assert_eq!(message["args"], json!({ "level": 3 }));
    assert!(message["issuedAt"].is_string() && message["expiresAt"].is_string());
    eventually("it is sent", async || {
        newest(&whole, &key, "a").await["status"] == "sent"
    })
    .await;
    let shown = newest(&whole, &key, "a").await;
    assert_eq!(shown["issuedBy"], "boss");
    let for_other = give(&whole, &key, "b").await;
    assert_eq!(number(&mut other).await, for_other, "only its own");
}

#[tokio::test]
async fn commands__offline__are_sent_after_the_device_is_back() {
    let (whole, key) = start().await;
    let (_, token) = whole.device("a").await;
    let client = taker(&whole, "a", &token).await;
    client.vanish();
    let mut given = Vec::new();
    for _ in 0..3 {
        given.push(give(&whole, &key, "a").await);
    }
    assert_eq!(newest(&whole, &key, "a").await["status"], "pending");
    let mut client = taker(&whole, "a", &token).await;
    let mut heard = Vec::new();
    while heard.len() < given.len() {
        let id = number(&mut client).await;
        // At least once: what the lost connection may have taken comes again.
        if !heard.contains(&id) {
            heard.push(id);
        }
    }
    assert_eq!(heard, given, "in order");
}

#[tokio::test]
async fn commands__answer__is_noted() {
    let (whole, key) = start().await;
    let (device, token) = whole.device("a").await;
    let mut client = taker(&whole, "a", &token).await;
    let answers = topic::answers_topic(&device);
    for (ok, status) in [(true, "acknowledged"), (false, "failed")] {
        give(&whole, &key, "a").await;
        let id = number(&mut client).await;
        let answer = json!({ "id": id, "ok": ok, "message": "as told" });
        let verdict = client.publish(&answers, &answer.to_string()).await;
        assert_eq!(verdict, PubAckReason::Success);
        let shown = newest(&whole, &key, "a").await;
        assert_eq!(shown["status"], status, "noted before it is confirmed");
        assert_eq!(shown["message"], "as told");
    }
    let mut old = Client4::connect(options4(whole.mqtt(), "a", &token));
    old.welcomed().await;
    give(&whole, &key, "a").await;
    let id = number(&mut client).await;
    let short = json!({ "id": id }).to_string();
    old.publish(&answers, &short).await.unwrap();
    let shown = newest(&whole, &key, "a").await;
    assert_eq!(shown["status"], "acknowledged");
    client.publish(&answers, "on").await;
    let letters = whole
        .store()
        .dead_letters(backend::domain::Page::new(MANY, None));
    let letters = letters.await.unwrap().items;
    assert_eq!(letters.len(), 1, "what is no answer is kept as such");
    assert_eq!(letters[0].reason, "malformed");
}

#[tokio::test]
async fn commands__foreign__are_out_of_reach() {
    let (whole, key) = start().await;
    let (device, _) = whole.device("a").await;
    let (other, its_token) = whole.device("b").await;
    let id = give(&whole, &key, "a").await;
    let mut client = Client5::connect(options5(whole.mqtt(), "b", &its_token));
    client.welcomed().await;
    let foreign = topic::commands_topic(&device);
    assert!(!client.subscribe(&foreign).await);
    let answer = json!({ "id": id }).to_string();
    let foreign = topic::answers_topic(&device);
    let verdict = client.publish(&foreign, &answer).await;
    assert_eq!(verdict, PubAckReason::NotAuthorized);
    client.publish(&topic::answers_topic(&other), &answer).await;
    assert_eq!(newest(&whole, &key, "a").await["status"], "pending");
}

#[tokio::test]
async fn a_played_device_obeys() {
    let whole = Whole::start_simulating(1).await;
    let key = whole.store().create_key("boss".to_owned(), Role::Admin);
    let key = key.await.unwrap().reveal().to_owned();
    eventually("it is registered", async || {
        let ask = Ask::get("/devices/sim-1").by(&key);
        ask.send(whole.app.http_address()).await.status == 200
    })
    .await;
    give(&whole, &key, "sim-1").await;
    eventually("it did it", async || {
        newest(&whole, &key, "sim-1").await["status"] == "acknowledged"
    })
    .await;
}
