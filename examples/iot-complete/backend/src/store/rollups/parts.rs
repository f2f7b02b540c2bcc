//! Parts of statistics in the database.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::statistics::{Level, Parts};
use crate::domain::{Metric, Timestamp};

/// One period of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The word of its level.
    pub level: &'static str,
    /// Where it begins.
    pub start: Timestamp,
    /// Key of the device.
    pub device: i64,
}

impl Place {
    /// The period of a level that holds `at`.
    pub fn of(level: &Level, at: Timestamp, device: i64) -> Self {
        Self {
            level: level.length.as_str(),
            start: level.start_of(at),
            device,
        }
    }
}

/// The columns that [`read`] takes.
pub(super) const COLUMNS: &str = "metric, count, sum, min, max, last, last_ms";

/// The metric and parts in a row that begins with [`COLUMNS`]; `None` for a metric that is measured no more.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Option<(Metric, Parts)>> {
    let column: String = row.get(0)?;
    let Some(metric) = Metric::all().find(|metric| metric.row().column == column) else {
        return Ok(None);
    };
    let parts = Parts {
        count: row.get(1)?,
        sum: row.get(2)?,
        min: row.get(3)?,
        max: row.get(4)?,
        last: row.get(5)?,
        last_at: Timestamp(row.get(6)?),
    };
    Ok(Some((metric, parts)))
}

/// The parts of one metric in a period.
pub(super) fn load(
    connection: &Connection,
    place: Place,
    metric: Metric,
) -> rusqlite::Result<Option<Parts>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM rollups WHERE device = ?1 AND level = ?2 AND start_ms = ?3 AND metric = ?4"
    ))?;
    let column = metric.row().column;
    let key = params![place.device, place.level, place.start.millis(), column];
    let found = statement.query_row(key, read).optional()?;
    Ok(found.flatten().map(|(_, parts)| parts))
}

/// All parts of one level of a device with `from <= start < to`: where each begins, metric, parts.
pub(super) fn load_range(
    connection: &Connection,
    level: &'static str,
    device: i64,
    from: Timestamp,
    to: Timestamp,
) -> rusqlite::Result<Vec<(Timestamp, Metric, Parts)>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, start_ms FROM rollups
         WHERE device = ?1 AND level = ?2 AND start_ms >= ?3 AND start_ms < ?4"
    ))?;
    let range = params![device, level, from.millis(), to.millis()];
    let mut rows = statement.query(range)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some((metric, parts)) = read(row)? {
            found.push((Timestamp(row.get(7)?), metric, parts));
        }
    }
    Ok(found)
}

/// Stores the parts of one metric in a period. Nothing is written when they are there already.
pub(super) fn save(
    connection: &Connection,
    place: Place,
    metric: Metric,
    parts: &Parts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO rollups (device, level, start_ms, metric, count, sum, min, max, last, last_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (device, level, start_ms, metric) DO UPDATE SET
         count = excluded.count, sum = excluded.sum, min = excluded.min, max = excluded.max,
         last = excluded.last, last_ms = excluded.last_ms
         WHERE count <> excluded.count OR sum <> excluded.sum OR last_ms <> excluded.last_ms",
    )?;
    statement.execute(params![
        place.device,
        place.level,
        place.start.millis(),
        metric.row().column,
        parts.count,
        parts.sum,
        parts.min,
        parts.max,
        parts.last,
        parts.last_at.millis(),
    ])?;
    Ok(())
}
