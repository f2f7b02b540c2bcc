//! Statistics over periods: marked with the readings, counted by a job, asked for by people.
//!
//! A commit marks the periods that its readings belong to. The job counts them again: from the new readings alone when
//! these are later than all that was counted, else from all readings of the period. Weeks, months and years are made
//! from days.
//!
//! What a period is made from may be deleted before the period is. From then on the period is closed: nothing counts
//! it again, and a late reading is added to its parts by the commit itself.

mod ask;
mod count;
mod keep;
mod make_up;
mod mark;
mod parts;

use std::sync::atomic::{AtomicI64, Ordering};

use rusqlite::{Connection, OptionalExtension};

use crate::domain::Timestamp;

pub use count::Counted;
pub(super) use mark::Marks;

/// From when on everything is there that periods are made from.
pub(super) struct Horizons {
    /// All readings from here on are stored.
    readings_ms: AtomicI64,
    /// All days from here on are stored.
    days_ms: AtomicI64,
    /// Held while statistics are counted; whether what nobody marked is marked.
    made_up: tokio::sync::Mutex<bool>,
}

/// Where the horizons are kept.
const READINGS: &str = "readings_from_ms";
const DAYS: &str = "days_from_ms";

impl Horizons {
    /// Reads them.
    pub fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let kept = |key: &str| -> rusqlite::Result<AtomicI64> {
            let time = time_of(connection, key)?;
            Ok(AtomicI64::new(time.map_or(i64::MIN, Timestamp::millis)))
        };
        Ok(Self {
            readings_ms: kept(READINGS)?,
            days_ms: kept(DAYS)?,
            made_up: tokio::sync::Mutex::new(false),
        })
    }

    fn readings(&self) -> Timestamp {
        Timestamp(self.readings_ms.load(Ordering::Relaxed))
    }

    fn set_readings(&self, cut: Timestamp) {
        self.readings_ms.store(cut.millis(), Ordering::Relaxed);
    }

    fn days(&self) -> Timestamp {
        Timestamp(self.days_ms.load(Ordering::Relaxed))
    }

    fn set_days(&self, cut: Timestamp) {
        self.days_ms.store(cut.millis(), Ordering::Relaxed);
    }

    /// Whether the readings of the period of the base level that begins at `start` are all there.
    fn has_readings(&self, start: Timestamp) -> bool {
        start >= self.readings()
    }

    /// Whether the days of a longer period that begins at `start` are all there.
    fn has_days(&self, start: Timestamp) -> bool {
        start >= self.days()
    }
}

/// A time that was kept.
fn time_of(connection: &Connection, key: &str) -> rusqlite::Result<Option<Timestamp>> {
    let query = "SELECT value FROM settings WHERE key = ?1";
    let value = connection.query_row(query, [key], |row| row.get(0));
    Ok(value.optional()?.map(Timestamp))
}

/// When marks were taken last.
const UNTIL: &str = "statistics_until_ms";

/// Keeps a time; of a horizon memory follows after the commit.
fn save_time(connection: &Connection, key: &str, time: Timestamp) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
        rusqlite::params![key, time.millis()],
    )?;
    Ok(())
}
