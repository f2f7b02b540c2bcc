//! Commands by way of a broker.

use backend::domain::Page;
use backend::domain::command::CommandStatus;
use backend::domain::commands::COMMANDS;
use backend::identity;
use backend::ingest::topic;
use mqtt5::mqttbytes::QoS;
use serde_json::{Map, Value, json};

use crate::support::MANY;
use crate::support::eventually;
use crate::support::pretender::Pretender;
use crate::support::whole::Whole;

#[tokio::test]
async fn a_command_goes_through_the_broker_and_its_answer_comes_back() {
    let broker = Pretender::start().await;
    let url = format!("mqtt://{}", broker.address());
    let whole = Whole::start_at(&url, &[]).await;
    let (device, _) = whole.device("a").await;
    let control = format!("{}-control", identity::NAME);
    let (mut sending, _) = broker.connection(&control).await;
    sending.welcome(false).await;
    let by = "tester".to_owned();
    let given = whole
        .store()
        .give_command(&device, &COMMANDS[0], Map::new(), by);
    let given = given.await.unwrap().unwrap();
    let publish = sending.published().await;
    assert_eq!(publish.topic, topic::commands_topic(&device).as_bytes());
    assert_eq!(publish.qos, QoS::AtLeastOnce);
    let properties = publish.properties.unwrap();
    let keeps_s = i64::from(properties.message_expiry_interval.unwrap());
    assert!(keeps_s <= COMMANDS[0].expires_ms / 1000, "{keeps_s}");
    let message: Value = serde_json::from_slice(&publish.payload).unwrap();
    assert_eq!(message["id"], given.id);
    let status = async || {
        let list = whole.store().commands(&device, None, Page::new(MANY, None));
        list.await.unwrap().items[0].status
    };
    eventually("the broker has it", async || {
        status().await == CommandStatus::Sent
    })
    .await;
    let (mut link, _) = broker.connection(identity::NAME).await;
    link.welcome(false).await;
    let filters = link.subscription().await.filters;
    assert_eq!(filters[1].path, topic::answers_filter());
    let answer = json!({ "id": given.id }).to_string();
    link.publish(1, &topic::answers_topic(&device), &answer)
        .await;
    assert_eq!(link.acknowledged().await, 1);
    assert_eq!(status().await, CommandStatus::Acknowledged);
}
