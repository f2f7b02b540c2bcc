//! With a broker: the session that it keeps, and the way back to it.

#[cfg(feature = "tls")]
mod encrypted;
mod session;
