//! Statements that name one column for each metric, built once from the catalogue.

use std::sync::LazyLock;

use rusqlite::Row;
use rusqlite::types::Value;

use crate::domain::metric::MetricRow;
use crate::domain::position::Position;
use crate::domain::reading::{Suspects, TimestampSource};
use crate::domain::{DeviceId, METRIC_COUNT, METRICS, Metric, Reading, Timestamp, Values};

/// Columns before those of the metrics.
const FIXED: usize = 6;

/// Reads readings: `ts_ms, device, delay_ms, marks, lat, lng`, then one column for each metric.
pub(super) static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    let mut text = "ts_ms, device, delay_ms, marks, lat, lng".to_owned();
    for row in METRICS {
        text.push_str(", ");
        text.push_str(row.column);
    }
    text
});

/// Inserts into the table ordered by time.
pub(super) static INSERT_HOT: LazyLock<String> = LazyLock::new(|| insert("readings_hot"));

/// Inserts into the table ordered by device.
pub(super) static INSERT_COLD: LazyLock<String> = LazyLock::new(|| insert("readings_cold"));

fn insert(table: &str) -> String {
    let marks: Vec<String> = (1..=FIXED + METRIC_COUNT)
        .map(|place| format!("?{place}"))
        .collect();
    format!(
        "INSERT OR IGNORE INTO {table} ({}) VALUES ({})",
        *COLUMNS,
        marks.join(", ")
    )
}

/// Columns of [`SUMS`] for each metric.
pub(super) const SUMS_PER_METRIC: usize = 4;

/// Number (as a real), sum, lowest and highest value of each metric.
pub(super) static SUMS: LazyLock<String> = LazyLock::new(|| {
    let sums = |row: &MetricRow| {
        let column = row.column;
        format!("total({column} IS NOT NULL), sum({column}), min({column}), max({column})")
    };
    METRICS.iter().map(sums).collect::<Vec<_>>().join(", ")
});

/// The values to insert for a reading, in the order of [`COLUMNS`].
pub(super) fn parameters(reading: &Reading, device: i64) -> Vec<Value> {
    let by_server = i64::from(reading.source == TimestampSource::Server);
    let suspects = i64::try_from(reading.suspects.0).unwrap_or_default();
    let mut values = Vec::with_capacity(FIXED + METRIC_COUNT);
    values.push(Value::Integer(reading.timestamp.millis()));
    values.push(Value::Integer(device));
    values.push(Value::Integer(
        reading.received_at.since_ms(reading.timestamp),
    ));
    values.push(Value::Integer(suspects << 1 | by_server));
    let coordinate = |one: fn(Position) -> f64| reading.position.map(one);
    for number in [coordinate(Position::lat), coordinate(Position::lng)] {
        values.push(number.map_or(Value::Null, Value::Real));
    }
    values.extend(
        reading
            .values
            .iter()
            .map(|(_, value)| value.map_or(Value::Null, Value::Real)),
    );
    values
}

/// The reading in a row that was read with [`COLUMNS`].
pub(super) fn reading(row: &Row<'_>, device: &DeviceId) -> rusqlite::Result<Reading> {
    let timestamp = Timestamp(row.get(0)?);
    let delay_ms: i64 = row.get(2)?;
    let marks: i64 = row.get(3)?;
    let mut values = Values::EMPTY;
    for metric in Metric::all() {
        values.set(metric, row.get(FIXED + metric.index())?);
    }
    Ok(Reading {
        device: device.clone(),
        timestamp,
        received_at: timestamp.plus_ms(delay_ms),
        source: if marks & 1 == 1 {
            TimestampSource::Server
        } else {
            TimestampSource::Device
        },
        suspects: Suspects(u64::try_from(marks >> 1).unwrap_or_default()),
        values,
        position: position(row, [4, 5])?,
    })
}

/// The position in two columns; `None` when they are empty.
pub(super) fn position(
    row: &Row<'_>,
    [lat, lng]: [usize; 2],
) -> rusqlite::Result<Option<Position>> {
    let (Some(north), Some(east)) = (row.get(lat)?, row.get(lng)?) else {
        return Ok(None);
    };
    let unexpected =
        |_| rusqlite::Error::InvalidColumnType(lat, "lat".to_owned(), rusqlite::types::Type::Real);
    Position::new(north, east).map(Some).map_err(unexpected)
}
