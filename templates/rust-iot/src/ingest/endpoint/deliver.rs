//! Hands commands to the connections of a device.

use std::time::Duration;

use bytes::Bytes;
use mqtt5::mqttbytes::QoS;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::hub::{ACKNOWLEDGE_WITHIN, Hub, Order};
use super::packet::Message;
use crate::domain::DeviceId;
use crate::domain::deliver::Deliver;
use crate::domain::notify::{NotDelivered, Notified};
use crate::ingest::topic;

impl Deliver for Hub {
    fn reaches(&self, device: &DeviceId) -> bool {
        !self.takers(device).is_empty()
    }

    fn deliver<'a>(
        &'a self,
        device: &'a DeviceId,
        payload: &'a str,
        useful: Duration,
    ) -> Notified<'a> {
        Box::pin(async move {
            let message = Message {
                topic: Bytes::from(topic::commands_topic(device)),
                payload: Bytes::copy_from_slice(payload.as_bytes()),
            };
            let mut taken = Err(NotDelivered);
            for (qos, taker) in self.takers(device) {
                if qos == QoS::AtMostOnce {
                    if taker.try_send(Order::Tell(message.clone())).is_ok() {
                        taken = Ok(());
                    }
                    continue;
                }
                let (done, acknowledged) = oneshot::channel();
                let order = Order::Publish(message.clone(), done);
                if taker.try_send(order).is_err() {
                    continue;
                }
                let within = ACKNOWLEDGE_WITHIN.min(useful);
                if let Ok(Ok(())) = timeout(within, acknowledged).await {
                    taken = Ok(());
                }
            }
            taken
        })
    }
}
