//! Counts the marked periods, a slice at a time.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::parts::{self, Place};
use super::{UNTIL, save_time};
use crate::domain::levels::LEVELS;
use crate::domain::metric::Kind;
use crate::domain::statistics::{self, Level, Parts, sum_of};
use crate::domain::{Metric, Timestamp};
use crate::store::{Result, Shared, Store};

/// Most periods that are counted in one slice.
const SLICE: usize = 256;

/// How far back the value of a counter is looked for that was measured before a period.
const LOOK_BACK_MS: i64 = 31 * 86_400_000;

/// What [`Store::count_statistics`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Some periods; others are left.
    Some,
    /// The last ones.
    All,
}

/// A period that is to be counted.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// As it is stored.
    start_ms: i64,
    device: i64,
    /// The earliest reading that is not counted yet.
    from: Timestamp,
}

/// A period while it is counted: the parts of each metric in each level within it.
struct Tally {
    mark: Mark,
    start: Timestamp,
    end: Timestamp,
    /// Readings from here on are added.
    from: Timestamp,
    parts: BTreeMap<(Place, Metric), Parts>,
    /// The newest value of each counter.
    before: BTreeMap<Metric, f64>,
}

impl Store {
    /// Counts everything that is marked now; the first time also what nobody marked. Never twice at the same time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn catch_up_statistics(&self) -> Result<()> {
        let mut made_up = self.shared.horizons.made_up.lock().await;
        if !*made_up {
            self.make_up_statistics().await?;
            *made_up = true;
        }
        self.take_marks().await?;
        while self.count_statistics().await? == Counted::Some {}
        Ok(())
    }

    /// Takes the marks that were made up to now, to be counted by [`Self::count_statistics`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_marks(&self) -> Result<()> {
        self.write(|connection, shared| {
            let transaction = connection.transaction()?;
            transaction.execute_batch(
                "INSERT INTO rollup_marks (taken, start_ms, device, from_ms)
                 SELECT 1, start_ms, device, from_ms FROM rollup_marks WHERE taken = 0
                 ON CONFLICT (taken, start_ms, device) DO UPDATE SET from_ms = min(from_ms, excluded.from_ms);
                 DELETE FROM rollup_marks WHERE taken = 0",
            )?;
            save_time(&transaction, UNTIL, shared.clock.now())?;
            transaction.commit()?;
            Ok(())
        })
        .await
    }

    /// Counts some of the periods that were taken.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_statistics(&self) -> Result<Counted> {
        let tallies = self.read(tally).await?;
        let counted = if tallies.len() < SLICE {
            Counted::All
        } else {
            Counted::Some
        };
        if !tallies.is_empty() {
            self.write(move |connection, shared| save(connection, shared, &tallies))
                .await?;
        }
        Ok(counted)
    }
}

/// Counts a slice, in one view of the database.
fn tally(connection: &Connection) -> Result<Vec<Tally>> {
    let transaction = connection.unchecked_transaction()?;
    let mut tallies = Vec::new();
    for mark in marks(&transaction)? {
        let mut tally = begin(&transaction, mark)?;
        add_old(&transaction, &mut tally)?;
        tallies.push(tally);
    }
    add_new(&transaction, &mut tallies)?;
    Ok(tallies)
}

fn marks(connection: &Connection) -> Result<Vec<Mark>> {
    let mut statement = connection.prepare_cached(
        "SELECT start_ms, device, from_ms FROM rollup_marks WHERE taken = 1
         ORDER BY start_ms, device LIMIT ?1",
    )?;
    let rows = statement.query_map([i64::try_from(SLICE).unwrap_or(i64::MAX)], |row| {
        Ok(Mark {
            start_ms: row.get(0)?,
            device: row.get(1)?,
            from: Timestamp(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Goes on from what is counted when all that is new is later; else begins again.
fn begin(connection: &Connection, mark: Mark) -> Result<Tally> {
    let base = statistics::base();
    let start = base.start_of(Timestamp(mark.start_ms));
    let mut tally = Tally {
        mark,
        start,
        end: base.end_of(start),
        from: start,
        parts: BTreeMap::new(),
        before: BTreeMap::new(),
    };
    let counted = counted(connection, &tally)?;
    let newest = counted.values().map(|parts| parts.last_at).max();
    if newest.is_some_and(|newest| newest < mark.from) {
        tally.from = mark.from;
        for ((place, metric), parts) in &counted {
            if place.level == base.length.as_str() {
                tally.before.insert(*metric, parts.last);
            }
        }
        tally.parts = counted;
    }
    for metric in statistics::metrics() {
        if metric.row().kind == Kind::Counter && !tally.before.contains_key(&metric) {
            let before = value_before(connection, mark.device, metric, start)?;
            tally.before.extend(before.map(|value| (metric, value)));
        }
    }
    Ok(tally)
}

/// The parts within a period that are stored.
fn counted(connection: &Connection, tally: &Tally) -> Result<BTreeMap<(Place, Metric), Parts>> {
    let mut found = BTreeMap::new();
    for level in LEVELS.iter().filter(|level| level.is_base()) {
        let (word, device) = (level.length.as_str(), tally.mark.device);
        let range = parts::load_range(connection, word, device, tally.start, tally.end)?;
        found.extend(range.into_iter().map(|(start, metric, parts)| {
            let place = Place {
                level: word,
                start,
                device,
            };
            ((place, metric), parts)
        }));
    }
    Ok(found)
}

/// The newest value of a metric before a time.
fn value_before(
    connection: &Connection,
    device: i64,
    metric: Metric,
    at: Timestamp,
) -> Result<Option<f64>> {
    let column = metric.row().column;
    for table in ["readings_hot", "readings_cold"] {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {column} FROM {table} WHERE device = ?1 AND ts_ms < ?2 AND ts_ms >= ?3
             AND {column} IS NOT NULL ORDER BY ts_ms DESC LIMIT 1"
        ))?;
        let range = params![device, at.millis(), at.plus_ms(-LOOK_BACK_MS).millis()];
        let found = statement.query_row(range, |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// One column for each metric that is counted.
fn columns() -> String {
    let columns = statistics::metrics().map(|metric| format!(", {}", metric.row().column));
    columns.collect()
}

impl Tally {
    /// Adds a reading: its time, then after `skip` columns [`columns`].
    fn add(&mut self, row: &Row<'_>, skip: usize) -> rusqlite::Result<()> {
        let at = Timestamp(row.get(0)?);
        for (column, metric) in statistics::metrics().enumerate() {
            let Some(value) = row.get::<_, Option<f64>>(skip + column)? else {
                continue;
            };
            let sum = sum_of(metric, value, self.before.insert(metric, value));
            let one = Parts::of(value, sum, at);
            for level in LEVELS.iter().filter(|level| level.is_base()) {
                let place = Place::of(level, at, self.mark.device);
                let known = self.parts.entry((place, metric));
                known.and_modify(|parts| parts.merge(&one)).or_insert(one);
            }
        }
        Ok(())
    }
}

/// Adds the readings that were moved to the table ordered by device.
fn add_old(connection: &Connection, tally: &mut Tally) -> Result<()> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT ts_ms{} FROM readings_cold WHERE device = ?1 AND ts_ms >= ?2 AND ts_ms < ?3
         ORDER BY ts_ms",
        columns()
    ))?;
    let range = [tally.mark.device, tally.from.millis(), tally.end.millis()];
    let mut rows = statement.query(range)?;
    while let Some(row) = rows.next()? {
        tally.add(row, 1)?;
    }
    Ok(())
}

/// Adds the new readings, which are ordered by time: all of a slice in one walk.
fn add_new(connection: &Connection, tallies: &mut [Tally]) -> Result<()> {
    let from = tallies.iter().map(|tally| tally.from).min();
    let to = tallies.iter().map(|tally| tally.end).max();
    let (Some(from), Some(to)) = (from, to) else {
        return Ok(());
    };
    let mut of_device: BTreeMap<i64, Vec<&mut Tally>> = BTreeMap::new();
    for tally in tallies {
        of_device.entry(tally.mark.device).or_default().push(tally);
    }
    let mut statement = connection.prepare_cached(&format!(
        "SELECT ts_ms, device{} FROM readings_hot WHERE ts_ms >= ?1 AND ts_ms < ?2 ORDER BY ts_ms",
        columns()
    ))?;
    let mut rows = statement.query([from.millis(), to.millis()])?;
    while let Some(row) = rows.next()? {
        let at = Timestamp(row.get(0)?);
        let of_device = of_device.get_mut(&row.get(1)?);
        for tally in of_device.into_iter().flatten() {
            if tally.from <= at && at < tally.end {
                tally.add(row, 2)?;
            }
        }
    }
    Ok(())
}

/// Stores what was counted, makes longer periods from it and removes the marks, all together.
fn save(connection: &mut rusqlite::Connection, shared: &Shared, tallies: &[Tally]) -> Result<()> {
    let transaction = connection.transaction()?;
    let mut longer = BTreeSet::new();
    for tally in tallies {
        let (start_ms, device) = (tally.mark.start_ms, tally.mark.device);
        transaction
            .prepare_cached(
                "DELETE FROM rollup_marks WHERE taken = 1 AND start_ms = ?1 AND device = ?2",
            )?
            .execute([start_ms, device])?;
        if !exists(&transaction, device)? {
            continue;
        }
        for ((place, metric), parts) in &tally.parts {
            parts::save(&transaction, *place, *metric, parts)?;
        }
        longer.extend(made_from(tally.start, device));
    }
    for (level, start, device) in longer {
        if shared.horizons.has_days(start) {
            combine(&transaction, &LEVELS[level], start, device)?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// Whether a device is still there: one that is removed meanwhile gets no statistics.
fn exists(connection: &Connection, device: i64) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM devices WHERE key = ?1")?;
    Ok(statement.exists([device])?)
}

/// The longer periods that a day is a part of: place of the level, where it begins, device.
pub(super) fn made_from(
    day: Timestamp,
    device: i64,
) -> impl Iterator<Item = (usize, Timestamp, i64)> {
    let longer = LEVELS
        .iter()
        .enumerate()
        .filter(|(_, level)| !level.is_base());
    longer.map(move |(place, level)| (place, level.start_of(day), device))
}

/// Makes a longer period from its days.
pub(super) fn combine(
    connection: &Connection,
    level: &Level,
    start: Timestamp,
    device: i64,
) -> Result<()> {
    let mut whole: BTreeMap<Metric, Parts> = BTreeMap::new();
    let days = statistics::base().length.as_str();
    let end = level.end_of(start);
    for (_, metric, parts) in parts::load_range(connection, days, device, start, end)? {
        let known = whole.entry(metric);
        known
            .and_modify(|whole| whole.merge(&parts))
            .or_insert(parts);
    }
    let place = Place::of(level, start, device);
    for (metric, parts) in whole {
        parts::save(connection, place, metric, &parts)?;
    }
    Ok(())
}
