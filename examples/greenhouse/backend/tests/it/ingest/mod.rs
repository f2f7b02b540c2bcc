//! From bytes to stored readings, or to a reason why not.

pub mod metrics;
mod payloads;
