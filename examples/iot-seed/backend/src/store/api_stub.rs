//! Signatures of the store.
#![allow(unused_variables, clippy::unused_async, missing_docs)]
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;

use super::{Result, Store};
use crate::domain::access::{Principal, Role, Secret};
use crate::domain::alert::{Alert, AlertFilter, NewAlert};
use crate::domain::device::{Device, DeviceFilter, DevicePatch, NewDevice, Thresholds};
use crate::domain::event::Event;
use crate::domain::page::{List, Page};
use crate::domain::reading::{Bucket, Reading};
use crate::domain::{DeviceId, Timestamp};

/// A message that was not stored.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadLetter {
    pub id: i64,
    pub received_at: Timestamp,
    /// As the topic or path named it; not always a registered one.
    pub device_id: Option<String>,
    /// `mqtt`, `http` or `simulator`.
    pub transport: String,
    /// Label of the [`crate::domain::Reject`].
    pub reason: String,
    pub message: String,
    /// Beginning of the payload, bytes that are no UTF-8 replaced.
    pub payload: String,
}

/// How the store is.
#[derive(Debug, Clone)]
pub struct StoreHealth {
    /// Whether the last commit succeeded.
    pub writable: bool,
    pub last_commit_at: Option<Timestamp>,
    /// Messages that wait for a commit, and how many may wait.
    pub queue_depth: usize,
    pub queue_limit: usize,
}

impl Store {
    // devices: sorted by id
    pub async fn devices(&self, filter: DeviceFilter, page: Page) -> Result<List<Device>> {
        unimplemented!()
    }
    /// `NotFound`
    pub async fn device(&self, id: &DeviceId) -> Result<Device> {
        unimplemented!()
    }
    /// `Conflict`
    pub async fn create_device(&self, device: NewDevice) -> Result<(Device, Secret)> {
        unimplemented!()
    }
    pub async fn update_device(&self, id: &DeviceId, patch: DevicePatch) -> Result<Device> {
        unimplemented!()
    }
    pub async fn delete_device(&self, id: &DeviceId) -> Result<()> {
        unimplemented!()
    }
    pub async fn rotate_credentials(&self, id: &DeviceId) -> Result<Secret> {
        unimplemented!()
    }
    pub async fn thresholds(&self, id: &DeviceId) -> Result<Thresholds> {
        unimplemented!()
    }
    /// `UnknownLimit`; `None` returns to the default.
    pub async fn set_thresholds(
        &self,
        id: &DeviceId,
        changes: Vec<(String, Option<f64>)>,
    ) -> Result<Thresholds> {
        unimplemented!()
    }

    // who asks
    /// Whether `token` belongs to the device `id`, which is registered and enabled.
    pub async fn authenticate_device(&self, id: &DeviceId, token: &str) -> Result<bool> {
        unimplemented!()
    }
    pub async fn authenticate_key(&self, key: &str) -> Result<Option<Principal>> {
        unimplemented!()
    }
    pub async fn create_key(&self, name: String, role: Role) -> Result<Secret> {
        unimplemented!()
    }
    /// A dashboard session; the secret goes into the cookie.
    pub async fn create_session(&self, principal: Principal, lifetime: Duration) -> Result<Secret> {
        unimplemented!()
    }
    pub async fn session(&self, token: &str) -> Result<Option<Principal>> {
        unimplemented!()
    }
    pub async fn delete_session(&self, token: &str) -> Result<()> {
        unimplemented!()
    }
    /// A code that opens one session, once, within `lifetime`; kept in memory.
    pub fn create_login_code(&self, lifetime: Duration) -> Secret {
        unimplemented!()
    }
    pub fn redeem_login_code(&self, code: &str) -> bool {
        unimplemented!()
    }

    // readings
    /// The newest reading of each device, sorted by device id; from memory.
    pub async fn latest(&self, device: Option<DeviceId>, page: Page) -> Result<List<Arc<Reading>>> {
        unimplemented!()
    }
    /// Newest first, `from <= timestamp < to`. `NotFound`, `BadCursor`
    pub async fn history(
        &self,
        id: &DeviceId,
        from: Timestamp,
        to: Timestamp,
        page: Page,
    ) -> Result<List<Reading>> {
        unimplemented!()
    }
    /// Newest first.
    pub async fn buckets(
        &self,
        id: &DeviceId,
        from: Timestamp,
        to: Timestamp,
        bucket_ms: i64,
        page: Page,
    ) -> Result<List<Bucket>> {
        unimplemented!()
    }

    // alerts: newest first
    pub async fn alerts(&self, filter: AlertFilter, page: Page) -> Result<List<Alert>> {
        unimplemented!()
    }
    pub async fn alert(&self, id: i64) -> Result<Alert> {
        unimplemented!()
    }
    pub async fn create_alert(&self, alert: NewAlert) -> Result<Alert> {
        unimplemented!()
    }
    /// Doing it twice changes nothing.
    pub async fn acknowledge_alert(&self, id: i64, by: String) -> Result<Alert> {
        unimplemented!()
    }
    pub async fn clear_alert(&self, id: i64) -> Result<Alert> {
        unimplemented!()
    }

    pub async fn dead_letters(&self, page: Page) -> Result<List<DeadLetter>> {
        unimplemented!()
    }

    /// Events after their commit; a slow receiver sees `Lagged`.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        unimplemented!()
    }
    pub fn health(&self) -> StoreHealth {
        unimplemented!()
    }
}
