//! Keeps the database in order: old readings move or go, refused messages stay few.

use std::sync::Arc;

use crate::clock::Clock;
use crate::domain::levels::LEVELS;
use crate::identity;
use crate::store::{Store, StoreError};

/// How long readings stay in the table ordered by time, in milliseconds.
const HOT_MS: i64 = 3_600_000;

/// Takes over devices and keys that `provision` wrote in another process.
pub(super) async fn adopt(store: Store) -> Result<(), StoreError> {
    store.adopt_devices().await?;
    store.adopt_keys().await
}

/// Does all that is due, in slices, so that readings are committed in between.
pub(super) async fn tidy(store: Store, clock: Arc<dyn Clock>) -> Result<(), StoreError> {
    let now = clock.now();
    // Once an hour is left over, not once a minute: each move rewrites a page for each device.
    if store
        .oldest_new_reading()
        .await?
        .is_some_and(|oldest| now.since_ms(oldest) > 2 * HOT_MS)
    {
        while store.move_old_readings(now.plus_ms(-HOT_MS)).await? {}
    }
    if let Some(keep_ms) = identity::KEEP_READINGS_MS {
        let cut = now.plus_ms(-keep_ms);
        store.catch_up_statistics().await?;
        let cut = store.release_readings(cut).await?;
        while store.delete_readings_before(cut).await? {}
    }
    for level in LEVELS {
        while store.delete_old_statistics(level).await? {}
    }
    while store.delete_removed_devices().await? {}
    store.trim_dead_letters().await
}
