//! The steps in order, and what becomes of what is refused.

use std::sync::Arc;

use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

use super::decode::{decode, message_of, refuse};
use super::validate::validate;
use crate::clock::Clock;
use crate::domain::pipeline::{
    Receipt, Rejection, Submission, Submit, Submitted, Transport, Unavailable,
};
use crate::domain::reject::Level;
use crate::domain::{DeviceId, Reading, Reject, Timestamp};
use crate::store::{Committed, Ingest, NewDeadLetter, Store, StoreError};
use crate::telemetry::Telemetry;

/// Most bytes of a refused payload that are kept.
const KEPT_PAYLOAD_BYTES: usize = 1024;

/// Refused readings of one message that are kept; the rest is counted.
const KEPT_REJECTIONS: usize = 10;

/// Takes messages in, whichever way they come.
#[derive(Clone)]
pub struct Pipeline {
    store: Store,
    clock: Arc<dyn Clock>,
    telemetry: Arc<Telemetry>,
}

/// A message that is queued for the next commit.
#[derive(Debug)]
pub struct Pending {
    rejected: Vec<Rejection>,
    readings: usize,
    committed: oneshot::Receiver<Committed>,
}

impl Pending {
    /// Waits for the commit. To be asked once: the receipt is handed over.
    ///
    /// # Errors
    /// When the store stopped before it.
    pub async fn committed(&mut self) -> Result<Receipt, Unavailable> {
        let committed = (&mut self.committed).await.map_err(|_| Unavailable)?;
        Ok(self.receipt(committed))
    }

    /// The receipt, when the commit has happened already.
    pub fn try_committed(&mut self) -> Option<Result<Receipt, Unavailable>> {
        match self.committed.try_recv() {
            Ok(committed) => Some(Ok(self.receipt(committed))),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Closed) => Some(Err(Unavailable)),
        }
    }

    /// Whether the message as a whole was refused for this reason.
    #[must_use]
    pub fn is_refused(&self, reject: Reject) -> bool {
        self.rejected
            .iter()
            .any(|rejection| rejection.reject == reject)
    }

    fn receipt(&mut self, committed: Committed) -> Receipt {
        let mut rejected = std::mem::take(&mut self.rejected);
        if committed.device_gone && self.readings > 0 {
            let message = message_of(Reject::UnknownDevice);
            rejected.push(refuse("", Reject::UnknownDevice, message));
        }
        for _ in 0..committed.unstorable {
            let message = message_of(Reject::Unstorable);
            rejected.push(refuse("", Reject::Unstorable, message));
        }
        Receipt {
            stored: committed.stored,
            duplicates: committed.duplicates,
            rejected,
        }
    }
}

impl Pipeline {
    /// A pipeline into this store.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, telemetry: Arc<Telemetry>) -> Self {
        Self {
            store,
            clock,
            telemetry,
        }
    }

    /// Where the messages go.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Decodes and validates a message and queues it for the next commit. Waits while the queue is full, so that
    /// messages of one caller are committed in the order in which they are started.
    ///
    /// # Errors
    /// When the database does not take messages now.
    pub async fn start(&self, submission: Submission) -> Result<Pending, Unavailable> {
        let received_at = self.clock.now();
        let checked = self.check_device(&submission).await?;
        // Counted once, however often its sender tried while the database did not answer.
        self.telemetry.received(submission.transport);
        let (readings, rejected) = match checked {
            None => sort(&submission, received_at),
            Some(rejection) => (Vec::new(), vec![rejection]),
        };
        self.account(submission.device.as_str(), submission.transport, &rejected);
        let count = readings.len();
        let ingest = Ingest {
            device: Some(submission.device.clone()),
            received_at,
            transport: submission.transport,
            readings,
            dead_letters: of_submission(&submission, &rejected),
        };
        let committed = self.store.ingest(ingest).await.map_err(|_| Unavailable)?;
        Ok(Pending {
            rejected,
            readings: count,
            committed,
        })
    }

    /// Notes a message that is refused before anybody looks into it, like one to a foreign topic.
    ///
    /// # Errors
    /// When the database does not take messages now.
    pub async fn refuse(
        &self,
        submission: Submission,
        reject: Reject,
        message: String,
    ) -> Result<Pending, Unavailable> {
        self.telemetry.received(submission.transport);
        let rejected = vec![refuse("", reject, message)];
        self.account(submission.device.as_str(), submission.transport, &rejected);
        let ingest = Ingest {
            device: Some(submission.device.clone()),
            received_at: self.clock.now(),
            transport: submission.transport,
            readings: Vec::new(),
            dead_letters: of_submission(&submission, &rejected),
        };
        let committed = self.store.ingest(ingest).await.map_err(|_| Unavailable)?;
        Ok(Pending {
            rejected,
            readings: 0,
            committed,
        })
    }

    /// Whether the device may send; `None` when it may.
    async fn check_device(
        &self,
        submission: &Submission,
    ) -> Result<Option<Rejection>, Unavailable> {
        let reject = match self.store.is_enabled(&submission.device).await {
            Ok(true) => return Ok(None),
            Ok(false) => Reject::DisabledDevice,
            Err(StoreError::NotFound) => Reject::UnknownDevice,
            Err(_) => return Err(Unavailable),
        };
        Ok(Some(refuse("", reject, message_of(reject))))
    }

    /// Notes a message on a topic that names no device.
    ///
    /// # Errors
    /// When the database does not take messages now.
    pub async fn refuse_topic(&self, topic: &str, payload: &[u8]) -> Result<Pending, Unavailable> {
        let transport = Transport::Mqtt;
        self.telemetry.received(transport);
        let message = format!("`{topic}` names no device");
        let rejected = vec![refuse("", Reject::UnknownDevice, message)];
        self.account(topic, transport, &rejected);
        let ingest = Ingest {
            device: None,
            received_at: self.clock.now(),
            transport,
            readings: Vec::new(),
            dead_letters: dead_letters(None, transport, payload, &rejected),
        };
        let committed = self.store.ingest(ingest).await.map_err(|_| Unavailable)?;
        Ok(Pending {
            rejected,
            readings: 0,
            committed,
        })
    }

    /// Counts and logs what is refused.
    fn account(&self, device: &str, transport: Transport, rejected: &[Rejection]) {
        for rejection in rejected {
            self.telemetry.rejected(rejection.reject);
        }
        let Some(first) = rejected.first() else {
            return;
        };
        let row = first.reject.row();
        let transport = transport.as_str();
        let (reason, pointer, message) = (row.label, &first.pointer, &first.message);
        let count = rejected.len();
        match row.level {
            Level::Info => {
                tracing::info!(
                    device,
                    transport,
                    reason,
                    pointer,
                    count,
                    "refused: {message}"
                );
            }
            Level::Warn => {
                tracing::warn!(
                    device,
                    transport,
                    reason,
                    pointer,
                    count,
                    "refused: {message}"
                );
            }
        }
    }
}

impl Submit for Pipeline {
    fn submit(&self, submission: Submission) -> Submitted<'_> {
        Box::pin(async move { self.start(submission).await?.committed().await })
    }
}

/// Decodes and validates; what is good, and what is refused.
fn sort(submission: &Submission, received_at: Timestamp) -> (Vec<Reading>, Vec<Rejection>) {
    let items = match decode(&submission.device, &submission.payload) {
        Ok(items) => items,
        Err(rejection) => return (Vec::new(), vec![rejection]),
    };
    let mut readings = Vec::with_capacity(items.len());
    let mut rejected = Vec::new();
    for item in items {
        let judged = item.and_then(|decoded| validate(&submission.device, &decoded, received_at));
        match judged {
            Ok(reading) => readings.push(reading),
            Err(rejection) => rejected.push(rejection),
        }
    }
    (readings, rejected)
}

/// What is kept of refused readings: enough to see what went wrong.
fn dead_letters(
    device: Option<&DeviceId>,
    transport: Transport,
    payload: &[u8],
    rejected: &[Rejection],
) -> Vec<NewDeadLetter> {
    let kept = &payload[..payload.len().min(KEPT_PAYLOAD_BYTES)];
    let letters = rejected.iter().take(KEPT_REJECTIONS);
    letters
        .map(|rejection| NewDeadLetter {
            device: device.map(DeviceId::to_string),
            transport,
            reason: rejection.reject.label(),
            message: describe(rejection),
            payload: kept.to_vec(),
        })
        .collect()
}

fn of_submission(submission: &Submission, rejected: &[Rejection]) -> Vec<NewDeadLetter> {
    let device = Some(&submission.device);
    dead_letters(device, submission.transport, &submission.payload, rejected)
}

fn describe(rejection: &Rejection) -> String {
    if rejection.pointer.is_empty() {
        rejection.message.clone()
    } else {
        format!("{}: {}", rejection.pointer, rejection.message)
    }
}
