//! Statistics of what was stored before they were asked for: everything is marked once, then counted like new readings.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::{UNTIL, count, mark, time_of};
use crate::domain::Timestamp;
use crate::domain::levels::{LEVELS, ZONE};
use crate::domain::statistics;
use crate::store::{Result, Shared, Store};

impl Store {
    /// Marks what nobody marked: all readings when a level, a metric or the time zone is new, else those from the time
    /// on when marks were taken last. Since then another program may have stored readings, one without statistics.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn make_up_statistics(&self) -> Result<()> {
        let (since, devices) = self
            .read(|connection| Ok((since(connection)?, devices(connection)?)))
            .await?;
        self.write(forget_other_zone).await?;
        for device in devices {
            let since = since.max(self.shared.horizons.readings());
            let starts = self
                .read(move |connection| starts(connection, device, since))
                .await?;
            self.write(move |connection, shared| make_up(connection, shared, device, &starts))
                .await?;
        }
        self.write(|connection, _| remember(connection)).await
    }
}

/// What has to be counted for all readings: level and metric.
fn plan() -> impl Iterator<Item = (&'static str, &'static str)> {
    LEVELS.iter().flat_map(|level| {
        statistics::metrics().map(|metric| (level.length.as_str(), metric.row().column))
    })
}

/// From when on readings are marked.
fn since(connection: &Connection) -> Result<Timestamp> {
    let until = time_of(connection, UNTIL)?;
    Ok(match until {
        Some(until) if is_complete(connection)? => statistics::base().start_of(until),
        _ => Timestamp(i64::MIN),
    })
}

/// Whether everything is counted, or marked, for all readings.
pub(super) fn is_complete(connection: &Connection) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM rollup_plan WHERE level = ?1 AND metric = ?2 AND zone = ?3",
    )?;
    for (level, metric) in plan() {
        if !statement.exists([level, metric, ZONE.name])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn devices(connection: &Connection) -> Result<Vec<i64>> {
    let mut statement = connection.prepare("SELECT key FROM devices ORDER BY key")?;
    let keys = statement.query_map([], |row| row.get(0))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// Days of another time zone begin elsewhere; they go where they can be counted again.
fn forget_other_zone(connection: &mut Connection, shared: &Shared) -> Result<()> {
    let transaction = connection.transaction()?;
    for level in LEVELS {
        let since = if level.is_base() {
            shared.horizons.readings()
        } else {
            shared.horizons.readings().max(shared.horizons.days())
        };
        transaction.execute(
            "DELETE FROM rollups WHERE level = ?1 AND start_ms >= ?2
             AND EXISTS (SELECT 1 FROM rollup_plan WHERE level = ?1 AND zone <> ?3)",
            params![level.length.as_str(), since.millis(), ZONE.name],
        )?;
    }
    transaction.commit()?;
    Ok(())
}

/// Where the periods of the base level begin in which a device has readings, all of them from `since` on.
fn starts(connection: &Connection, device: i64, since: Timestamp) -> Result<Vec<Timestamp>> {
    let base = statistics::base();
    let transaction = connection.unchecked_transaction()?;
    let mut found = Vec::new();
    let mut from = since;
    loop {
        let mut next: Option<i64> = None;
        for table in ["readings_cold", "readings_hot"] {
            let mut statement = transaction.prepare_cached(&format!(
                "SELECT ts_ms FROM {table} WHERE device = ?1 AND ts_ms >= ?2 ORDER BY ts_ms LIMIT 1"
            ))?;
            let range = [device, from.millis()];
            next = statement.query_row(range, |row| row.get(0)).optional()?;
            if next.is_some() {
                break;
            }
        }
        let Some(next) = next else {
            return Ok(found);
        };
        let start = base.start_of(Timestamp(next));
        if start >= since {
            found.push(start);
        }
        from = base.end_of(start);
    }
}

/// Marks the periods of a device, and makes longer ones from the days that are counted already.
fn make_up(
    connection: &mut Connection,
    shared: &Shared,
    device: i64,
    starts: &[Timestamp],
) -> Result<()> {
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare_cached(mark::INSERT)?;
        for start in starts {
            insert.execute(params![start.millis(), device, start.millis()])?;
        }
    }
    for (level, start, device) in longer(&transaction, device)? {
        if shared.horizons.has_days(start) {
            count::combine(&transaction, &LEVELS[level], start, device)?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// The longer periods of which days are stored.
fn longer(connection: &Connection, device: i64) -> Result<BTreeSet<(usize, Timestamp, i64)>> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT start_ms FROM rollups WHERE device = ?1 AND level = ?2")?;
    let days = statistics::base().length.as_str();
    let mut rows = statement.query(params![device, days])?;
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next()? {
        found.extend(count::made_from(Timestamp(row.get(0)?), device));
    }
    Ok(found)
}

fn remember(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM rollup_plan", [])?;
    for (level, metric) in plan() {
        transaction.execute(
            "INSERT INTO rollup_plan (level, metric, zone) VALUES (?1, ?2, ?3)",
            [level, metric, ZONE.name],
        )?;
    }
    transaction.commit()?;
    Ok(())
}
