//! A registered device, as the API shows it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::id::DeviceId;
use super::position::Fix;
use super::time::Timestamp;
use super::zone::Zone;

/// Whether a device can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Heard within three intervals.
    Online,
    /// Heard within ten intervals.
    Stale,
    /// Silent for longer.
    Offline,
    /// Not heard yet.
    Never,
}

impl Status {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Online, Self::Stale, Self::Offline, Self::Never];

    /// The state of a device that was last heard at `last_seen` and usually sends every `interval_ms`.
    #[must_use]
    pub fn of(last_seen: Option<Timestamp>, now: Timestamp, interval_ms: i64) -> Self {
        match last_seen.map(|seen| now.since_ms(seen)) {
            None => Self::Never,
            Some(silent_ms) if silent_ms <= 3 * interval_ms => Self::Online,
            Some(silent_ms) if silent_ms <= 10 * interval_ms => Self::Stale,
            Some(_) => Self::Offline,
        }
    }

    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Stale => "stale",
            Self::Offline => "offline",
            Self::Never => "never",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The limits that apply to a device, in the order of the rules: key and number, `None` where it is open.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thresholds(pub Vec<(&'static str, Option<f64>)>);

impl Thresholds {
    /// The limit with this key; `None` when it is open or unknown.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<f64> {
        self.0
            .iter()
            .find(|(known, _)| *known == key)
            .and_then(|(_, limit)| *limit)
    }
}

/// Written as a map of key to number or null.
impl Serialize for Thresholds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, limit)| (key, limit)))
    }
}

/// A registered device.
#[derive(Debug, Clone, PartialEq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Its name for people.
    pub name: Option<String>,
    /// Where it is.
    pub location: Option<String>,
    /// Whether it can be heard.
    pub status: Status,
    /// When its last message arrived.
    pub last_seen: Option<Timestamp>,
    /// Whether it may connect and send.
    pub enabled: bool,
    /// The limits that apply to it.
    pub thresholds: Thresholds,
    /// Where it was last.
    pub fix: Option<Fix>,
    /// The zone that it may move in.
    pub zone: Option<Zone>,
    /// Counts the changes made by people; for `ETag`.
    pub revision: i64,
}

/// Written as `{id, name, location, status, lastSeen, enabled, alertThreshold, position, allowedZone}`.
impl Serialize for Device {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(9))?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("location", &self.location)?;
        map.serialize_entry("status", &self.status)?;
        map.serialize_entry("lastSeen", &self.last_seen)?;
        map.serialize_entry("enabled", &self.enabled)?;
        map.serialize_entry("alertThreshold", &self.thresholds)?;
        map.serialize_entry("position", &self.fix)?;
        map.serialize_entry("allowedZone", &self.zone)?;
        map.end()
    }
}

/// What is needed to register a device.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDevice {
    /// Its id.
    pub id: DeviceId,
    /// Its name for people.
    pub name: Option<String>,
    /// Where it is.
    pub location: Option<String>,
}

impl NewDevice {
    /// A device of which only the id is known.
    #[must_use]
    pub fn new(id: DeviceId) -> Self {
        Self {
            id,
            name: None,
            location: None,
        }
    }
}

/// A change to a device; `None` leaves a field as it is, `Some(None)` empties it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DevicePatch {
    /// The new name.
    pub name: Option<Option<String>>,
    /// The new location.
    pub location: Option<Option<String>>,
    /// Whether it may connect and send.
    pub enabled: Option<bool>,
}

/// Which devices a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DeviceFilter {
    /// Only those in this state.
    pub status: Option<Status>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_follows_the_silence() {
        let now = Timestamp(1_000_000);
        let cases = [
            (None, Status::Never),
            (Some(0), Status::Online),
            (Some(30_000), Status::Online),
            (Some(30_001), Status::Stale),
            (Some(100_000), Status::Stale),
            (Some(100_001), Status::Offline),
        ];
        for (silent_ms, expected) in cases {
            let seen = silent_ms.map(|ms: i64| now.plus_ms(-ms));
            assert_eq!(Status::of(seen, now, 10_000), expected, "{silent_ms:?}");
        }
    }
}
