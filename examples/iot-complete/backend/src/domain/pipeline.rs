//! The door into the ingest pipeline, for those who may not see the pipeline itself.

use std::pin::Pin;

use bytes::Bytes;

use super::id::DeviceId;
use super::reject::Reject;

/// Most bytes of one payload.
pub const MAX_PAYLOAD_BYTES: usize = 128 * 1024;

/// Most readings in one payload.
pub const MAX_READINGS: usize = 500;

/// Which way a message came; for counters and logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transport {
    /// MQTT, from an external broker or to the own endpoint.
    Mqtt,
    /// `POST` over HTTP.
    Http,
    /// Played devices in the same process.
    Simulator,
}

impl Transport {
    /// The word used in counters and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mqtt => "mqtt",
            Self::Http => "http",
            Self::Simulator => "simulator",
        }
    }
}

/// One message as it arrived.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The device that the topic or path names.
    pub device: DeviceId,
    /// The body: a JSON object, or an array of them.
    pub payload: Bytes,
    /// Which way it came.
    pub transport: Transport,
}

/// One reading that was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Where in the payload, as a JSON pointer: empty, `/3`, `/3/humidity`.
    pub pointer: String,
    /// Why.
    pub reject: Reject,
    /// What exactly, for people.
    pub message: String,
}

/// What became of a message; everything named here is committed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// Readings stored now.
    pub stored: usize,
    /// Readings that were stored before.
    pub duplicates: usize,
    /// Readings, or the whole message, that were not stored.
    pub rejected: Vec<Rejection>,
}

/// The message could not be committed now; the sender should try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the database does not take readings now")]
pub struct Unavailable;

/// What [`Submit::submit`] returns.
pub type Submitted<'a> = Pin<Box<dyn Future<Output = Result<Receipt, Unavailable>> + Send + 'a>>;

/// Takes messages into the pipeline.
pub trait Submit: Send + Sync {
    /// Decodes, validates and stores one message; resolves after the commit.
    fn submit(&self, submission: Submission) -> Submitted<'_>;
}
