//! From bytes to stored readings, or to a reason why not.

mod dead_letters;
mod history;
pub mod metrics;
mod payloads;
pub mod positions;
