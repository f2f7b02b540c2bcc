//! The clients that are connected: who hears of alerts, who is replaced by a second connection.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use mqtt5::mqttbytes::QoS;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

use super::packet::Message;
use crate::domain::DeviceId;
use crate::domain::notify::{Notified, Notify};
use crate::ingest::topic;

/// Messages to one client that may wait; a client that does not read is not waited for.
const MAX_WAITING: usize = 64;

/// How long a client may take to acknowledge a message.
const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(10);

/// What a connection is told.
#[derive(Debug)]
pub(super) enum Order {
    /// Publish a message with QoS 1; dropping the sender without a word means that the client has gone.
    Publish(Message, oneshot::Sender<()>),
    /// Publish a message with QoS 0, which nobody acknowledges.
    Tell(Message),
    /// Make room for a new connection of the same client.
    Yield,
    /// End: the token that let the client in is not valid any more.
    Dismiss,
}

#[derive(Debug)]
struct Client {
    device: DeviceId,
    client_id: String,
    subscribed: Option<QoS>,
    orders: mpsc::Sender<Order>,
}

/// All connected clients.
#[derive(Debug, Default)]
pub struct Hub {
    clients: Mutex<Clients>,
}

#[derive(Debug, Default)]
struct Clients {
    next_number: u64,
    by_number: BTreeMap<u64, Client>,
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, Clients> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a client and sends off an earlier connection of it; returns its number and its orders.
    pub(super) fn join(&self, device: DeviceId, client_id: String) -> (u64, mpsc::Receiver<Order>) {
        let (orders, receiver) = mpsc::channel(MAX_WAITING);
        let mut clients = self.lock();
        for other in clients.by_number.values() {
            if other.device == device && other.client_id == client_id {
                // When its queue is full it does not read and will be dropped anyway.
                let _ = other.orders.try_send(Order::Yield);
            }
        }
        let number = clients.next_number;
        clients.next_number += 1;
        let client = Client {
            device,
            client_id,
            subscribed: None,
            orders,
        };
        clients.by_number.insert(number, client);
        (number, receiver)
    }

    /// Ends the connections of a device; of all devices without one. Who may still come in connects again.
    pub(super) fn dismiss(&self, device: Option<&DeviceId>) {
        self.lock().by_number.retain(|_, client| {
            let stays = device.is_some_and(|device| client.device != *device);
            if !stays {
                // When its queue is full it ends after that: the queue closes as the client is removed.
                let _ = client.orders.try_send(Order::Dismiss);
            }
            stays
        });
    }

    /// Removes a client.
    pub(super) fn leave(&self, number: u64) {
        self.lock().by_number.remove(&number);
    }

    /// Notes with which QoS a client wants to hear of its alerts; `None` when it does not.
    pub(super) fn subscribe(&self, number: u64, subscribed: Option<QoS>) {
        if let Some(client) = self.lock().by_number.get_mut(&number) {
            client.subscribed = subscribed;
        }
    }

    fn listeners(&self, device: &DeviceId) -> Vec<(QoS, mpsc::Sender<Order>)> {
        let clients = self.lock();
        let of_device = clients
            .by_number
            .values()
            .filter(|client| client.device == *device);
        let listening = of_device.filter_map(|client| {
            let qos = client.subscribed?;
            Some((qos, client.orders.clone()))
        });
        listening.collect()
    }
}

/// Sessions do not outlive their connection, so a message is for those who listen now; when nobody does, it is done.
impl Notify for Hub {
    fn notify<'a>(&'a self, device: &'a DeviceId, payload: &'a str) -> Notified<'a> {
        Box::pin(async move {
            let message = Message {
                topic: Bytes::from(topic::alerts_topic(device)),
                payload: Bytes::copy_from_slice(payload.as_bytes()),
            };
            let (mut full, mut silent) = (0_usize, 0_usize);
            for (qos, listener) in self.listeners(device) {
                let (done, acknowledged) = oneshot::channel();
                let order = if qos == QoS::AtMostOnce {
                    drop(done);
                    Order::Tell(message.clone())
                } else {
                    Order::Publish(message.clone(), done)
                };
                match listener.try_send(order) {
                    Ok(()) => {}
                    Err(TrySendError::Full(_)) => {
                        full += 1;
                        continue;
                    }
                    // Gone a moment ago, and its subscription with it.
                    Err(TrySendError::Closed(_)) => continue,
                }
                // An error says that the client has gone: its subscription went with it. One that does not answer must
                // not hold up the alerts of others; the alert itself is stored and can be asked for.
                let answered = tokio::time::timeout(ACKNOWLEDGE_WITHIN, acknowledged).await;
                if answered.is_err() {
                    silent += 1;
                }
            }
            if full + silent > 0 {
                let device = device.as_str();
                tracing::warn!(
                    device,
                    full,
                    silent,
                    "an alert was given up for connections whose queue is full or that did not acknowledge in time"
                );
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_client_is_told_with_the_qos_it_asked_for() {
        let hub = Hub::default();
        let device = DeviceId::parse("a").unwrap();
        let (number, mut orders) = hub.join(device.clone(), "c".to_owned());
        hub.subscribe(number, Some(QoS::AtMostOnce));
        // Nobody acknowledges, and nobody waits for it.
        hub.notify(&device, "{}").await.unwrap();
        assert!(matches!(orders.try_recv(), Ok(Order::Tell(_))));
        hub.subscribe(number, Some(QoS::AtLeastOnce));
        let acknowledge = async {
            match orders.recv().await {
                Some(Order::Publish(_, done)) => done.send(()).is_ok(),
                _ => false,
            }
        };
        let (told, acknowledged) = tokio::join!(hub.notify(&device, "{}"), acknowledge);
        assert!(told.is_ok() && acknowledged);
        hub.subscribe(number, None);
        hub.notify(&device, "{}").await.unwrap();
        assert!(orders.try_recv().is_err(), "it does not listen any more");
    }
}
