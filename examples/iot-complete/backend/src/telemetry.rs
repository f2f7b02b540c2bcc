//! Every counter, gauge and histogram, in one list.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::domain::Reject;
use crate::domain::alert::Severity;
use crate::domain::pipeline::Transport;
use crate::identity;

/// One label and its value; never a device.
type Label = [(&'static str, &'static str); 1];

/// What is measured of this process.
pub struct Telemetry {
    registry: Registry,
    ingested: Counter,
    received: Family<Label, Counter>,
    rejected: Family<Label, Counter>,
    duplicate: Counter,
    late: Counter,
    commit_seconds: Histogram,
    batch_messages: Histogram,
    queue_depth: Gauge,
    mqtt_connected: Gauge,
    mqtt_clients: Gauge,
    alerts_active: Family<Label, Gauge>,
    outbox_depth: Gauge,
}

impl Default for Telemetry {
    fn default() -> Self {
        let mut telemetry = Self {
            registry: Registry::with_prefix(identity::NAME),
            ingested: Counter::default(),
            received: Family::default(),
            rejected: Family::default(),
            duplicate: Counter::default(),
            late: Counter::default(),
            commit_seconds: Histogram::new(exponential_buckets(0.000_25, 2.0, 16)),
            batch_messages: Histogram::new(exponential_buckets(1.0, 4.0, 7)),
            queue_depth: Gauge::default(),
            mqtt_connected: Gauge::default(),
            mqtt_clients: Gauge::default(),
            alerts_active: Family::default(),
            outbox_depth: Gauge::default(),
        };
        telemetry.register();
        telemetry
    }
}

impl Telemetry {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "readings_ingested",
            "Readings stored",
            self.ingested.clone(),
        );
        registry.register(
            "messages_received",
            "Messages received, by the way they came",
            self.received.clone(),
        );
        registry.register(
            "readings_rejected",
            "Readings or messages refused, by reason",
            self.rejected.clone(),
        );
        registry.register(
            "readings_duplicate",
            "Readings that were stored before",
            self.duplicate.clone(),
        );
        registry.register(
            "readings_late",
            "Readings older than the newest of their device",
            self.late.clone(),
        );
        registry.register_with_unit(
            "ingest_commit",
            "Time that a commit took",
            Unit::Seconds,
            self.commit_seconds.clone(),
        );
        registry.register(
            "ingest_batch_messages",
            "Messages in one commit",
            self.batch_messages.clone(),
        );
        registry.register(
            "ingest_queue_depth",
            "Messages that wait for a commit",
            self.queue_depth.clone(),
        );
        registry.register(
            "mqtt_connected",
            "1 while the connection to the broker stands",
            self.mqtt_connected.clone(),
        );
        registry.register(
            "mqtt_clients",
            "Devices connected to the own MQTT endpoint",
            self.mqtt_clients.clone(),
        );
        registry.register(
            "alerts_active",
            "Alerts that go on, by severity",
            self.alerts_active.clone(),
        );
        registry.register(
            "outbox_depth",
            "Alert messages that wait to be published",
            self.outbox_depth.clone(),
        );
    }

    /// All metrics as `application/openmetrics-text; version=1.0.0; charset=utf-8`.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    /// A message arrived.
    pub fn received(&self, transport: Transport) {
        let label = [("transport", transport.as_str())];
        self.received.get_or_create(&label).inc();
    }

    /// A reading or message was refused.
    pub fn rejected(&self, reject: Reject) {
        let label = [("reason", reject.label())];
        self.rejected.get_or_create(&label).inc();
    }

    /// Readings were stored.
    pub fn stored(&self, count: usize) {
        self.ingested.inc_by(count as u64);
    }

    /// Readings had been stored before.
    pub fn duplicates(&self, count: usize) {
        self.duplicate.inc_by(count as u64);
    }

    /// Readings were older than the newest of their device.
    pub fn late(&self, count: usize) {
        self.late.inc_by(count as u64);
    }

    /// A batch of messages was committed.
    pub fn committed(&self, took: Duration, messages: usize) {
        self.commit_seconds.observe(took.as_secs_f64());
        #[expect(
            clippy::cast_precision_loss,
            reason = "a batch has a few thousand messages"
        )]
        self.batch_messages.observe(messages as f64);
    }

    /// How many messages wait for a commit.
    pub fn set_queue_depth(&self, depth: usize) {
        self.queue_depth
            .set(i64::try_from(depth).unwrap_or(i64::MAX));
    }

    /// The connection to the broker came up or went down.
    pub fn set_mqtt_connected(&self, connected: bool) {
        self.mqtt_connected.set(i64::from(connected));
    }

    /// A device connected to the own endpoint.
    pub fn client_came(&self) {
        self.mqtt_clients.inc();
    }

    /// A device left the own endpoint.
    pub fn client_left(&self) {
        self.mqtt_clients.dec();
    }

    /// How many alerts of a severity go on.
    pub fn set_active_alerts(&self, severity: Severity, count: i64) {
        let label = [("severity", severity.as_str())];
        self.alerts_active.get_or_create(&label).set(count);
    }

    /// How many alert messages wait to be published.
    pub fn set_outbox_depth(&self, depth: i64) {
        self.outbox_depth.set(depth);
    }
}

/// Starts the log: text for people, or one JSON object on each line. A second call changes nothing.
pub fn log(levels: &Targets, json: bool) {
    let output = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(levels.clone());
    let started = if json {
        registry.with(output.json().flatten_event(true)).try_init()
    } else {
        registry.with(output).try_init()
    };
    // An error says that a log is there already, which serves as well.
    let _ = started;
}
