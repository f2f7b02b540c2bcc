//! What may be deleted, and when: nothing that statistics are still to be made from.

use rusqlite::{Connection, params};

use super::{DAYS, READINGS, make_up, save_time};
use crate::domain::Timestamp;
use crate::domain::levels::LEVELS;
use crate::domain::statistics::{self, Level};
use crate::store::{Result, Store};

/// Rows deleted in one slice.
const SLICE_ROWS: i64 = 2000;

impl Store {
    /// Allows readings before `cut` to be deleted and returns how far: not as long as some of them are to be counted,
    /// and none of the period that goes on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn release_readings(&self, cut: Timestamp) -> Result<Timestamp> {
        self.write(move |connection, shared| {
            let now = shared.clock.now();
            let cut = cut.min(statistics::base().start_of(now));
            let known = shared.horizons.readings();
            if cut <= known
                || has_marks_before(connection, cut)?
                || !make_up::is_complete(connection)?
            {
                return Ok(known);
            }
            save_time(connection, READINGS, cut)?;
            shared.horizons.set_readings(cut);
            Ok(cut)
        })
        .await
    }

    /// Deletes some of the entries of a level that are older than it keeps them; `true` when more may be left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_old_statistics(&self, level: &'static Level) -> Result<bool> {
        let Some(keep_ms) = level.keep_ms else {
            return Ok(false);
        };
        self.write(move |connection, shared| {
            let now = shared.clock.now();
            let mut cut = level.start_of(now.plus_ms(-keep_ms));
            if level.length == statistics::base().length
                && let Some(needed) = longer_since(now)
            {
                cut = cut.min(needed);
                let known = shared.horizons.days();
                if cut > known
                    && !has_marks_before(connection, needed)?
                    && make_up::is_complete(connection)?
                {
                    save_time(connection, DAYS, cut)?;
                    shared.horizons.set_days(cut);
                }
                cut = cut.min(shared.horizons.days());
            }
            let deleted = connection.execute(
                "DELETE FROM rollups WHERE (device, level, start_ms, metric) IN
                 (SELECT device, level, start_ms, metric FROM rollups
                  WHERE level = ?1 AND start_ms < ?2 LIMIT ?3)",
                params![level.length.as_str(), cut.millis(), SLICE_ROWS],
            )?;
            Ok(i64::try_from(deleted).is_ok_and(|deleted| deleted == SLICE_ROWS))
        })
        .await
    }
}

/// Where the longer periods began that go on now: their days are needed. `None` when there are no longer ones.
fn longer_since(now: Timestamp) -> Option<Timestamp> {
    let longer = LEVELS.iter().filter(|level| !level.is_base());
    longer.map(|level| level.start_of(now)).min()
}

/// Whether something before `cut` is to be counted.
fn has_marks_before(connection: &Connection, cut: Timestamp) -> Result<bool> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM rollup_marks WHERE start_ms < ?1 LIMIT 1")?;
    Ok(statement.exists([cut.millis()])?)
}
