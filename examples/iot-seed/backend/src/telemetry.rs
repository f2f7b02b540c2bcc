//! Every counter, gauge and histogram, in one list.

use prometheus_client::registry::Registry;

/// The metrics of this process.
pub struct Telemetry {
    registry: Registry,
}

impl Telemetry {
    /// All metrics in the text format of Prometheus (`application/openmetrics-text; version=1.0.0; charset=utf-8`).
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}
