//! What is kept in memory of each device: credentials, limits, rule states, newest reading.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::credentials::Hash;
use crate::domain::device::{Status, Thresholds};
use crate::domain::evaluate::{Phase, View};
use crate::domain::position::Fix;
use crate::domain::rule::{LimitScope, Rule};
use crate::domain::zone::Zone;
use crate::domain::{Device, DeviceId, DeviceKey, Reading, Timestamp};
use crate::identity;

/// Limits that people set: key and number.
pub(super) type Overrides = BTreeMap<String, f64>;

/// What is kept of one device.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub key: DeviceKey,
    pub id: DeviceId,
    pub name: Option<String>,
    pub location: Option<String>,
    pub enabled: bool,
    pub token_hash: Hash,
    pub revision: i64,
    pub last_seen: Option<Timestamp>,
    /// Whether `last_seen` or `fix` is newer than the database.
    pub last_seen_unsaved: bool,
    /// The newest time that this process gave to a reading without one.
    pub last_given: Option<Timestamp>,
    pub latest: Option<Arc<Reading>>,
    /// Where it was last; newer readings may not say.
    pub fix: Option<Fix>,
    pub zone: Option<Zone>,
    pub phases: Vec<Phase>,
    pub overrides: Overrides,
    /// The limits that apply, for each rule.
    pub limits: Vec<Vec<Option<f64>>>,
}

impl Record {
    /// What the rules see.
    pub fn view(&self) -> View<'_> {
        View {
            phases: &self.phases,
            limits: &self.limits,
            zone: self.zone(),
        }
    }

    /// Notes that something arrived.
    pub fn heard(&mut self, at: Timestamp) {
        if self.last_seen.is_none_or(|seen| seen < at) {
            self.last_seen = Some(at);
            self.last_seen_unsaved = true;
        }
    }

    /// The zone that applies.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// Notes where it was, unless something newer is known.
    pub fn locate(&mut self, fix: Option<Fix>) {
        let known = self.fix.map(|fix| fix.timestamp);
        if let Some(fix) = fix.filter(|fix| known.is_none_or(|known| known <= fix.timestamp)) {
            self.fix = Some(fix);
            self.last_seen_unsaved = true;
        }
    }

    /// The limits that apply, also those that nobody can set.
    pub fn thresholds(&self, rules: &[Rule]) -> Thresholds {
        let each = rules.iter().zip(&self.limits);
        let pairs = each
            .flat_map(|(rule, limits)| rule.limits.iter().zip(limits))
            .map(|(limit, value)| (limit.key, *value));
        Thresholds(pairs.collect())
    }

    /// The device as the API shows it.
    pub fn device(&self, rules: &[Rule], now: Timestamp) -> Device {
        Device {
            id: self.id.clone(),
            name: self.name.clone(),
            location: self.location.clone(),
            status: Status::of(self.last_seen, now, identity::INTERVAL_MS),
            last_seen: self.last_seen,
            enabled: self.enabled,
            thresholds: self.thresholds(rules),
            fix: self.fix,
            zone: self.zone(),
            revision: self.revision,
        }
    }
}

/// The limits that apply to a device, for each rule.
pub(super) fn resolve(
    rules: &[Rule],
    own: &Overrides,
    global: &Overrides,
) -> Vec<Vec<Option<f64>>> {
    let one = |rule: &Rule| {
        let set = match rule.scope {
            LimitScope::Fixed => None,
            LimitScope::Global => Some(global),
            LimitScope::PerDevice => Some(own),
        };
        let limits = rule.limits.iter();
        limits
            .map(|limit| {
                set.and_then(|set| set.get(limit.key).copied())
                    .or(limit.default)
            })
            .collect()
    };
    rules.iter().map(one).collect()
}

/// All devices, sorted by id.
#[derive(Debug, Default)]
pub(super) struct Registry {
    devices: RwLock<BTreeMap<DeviceId, Record>>,
}

impl Registry {
    /// Looks at the devices. Nothing in here panics half-way, so a poisoned lock holds good data.
    pub fn read(&self) -> RwLockReadGuard<'_, BTreeMap<DeviceId, Record>> {
        self.devices.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the devices.
    pub fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<DeviceId, Record>> {
        self.devices.write().unwrap_or_else(PoisonError::into_inner)
    }
}
