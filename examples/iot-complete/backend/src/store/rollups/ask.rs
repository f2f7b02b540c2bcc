//! Statistics as they are asked for: of one device, and of all.

use rusqlite::{Connection, Row, params};

use super::parts;
use crate::domain::statistics::{Level, Period};
use crate::domain::{DeviceId, List, Page, Timestamp};
use crate::store::devices::number_cursor;
use crate::store::{Result, Store};

impl Store {
    /// The periods of a level that begin at `from <= start < to`, newest first; of one device, or of all together.
    /// Periods without values are left out.
    ///
    /// # Errors
    /// `NotFound`; `BadCursor` when the cursor is not one of this list.
    pub async fn statistics(
        &self,
        device: Option<&DeviceId>,
        level: &'static Level,
        from: Timestamp,
        to: Timestamp,
        page: Page,
    ) -> Result<List<Period>> {
        let key = match device {
            None => None,
            Some(id) => {
                self.ensure_known(id).await?;
                Some(self.shared.record(id)?.key.0)
            }
        };
        let to =
            number_cursor(page.cursor.as_deref())?.map_or(to, |cursor| to.min(Timestamp(cursor)));
        self.read(move |connection| {
            let range = Range { level, from, to };
            let found = match key {
                Some(device) => of_device(connection, device, range, page.reach())?,
                None => of_all(connection, range, page.reach())?,
            };
            Ok(List::cut(found, &page, |period: &Period| {
                period.start.millis().to_string()
            }))
        })
        .await
    }
}

#[derive(Clone, Copy)]
struct Range {
    level: &'static Level,
    from: Timestamp,
    to: Timestamp,
}

/// Tells the metrics of a level from others that are stored with it.
fn told(level: &Level) -> String {
    let columns = level
        .metrics
        .iter()
        .map(|row| format!("'{}'", row.metric.row().column));
    format!("metric IN ({})", columns.collect::<Vec<_>>().join(", "))
}

fn of_device(
    connection: &Connection,
    device: i64,
    range: Range,
    limit: usize,
) -> Result<Vec<Period>> {
    let told = told(range.level);
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {}, start_ms, NULL FROM rollups
         WHERE device = ?1 AND level = ?2 AND {told} AND start_ms IN
         (SELECT DISTINCT start_ms FROM rollups
          WHERE device = ?1 AND level = ?2 AND start_ms >= ?3 AND start_ms < ?4 AND {told}
          ORDER BY start_ms DESC LIMIT ?5)
         ORDER BY start_ms DESC",
        parts::COLUMNS
    ))?;
    let mut rows = statement.query(params![
        device,
        range.level.length.as_str(),
        range.from.millis(),
        range.to.millis(),
        i64::try_from(limit).unwrap_or(i64::MAX),
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        add(&mut found, range.level, row)?;
    }
    Ok(found)
}

/// The parts of all devices together; the last value is that of the device with the newest one.
fn of_all(connection: &Connection, range: Range, limit: usize) -> Result<Vec<Period>> {
    let told = told(range.level);
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {}, start_ms, device FROM rollups
         WHERE level = ?1 AND {told} AND start_ms IN
         (SELECT DISTINCT start_ms FROM rollups
          WHERE level = ?1 AND start_ms >= ?2 AND start_ms < ?3 AND {told}
          ORDER BY start_ms DESC LIMIT ?4)
         ORDER BY start_ms DESC, device",
        parts::COLUMNS
    ))?;
    let mut rows = statement.query(params![
        range.level.length.as_str(),
        range.from.millis(),
        range.to.millis(),
        i64::try_from(limit).unwrap_or(i64::MAX),
    ])?;
    let mut found: Vec<Period> = Vec::new();
    let mut known = None;
    while let Some(row) = rows.next()? {
        add(&mut found, range.level, row)?;
        let place: (i64, i64) = (row.get(7)?, row.get(8)?);
        if known != Some(place) {
            known = Some(place);
            if let Some(period) = found.last_mut() {
                period.devices = Some(period.devices.unwrap_or_default() + 1);
            }
        }
    }
    Ok(found)
}

/// Adds a row to the last period, or begins a new one. Rows are sorted by the start of their period.
fn add(found: &mut Vec<Period>, level: &'static Level, row: &Row<'_>) -> rusqlite::Result<()> {
    let start = Timestamp(row.get(7)?);
    let Some((metric, parts)) = parts::read(row)? else {
        return Ok(());
    };
    if found.last().is_none_or(|period| period.start != start) {
        found.push(Period {
            level,
            start,
            devices: None,
            metrics: Vec::new(),
        });
    }
    let Some(period) = found.last_mut() else {
        return Ok(());
    };
    let mut metrics = period.metrics.iter_mut();
    match metrics.find(|(known, _)| *known == metric) {
        Some((_, whole)) => whole.merge(&parts),
        None => period.metrics.push((metric, parts)),
    }
    Ok(())
}
