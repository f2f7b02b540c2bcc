//! The readings of a device from old to new, in steps: of a table of any length only one step is in memory.

use rusqlite::params;

use super::{Result, Store, sql};
use crate::domain::{DeviceId, Reading, Timestamp};

impl Store {
    /// Up to `most` readings of a device with `from <= timestamp < to`, oldest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn oldest_readings(
        &self,
        id: &DeviceId,
        from: Timestamp,
        to: Timestamp,
        most: usize,
    ) -> Result<Vec<Reading>> {
        self.ensure_known(id).await?;
        let record = self.shared.record(id)?;
        self.read(move |connection| {
            let mut found = Vec::new();
            // One transaction, so that a reading that moves between the tables is seen once. All times in the first
            // table are earlier than all in the second.
            let transaction = connection.unchecked_transaction()?;
            for table in ["readings_cold", "readings_hot"] {
                let rest = i64::try_from(most - found.len()).unwrap_or(i64::MAX);
                let query = format!(
                    "SELECT {} FROM {table} WHERE device = ?1 AND ts_ms >= ?2 AND ts_ms < ?3
                     ORDER BY ts_ms LIMIT ?4",
                    *sql::COLUMNS
                );
                let mut statement = transaction.prepare_cached(&query)?;
                let range = params![record.key.0, from.millis(), to.millis(), rest];
                let rows = statement.query_map(range, |row| sql::reading(row, &record.id))?;
                for reading in rows {
                    found.push(reading?);
                }
            }
            Ok(found)
        })
        .await
    }
}
