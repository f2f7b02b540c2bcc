//! What operators rely on: settings, addresses, signals.

mod settings;
#[cfg(all(unix, feature = "mqtt-endpoint"))]
mod signals;
