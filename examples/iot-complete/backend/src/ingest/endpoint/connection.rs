//! One connection after its login: packets in, acknowledgements and alerts out, in one task.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::BytesMut;
use mqtt5::mqttbytes::QoS;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, sleep_until, timeout};

use super::Endpoint;
use super::handshake::Session;
use super::hub::Order;
use super::packet::{
    self, Incoming, Message, Outgoing, PacketError, RECEIVE_MAXIMUM, Refusal, Version,
};
use super::submit::{submit, verdict};
use crate::domain::pipeline::{Receipt, Unavailable};
use crate::domain::{DeviceId, Reject};
use crate::ingest::{InOrder, topic};
use crate::stopping::stopped;

/// How long a client may take to accept what is written to it.
const WRITE_WITHIN: Duration = Duration::from_secs(10);

/// How a connection ends.
#[derive(Debug)]
enum End {
    /// The client said goodbye.
    Left,
    /// The client said goodbye and wants its last will published.
    LeftWithWill,
    /// The connection broke.
    Broken,
    /// The server ends it.
    Sent(Refusal, String),
}

impl From<PacketError> for End {
    fn from(error: PacketError) -> Self {
        let refusal = match error {
            PacketError::TooLarge => Refusal::TooLarge,
            PacketError::Malformed(_) | PacketError::Version(_) => Refusal::Malformed,
        };
        Self::Sent(refusal, error.to_string())
    }
}

impl From<Unavailable> for End {
    fn from(error: Unavailable) -> Self {
        Self::Sent(Refusal::Unavailable, error.to_string())
    }
}

struct Connection<'a> {
    endpoint: &'a Endpoint,
    version: Version,
    device: DeviceId,
    number: u64,
    reader: OwnedReadHalf,
    writer: OwnedWriteHalf,
    input: BytesMut,
    output: BytesMut,
    /// Publishes to acknowledge, by the number of their packet.
    waiting: InOrder<u16>,
    /// Alerts that the client has to acknowledge.
    alerts: BTreeMap<u16, oneshot::Sender<()>>,
    last_alert_id: u16,
}

/// Serves a connection until it ends.
pub(super) async fn run(
    endpoint: &Endpoint,
    session: Session,
    mut stopping: watch::Receiver<bool>,
) {
    let (device, will, silence) = (session.device.clone(), session.will, session.silence);
    let (number, mut orders) = endpoint.hub.join(device.clone(), session.client_id);
    let (reader, writer) = session.stream.into_split();
    let mut connection = Connection {
        endpoint,
        version: session.version,
        device: session.device,
        number,
        reader,
        writer,
        input: session.buffer,
        output: BytesMut::new(),
        waiting: InOrder::new(),
        alerts: BTreeMap::new(),
        last_alert_id: 0,
    };
    let mut heard = Instant::now();
    let end = loop {
        if let Err(end) = connection.process().await {
            break end;
        }
        if let Err(end) = connection.flush().await {
            break end;
        }
        let has_room = connection.waiting.len() < usize::from(RECEIVE_MAXIMUM);
        let step = tokio::select! {
            read = connection.reader.read_buf(&mut connection.input), if has_room => {
                heard = Instant::now();
                if read.unwrap_or(0) == 0 { Err(End::Broken) } else { Ok(()) }
            }
            committed = connection.waiting.next() => connection.acknowledge(committed),
            order = orders.recv() => connection.obey(order.unwrap_or(Order::Dismiss)),
            () = sleep_until(heard + silence.unwrap_or_default()), if silence.is_some() && has_room => {
                Err(End::Sent(Refusal::KeepAlive, "nothing was heard in time".to_owned()))
            }
            () = stopped(&mut stopping) => {
                Err(End::Sent(Refusal::Stopping, "the backend stops".to_owned()))
            }
        };
        if let Err(end) = step {
            break end;
        }
    };
    endpoint.hub.leave(number);
    connection.finish(&end).await;
    let publish_will = !matches!(end, End::Left | End::Sent(Refusal::Stopping, _));
    if let Some(will) = will.filter(|_| publish_will) {
        // Nobody waits for the outcome: what is refused of it is logged like any message.
        let _ = submit(endpoint, &device, will).await;
    }
}

impl Connection<'_> {
    /// Handles the packets that have arrived, as long as there is room for more publishes.
    async fn process(&mut self) -> Result<(), End> {
        while self.waiting.len() < usize::from(RECEIVE_MAXIMUM) {
            let Some(packet) = packet::read(self.version, &mut self.input)? else {
                return Ok(());
            };
            self.handle(packet).await?;
        }
        Ok(())
    }

    async fn handle(&mut self, packet: Incoming) -> Result<(), End> {
        match packet {
            Incoming::Publish { message, id, qos } => self.publish(message, id, qos).await,
            Incoming::Acknowledged(id) => {
                if let Some(done) = self.alerts.remove(&id) {
                    // The publisher may have stopped waiting.
                    let _ = done.send(());
                }
                Ok(())
            }
            Incoming::Subscribe { id, filters } => {
                let granted = filters.iter().map(|(filter, qos)| self.grant(filter, *qos));
                let granted: Vec<Option<QoS>> = granted.collect();
                // Of several filters for one topic the last one counts, as in MQTT.
                if let Some(qos) = granted.iter().flatten().next_back() {
                    self.endpoint.hub.subscribe(self.number, Some(*qos));
                }
                self.queue(&Outgoing::Subscribed { id, granted })
            }
            Incoming::Unsubscribe { id, filters } => {
                if filters.contains(&topic::alerts_topic(&self.device)) {
                    self.endpoint.hub.subscribe(self.number, None);
                }
                let count = filters.len();
                self.queue(&Outgoing::Unsubscribed { id, count })
            }
            Incoming::Ping => self.queue(&Outgoing::Pong),
            Incoming::Disconnect(false) => Err(End::Left),
            Incoming::Disconnect(true) => Err(End::LeftWithWill),
            Incoming::Unexpected => {
                let what = "a packet that is not expected here".to_owned();
                Err(End::Sent(Refusal::Unsupported, what))
            }
        }
    }

    async fn publish(&mut self, message: Message, id: u16, qos: QoS) -> Result<(), End> {
        if qos == QoS::ExactlyOnce {
            let what = "QoS 2 is not offered here; publish with QoS 1".to_owned();
            return Err(End::Sent(Refusal::Unsupported, what));
        }
        let pending = submit(self.endpoint, &self.device, message).await?;
        let is_foreign = pending.is_refused(Reject::ForeignTopic);
        if is_foreign && self.version == Version::V4 {
            let what = "it published to a foreign topic".to_owned();
            return Err(End::Sent(Refusal::NotAuthorized, what));
        }
        if qos == QoS::AtLeastOnce {
            self.waiting.push(id, pending);
        }
        Ok(())
    }

    /// A device hears of its own alerts, and of nothing else.
    fn grant(&self, filter: &str, qos: QoS) -> Option<QoS> {
        if filter == topic::alerts_topic(&self.device) {
            return Some(if qos == QoS::AtMostOnce {
                QoS::AtMostOnce
            } else {
                QoS::AtLeastOnce
            });
        }
        let device = self.device.as_str();
        tracing::warn!(
            device,
            filter,
            reason = "foreign_topic",
            "refused subscription"
        );
        None
    }

    fn obey(&mut self, order: Order) -> Result<(), End> {
        match order {
            Order::Yield => {
                let what = "a new connection of the same client took over".to_owned();
                Err(End::Sent(Refusal::TakenOver, what))
            }
            Order::Dismiss => {
                let what = "the device was removed or disabled, or has a new token".to_owned();
                Err(End::Sent(Refusal::NotAuthorized, what))
            }
            Order::Publish(message, done) => {
                self.last_alert_id = self.last_alert_id.checked_add(1).unwrap_or(1);
                let id = self.last_alert_id;
                self.alerts.insert(id, done);
                let qos = QoS::AtLeastOnce;
                let message = &message;
                self.queue(&Outgoing::Publish { message, id, qos })
            }
            Order::Tell(message) => {
                let (message, id, qos) = (&message, 0, QoS::AtMostOnce);
                self.queue(&Outgoing::Publish { message, id, qos })
            }
        }
    }

    /// Acknowledges a publish, and all that were committed together with it: one write for all.
    fn acknowledge(&mut self, first: Result<(u16, Receipt), Unavailable>) -> Result<(), End> {
        let mut committed = Some(first);
        while let Some(done) = committed {
            let (id, receipt) = done?;
            let verdict = verdict(&receipt);
            self.queue(&Outgoing::Acknowledge { id, verdict })?;
            committed = self.waiting.next_ready();
        }
        Ok(())
    }

    fn queue(&mut self, packet: &Outgoing<'_>) -> Result<(), End> {
        Ok(packet::write(self.version, packet, &mut self.output)?)
    }

    async fn flush(&mut self) -> Result<(), End> {
        if self.output.is_empty() {
            return Ok(());
        }
        let written = timeout(WRITE_WITHIN, self.writer.write_all(&self.output)).await;
        self.output.clear();
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Broken),
        }
    }

    /// Says why, where there is somebody to hear it. When the backend stops, what was read is still acknowledged.
    async fn finish(&mut self, end: &End) {
        let device = self.device.as_str();
        match end {
            End::Left | End::LeftWithWill => tracing::debug!(device, "disconnected"),
            End::Broken => tracing::debug!(device, "the connection broke"),
            End::Sent(Refusal::Stopping, _) => self.settle().await,
            End::Sent(refusal, why) => tracing::warn!(device, reason = ?refusal, "sent off: {why}"),
        }
        if let End::Sent(refusal, _) = end {
            let said = self.queue(&Outgoing::Goodbye(*refusal));
            if said.is_ok() {
                // The connection ends either way.
                let _ = self.flush().await;
            }
        }
    }

    async fn settle(&mut self) {
        while !self.waiting.is_empty() {
            let committed = self.waiting.next().await;
            if self.acknowledge(committed).is_err() || self.flush().await.is_err() {
                return;
            }
        }
    }
}
