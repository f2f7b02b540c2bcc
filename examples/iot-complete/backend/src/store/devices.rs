//! Devices: registered, changed, deleted; their tokens.

use rusqlite::{Connection, params};

use super::credentials::{self, Hash};
use super::registry::{Overrides, Record, resolve};
use super::{Result, Shared, Store, StoreError, load};
use crate::domain::access::Secret;
use crate::domain::device::{Device, DeviceFilter, DevicePatch, NewDevice};
use crate::domain::evaluate::Phase;
use crate::domain::page::{List, Page};
use crate::domain::{DeviceId, DeviceKey};

impl Store {
    /// Devices, sorted by id.
    ///
    /// # Errors
    /// `BadCursor` when the cursor is not one of this list.
    pub async fn devices(&self, filter: DeviceFilter, page: Page) -> Result<List<Device>> {
        let after = id_cursor(page.cursor.as_deref())?;
        let now = self.shared.clock.now();
        let devices = self.shared.registry.read();
        let shown = devices
            .values()
            .filter(|record| after.as_ref().is_none_or(|after| record.id > *after))
            .map(|record| record.device(self.shared.rules, now))
            .filter(|device| filter.status.is_none_or(|status| device.status == status))
            .take(page.reach())
            .collect();
        Ok(List::cut(shown, &page, |device| device.id.to_string()))
    }

    /// One device.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn device(&self, id: &DeviceId) -> Result<Device> {
        self.ensure_known(id).await?;
        self.shared.device(id)
    }

    /// Registers a device and makes its token, which is not shown again.
    ///
    /// # Errors
    /// `Conflict` when the id is taken.
    pub async fn create_device(&self, device: NewDevice) -> Result<(Device, Secret)> {
        let token = credentials::generate("")?;
        let token_hash = credentials::hash(token.reveal());
        let created = self
            .write(move |connection, shared| {
                let transaction = connection.transaction()?;
                let record = insert(&transaction, shared, device, token_hash)?;
                transaction.commit()?;
                let device = record.device(shared.rules, shared.clock.now());
                shared.registry.write().insert(record.id.clone(), record);
                Ok(device)
            })
            .await?;
        Ok((created, token))
    }

    /// Changes name, location or whether the device may connect.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn update_device(&self, id: &DeviceId, patch: DevicePatch) -> Result<Device> {
        let disabled = patch.enabled == Some(false);
        self.change(id, move |connection, record| {
            if let Some(name) = patch.name {
                record.name = name;
            }
            if let Some(location) = patch.location {
                record.location = location;
            }
            record.enabled = patch.enabled.unwrap_or(record.enabled);
            connection.execute(
                "UPDATE devices SET name = ?2, location = ?3, enabled = ?4, revision = ?5 WHERE key = ?1",
                params![
                    record.key.0,
                    record.name,
                    record.location,
                    record.enabled,
                    record.revision
                ],
            )?;
            Ok(())
        })
        .await?;
        if disabled {
            self.revoked(id);
        }
        self.shared.device(id)
    }

    /// Deletes a device with its alerts and limits; a job removes its readings.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_device(&self, id: &DeviceId) -> Result<()> {
        self.ensure_known(id).await?;
        let removed = id.clone();
        self.write(move |connection, shared| {
            let key = shared.record(&removed)?.key.0;
            let transaction = connection.transaction()?;
            for statement in [
                "INSERT INTO removed_devices (key) VALUES (?1)",
                "DELETE FROM devices WHERE key = ?1",
                "DELETE FROM alerts WHERE device = ?1",
                "DELETE FROM pending_rules WHERE device = ?1",
                "DELETE FROM limits WHERE device = ?1",
            ] {
                transaction.execute(statement, [key])?;
            }
            transaction.commit()?;
            shared.registry.write().remove(&removed);
            Ok(())
        })
        .await?;
        self.revoked(id);
        Ok(())
    }

    /// Makes a new token, which is not shown again; the old one lets nobody in any more.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn rotate_credentials(&self, id: &DeviceId) -> Result<Secret> {
        let token = credentials::generate("")?;
        let token_hash = credentials::hash(token.reveal());
        self.change(id, move |connection, record| {
            record.token_hash = token_hash;
            connection.execute(
                "UPDATE devices SET token_hash = ?2, revision = ?3 WHERE key = ?1",
                params![record.key.0, token_hash, record.revision],
            )?;
            Ok(())
        })
        .await?;
        self.revoked(id);
        Ok(token)
    }

    /// Whether `token` belongs to this device, which is registered and enabled.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn authenticate_device(&self, id: &DeviceId, token: &str) -> Result<bool> {
        let is_known = self.shared.registry.read().contains_key(id);
        if !is_known && self.shared.lookups.may_look() {
            match self.adopt_device(id).await {
                Ok(()) => {}
                Err(StoreError::NotFound) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        let presented = credentials::hash(token);
        let devices = self.shared.registry.read();
        let record = devices.get(id);
        Ok(record.is_some_and(|record| {
            credentials::same(&record.token_hash, &presented) && record.enabled
        }))
    }

    /// Whether a device may send.
    ///
    /// # Errors
    /// `NotFound` when it is not registered.
    pub async fn is_enabled(&self, id: &DeviceId) -> Result<bool> {
        let known = self
            .shared
            .registry
            .read()
            .get(id)
            .map(|record| record.enabled);
        match known {
            Some(enabled) => Ok(enabled),
            None => Ok(self.device(id).await?.enabled),
        }
    }

    /// Changes one device in the database, then in memory, and counts its revision.
    pub(super) async fn change<F>(&self, id: &DeviceId, change: F) -> Result<()>
    where
        F: FnOnce(&Connection, &mut Record) -> Result<()> + Send + 'static,
    {
        self.ensure_known(id).await?;
        let id = id.clone();
        self.write(move |connection, shared| {
            let mut record = shared.record(&id)?;
            record.revision += 1;
            let transaction = connection.transaction()?;
            change(&transaction, &mut record)?;
            transaction.commit()?;
            shared.registry.write().insert(id, record);
            Ok(())
        })
        .await
    }

    /// Takes a device into memory that another process registered.
    pub(super) async fn adopt_device(&self, id: &DeviceId) -> Result<()> {
        let id = id.clone();
        let rules = self.shared.rules;
        let found = self
            .read(move |connection| load::load_device(connection, rules, &id))
            .await?;
        let record = found.ok_or(StoreError::NotFound)?;
        self.shared.adopt(vec![record]);
        Ok(())
    }

    /// Takes all devices into memory that other processes registered meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn adopt_devices(&self) -> Result<()> {
        let keys = |shared: &Shared| {
            shared
                .registry
                .read()
                .values()
                .map(|record| record.key)
                .max()
        };
        let newest = keys(&self.shared).unwrap_or(DeviceKey(0));
        let rules = self.shared.rules;
        let found = self
            .read(move |connection| load::load_after(connection, rules, newest))
            .await?;
        self.shared.adopt(found);
        Ok(())
    }
}

impl Shared {
    /// A copy of what is kept of a device.
    pub(super) fn record(&self, id: &DeviceId) -> Result<Record> {
        let devices = self.registry.read();
        devices.get(id).cloned().ok_or(StoreError::NotFound)
    }

    /// The device as the API shows it.
    pub(super) fn device(&self, id: &DeviceId) -> Result<Device> {
        let record = self.record(id)?;
        Ok(record.device(self.rules, self.clock.now()))
    }

    fn adopt(&self, records: Vec<Record>) {
        let mut devices = self.registry.write();
        for record in records {
            devices.entry(record.id.clone()).or_insert(record);
        }
    }
}

fn insert(
    connection: &Connection,
    shared: &Shared,
    device: NewDevice,
    token_hash: Hash,
) -> Result<Record> {
    let inserted = connection.execute(
        "INSERT OR IGNORE INTO devices (id, name, location, token_hash, created_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            device.id.as_str(),
            device.name,
            device.location,
            token_hash,
            shared.clock.now().millis()
        ],
    )?;
    if inserted == 0 {
        return Err(StoreError::Conflict);
    }
    let key = DeviceKey(connection.last_insert_rowid());
    let global = load::overrides(connection, 0)?;
    let own = Overrides::new();
    Ok(Record {
        key,
        id: device.id,
        name: device.name,
        location: device.location,
        enabled: true,
        token_hash,
        revision: 1,
        last_seen: None,
        last_seen_unsaved: false,
        last_given: None,
        latest: None,
        fix: None,
        zone: None,
        phases: vec![Phase::Clear; shared.rules.len()],
        limits: resolve(shared.rules, &own, &global),
        overrides: own,
    })
}

/// Reads the cursor of a list that is sorted by device id.
pub(super) fn id_cursor(cursor: Option<&str>) -> Result<Option<DeviceId>> {
    let parsed = cursor.map(DeviceId::parse).transpose();
    parsed.map_err(|_| StoreError::BadCursor)
}

/// Reads the cursor of a list that is sorted by a number.
pub(super) fn number_cursor(cursor: Option<&str>) -> Result<Option<i64>> {
    let parsed = cursor.map(str::parse).transpose();
    parsed.map_err(|_| StoreError::BadCursor)
}
