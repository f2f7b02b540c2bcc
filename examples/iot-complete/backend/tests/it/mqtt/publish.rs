//! Publishing: stored before it is acknowledged, whatever the version and the quality of service.

use std::time::Duration;

use backend::domain::pipeline::MAX_PAYLOAD_BYTES;
use backend::domain::{DeviceId, Page, Timestamp};
use backend::ingest::topic;
use mqtt5::PublishOptions;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::PubAckReason;
use serde_json::json;

use crate::ingest::metrics::all_usual;
use crate::mqtt::recently;
use crate::support::MANY;
use crate::support::client::{Client4, Client5, options4, options5};
use crate::support::eventually;
use crate::support::whole::Whole;

/// How many readings of a device are stored.
async fn count(whole: &Whole, device: &DeviceId) -> usize {
    let (from, to) = (Timestamp(0), Timestamp(i64::MAX));
    let page = Page::new(MANY, None);
    let list = whole.store().history(device, from, to, page).await.unwrap();
    list.items.len()
}

fn at(ms: i64) -> String {
    let mut payload = all_usual();
    payload["timestamp"] = json!(recently() + ms);
    payload.to_string()
}

#[tokio::test]
async fn ingest__mqtt__stores_objects_and_arrays() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let readings = topic::readings_topic(&device);
    let mut new = Client5::connect(options5(whole.mqtt(), "a", &token));
    new.welcomed().await;
    assert_eq!(new.publish(&readings, &at(1)).await, PubAckReason::Success);
    assert_eq!(count(&whole, &device).await, 1, "stored when acknowledged");
    let array = format!("[{},{},{}]", at(1), at(2), at(3));
    assert_eq!(new.publish(&readings, &array).await, PubAckReason::Success);
    assert_eq!(count(&whole, &device).await, 3);
    let mut old = Client4::connect(options4(whole.mqtt(), "a", &token));
    old.welcomed().await;
    old.publish(&readings, &at(4)).await.unwrap();
    assert_eq!(count(&whole, &device).await, 4);
}

#[tokio::test]
async fn ingest__mqtt__takes_qos_0_and_refuses_qos_2() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let readings = topic::readings_topic(&device);
    let mut client = Client4::connect(options4(whole.mqtt(), "a", &token));
    client.welcomed().await;
    let lightly = mqtt4::PublishOptions::new(QoS::AtMostOnce);
    let sent = client.client.publish(readings.clone(), at(1), lightly);
    sent.await.unwrap();
    eventually("the reading is stored", async || {
        count(&whole, &device).await == 1
    })
    .await;
    let twice = mqtt4::PublishOptions::new(QoS::ExactlyOnce);
    client.client.publish(readings, at(2), twice).await.unwrap();
    assert!(client.next().await.is_err(), "QoS 2 ends the connection");
    assert_eq!(count(&whole, &device).await, 1);
}

#[tokio::test]
async fn broker__own__takes_a_retained_message_as_a_reading() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let readings = topic::readings_topic(&device);
    let mut client = Client4::connect(options4(whole.mqtt(), "a", &token));
    client.welcomed().await;
    let retained = mqtt4::PublishOptions::new(QoS::AtLeastOnce).retain(true);
    client
        .client
        .publish(readings, at(1), retained)
        .await
        .unwrap();
    eventually("the reading is stored", async || {
        count(&whole, &device).await == 1
    })
    .await;
}

#[tokio::test]
async fn dead_letter__keep__and_acknowledge() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let readings = topic::readings_topic(&device);
    let mut client = Client5::connect(options5(whole.mqtt(), "a", &token));
    client.welcomed().await;
    let verdict = client.publish(&readings, "garbage").await;
    assert_eq!(verdict, PubAckReason::PayloadFormatInvalid);
    let too_long = " ".repeat(MAX_PAYLOAD_BYTES + 1);
    let verdict = client.publish(&readings, &too_long).await;
    assert_eq!(verdict, PubAckReason::PayloadFormatInvalid);
    assert_eq!(
        client.publish(&readings, &at(1)).await,
        PubAckReason::Success
    );
    let letters = whole
        .store()
        .dead_letters(Page::new(MANY, None))
        .await
        .unwrap();
    let reasons: Vec<&str> = letters
        .items
        .iter()
        .map(|letter| letter.reason.as_str())
        .collect();
    assert_eq!(reasons, ["too_large", "malformed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn ingest__acknowledge__only_after_the_commit() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let mut client = Client5::connect(options5(whole.mqtt(), "a", &token));
    client.welcomed().await;
    let blocker = whole.connection();
    // What is stored and what is refused: both are outcomes that are committed first.
    for payload in [at(1), "garbage".to_owned()] {
        blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
        let options = PublishOptions::new(QoS::AtLeastOnce);
        let topic = topic::readings_topic(&device);
        let sent = client.client.publish(topic, payload, options);
        sent.await.unwrap();
        let early = tokio::time::timeout(Duration::from_millis(500), client.acknowledged()).await;
        assert!(early.is_err(), "acknowledged before the commit");
        blocker.execute_batch("ROLLBACK").unwrap();
        client.acknowledged().await;
    }
    assert_eq!(count(&whole, &device).await, 1);
    let letters = whole
        .store()
        .dead_letters(Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(letters.items.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn ingest__acknowledge__in_order() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let readings = topic::readings_topic(&device);
    let mut client = Client5::connect(options5(whole.mqtt(), "a", &token));
    client.welcomed().await;
    for ms in 1..=300 {
        let options = PublishOptions::new(QoS::AtLeastOnce);
        client
            .client
            .publish(readings.clone(), at(ms), options)
            .await
            .unwrap();
    }
    for expected in 1..=300 {
        assert_eq!(client.acknowledged().await, expected);
    }
}
