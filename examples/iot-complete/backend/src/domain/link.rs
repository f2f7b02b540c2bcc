//! Whether the connection to the MQTT broker stands.

use std::sync::atomic::{AtomicBool, Ordering};

/// State of the connection to an external broker, shared between the parts.
#[derive(Debug, Default)]
pub struct BrokerLink {
    expected: AtomicBool,
    connected: AtomicBool,
}

impl BrokerLink {
    /// A link; `expected` when an external broker is configured.
    #[must_use]
    pub fn new(expected: bool) -> Self {
        Self {
            expected: AtomicBool::new(expected),
            connected: AtomicBool::new(false),
        }
    }

    /// Whether an external broker is configured.
    #[must_use]
    pub fn is_expected(&self) -> bool {
        self.expected.load(Ordering::Relaxed)
    }

    /// Whether the connection stands.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.connected.load(Ordering::Relaxed)
    }

    /// Notes that the connection came up or went down.
    pub fn set_connected(&self, connected: bool) {
        self.connected.store(connected, Ordering::Relaxed);
    }
}
