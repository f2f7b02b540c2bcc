//! Who may come in, and where they may publish and subscribe.

use std::time::Duration;

use backend::domain::alert::{NewAlert, Severity};
use backend::domain::device::DevicePatch;
use backend::domain::{Page, Timestamp};
use backend::ingest::{topic, topics};
use mqtt5::mqttbytes::v5::{Packet, PubAckReason};
use serde_json::json;

use crate::api::client::Ask;
use crate::ingest::metrics::all_usual;
use crate::mqtt::recently;
use crate::support::MANY;
use crate::support::client::{Client4, Client5, options4, options5};
use crate::support::eventually;
use crate::support::whole::Whole;

#[tokio::test]
async fn device_auth__refuse__wrong_credentials_over_mqtt() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    whole.device("b").await;
    let wrong = [
        ("a", "wrong"),
        ("b", token.as_str()),
        ("nobody", token.as_str()),
        ("a/b", "x"),
    ];
    for (user, password) in wrong {
        let mut client = Client5::connect(options5(whole.mqtt(), user, password));
        let refused = client.next().await.unwrap_err();
        assert!(refused.contains("BadUserNamePassword"), "{user}: {refused}");
        let mut client = Client4::connect(options4(whole.mqtt(), user, password));
        let refused = client.next().await.unwrap_err();
        assert!(refused.contains("BadUserNamePassword"), "{user}: {refused}");
    }
    let disable = DevicePatch {
        enabled: Some(false),
        ..DevicePatch::default()
    };
    whole.store().update_device(&device, disable).await.unwrap();
    let mut client = Client5::connect(options5(whole.mqtt(), "a", &token));
    assert!(client.next().await.is_err(), "a disabled device");
}

#[tokio::test]
async fn device_auth__accept__its_own_readings_and_alerts() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let reading = |second: i64| {
        let mut payload = all_usual();
        payload["timestamp"] = json!(recently() + 1000 * second);
        payload
    };
    let readings = topic::readings_topic(&device);
    let mut new = Client5::connect(options5(whole.mqtt(), "a", &token));
    new.welcomed().await;
    let verdict = new.publish(&readings, &reading(1).to_string()).await;
    assert_eq!(verdict, PubAckReason::Success);
    let mut old = Client4::connect(options4(whole.mqtt(), "a", &token));
    old.welcomed().await;
    let second = reading(2).to_string();
    old.publish(&readings, &second).await.unwrap();
    let post = Ask::post("/devices/a/readings", &reading(3)).by(&token);
    post.send(whole.app.http_address()).await.expect(202);
    let page = Page::new(MANY, None);
    let list = whole
        .store()
        .history(&device, Timestamp(0), Timestamp(i64::MAX), page);
    assert_eq!(list.await.unwrap().items.len(), 3);
    let own = topic::alerts_topic(&device);
    assert!(new.subscribe(&own).await);
    let alert = NewAlert {
        device,
        alert_type: "TEST".to_owned(),
        severity: Severity::Info,
        message: "look".to_owned(),
    };
    whole.store().create_alert(alert).await.unwrap();
    let heard = new.message().await;
    assert_eq!(heard.topic, own.as_bytes());
}

#[tokio::test]
async fn device_auth__foreign_topic__is_refused() {
    let whole = Whole::start().await;
    let (_, token) = whole.device("a").await;
    let (other, _) = whole.device("b").await;
    let payload = all_usual().to_string();
    let foreign = topic::readings_topic(&other);
    let mut client = Client5::connect(options5(whole.mqtt(), "a", &token));
    client.welcomed().await;
    let verdict = client.publish(&foreign, &payload).await;
    assert_eq!(verdict, PubAckReason::NotAuthorized);
    let verdict = client.publish("elsewhere", &payload).await;
    assert_eq!(verdict, PubAckReason::NotAuthorized);
    let mut client = Client4::connect(options4(whole.mqtt(), "a", &token));
    client.welcomed().await;
    client.publish(&foreign, &payload).await.unwrap_err();
    eventually("three dead letters", async || {
        let letters = whole
            .store()
            .dead_letters(Page::new(MANY, None))
            .await
            .unwrap();
        let mut reasons = letters.items.iter().map(|letter| letter.reason.as_str());
        letters.items.len() == 3 && reasons.all(|reason| reason == "foreign_topic")
    })
    .await;
    let latest = whole
        .store()
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    assert!(latest.items.is_empty());
}

#[tokio::test]
async fn device_auth__subscribe__only_to_its_own_alerts() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let (other, _) = whole.device("b").await;
    let own = topic::alerts_topic(&device);
    let foreign = [
        "#".to_owned(),
        topic::alerts_topic(&other),
        topics::ALERTS.replace("{deviceId}", "+"),
        topic::readings_topic(&device),
        topic::readings_filter(),
        format!("$share/group/{own}"),
    ];
    let mut new = Client5::connect(options5(whole.mqtt(), "a", &token));
    let mut old = Client4::connect(options4(whole.mqtt(), "a", &token));
    new.welcomed().await;
    old.welcomed().await;
    for filter in &foreign {
        assert!(!new.subscribe(filter).await, "{filter}");
        assert!(!old.subscribe(filter).await, "{filter}");
    }
    assert!(new.subscribe(&own).await);
    assert!(old.subscribe(&own).await);
}

#[tokio::test]
async fn endpoint__post_devices_credentials__ends_open_connections() {
    let whole = Whole::start().await;
    let (other, its_token) = whole.device("other").await;
    let mut stays = Client5::connect(options5(whole.mqtt(), "other", &its_token));
    stays.welcomed().await;
    for change in ["rotate", "disable", "delete"] {
        let (device, token) = whole.device(change).await;
        let mut client = Client5::connect(options5(whole.mqtt(), change, &token));
        client.welcomed().await;
        // It has joined when its messages are answered.
        let readings = topic::readings_topic(&device);
        client.publish(&readings, &all_usual().to_string()).await;
        match change {
            "rotate" => drop(whole.store().rotate_credentials(&device).await.unwrap()),
            "disable" => {
                let disable = DevicePatch {
                    enabled: Some(false),
                    ..DevicePatch::default()
                };
                whole.store().update_device(&device, disable).await.unwrap();
            }
            _ => whole.store().delete_device(&device).await.unwrap(),
        }
        let ended = async {
            loop {
                match client.next().await {
                    Ok(Packet::Disconnect(goodbye)) => return format!("{goodbye:?}"),
                    Ok(_) => {}
                    Err(error) => return error,
                }
            }
        };
        let ended = tokio::time::timeout(Duration::from_secs(10), ended).await;
        let ended = ended.unwrap_or_else(|_| panic!("{change}: the connection stays"));
        assert!(ended.contains("NotAuthorized"), "{change}: {ended}");
    }
    let readings = topic::readings_topic(&other);
    let verdict = stays.publish(&readings, &all_usual().to_string()).await;
    assert_eq!(verdict, PubAckReason::Success);
}
