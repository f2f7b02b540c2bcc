//! Messages that were refused, kept in a bounded table.

use rusqlite::{Row, params};
use serde::Serialize;

use super::devices::number_cursor;
use super::{Result, Store};
use crate::domain::Timestamp;
use crate::domain::page::{List, Page};

/// Most messages that are kept; older ones go first.
const MAX_KEPT: i64 = 10_000;

/// A message that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadLetter {
    /// Its number.
    pub id: i64,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The device that its topic or path named; not always a registered one.
    pub device_id: Option<String>,
    /// Which way it came.
    pub transport: String,
    /// Why it was refused, as a word.
    pub reason: String,
    /// What exactly, for people.
    pub message: String,
    /// How the payload begins; bytes that are no UTF-8 are replaced.
    pub payload: String,
}

impl Store {
    /// Refused messages, newest first.
    ///
    /// # Errors
    /// `BadCursor` when the cursor is not one of this list.
    pub async fn dead_letters(&self, page: Page) -> Result<List<DeadLetter>> {
        let before = number_cursor(page.cursor.as_deref())?.unwrap_or(i64::MAX);
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, received_ms, device_id, transport, reason, message, payload
                 FROM dead_letters WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
            )?;
            let most = i64::try_from(page.reach()).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![before, most], dead_letter)?;
            let found = rows.collect::<rusqlite::Result<_>>()?;
            Ok(List::cut(found, &page, |letter: &DeadLetter| {
                letter.id.to_string()
            }))
        })
        .await
    }

    /// Removes the oldest refused messages when there are too many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn trim_dead_letters(&self) -> Result<()> {
        self.write(|connection, _| {
            connection.execute(
                "DELETE FROM dead_letters WHERE id <= (SELECT max(id) FROM dead_letters) - ?1",
                [MAX_KEPT],
            )?;
            Ok(())
        })
        .await
    }
}

fn dead_letter(row: &Row<'_>) -> rusqlite::Result<DeadLetter> {
    let payload: Vec<u8> = row.get(6)?;
    Ok(DeadLetter {
        id: row.get(0)?,
        received_at: Timestamp(row.get(1)?),
        device_id: row.get(2)?,
        transport: row.get(3)?,
        reason: row.get(4)?,
        message: row.get(5)?,
        payload: String::from_utf8_lossy(&payload).into_owned(),
    })
}
