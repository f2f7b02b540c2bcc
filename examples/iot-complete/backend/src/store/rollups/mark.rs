//! What a commit does for the statistics: it marks periods, and adds late readings to those that are closed.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::parts::{self, Place};
use crate::domain::levels::LEVELS;
use crate::domain::metric::Kind;
use crate::domain::statistics::{self, Parts, sum_of};
use crate::domain::{Reading, Timestamp};
use crate::store::{Result, Shared};

/// The periods that the readings of a commit belong to, each with its earliest new reading.
#[derive(Clone, Default)]
pub struct Marks(BTreeMap<(Timestamp, i64), Timestamp>);

impl Marks {
    /// Takes in a reading that was stored now; `is_late` when the device has sent a later one before.
    pub fn add(
        &mut self,
        connection: &Connection,
        shared: &Shared,
        device: i64,
        reading: &Reading,
        is_late: bool,
    ) -> Result<()> {
        let start = statistics::base().start_of(reading.timestamp);
        let is_open = shared.horizons.has_readings(start);
        for level in LEVELS {
            let place = Place::of(level, reading.timestamp, device);
            let is_made = is_open && (level.is_base() || shared.horizons.has_days(place.start));
            if !is_made {
                add_to_closed(connection, place, reading)?;
            }
        }
        if is_open {
            self.mark(start, device, reading.timestamp);
        }
        if is_late && statistics::metrics().any(|metric| metric.row().kind == Kind::Counter) {
            self.mark_next(connection, shared, device, reading.timestamp)?;
        }
        Ok(())
    }

    fn mark(&mut self, start: Timestamp, device: i64, from: Timestamp) {
        let earliest = self.0.entry((start, device)).or_insert(from);
        *earliest = from.min(*earliest);
    }

    /// Marks the period of the reading that follows: what a counter rose there depends on the value before.
    fn mark_next(
        &mut self,
        connection: &Connection,
        shared: &Shared,
        device: i64,
        after: Timestamp,
    ) -> Result<()> {
        for table in ["readings_cold", "readings_hot"] {
            let query = format!(
                "SELECT ts_ms FROM {table} WHERE device = ?1 AND ts_ms > ?2 ORDER BY ts_ms LIMIT 1"
            );
            let mut statement = connection.prepare_cached(&query)?;
            let next: Option<i64> = statement
                .query_row(params![device, after.millis()], |row| row.get(0))
                .optional()?;
            if let Some(next) = next {
                let start = statistics::base().start_of(Timestamp(next));
                if shared.horizons.has_readings(start) {
                    self.mark(start, device, start);
                }
                return Ok(());
            }
        }
        Ok(())
    }

    /// Writes the marks, in the transaction of the readings.
    pub fn save(&self, connection: &Connection) -> Result<()> {
        let mut statement = connection.prepare_cached(INSERT)?;
        for ((start, device), from) in &self.0 {
            statement.execute(params![start.millis(), device, from.millis()])?;
        }
        Ok(())
    }
}

/// Makes a mark, or moves the one that is there to an earlier reading.
pub(super) const INSERT: &str = "INSERT INTO rollup_marks (taken, start_ms, device, from_ms)
     VALUES (0, ?1, ?2, ?3)
     ON CONFLICT (taken, start_ms, device) DO UPDATE SET from_ms = min(from_ms, excluded.from_ms)";

/// Adds a reading to a period whose sources are not all there any more. What a counter rose by is not added: it is a
/// part of what the later value of the counter rose.
fn add_to_closed(connection: &Connection, place: Place, reading: &Reading) -> Result<()> {
    for metric in statistics::metrics() {
        let Some(value) = reading.values.get(metric) else {
            continue;
        };
        let sum = sum_of(metric, value, None);
        let mut parts = Parts::of(value, sum, reading.timestamp);
        if let Some(before) = parts::load(connection, place, metric)? {
            parts.merge(&before);
        }
        parts::save(connection, place, metric, &parts)?;
    }
    Ok(())
}
