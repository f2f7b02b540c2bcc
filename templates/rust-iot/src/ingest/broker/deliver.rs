//! Hands commands to the broker, which keeps them for devices that are away.

use std::time::Duration;

use mqtt5::PublishOptions;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::PublishProperties;
use tokio::time::timeout;

use super::control::{ACKNOWLEDGE_WITHIN, Control};
use crate::domain::DeviceId;
use crate::domain::deliver::Deliver;
use crate::domain::notify::{NotDelivered, Notified};
use crate::ingest::topic;

impl Deliver for Control {
    /// Who listens is for the broker to know.
    fn reaches(&self, _device: &DeviceId) -> bool {
        true
    }

    fn deliver<'a>(
        &'a self,
        device: &'a DeviceId,
        payload: &'a str,
        useful: Duration,
    ) -> Notified<'a> {
        Box::pin(async move {
            let seconds = u32::try_from(useful.as_secs()).unwrap_or(u32::MAX);
            let properties = PublishProperties {
                message_expiry_interval: Some(seconds.max(1)),
                content_type: Some("application/json".to_owned()),
                ..PublishProperties::default()
            };
            let options = PublishOptions::new(QoS::AtLeastOnce).properties(properties);
            let name = topic::commands_topic(device);
            let sent = self
                .client
                .publish_tracked(name, payload.to_owned(), options);
            let acknowledged = async {
                let notice = sent.await.map_err(|_| NotDelivered)?;
                let done = notice.wait_completion_async().await;
                done.map_err(|error| {
                    let device = device.as_str();
                    tracing::warn!(device, %error, "the broker did not take a command");
                    NotDelivered
                })
            };
            timeout(ACKNOWLEDGE_WITHIN, acknowledged)
                .await
                .unwrap_or(Err(NotDelivered))
        })
    }
}
