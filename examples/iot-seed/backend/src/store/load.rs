//! Reads from the database what is kept in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::access::Access;
use super::registry::{Overrides, Record, Registry, resolve};
use super::{Result, StoreError, sql};
use crate::domain::evaluate::Phase;
use crate::domain::rule::Rule;
use crate::domain::{DeviceId, DeviceKey, Reading, Timestamp};

/// What is kept in memory.
pub(super) struct Loaded {
    pub registry: Registry,
    pub access: Access,
    pub boundary: Timestamp,
}

/// Reads everything.
pub(super) fn load(connection: &Connection, rules: &[Rule]) -> Result<Loaded> {
    let registry = Registry::default();
    let newest = newest_hot(connection)?;
    let records = records(connection, rules, "", &newest)?;
    *registry.write() = records
        .into_iter()
        .map(|record| (record.id.clone(), record))
        .collect();
    let boundary = connection
        .query_row(
            "SELECT value FROM settings WHERE key = 'hot_from_ms'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(Loaded {
        registry,
        access: Access::load(connection)?,
        boundary: Timestamp(boundary.unwrap_or_default()),
    })
}

/// Reads one device that is not in memory yet.
pub(super) fn load_device(
    connection: &Connection,
    rules: &[Rule],
    id: &DeviceId,
) -> Result<Option<Record>> {
    let filter = format!("WHERE id = '{id}'");
    let mut found = records(connection, rules, &filter, &BTreeMap::new())?;
    Ok(found.pop())
}

/// Reads the devices with a key greater than `key`.
pub(super) fn load_after(
    connection: &Connection,
    rules: &[Rule],
    key: DeviceKey,
) -> Result<Vec<Record>> {
    let filter = format!("WHERE key > {}", key.0);
    records(connection, rules, &filter, &BTreeMap::new())
}

/// The newest time of each device in the small table ordered by time.
fn newest_hot(connection: &Connection) -> Result<BTreeMap<i64, i64>> {
    let mut statement =
        connection.prepare("SELECT device, max(ts_ms) FROM readings_hot GROUP BY device")?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}

fn records(
    connection: &Connection,
    rules: &[Rule],
    filter: &str,
    newest: &BTreeMap<i64, i64>,
) -> Result<Vec<Record>> {
    let global = overrides(connection, 0)?;
    let query = format!(
        "SELECT key, id, name, location, enabled, token_hash, revision, last_seen_ms FROM devices {filter}"
    );
    let mut statement = connection.prepare(&query)?;
    let mut rows = statement.query([])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let mut record = bare_record(row)?;
        record.overrides = overrides(connection, record.key.0)?;
        record.limits = resolve(rules, &record.overrides, &global);
        record.phases = phases(connection, rules, record.key)?;
        let latest = latest(connection, &record, newest.get(&record.key.0).copied())?;
        if let Some(reading) = latest {
            record.last_seen = record.last_seen.max(Some(reading.received_at));
            record.latest = Some(Arc::new(reading));
        }
        records.push(record);
    }
    Ok(records)
}

fn bare_record(row: &Row<'_>) -> Result<Record> {
    let id: String = row.get(1)?;
    let id = DeviceId::parse(&id).map_err(|_| StoreError::Corrupt(format!("device id `{id}`")))?;
    Ok(Record {
        key: DeviceKey(row.get(0)?),
        id,
        name: row.get(2)?,
        location: row.get(3)?,
        enabled: row.get(4)?,
        token_hash: row.get(5)?,
        revision: row.get(6)?,
        last_seen: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        last_seen_unsaved: false,
        last_given: None,
        latest: None,
        phases: Vec::new(),
        overrides: Overrides::new(),
        limits: Vec::new(),
    })
}

/// The limits that were set for a device, or for all when `device` is 0.
pub(super) fn overrides(connection: &Connection, device: i64) -> Result<Overrides> {
    let mut statement =
        connection.prepare_cached("SELECT key, value FROM limits WHERE device = ?1")?;
    let pairs = statement.query_map([device], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}

fn phases(connection: &Connection, rules: &[Rule], device: DeviceKey) -> Result<Vec<Phase>> {
    let mut phases = vec![Phase::Clear; rules.len()];
    let mut set = |name: &str, phase: Phase| {
        if let Some(place) = rules.iter().position(|rule| rule.name == name) {
            phases[place] = phase;
        }
    };
    let mut pending =
        connection.prepare_cached("SELECT rule, since_ms FROM pending_rules WHERE device = ?1")?;
    let mut rows = pending.query([device.0])?;
    while let Some(row) = rows.next()? {
        set(
            &row.get::<_, String>(0)?,
            Phase::Pending(Timestamp(row.get(1)?)),
        );
    }
    let mut active = connection
        .prepare_cached("SELECT rule FROM alerts WHERE device = ?1 AND cleared_ms IS NULL")?;
    let mut rows = active.query([device.0])?;
    while let Some(row) = rows.next()? {
        set(&row.get::<_, String>(0)?, Phase::Active);
    }
    Ok(phases)
}

fn latest(
    connection: &Connection,
    record: &Record,
    newest_ms: Option<i64>,
) -> Result<Option<Reading>> {
    let (query, newest_ms) = match newest_ms {
        Some(newest_ms) => {
            let from = "readings_hot WHERE device = ?1 AND ts_ms = ?2";
            (format!("SELECT {} FROM {from}", *sql::COLUMNS), newest_ms)
        }
        None => {
            let from = "readings_cold WHERE device = ?1 AND ts_ms <= ?2";
            let order = "ORDER BY ts_ms DESC LIMIT 1";
            let query = format!("SELECT {} FROM {from} {order}", *sql::COLUMNS);
            (query, i64::MAX)
        }
    };
    let mut statement = connection.prepare_cached(&query)?;
    let found = statement
        .query_row(params![record.key.0, newest_ms], |row| {
            sql::reading(row, &record.id)
        })
        .optional()?;
    Ok(found)
}
