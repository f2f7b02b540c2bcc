//! Messages about alerts that wait to be published; they were committed together with the alert.

use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::value::RawValue;

use super::{Result, Shared, Store, StoreError};
use crate::domain::{Alert, DeviceId, Metric, Reading, Timestamp};

/// Most messages read at once.
const MAX_MESSAGES: i64 = 100;

/// A message that waits to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Its number; messages are published in this order.
    pub id: i64,
    /// The device it is about.
    pub device: DeviceId,
    /// The JSON text to publish.
    pub payload: String,
}

/// The JSON on the wire.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AlertMessage<'a> {
    #[serde(rename = "type")]
    alert_type: &'a str,
    state: &'static str,
    alert_id: i64,
    rule: &'a str,
    severity: &'static str,
    device_id: &'a DeviceId,
    metric: Option<&'static str>,
    value: Option<f64>,
    limit: Option<f64>,
    message: &'a str,
    timestamp: Timestamp,
    reading: Option<&'a RawValue>,
}

/// Adds the message about an alert that was raised or cleared at `at`, with the reading and value that did it.
pub(super) fn add(
    connection: &Connection,
    shared: &Shared,
    alert: &Alert,
    at: Timestamp,
    reading: Option<&Reading>,
    value: Option<f64>,
) -> Result<()> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt(error.to_string());
    let reading = reading
        .map(serde_json::value::to_raw_value)
        .transpose()
        .map_err(corrupt)?;
    let message = AlertMessage {
        alert_type: &alert.alert_type,
        state: if alert.cleared_at.is_some() {
            "cleared"
        } else {
            "raised"
        },
        alert_id: alert.id,
        rule: &alert.rule,
        severity: alert.severity.as_str(),
        device_id: &alert.device,
        metric: alert.metric.map(Metric::key),
        value,
        limit: alert.limit,
        message: &alert.message,
        timestamp: at,
        reading: reading.as_deref(),
    };
    let payload = serde_json::to_string(&message).map_err(corrupt)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO outbox (device_id, payload, created_ms) VALUES (?1, ?2, ?3)",
    )?;
    let now = shared.clock.now();
    statement.execute(params![alert.device.as_str(), payload, now.millis()])?;
    Ok(())
}

impl Store {
    /// The first messages after number `after`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn outbox(&self, after: i64) -> Result<Vec<OutboxMessage>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, device_id, payload FROM outbox WHERE id > ?1 ORDER BY id LIMIT ?2",
            )?;
            let mut rows = statement.query([after, MAX_MESSAGES])?;
            let mut messages = Vec::new();
            while let Some(row) = rows.next()? {
                let id: String = row.get(1)?;
                let device = DeviceId::parse(&id)
                    .map_err(|_| StoreError::Corrupt(format!("device id `{id}`")))?;
                messages.push(OutboxMessage {
                    id: row.get(0)?,
                    device,
                    payload: row.get(2)?,
                });
            }
            Ok(messages)
        })
        .await
    }

    /// Removes messages that were published.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_from_outbox(&self, ids: Vec<i64>) -> Result<()> {
        self.write(move |connection, _| {
            let transaction = connection.transaction()?;
            {
                let mut statement =
                    transaction.prepare_cached("DELETE FROM outbox WHERE id = ?1")?;
                for id in ids {
                    statement.execute([id])?;
                }
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    /// How many messages wait.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn outbox_depth(&self) -> Result<i64> {
        self.read(|connection| {
            Ok(connection.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0))?)
        })
        .await
    }

    /// Resolves when messages were added since the last call.
    pub async fn outbox_grew(&self) {
        self.shared.outbox_grew.notified().await;
    }
}
