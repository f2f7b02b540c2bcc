//! What operators rely on: ways in, settings, addresses, signals.

#[cfg(feature = "mqtt-endpoint")]
mod access;
mod settings;
#[cfg(all(unix, feature = "mqtt-endpoint"))]
mod signals;
