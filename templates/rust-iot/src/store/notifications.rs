//! Messages about alerts that wait for channels besides MQTT; they are committed together with the alert.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::devices::number_cursor;
use super::{Result, Store};
use crate::domain::channel::{Channel, Delivery, Notification, NotificationFilter};
use crate::domain::page::{List, Page};
use crate::domain::{Alert, DeviceId, Timestamp};

/// Most messages read at once.
const MAX_MESSAGES: i64 = 50;

/// Most messages that wait for one channel; older ones are given up.
const MAX_WAITING: i64 = 1000;

/// Most messages that are kept to be looked at; older ones go first.
const MAX_KEPT: i64 = 10_000;

/// A message to send now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueNotification {
    /// Its number.
    pub id: i64,
    /// How often it was tried before.
    pub attempts: u32,
    /// The message: the JSON text that is published over MQTT too.
    pub payload: String,
}

/// Adds the message about an alert for each channel that its rule names.
pub(super) fn add(
    connection: &Connection,
    alert: &Alert,
    payload: &str,
    now: Timestamp,
) -> Result<()> {
    let cleared = alert.cleared_at.is_some();
    for channel in Channel::of_rule(&alert.rule, cleared) {
        let mut statement = connection.prepare_cached(
            "INSERT INTO notifications (channel, alert, device_id, state, payload, created_ms, due_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        )?;
        statement.execute(params![
            channel.name,
            alert.id,
            alert.device.as_str(),
            if cleared { "cleared" } else { "raised" },
            payload,
            now.millis(),
        ])?;
    }
    Ok(())
}

impl Store {
    /// The first messages that are due for a channel. The end of an alert is not told before its beginning.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn due_notifications(&self, channel: &'static str) -> Result<Vec<DueNotification>> {
        let now = self.shared.clock.now();
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, attempts, payload FROM notifications AS message
                 WHERE channel = ?1 AND due_ms <= ?2 AND NOT EXISTS (
                    SELECT 1 FROM notifications AS earlier
                    WHERE earlier.channel = ?1 AND earlier.alert = message.alert
                    AND earlier.id < message.id AND earlier.due_ms IS NOT NULL
                 ) ORDER BY id LIMIT ?3",
            )?;
            let rows =
                statement.query_map(params![channel, now.millis(), MAX_MESSAGES], |row| {
                    Ok(DueNotification {
                        id: row.get(0)?,
                        attempts: row.get(1)?,
                        payload: row.get(2)?,
                    })
                })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Notes that a channel has taken a message.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notification_delivered(&self, id: i64) -> Result<()> {
        self.write(move |connection, shared| {
            connection.execute(
                "UPDATE notifications
                 SET attempts = attempts + 1, due_ms = NULL, delivered_ms = ?2, error = NULL
                 WHERE id = ?1",
                params![id, shared.clock.now().millis()],
            )?;
            Ok(())
        })
        .await
    }

    /// Notes that a try failed, and when the next one is due; without one the message is given up.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notification_failed(
        &self,
        id: i64,
        error: String,
        next_try: Option<Timestamp>,
    ) -> Result<()> {
        self.write(move |connection, _| {
            connection.execute(
                "UPDATE notifications SET attempts = attempts + 1, due_ms = ?2, error = ?3
                 WHERE id = ?1",
                params![id, next_try.map(Timestamp::millis), error],
            )?;
            Ok(())
        })
        .await
    }

    /// How many messages wait for a channel.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_notifications(&self, channel: &'static str) -> Result<i64> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT count(*) FROM notifications WHERE channel = ?1 AND due_ms IS NOT NULL",
            )?;
            Ok(statement.query_row([channel], |row| row.get(0))?)
        })
        .await
    }

    /// Gives up the oldest messages for a channel when too many wait, and forgets the oldest of those that are done.
    /// Returns how many were given up.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn trim_notifications(&self, channel: &'static str) -> Result<usize> {
        self.write(move |connection, _| {
            let given_up = connection.execute(
                "UPDATE notifications SET due_ms = NULL, error = 'too many messages wait'
                 WHERE channel = ?1 AND due_ms IS NOT NULL AND id <= (
                    SELECT id FROM notifications WHERE channel = ?1 AND due_ms IS NOT NULL
                    ORDER BY id DESC LIMIT 1 OFFSET ?2
                 )",
                params![channel, MAX_WAITING],
            )?;
            connection.execute(
                "DELETE FROM notifications WHERE due_ms IS NULL
                 AND id <= (SELECT max(id) FROM notifications) - ?1",
                [MAX_KEPT],
            )?;
            Ok(given_up)
        })
        .await
    }

    /// Messages for channels, newest first.
    ///
    /// # Errors
    /// `BadCursor` when the cursor is not one of this list.
    pub async fn notifications(
        &self,
        filter: NotificationFilter,
        page: Page,
    ) -> Result<List<Notification>> {
        let before = number_cursor(page.cursor.as_deref())?;
        let (query, parameters) = query(filter, before, page.reach());
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&query)?;
            let rows = statement.query_map(params_from_iter(parameters), notification)?;
            let found = rows.collect::<rusqlite::Result<Vec<Notification>>>()?;
            Ok(List::cut(found, &page, |one| one.id.to_string()))
        })
        .await
    }
}

fn query(filter: NotificationFilter, before: Option<i64>, most: usize) -> (String, Vec<Value>) {
    let mut query = "SELECT id, channel, alert, device_id, state, attempts, created_ms, due_ms,
        delivered_ms, error FROM notifications WHERE id < ?1"
        .to_owned();
    let mut parameters = vec![Value::Integer(before.unwrap_or(i64::MAX))];
    query.push_str(match filter.delivery {
        None => "",
        Some(Delivery::Waiting) => " AND due_ms IS NOT NULL",
        Some(Delivery::Delivered) => " AND delivered_ms IS NOT NULL",
        Some(Delivery::Failed) => " AND due_ms IS NULL AND delivered_ms IS NULL",
    });
    if let Some(channel) = filter.channel {
        query.push_str(" AND channel = ?2");
        parameters.push(Value::Text(channel));
    }
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    parameters.push(Value::Integer(most));
    query.push_str(&format!(" ORDER BY id DESC LIMIT ?{}", parameters.len()));
    (query, parameters)
}

fn notification(row: &Row<'_>) -> rusqlite::Result<Notification> {
    let id: String = row.get(3)?;
    let unexpected =
        || rusqlite::Error::InvalidColumnType(3, "text".to_owned(), rusqlite::types::Type::Text);
    let next_try_at = row.get::<_, Option<i64>>(7)?.map(Timestamp);
    let delivered_at = row.get::<_, Option<i64>>(8)?.map(Timestamp);
    Ok(Notification {
        id: row.get(0)?,
        channel: row.get(1)?,
        alert_id: row.get(2)?,
        device_id: DeviceId::parse(&id).map_err(|_| unexpected())?,
        state: row.get(4)?,
        delivery: match (next_try_at, delivered_at) {
            (Some(_), _) => Delivery::Waiting,
            (None, Some(_)) => Delivery::Delivered,
            (None, None) => Delivery::Failed,
        },
        attempts: row.get(5)?,
        created_at: Timestamp(row.get(6)?),
        next_try_at,
        delivered_at,
        error: row.get(9)?,
    })
}
