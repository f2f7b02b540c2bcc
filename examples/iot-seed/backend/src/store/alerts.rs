//! Alerts in the database: lists, acknowledging, clearing, those raised by hand.

use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde_json::value::RawValue;

use super::registry::Record;
use super::{Result, Shared, Store, StoreError, outbox};
use crate::domain::alert::{Alert, AlertFilter, AlertStatus, MANUAL_RULE, NewAlert, Severity};
use crate::domain::evaluate::Phase;
use crate::domain::event::Event;
use crate::domain::page::{List, Page};
use crate::domain::{DeviceId, DeviceKey, Metric, Timestamp};

const SELECT: &str =
    "SELECT a.id, d.id, a.rule, a.type, a.severity, a.raised_ms, a.cleared_ms, a.acknowledged_ms,
    a.acknowledged_by, a.metric, a.value, a.limit_value, a.message, a.reading
    FROM alerts a JOIN devices d ON d.key = a.device";

impl Store {
    /// Alerts, newest first.
    ///
    /// # Errors
    /// `BadCursor` when the cursor is not one of this list.
    pub async fn alerts(&self, filter: AlertFilter, page: Page) -> Result<List<Alert>> {
        let before = super::devices::number_cursor(page.cursor.as_deref())?;
        let (query, parameters) = query(&filter, before, page.reach());
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&query)?;
            let rows = statement.query_map(params_from_iter(parameters), alert)?;
            let found = rows.collect::<rusqlite::Result<Vec<Alert>>>()?;
            Ok(List::cut(found, &page, |alert| alert.id.to_string()))
        })
        .await
    }

    /// One alert.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn alert(&self, id: i64) -> Result<Alert> {
        self.read(move |connection| by_id(connection, id)).await
    }

    /// Raises an alert by hand.
    ///
    /// # Errors
    /// `NotFound` when the device is not registered.
    pub async fn create_alert(&self, alert: NewAlert) -> Result<Alert> {
        self.ensure_known(&alert.device).await?;
        self.write(move |connection, shared| {
            let record = record(shared, &alert.device)?;
            let now = shared.clock.now();
            let transaction = connection.transaction()?;
            let alert = insert(&transaction, record.key, manual(alert, now))?;
            let alert = alert.ok_or(StoreError::Conflict)?;
            outbox::add(&transaction, shared, &alert, now, None, None)?;
            transaction.commit()?;
            announce(shared, &alert);
            shared.outbox_grew.notify_one();
            Ok(alert)
        })
        .await
    }

    /// Notes that somebody took note of an alert; doing it again changes nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn acknowledge_alert(&self, id: i64, by: String) -> Result<Alert> {
        self.write(move |connection, shared| {
            connection.execute(
                "UPDATE alerts SET acknowledged_ms = ?2, acknowledged_by = ?3
                 WHERE id = ?1 AND acknowledged_ms IS NULL",
                params![id, shared.clock.now().millis(), by],
            )?;
            let alert = by_id(connection, id)?;
            announce(shared, &alert);
            Ok(alert)
        })
        .await
    }

    /// Ends an alert by hand; doing it again changes nothing. When the condition of its rule still holds, the next
    /// reading raises a new one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn clear_alert(&self, id: i64) -> Result<Alert> {
        self.write(move |connection, shared| {
            let now = shared.clock.now();
            let transaction = connection.transaction()?;
            let changed = transaction.execute(
                "UPDATE alerts SET cleared_ms = ?2 WHERE id = ?1 AND cleared_ms IS NULL",
                params![id, now.millis()],
            )?;
            let alert = by_id(&transaction, id)?;
            if changed == 1 {
                outbox::add(&transaction, shared, &alert, now, None, None)?;
            }
            transaction.commit()?;
            if changed == 1 {
                calm(shared, &alert);
                announce(shared, &alert);
                shared.outbox_grew.notify_one();
            }
            Ok(alert)
        })
        .await
    }

    /// How many alerts go on, for each severity.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn active_alerts(&self) -> Result<Vec<(Severity, i64)>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT count(*) FROM alerts WHERE cleared_ms IS NULL AND severity = ?1",
            )?;
            let mut count = |severity: Severity| {
                let found = statement.query_row([severity.as_str()], |row| row.get(0))?;
                Ok((severity, found))
            };
            Severity::ALL.into_iter().map(&mut count).collect()
        })
        .await
    }
}

fn record(shared: &Shared, id: &DeviceId) -> Result<Record> {
    let devices = shared.registry.read();
    devices.get(id).cloned().ok_or(StoreError::NotFound)
}

fn manual(alert: NewAlert, now: Timestamp) -> Alert {
    Alert {
        id: 0,
        device: alert.device,
        rule: MANUAL_RULE.to_owned(),
        alert_type: alert.alert_type,
        severity: alert.severity,
        raised_at: now,
        cleared_at: None,
        acknowledged_at: None,
        acknowledged_by: None,
        metric: None,
        value: None,
        limit: None,
        message: alert.message,
        reading: None,
    }
}

/// The rule of an alert that was ended by hand starts over.
fn calm(shared: &Shared, alert: &Alert) {
    let rule = shared.rules.iter().position(|rule| rule.name == alert.rule);
    let mut devices = shared.registry.write();
    if let (Some(rule), Some(record)) = (rule, devices.get_mut(&alert.device))
        && let Some(phase) = record.phases.get_mut(rule)
    {
        *phase = Phase::Clear;
    }
}

pub(super) fn announce(shared: &Shared, alert: &Alert) {
    // Nobody may be watching.
    let _ = shared.events.send(Event::Alert(Arc::new(alert.clone())));
}

/// Inserts an alert; `None` when one of its rule goes on already.
pub(super) fn insert(
    connection: &Connection,
    device: DeviceKey,
    alert: Alert,
) -> Result<Option<Alert>> {
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO alerts
         (device, rule, type, severity, raised_ms, metric, value, limit_value, message, reading)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let inserted = statement.execute(params![
        device.0,
        alert.rule,
        alert.alert_type,
        alert.severity.as_str(),
        alert.raised_at.millis(),
        alert.metric.map(Metric::key),
        alert.value,
        alert.limit,
        alert.message,
        alert.reading.as_ref().map(|reading| reading.get()),
    ])?;
    let id = connection.last_insert_rowid();
    Ok((inserted == 1).then_some(Alert { id, ..alert }))
}

/// Ends the alert of a rule that goes on; `None` when there is none.
pub(super) fn clear_open(
    connection: &Connection,
    record: &Record,
    rule: &str,
    at: Timestamp,
) -> Result<Option<Alert>> {
    let mut statement = connection.prepare_cached(
        "UPDATE alerts SET cleared_ms = max(?3, raised_ms)
         WHERE device = ?1 AND rule = ?2 AND cleared_ms IS NULL RETURNING id",
    )?;
    let id: Option<i64> = statement
        .query_row(params![record.key.0, rule, at.millis()], |row| row.get(0))
        .optional()?;
    id.map(|id| by_id(connection, id)).transpose()
}

/// Ends the alerts of rules that are there no more, which no reading could end.
pub(super) fn end_orphans(connection: &mut Connection, shared: &Shared) -> Result<()> {
    let now = shared.clock.now();
    let transaction = connection.transaction()?;
    for id in orphans(&transaction, shared)? {
        transaction.execute(
            "UPDATE alerts SET cleared_ms = max(?2, raised_ms) WHERE id = ?1",
            params![id, now.millis()],
        )?;
        let alert = by_id(&transaction, id)?;
        outbox::add(&transaction, shared, &alert, now, None, None)?;
        let (rule, device) = (alert.rule.as_str(), alert.device.as_str());
        tracing::info!(rule, device, "an alert ended: its rule is there no more");
    }
    Ok(transaction.commit()?)
}

fn orphans(connection: &Connection, shared: &Shared) -> Result<Vec<i64>> {
    let mut statement =
        connection.prepare("SELECT id, rule FROM alerts WHERE cleared_ms IS NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut orphans = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if name != MANUAL_RULE && shared.rules.iter().all(|rule| rule.name != name) {
            orphans.push(row.get(0)?);
        }
    }
    Ok(orphans)
}

fn by_id(connection: &Connection, id: i64) -> Result<Alert> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE a.id = ?1"))?;
    let found = statement.query_row([id], alert).optional()?;
    found.ok_or(StoreError::NotFound)
}

fn query(filter: &AlertFilter, before: Option<i64>, most: usize) -> (String, Vec<Value>) {
    let mut query = format!("{SELECT} WHERE 1");
    let mut parameters = Vec::new();
    let mut add = |condition: &str, value: Value| {
        parameters.push(value);
        query.push_str(" AND ");
        query.push_str(&condition.replace('?', &format!("?{}", parameters.len())));
    };
    if let Some(device) = &filter.device {
        add("d.id = ?", Value::Text(device.to_string()));
    }
    if let Some(status) = filter.status {
        let active = i64::from(status == AlertStatus::Active);
        add("(a.cleared_ms IS NULL) = ?", Value::Integer(active));
    }
    if let Some(severity) = filter.severity {
        add("a.severity = ?", Value::Text(severity.as_str().to_owned()));
    }
    if let Some(rule) = &filter.rule {
        add("a.rule = ?", Value::Text(rule.clone()));
    }
    if let Some(before) = before {
        add("a.id < ?", Value::Integer(before));
    }
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    parameters.push(Value::Integer(most));
    query.push_str(&format!(" ORDER BY a.id DESC LIMIT ?{}", parameters.len()));
    (query, parameters)
}

fn alert(row: &Row<'_>) -> rusqlite::Result<Alert> {
    let id: String = row.get(1)?;
    let severity: String = row.get(4)?;
    let metric: Option<String> = row.get(9)?;
    let reading: Option<String> = row.get(13)?;
    let unexpected = |column| {
        rusqlite::Error::InvalidColumnType(column, "text".to_owned(), rusqlite::types::Type::Text)
    };
    Ok(Alert {
        id: row.get(0)?,
        device: DeviceId::parse(&id).map_err(|_| unexpected(1))?,
        rule: row.get(2)?,
        alert_type: row.get(3)?,
        severity: Severity::from_word(&severity).ok_or_else(|| unexpected(4))?,
        raised_at: Timestamp(row.get(5)?),
        cleared_at: row.get::<_, Option<i64>>(6)?.map(Timestamp),
        acknowledged_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        acknowledged_by: row.get(8)?,
        metric: metric.as_deref().and_then(Metric::from_key),
        value: row.get(10)?,
        limit: row.get(11)?,
        message: row.get(12)?,
        reading: reading.and_then(|text| RawValue::from_string(text).ok()),
    })
}
