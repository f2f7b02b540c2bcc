//! A device hears of its own alerts.

use backend::ingest::topic;
use mqtt5::mqttbytes::QoS;
use serde_json::Value;

use crate::ingest::metrics::{all_usual, sent};
use crate::rules::cases::immediate;
use crate::support::client::{Client4, Client5, options4, options5};
use crate::support::eventually;
use crate::support::whole::Whole;

#[tokio::test]
async fn alerts__publish__tells_of_raise_and_clear() {
    let Some(case) = immediate() else {
        return;
    };
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    if !case.limits.is_empty() {
        let set = whole.store().set_thresholds(&device, case.changes());
        set.await.unwrap();
    }
    let mut listener = Client5::connect(options5(whole.mqtt(), "a", &token));
    listener.welcomed().await;
    assert!(listener.subscribe(&topic::alerts_topic(&device)).await);
    let mut options = options4(whole.mqtt(), "a", &token);
    options.set_client_id("publisher".to_owned());
    let mut publisher = Client4::connect(options);
    publisher.welcomed().await;
    let readings = topic::readings_topic(&device);
    for (value, state) in [(case.raises, "raised"), (case.ends, "cleared")] {
        let mut payload = all_usual();
        payload[case.metric] = sent(case.metric, value);
        publisher
            .publish(&readings, &payload.to_string())
            .await
            .unwrap();
        let message = loop {
            let publish = listener.message().await;
            assert_eq!(publish.qos, QoS::AtLeastOnce);
            let message: Value = serde_json::from_slice(&publish.payload).unwrap();
            if message["rule"] == case.rule {
                break message;
            }
        };
        assert_eq!(message["state"], state);
        assert_eq!(message["deviceId"], "a");
        assert_eq!(message["metric"], case.metric);
        assert_eq!(message["value"], value);
        assert_eq!(message["reading"][case.metric], value);
        assert!(message["type"].is_string() && message["alertId"].is_i64());
        assert!(message["limit"].is_number(), "{message}");
    }
    eventually("the outbox is empty", async || {
        whole.store().outbox_depth().await.unwrap() == 0
    })
    .await;
}
