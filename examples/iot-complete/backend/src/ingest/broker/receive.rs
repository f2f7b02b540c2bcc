//! The connection that takes readings in. One task polls and does nothing else, so that the connection stays alive
//! while the database is slow; another stores what arrived and acknowledges it after the commit, in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::{Packet, Publish, SubAck, SubscribeReasonCode};
use mqtt5::{AsyncClient, Event, EventLoop};
use tokio::sync::{mpsc, watch};

use super::RECEIVE_MAXIMUM;
use super::backoff::Backoff;
use crate::domain::link::BrokerLink;
use crate::domain::pipeline::{Receipt, Submission, Transport, Unavailable};
use crate::ingest::{InOrder, Pending, Pipeline, topic};
use crate::stopping::stopped;
use crate::telemetry::Telemetry;

/// How long the last acknowledgements may take when the backend stops.
const DISCONNECT_WITHIN: Duration = Duration::from_secs(2);

/// Messages without acknowledgement that may wait; more are dropped, as their sender allowed.
const UNACKNOWLEDGED_WAITING: usize = 1024;

/// How long to wait before a message is tried again that the database could not judge.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// What takes readings in.
#[derive(Clone)]
pub(super) struct Receiver {
    pub pipeline: Pipeline,
    pub link: Arc<BrokerLink>,
    pub telemetry: Arc<Telemetry>,
    pub client: AsyncClient,
    /// Counts the connections: what an earlier one brought cannot be acknowledged on a later one.
    pub generation: Arc<AtomicU64>,
}

/// A message, and the connection that brought it.
struct Arrived {
    publish: Publish,
    generation: u64,
}

impl Receiver {
    /// Receives until the backend stops; returns when what was taken is acknowledged.
    pub async fn run(self, mut events: EventLoop, mut stopping: watch::Receiver<bool>) {
        let capacity = usize::from(RECEIVE_MAXIMUM) + UNACKNOWLEDGED_WAITING;
        let (arrivals, queue) = mpsc::channel(capacity);
        let mut storing = tokio::spawn(self.clone().store(queue));
        tokio::select! {
            () = self.poll(&mut events, &arrivals) => {}
            // To receive on without it would take messages and store none: the whole ends, and is noticed.
            _ = &mut storing => tracing::error!("what stores readings from the broker ended"),
            () = stopped(&mut stopping) => {}
        }
        drop(arrivals);
        let settle = async {
            if !storing.is_finished() {
                // A task that panicked has nothing left to acknowledge.
                let _ = storing.await;
            }
            // When the connection is down there is nothing to say goodbye to.
            let _ = self.client.disconnect_with_timeout(DISCONNECT_WITHIN).await;
            tokio::time::sleep(DISCONNECT_WITHIN).await;
        };
        tokio::select! {
            () = settle => {}
            () = drain(&mut events) => {}
        }
        self.connected(false);
    }

    async fn poll(&self, events: &mut EventLoop, arrivals: &mpsc::Sender<Arrived>) {
        let mut backoff = Backoff::default();
        loop {
            match events.poll().await {
                Ok(Event::Incoming(Packet::ConnAck(ack))) => {
                    backoff.reset();
                    self.generation.fetch_add(1, Ordering::SeqCst);
                    let session = ack.session_present;
                    tracing::info!(session, "connected to the broker");
                    self.subscribe();
                }
                Ok(Event::Incoming(Packet::SubAck(ack))) => self.subscribed(&ack),
                Ok(Event::Incoming(Packet::Publish(publish))) => {
                    self.arrived(publish, arrivals).await;
                }
                Ok(_) => {}
                Err(error) => {
                    self.generation.fetch_add(1, Ordering::SeqCst);
                    self.connected(false);
                    let pause = backoff.next();
                    let pause_ms = pause.as_millis();
                    tracing::warn!(%error, pause_ms, "no connection to the broker");
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    /// Subscribes on every connection: it is needed when the broker has lost the session, and does no harm otherwise.
    fn subscribe(&self) {
        let filter = topic::readings_filter();
        if let Err(error) = self.client.try_subscribe(filter, QoS::AtLeastOnce) {
            tracing::error!(%error, "the subscription to readings could not be sent");
        }
    }

    fn subscribed(&self, ack: &SubAck) {
        let granted = |code: &SubscribeReasonCode| matches!(code, SubscribeReasonCode::Success(_));
        if ack.return_codes.iter().all(granted) {
            self.connected(true);
        } else {
            let filter = topic::readings_filter();
            tracing::error!(filter, codes = ?ack.return_codes, "the broker refused the subscription to readings; check its access rules");
        }
    }

    fn connected(&self, connected: bool) {
        self.link.set_connected(connected);
        self.telemetry.set_mqtt_connected(connected);
    }

    async fn arrived(&self, publish: Publish, arrivals: &mpsc::Sender<Arrived>) {
        let generation = self.generation.load(Ordering::SeqCst);
        let must_keep = publish.qos != QoS::AtMostOnce;
        let arrived = Arrived {
            publish,
            generation,
        };
        if must_keep {
            // The receive maximum leaves room for all of them; the receiver lives as long as this task.
            let _ = arrivals.send(arrived).await;
        } else if arrivals.try_send(arrived).is_err() {
            tracing::warn!("a reading sent with QoS 0 was dropped: the database is too slow");
        }
    }

    async fn store(self, mut queue: mpsc::Receiver<Arrived>) {
        let mut waiting = InOrder::new();
        let mut open = true;
        while open || !waiting.is_empty() {
            let outcome = tokio::select! {
                arrived = queue.recv(), if open => match arrived {
                    Some(arrived) => self.start_surely(arrived, &queue, &mut waiting).await,
                    None => {
                        open = false;
                        Ok(())
                    }
                },
                committed = waiting.next() => {
                    self.acknowledge(committed, &mut waiting).await
                }
            };
            if outcome.is_err() {
                // The store has stopped; the broker sends again what was not acknowledged.
                return;
            }
        }
    }

    /// Starts a message, trying again while the database cannot be read: to give up would leave a connection that
    /// takes messages and stores none. Ends when the store has stopped, or the backend stops.
    async fn start_surely(
        &self,
        arrived: Arrived,
        queue: &mpsc::Receiver<Arrived>,
        waiting: &mut InOrder<Arrived>,
    ) -> Result<(), Unavailable> {
        let pending = loop {
            match self.start(&arrived).await {
                Ok(pending) => break pending,
                Err(Unavailable) if self.pipeline.store().is_closed() || queue.is_closed() => {
                    return Err(Unavailable);
                }
                Err(Unavailable) => {
                    tracing::warn!(
                        "a reading waits: the database cannot be read; it is tried again"
                    );
                    tokio::time::sleep(RETRY_AFTER).await;
                }
            }
        };
        if arrived.publish.qos != QoS::AtMostOnce {
            waiting.push(arrived, pending);
        }
        Ok(())
    }

    async fn start(&self, arrived: &Arrived) -> Result<Pending, Unavailable> {
        let name = String::from_utf8_lossy(&arrived.publish.topic);
        let payload = arrived.publish.payload.clone();
        match topic::readings_device(&name) {
            Some(device) => {
                let submission = Submission {
                    device,
                    payload,
                    transport: Transport::Mqtt,
                };
                self.pipeline.start(submission).await
            }
            None => self.pipeline.refuse_topic(&name, &payload).await,
        }
    }

    /// Acknowledges a message, and all that were committed together with it.
    async fn acknowledge(
        &self,
        first: Result<(Arrived, Receipt), Unavailable>,
        waiting: &mut InOrder<Arrived>,
    ) -> Result<(), Unavailable> {
        let mut committed = Some(first);
        while let Some(done) = committed {
            let (arrived, _) = done?;
            self.acknowledge_one(&arrived).await;
            committed = waiting.next_ready();
        }
        Ok(())
    }

    async fn acknowledge_one(&self, arrived: &Arrived) {
        if self.generation.load(Ordering::SeqCst) != arrived.generation {
            // The same number may mean another message now; the broker sends this one again.
            return;
        }
        if let Err(error) = self.client.ack(&arrived.publish).await {
            tracing::debug!(%error, "an acknowledgement could not be sent");
        }
    }
}

/// Lets acknowledgements out and nothing in, until the connection ends.
async fn drain(events: &mut EventLoop) {
    while events.poll().await.is_ok() {}
}
