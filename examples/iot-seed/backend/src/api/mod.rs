//! The HTTP interface.

use std::sync::Arc;

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
}

/// All routes.
pub fn router(state: AppState) -> axum::Router {
    axum::Router::new().with_state(state)
}
