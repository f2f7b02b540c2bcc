//! Copies into the metrics what only the database or the queue knows.

use std::sync::Arc;

use crate::store::{Store, StoreError};
use crate::telemetry::Telemetry;

/// Reads queue, outbox and active alerts.
pub(super) async fn measure(store: Store, telemetry: Arc<Telemetry>) -> Result<(), StoreError> {
    telemetry.set_queue_depth(store.health().queue_depth);
    telemetry.set_outbox_depth(store.outbox_depth().await?);
    for (severity, count) in store.active_alerts().await? {
        telemetry.set_active_alerts(severity, count);
    }
    Ok(())
}
