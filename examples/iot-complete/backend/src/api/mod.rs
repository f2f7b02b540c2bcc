//! The HTTP interface: REST, live events, dashboard.
//!
//! [`operations`] is the one list of everything that can be asked. The router and the OpenAPI document are both
//! made from it, so a new operation appears in both, and nothing can be reached without its [`operation::Access`].

mod alerts;
mod analytics;
mod assets;
mod auth;
mod body;
mod catalog;
mod cookie;
mod dead_letters;
mod devices;
mod error;
mod events;
mod follow;
mod health;
mod openapi;
mod operation;
mod query;
mod readings;
mod schema;
mod session;
mod submit;
mod thresholds;
mod wrap;
mod zones;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::sync::watch;

use crate::clock::Clock;
use crate::domain::link::BrokerLink;
use crate::domain::pipeline::Submit;
use crate::domain::rule::Rule;
use crate::store::Store;
use crate::telemetry::Telemetry;

pub use openapi::document as openapi_document;

use error::ApiError;
use operation::Operation;

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
    /// Where devices connect, for the catalogue.
    pub mqtt: Arc<MqttAddress>,
    /// Becomes true when the backend stops; ends the live streams.
    pub stopping: watch::Receiver<bool>,
}

/// Where devices connect over MQTT, and on which topics.
#[derive(Debug, Clone)]
pub struct MqttAddress {
    /// Host of the broker; `None` stands for the host that answers HTTP.
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

/// Everything that can be asked, in the order of the document.
fn operations() -> Vec<Operation> {
    [
        readings::operations(),
        submit::operations(),
        devices::operations(),
        thresholds::operations(),
        zones::operations(),
        alerts::operations(),
        dead_letters::operations(),
        analytics::operations(),
        catalog::operations(),
        events::operations(),
        session::operations(),
        health::operations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All routes.
pub fn router(state: AppState) -> Router {
    operations()
        .into_iter()
        .fold(Router::new(), |router, operation| {
            operation.mount(router, &state)
        })
        .merge(assets::routes())
        .fallback(async || ApiError::not_found("there is nothing at this path"))
        .method_not_allowed_fallback(async || ApiError::method_not_allowed())
        .layer(from_fn(wrap::describe_errors))
        .layer(from_fn(wrap::security_headers))
        .layer(from_fn_with_state(state.clone(), wrap::log_request))
        .with_state(state)
}
