//! Readings as they are asked for: the newest of each device, the history of one, summaries of buckets.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, Row, params};

use super::devices::{id_cursor, number_cursor};
use super::{Result, Store, sql};
use crate::domain::page::{List, Page};
use crate::domain::reading::{Bucket, Summary};
use crate::domain::{DeviceId, METRIC_COUNT, Metric, Reading, Timestamp};

impl Store {
    /// The newest reading of each device, or of one, sorted by device id.
    ///
    /// # Errors
    /// `BadCursor` when the cursor is not one of this list.
    pub async fn latest(&self, device: Option<DeviceId>, page: Page) -> Result<List<Arc<Reading>>> {
        let after = id_cursor(page.cursor.as_deref())?;
        let devices = self.shared.registry.read();
        let newest = devices
            .values()
            .filter(|record| device.as_ref().is_none_or(|device| record.id == *device))
            .filter(|record| after.as_ref().is_none_or(|after| record.id > *after))
            .filter_map(|record| record.latest.clone())
            .take(page.reach())
            .collect();
        Ok(List::cut(newest, &page, |reading: &Arc<Reading>| {
            reading.device.to_string()
        }))
    }

    /// The readings of a device with `from <= timestamp < to`, newest first.
    ///
    /// # Errors
    /// `NotFound`; `BadCursor` when the cursor is not one of this list.
    pub async fn history(
        &self,
        id: &DeviceId,
        from: Timestamp,
        to: Timestamp,
        page: Page,
    ) -> Result<List<Reading>> {
        self.ensure_known(id).await?;
        let record = self.shared.record(id)?;
        let before =
            number_cursor(page.cursor.as_deref())?.map_or(to, |cursor| to.min(Timestamp(cursor)));
        self.read(move |connection| {
            let range = Range {
                device: record.key.0,
                from,
                to: before,
            };
            let found = newest_first(connection, &record.id, range, page.reach())?;
            Ok(List::cut(found, &page, |reading| {
                reading.timestamp.millis().to_string()
            }))
        })
        .await
    }

    /// Summaries of the readings of a device in buckets of `bucket_ms`, newest first; buckets without readings are
    /// left out.
    ///
    /// # Errors
    /// `NotFound`; `BadCursor` when the cursor is not one of this list.
    pub async fn buckets(
        &self,
        id: &DeviceId,
        from: Timestamp,
        to: Timestamp,
        bucket_ms: i64,
        page: Page,
    ) -> Result<List<Bucket>> {
        self.ensure_known(id).await?;
        let device = self.shared.record(id)?.key.0;
        let before =
            number_cursor(page.cursor.as_deref())?.map_or(to, |cursor| to.min(Timestamp(cursor)));
        self.read(move |connection| {
            let to = before;
            let range = Range { device, from, to };
            let found = summaries(connection, range, bucket_ms.max(1))?;
            let newest = found.into_iter().rev().take(page.reach()).collect();
            Ok(List::cut(newest, &page, |bucket: &Bucket| {
                bucket.start.millis().to_string()
            }))
        })
        .await
    }
}

/// Which readings are asked for: `from <= ts_ms < to`.
#[derive(Clone, Copy)]
struct Range {
    device: i64,
    from: Timestamp,
    to: Timestamp,
}

/// Reads the table of new readings, then, when the page is not full, the one of old readings: all times in the first
/// are later than all in the second.
fn newest_first(
    connection: &Connection,
    id: &DeviceId,
    range: Range,
    limit: usize,
) -> Result<Vec<Reading>> {
    let mut found = Vec::new();
    // One transaction, so that a reading that moves between the tables is seen once.
    let transaction = connection.unchecked_transaction()?;
    for table in ["readings_hot", "readings_cold"] {
        let rest = i64::try_from(limit - found.len()).unwrap_or(i64::MAX);
        let query = format!(
            "SELECT {} FROM {table} WHERE device = ?1 AND ts_ms >= ?2 AND ts_ms < ?3
             ORDER BY ts_ms DESC LIMIT ?4",
            *sql::COLUMNS
        );
        let mut statement = transaction.prepare_cached(&query)?;
        let (from, to) = (range.from.millis(), range.to.millis());
        let rows = statement.query_map(params![range.device, from, to, rest], |row| {
            sql::reading(row, id)
        })?;
        for reading in rows {
            found.push(reading?);
        }
    }
    Ok(found)
}

fn summaries(connection: &Connection, range: Range, bucket_ms: i64) -> Result<Vec<Bucket>> {
    let mut partials: BTreeMap<i64, Partial> = BTreeMap::new();
    let transaction = connection.unchecked_transaction()?;
    for table in ["readings_hot", "readings_cold"] {
        let query = format!(
            "SELECT ts_ms - ts_ms % ?4, count(*), {} FROM {table}
             WHERE device = ?1 AND ts_ms >= ?2 AND ts_ms < ?3 GROUP BY 1",
            *sql::SUMS
        );
        let mut statement = transaction.prepare_cached(&query)?;
        let (from, to) = (range.from.millis(), range.to.millis());
        let mut rows = statement.query(params![range.device, from, to, bucket_ms])?;
        while let Some(row) = rows.next()? {
            partials.entry(row.get(0)?).or_default().add(row)?;
        }
    }
    let finished = partials.into_iter();
    Ok(finished
        .map(|(start_ms, partial)| partial.finish(start_ms))
        .collect())
}

/// What is known of one bucket while both tables are read.
#[derive(Default)]
struct Partial {
    count: i64,
    metrics: [Option<Sum>; METRIC_COUNT],
}

/// What is known of one metric in a bucket.
#[derive(Clone, Copy)]
struct Sum {
    count: f64,
    sum: f64,
    min: f64,
    max: f64,
}

impl Partial {
    /// Adds a row: start, count, then [`sql::SUMS`].
    fn add(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.count += row.get::<_, i64>(1)?;
        for (place, slot) in self.metrics.iter_mut().enumerate() {
            let column = 2 + place * sql::SUMS_PER_METRIC;
            let Some(sum) = row.get::<_, Option<f64>>(column + 1)? else {
                continue;
            };
            let new = Sum {
                count: row.get(column)?,
                sum,
                min: row.get(column + 2)?,
                max: row.get(column + 3)?,
            };
            *slot = Some(slot.map_or(new, |old| Sum {
                count: old.count + new.count,
                sum: old.sum + new.sum,
                min: old.min.min(new.min),
                max: old.max.max(new.max),
            }));
        }
        Ok(())
    }

    fn finish(self, start_ms: i64) -> Bucket {
        let summaries = Metric::all().zip(self.metrics);
        let metrics = summaries.filter_map(|(metric, sum)| {
            let sum = sum?;
            let summary = Summary {
                avg: sum.sum / sum.count,
                min: sum.min,
                max: sum.max,
            };
            Some((metric, summary))
        });
        Bucket {
            start: Timestamp(start_ms),
            count: self.count,
            metrics: metrics.collect(),
        }
    }
}
