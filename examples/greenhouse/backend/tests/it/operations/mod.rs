//! What operators rely on: ways in, settings, addresses, signals.

#[cfg(feature = "mqtt-endpoint")]
mod access;
#[cfg(feature = "mqtt-endpoint")]
mod login;
mod settings;
#[cfg(all(unix, feature = "mqtt-endpoint"))]
mod signals;
