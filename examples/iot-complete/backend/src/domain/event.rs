//! What happened just now, for those who watch live.

use std::sync::Arc;

use super::alert::Alert;
use super::reading::Reading;

/// Something that was committed a moment ago.
#[derive(Debug, Clone)]
pub enum Event {
    /// A new reading.
    Reading(Arc<Reading>),
    /// An alert was raised, changed or cleared.
    Alert(Arc<Alert>),
}
