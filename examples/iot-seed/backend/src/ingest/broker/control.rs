//! The connection that publishes alerts.

use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::{Packet, PublishProperties};
use mqtt5::{AsyncClient, Event, EventLoop, PublishOptions};
use tokio::sync::watch;
use tokio::time::{Duration, timeout};

use super::backoff::Backoff;
use crate::domain::DeviceId;
use crate::domain::notify::{NotDelivered, Notified, Notify};
use crate::ingest::topic;
use crate::stopping::stopped;

/// How long the broker may take to acknowledge an alert.
const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(10);

/// After how long an alert that waits for a device is no news any more, in seconds: a day.
const EXPIRY_S: u32 = 24 * 3600;

/// Publishes alerts at the broker.
pub(super) struct Control {
    client: AsyncClient,
}

impl Control {
    pub(super) fn new(client: AsyncClient) -> Self {
        Self { client }
    }
}

impl Notify for Control {
    fn notify<'a>(&'a self, device: &'a DeviceId, payload: &'a str) -> Notified<'a> {
        Box::pin(async move {
            let properties = PublishProperties {
                message_expiry_interval: Some(EXPIRY_S),
                content_type: Some("application/json".to_owned()),
                ..PublishProperties::default()
            };
            let options = PublishOptions::new(QoS::AtLeastOnce).properties(properties);
            let name = topic::alerts_topic(device);
            let sent = self
                .client
                .publish_tracked(name, payload.to_owned(), options);
            let acknowledged = async {
                let notice = sent.await.map_err(|_| NotDelivered)?;
                let done = notice.wait_completion_async().await;
                done.map_err(|error| {
                    let device = device.as_str();
                    tracing::warn!(device, %error, "the broker did not take an alert");
                    NotDelivered
                })
            };
            timeout(ACKNOWLEDGE_WITHIN, acknowledged)
                .await
                .unwrap_or(Err(NotDelivered))
        })
    }
}

/// Keeps the connection until the backend stops.
pub(super) async fn run(
    client: AsyncClient,
    mut events: EventLoop,
    mut stopping: watch::Receiver<bool>,
) {
    tokio::select! {
        () = poll(&mut events) => {}
        () = stopped(&mut stopping) => {}
    }
    // When the connection is down there is nothing to say goodbye to.
    if client.disconnect_now().await.is_ok() {
        let goodbye = async { while events.poll().await.is_ok() {} };
        let _ = timeout(Duration::from_secs(1), goodbye).await;
    }
}

async fn poll(events: &mut EventLoop) {
    let mut backoff = Backoff::default();
    loop {
        match events.poll().await {
            Ok(Event::Incoming(Packet::ConnAck(_))) => backoff.reset(),
            Ok(_) => {}
            Err(error) => {
                tracing::debug!(%error, "alerts cannot be published now");
                tokio::time::sleep(backoff.next()).await;
            }
        }
    }
}
