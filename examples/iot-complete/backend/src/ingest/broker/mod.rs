//! The connections to an external broker: one takes readings in, one publishes alerts.
//!
//! Two connections, because a client library that waits to publish may hold back acknowledgements.

mod backoff;
mod connection;
mod control;
mod receive;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use mqtt5::{AckMode, AsyncClient, BrokerSessionResumePolicy};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::Pipeline;
use crate::config;
use crate::domain::link::BrokerLink;
use crate::domain::notify::Notify;
use crate::telemetry::Telemetry;

pub use connection::SetupError;

use control::Control;
use receive::Receiver;

/// Readings that the broker may send before the first of them is acknowledged.
const RECEIVE_MAXIMUM: u16 = 2048;

/// How long the broker keeps what arrives while this process is away, in seconds: a week.
const SESSION_EXPIRY_S: u32 = 7 * 24 * 3600;

/// What the connections work with.
pub struct Broker {
    /// Takes messages in.
    pub pipeline: Pipeline,
    /// Notes whether the connection stands.
    pub link: Arc<BrokerLink>,
    /// Counters and gauges.
    pub telemetry: Arc<Telemetry>,
}

impl Broker {
    /// Starts both connections; they connect again whenever they break, until `stopping` becomes true.
    ///
    /// # Errors
    /// When the certificates cannot be used.
    pub fn start(
        self,
        settings: &config::Broker,
        tasks: &mut JoinSet<()>,
        stopping: &watch::Receiver<bool>,
    ) -> Result<Arc<dyn Notify>, SetupError> {
        let mut options = connection::options(settings, &settings.client_id)?;
        options
            .set_clean_start(false)
            .set_session_expiry_interval(Some(SESSION_EXPIRY_S))
            // Nothing of an earlier process needs to be known here: what it did not acknowledge comes again, and the
            // key of the readings sorts out what it did store.
            .set_broker_session_resume_policy(BrokerSessionResumePolicy::AllowBrokerOnly)
            .set_receive_maximum(Some(RECEIVE_MAXIMUM))
            .set_ack_mode(AckMode::Manual);
        let (client, events) = AsyncClient::builder(options)
            .capacity(usize::from(RECEIVE_MAXIMUM))
            .build();
        let receiver = Receiver {
            pipeline: self.pipeline,
            link: self.link,
            telemetry: self.telemetry,
            client,
            generation: Arc::new(AtomicU64::new(0)),
        };
        tasks.spawn(receiver.run(events, stopping.clone()));

        let control_id = format!("{}-control", settings.client_id);
        let mut options = connection::options(settings, &control_id)?;
        options.set_clean_start(true);
        let (client, events) = AsyncClient::builder(options).capacity(64).build();
        tasks.spawn(control::run(client.clone(), events, stopping.clone()));
        Ok(Arc::new(Control::new(client)))
    }
}
