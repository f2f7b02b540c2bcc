//! The limits of rules that people set at run time.

use rusqlite::{Connection, params};

use super::registry::{Overrides, resolve};
use super::{Result, Store, StoreError, load};
use crate::domain::DeviceId;
use crate::domain::device::Thresholds;
use crate::domain::rule::{LimitScope, Rule};

/// Stands for all devices in the table of limits.
const ALL_DEVICES: i64 = 0;

impl Store {
    /// The limits that apply to a device.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn thresholds(&self, id: &DeviceId) -> Result<Thresholds> {
        self.ensure_known(id).await?;
        let record = self.shared.record(id)?;
        Ok(record.thresholds(self.shared.rules))
    }

    /// Sets limits of one device: a number sets, `None` returns to the default. All or none are set.
    ///
    /// # Errors
    /// `NotFound`; `UnknownLimit` when a key is no limit that can be set for a device.
    pub async fn set_thresholds(
        &self,
        id: &DeviceId,
        changes: Vec<(String, Option<f64>)>,
    ) -> Result<Thresholds> {
        let rules = self.shared.rules;
        check_keys(rules, &changes, LimitScope::PerDevice)?;
        self.change(id, move |connection, record| {
            write(connection, record.key.0, &changes)?;
            connection.execute(
                "UPDATE devices SET revision = ?2 WHERE key = ?1",
                params![record.key.0, record.revision],
            )?;
            record.overrides = load::overrides(connection, record.key.0)?;
            let global = load::overrides(connection, ALL_DEVICES)?;
            record.limits = resolve(rules, &record.overrides, &global);
            Ok(())
        })
        .await?;
        self.thresholds(id).await
    }

    /// The limits that apply to all devices alike.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn global_thresholds(&self) -> Result<Thresholds> {
        let rules = self.shared.rules;
        let global = self
            .read(|connection| load::overrides(connection, ALL_DEVICES))
            .await?;
        let limits = resolve(rules, &Overrides::new(), &global);
        let pairs = rules
            .iter()
            .zip(limits)
            .filter(|(rule, _)| rule.scope == LimitScope::Global)
            .flat_map(|(rule, values)| rule.limits.iter().zip(values))
            .map(|(limit, value)| (limit.key, value));
        Ok(Thresholds(pairs.collect()))
    }

    /// Sets limits of all devices: a number sets, `None` returns to the default. All or none are set.
    ///
    /// # Errors
    /// `UnknownLimit` when a key is no limit that can be set for all devices.
    pub async fn set_global_thresholds(
        &self,
        changes: Vec<(String, Option<f64>)>,
    ) -> Result<Thresholds> {
        check_keys(self.shared.rules, &changes, LimitScope::Global)?;
        self.write(move |connection, shared| {
            let transaction = connection.transaction()?;
            write(&transaction, ALL_DEVICES, &changes)?;
            let global = load::overrides(&transaction, ALL_DEVICES)?;
            transaction.commit()?;
            for record in shared.registry.write().values_mut() {
                record.limits = resolve(shared.rules, &record.overrides, &global);
            }
            Ok(())
        })
        .await?;
        self.global_thresholds().await
    }
}

fn check_keys(rules: &[Rule], changes: &[(String, Option<f64>)], scope: LimitScope) -> Result<()> {
    let known = |key: &str| {
        rules
            .iter()
            .filter(|rule| rule.scope == scope)
            .flat_map(|rule| rule.limits)
            .any(|limit| limit.key == key)
    };
    match changes.iter().find(|(key, _)| !known(key)) {
        Some((key, _)) => Err(StoreError::UnknownLimit { key: key.clone() }),
        None => Ok(()),
    }
}

fn write(connection: &Connection, device: i64, changes: &[(String, Option<f64>)]) -> Result<()> {
    for (key, value) in changes {
        match value {
            Some(value) => connection.execute(
                "INSERT OR REPLACE INTO limits (device, key, value) VALUES (?1, ?2, ?3)",
                params![device, key, value],
            )?,
            None => connection.execute(
                "DELETE FROM limits WHERE device = ?1 AND key = ?2",
                params![device, key],
            )?,
        };
    }
    Ok(())
}
