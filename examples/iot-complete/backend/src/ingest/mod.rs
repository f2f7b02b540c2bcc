//! Takes messages in: decode, validate, store; whoever sent one hears of it after the commit.
//!
//! ```text
//! bytes ─► decode ─► Decoded ─► validate ─► Reading ─► store ─► Committed ─► acknowledge
//!             └────────────┴─► Rejection ─► dead letter, counter, log line
//! ```

pub mod broker;
mod decode;
#[cfg(feature = "mqtt-endpoint")]
pub mod endpoint;
mod in_order;
mod pipeline;
mod position;
pub mod topic;
pub mod topics;
mod validate;

pub use pipeline::{Pending, Pipeline};

use in_order::InOrder;
