//! Writes what the rules decided: alerts, rule states and the messages about them, in the caller's transaction.

use std::sync::Arc;

use rusqlite::{Connection, params};
use serde_json::value::RawValue;

use super::registry::Record;
use super::{Result, Shared, StoreError, alerts, outbox};
use crate::domain::evaluate::{Change, Phase, Transition};
use crate::domain::rule::{Condition, Rule};
use crate::domain::{Alert, Metric, Reading, Timestamp};

/// Writes the transitions and moves the rule states of `record`; returns the alerts that were raised or cleared.
pub(super) fn apply(
    connection: &Connection,
    shared: &Shared,
    record: &mut Record,
    transitions: &[Transition],
    reading: Option<&Reading>,
) -> Result<Vec<Arc<Alert>>> {
    let mut changed = Vec::new();
    for transition in transitions {
        let Some(rule) = shared.rules.get(transition.rule) else {
            continue;
        };
        let phase = match transition.change {
            Change::Count(seen) => {
                count(connection, record, rule, seen)?;
                Phase::Counting(seen)
            }
            Change::Pend(since) => {
                pend(connection, record, rule, since)?;
                Phase::Pending(since)
            }
            Change::Calm => {
                forget_pending(connection, record, rule)?;
                Phase::Clear
            }
            Change::Raise { at, value, limit } => {
                forget_pending(connection, record, rule)?;
                let alert = raise(connection, record, rule, at, (value, limit), reading)?;
                if let Some(alert) = alert {
                    outbox::add(connection, shared, &alert, at, reading, alert.value)?;
                    changed.push(Arc::new(alert));
                }
                Phase::Active
            }
            Change::Clear { at, value } => {
                let cleared = alerts::clear_open(connection, record, rule.name, at)?;
                if let Some(alert) = cleared {
                    outbox::add(connection, shared, &alert, at, reading, value)?;
                    changed.push(Arc::new(alert));
                }
                Phase::Clear
            }
        };
        if let Some(slot) = record.phases.get_mut(transition.rule) {
            *slot = phase;
        }
    }
    Ok(changed)
}

fn pend(connection: &Connection, record: &Record, rule: &Rule, since: Timestamp) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO pending_rules (device, rule, since_ms) VALUES (?1, ?2, ?3)",
    )?;
    statement.execute(params![record.key.0, rule.name, since.millis()])?;
    Ok(())
}

fn count(connection: &Connection, record: &Record, rule: &Rule, seen: u32) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO pending_rules (device, rule, since_ms, seen) VALUES (?1, ?2, 0, ?3)",
    )?;
    statement.execute(params![record.key.0, rule.name, seen])?;
    Ok(())
}

fn forget_pending(connection: &Connection, record: &Record, rule: &Rule) -> Result<()> {
    let mut statement =
        connection.prepare_cached("DELETE FROM pending_rules WHERE device = ?1 AND rule = ?2")?;
    statement.execute(params![record.key.0, rule.name])?;
    Ok(())
}

/// Inserts an alert; `None` when one of this rule goes on already.
fn raise(
    connection: &Connection,
    record: &Record,
    rule: &Rule,
    at: Timestamp,
    (value, limit): (Option<f64>, Option<f64>),
    reading: Option<&Reading>,
) -> Result<Option<Alert>> {
    let alert = Alert {
        id: 0,
        device: record.id.clone(),
        rule: rule.name.to_owned(),
        alert_type: rule.alert_type.to_owned(),
        severity: rule.severity,
        raised_at: at,
        cleared_at: None,
        acknowledged_at: None,
        acknowledged_by: None,
        metric: rule.metric,
        value,
        limit,
        message: describe(rule, value, limit),
        reading: reading.map(as_json).transpose()?,
    };
    alerts::insert(connection, record.key, alert)
}

fn as_json(reading: &Reading) -> Result<Box<RawValue>> {
    serde_json::value::to_raw_value(reading).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// What happened, for people: `Temperature 31.0 °C is above 30.0 °C`.
fn describe(rule: &Rule, value: Option<f64>, limit: Option<f64>) -> String {
    if rule.condition == Condition::Offline {
        return format!("nothing was heard for {:.0} s", limit.unwrap_or_default());
    }
    if rule.condition.is_about_zones() {
        let (distance_m, radius_m) = (value.unwrap_or_default(), limit.unwrap_or_default());
        let away = format!("{distance_m:.0} m from the centre of its zone");
        return format!("the device is {away}, whose radius is {radius_m:.0} m");
    }
    let label = rule.metric.map_or("value", |metric| metric.row().label);
    let value = with_unit(rule.metric, value);
    let limit = with_unit(rule.metric, limit);
    match rule.condition {
        Condition::Above => format!("{label} {value} is above {limit}"),
        Condition::AtLeast => format!("{label} {value} has reached {limit}"),
        Condition::Below => format!("{label} {value} is below {limit}"),
        Condition::AtMost => format!("{label} {value} has fallen to {limit}"),
        Condition::Outside => format!("{label} {value} is beyond {limit}"),
        Condition::Equals
        | Condition::Offline
        | Condition::OutsideZone { .. }
        | Condition::InsideZone { .. } => format!("{label} is {value}"),
    }
}

fn with_unit(metric: Option<Metric>, value: Option<f64>) -> String {
    let Some(value) = value else {
        return "unknown".to_owned();
    };
    match metric.map(Metric::row) {
        Some(row) if row.unit.is_empty() => format!("{value:.*}", usize::from(row.decimals)),
        Some(row) => format!("{value:.*} {}", usize::from(row.decimals), row.unit),
        None => value.to_string(),
    }
}
