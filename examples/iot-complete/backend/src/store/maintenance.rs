//! What has to be done now and then, in slices short enough that readings do not wait long.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Result, Shared, Store, episodes, schema, sql};
use crate::domain::evaluate::Transition;
use crate::domain::event::Event;
use crate::domain::position::Fix;
use crate::domain::{DeviceId, Timestamp};

/// Rows moved or deleted in one slice.
const SLICE_ROWS: i64 = 2000;

/// What goes with a device, in slices: each table with its column of time.
const OF_DEVICES: &[(&str, &str)] = &[
    // Readings, new and old.
    ("readings_hot", "ts_ms"),
    ("readings_cold", "ts_ms"),
    ("rollup_marks", "start_ms"),
    ("rollups", "start_ms"),
];

impl Store {
    /// Moves the oldest of the new readings that are before `cut` into the table ordered by device; `true` when more
    /// are left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn move_old_readings(&self, cut: Timestamp) -> Result<bool> {
        self.write(move |connection, shared| move_slice(connection, shared, cut))
            .await
    }

    /// The oldest time in the table ordered by time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn oldest_new_reading(&self) -> Result<Option<Timestamp>> {
        self.read(|connection| {
            let query = "SELECT min(ts_ms) FROM readings_hot";
            let oldest: Option<i64> = connection.query_row(query, [], |row| row.get(0))?;
            Ok(oldest.map(Timestamp))
        })
        .await
    }

    /// Deletes some of the readings before `cut`; `true` when more may be left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_readings_before(&self, cut: Timestamp) -> Result<bool> {
        let keys: Vec<i64> = {
            let devices = self.shared.registry.read();
            devices.values().map(|record| record.key.0).collect()
        };
        self.write(move |connection, _| {
            let mut statement = connection.prepare_cached(
                "DELETE FROM readings_cold WHERE device = ?1 AND ts_ms IN
                 (SELECT ts_ms FROM readings_cold WHERE device = ?1 AND ts_ms < ?2 ORDER BY ts_ms LIMIT ?3)",
            )?;
            let mut left = SLICE_ROWS;
            for key in keys {
                let deleted = statement.execute(params![key, cut.millis(), left])?;
                left -= i64::try_from(deleted).unwrap_or(left);
                if left == 0 {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
    }

    /// Deletes some of the readings of deleted devices; `true` when more are left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_removed_devices(&self) -> Result<bool> {
        self.write(|connection, _| {
            let key: Option<i64> = connection
                .query_row("SELECT key FROM removed_devices LIMIT 1", [], |row| {
                    row.get(0)
                })
                .optional()?;
            let Some(key) = key else {
                return Ok(false);
            };
            let mut deleted = 0;
            for (table, time) in OF_DEVICES {
                deleted += connection.execute(
                    &format!(
                        "DELETE FROM {table} WHERE device = ?1 AND {time} IN
                         (SELECT {time} FROM {table} WHERE device = ?1 LIMIT ?2)"
                    ),
                    params![key, SLICE_ROWS],
                )?;
            }
            if deleted == 0 {
                connection.execute("DELETE FROM removed_devices WHERE key = ?1", [key])?;
            }
            Ok(true)
        })
        .await
    }

    /// Writes down when and where devices were last heard, which memory knows better than the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_last_seen(&self) -> Result<()> {
        self.write(|connection, shared| {
            let unsaved: Vec<(i64, Option<Timestamp>, Option<Fix>)> = {
                let devices = shared.registry.read();
                let unsaved = devices.values().filter(|record| record.last_seen_unsaved);
                unsaved
                    .map(|record| (record.key.0, record.last_seen, record.fix))
                    .collect()
            };
            let transaction = connection.transaction()?;
            {
                let mut statement = transaction.prepare_cached(
                    "UPDATE devices SET last_seen_ms = ?2, lat = ?3, lng = ?4, fix_ms = ?5 WHERE key = ?1",
                )?;
                for (key, last_seen, fix) in unsaved {
                    statement.execute(params![
                        key,
                        last_seen.map(Timestamp::millis),
                        fix.map(|fix| fix.position.lat()),
                        fix.map(|fix| fix.position.lng()),
                        fix.map(|fix| fix.timestamp.millis()),
                    ])?;
                }
            }
            transaction.commit()?;
            for record in shared.registry.write().values_mut() {
                record.last_seen_unsaved = false;
            }
            Ok(())
        })
        .await
    }

    /// Lets the rules see that time has passed: silence, and conditions that held long enough.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tick(&self) -> Result<()> {
        if self.shared.due().is_empty() {
            return Ok(());
        }
        self.write(|connection, shared| {
            let due = shared.due();
            let transaction = connection.transaction()?;
            let mut changed = Vec::new();
            let mut alerts = Vec::new();
            for (id, transitions) in due {
                let mut record = shared.record(&id)?;
                alerts.extend(episodes::apply(
                    &transaction,
                    shared,
                    &mut record,
                    &transitions,
                    None,
                )?);
                changed.push((id, record));
            }
            transaction.commit()?;
            shared.registry.write().extend(changed);
            if !alerts.is_empty() {
                shared.outbox_grew.notify_one();
            }
            for alert in alerts {
                // Nobody may be watching.
                let _ = shared.events.send(Event::Alert(alert));
            }
            Ok(())
        })
        .await
    }

    /// Copies the write-ahead log into the database beside the writer, so that commits do not have to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn checkpoint(&self) -> Result<()> {
        let shared = Arc::clone(&self.shared);
        let done = tokio::task::spawn_blocking(move || {
            let connection = schema::connect(&shared.path)?;
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
            Ok(())
        });
        done.await.unwrap_or(Ok(()))
    }
}

impl Shared {
    /// What the passing of time changes, for each device.
    fn due(&self) -> Vec<(DeviceId, Vec<Transition>)> {
        let now = self.clock.now();
        let devices = self.registry.read();
        let judged = devices.values().map(|record| {
            // While this process did not run, nothing could be heard.
            let last_heard = record.last_seen.map(|seen| seen.max(self.started_at));
            let latest = record.latest.as_deref();
            let transitions = self
                .evaluator
                .on_tick(record.view(), now, last_heard, latest);
            (record.id.clone(), transitions)
        });
        judged
            .filter(|(_, transitions)| !transitions.is_empty())
            .collect()
    }
}

/// Moves the readings before the first time that is not among the oldest [`SLICE_ROWS`], or before `cut`.
fn move_slice(connection: &mut Connection, shared: &Shared, cut: Timestamp) -> Result<bool> {
    let transaction = connection.transaction()?;
    let beyond: Option<i64> = transaction
        .query_row(
            "SELECT ts_ms FROM readings_hot WHERE ts_ms < ?1 ORDER BY ts_ms LIMIT 1 OFFSET ?2",
            [cut.millis(), SLICE_ROWS],
            |row| row.get(0),
        )
        .optional()?;
    // All readings of one moment move together, so that a moment is in one table only.
    let boundary = Timestamp(beyond.map_or(cut.millis(), |ts_ms| ts_ms + 1));
    if boundary <= shared.boundary() {
        return Ok(false);
    }
    let columns = &*sql::COLUMNS;
    transaction.execute(
        &format!(
            "INSERT OR IGNORE INTO readings_cold ({columns})
             SELECT {columns} FROM readings_hot WHERE ts_ms < ?1 ORDER BY device, ts_ms"
        ),
        [boundary.millis()],
    )?;
    transaction.execute(
        "DELETE FROM readings_hot WHERE ts_ms < ?1",
        [boundary.millis()],
    )?;
    transaction.execute(
        "INSERT OR REPLACE INTO settings (key, value) VALUES ('hot_from_ms', ?1)",
        [boundary.millis()],
    )?;
    transaction.commit()?;
    shared
        .boundary_ms
        .store(boundary.millis(), Ordering::Relaxed);
    Ok(beyond.is_some())
}
