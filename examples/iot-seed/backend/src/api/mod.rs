//! The HTTP interface: REST, live events, dashboard.
//!
//! The handlers come next.

use std::sync::Arc;

use axum::Router;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::domain::link::BrokerLink;
use crate::domain::pipeline::Submit;
use crate::domain::rule::Rule;
use crate::store::Store;
use crate::telemetry::Telemetry;

/// What the handlers work with.
#[derive(Clone)]
pub struct AppState {
    /// The database and what is in memory.
    pub store: Store,
    /// Takes posted readings.
    pub pipeline: Arc<dyn Submit>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The alert rules, for the catalogue.
    pub rules: &'static [Rule],
    /// Whether the broker can be reached.
    pub link: Arc<BrokerLink>,
    /// Counters and histograms.
    pub telemetry: Arc<Telemetry>,
    /// Where devices connect, for the instructions of the dashboard.
    pub mqtt: Arc<MqttAddress>,
    /// Becomes true when the backend stops; ends the live streams.
    pub stopping: watch::Receiver<bool>,
}

/// Where devices connect over MQTT, and on which topics.
#[derive(Debug, Clone)]
pub struct MqttAddress {
    /// Host of the broker; `None` stands for the host that serves the dashboard.
    pub host: Option<String>,
    /// Port of the broker.
    pub port: u16,
    /// Whether it is the backend's own endpoint.
    pub own_endpoint: bool,
    /// Where a device publishes its readings, with `{deviceId}` in its place.
    pub readings_topic: String,
    /// Where alerts are published, with `{deviceId}` in its place.
    pub alerts_topic: String,
}

/// All routes.
pub fn router(state: AppState) -> Router {
    Router::new().with_state(state)
}

/// The OpenAPI document.
#[must_use]
pub fn openapi_document() -> String {
    String::new()
}
