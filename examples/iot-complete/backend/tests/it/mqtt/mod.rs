//! The backend's own MQTT endpoint: what it does for a device, and what it refuses.
#![cfg(feature = "mqtt-endpoint")]

mod access;
mod alerts;
mod command_line;
mod connection;
mod publish;
mod simulated;
