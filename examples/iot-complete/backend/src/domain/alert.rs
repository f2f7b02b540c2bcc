//! An alert: one episode of one rule on one device, from raised to cleared.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::catalog::Metric;
use super::id::DeviceId;
use super::time::Timestamp;

/// Name of the rule of alerts that people raise.
pub const MANUAL_RULE: &str = "manual";

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Somebody should look.
    Warning,
    /// Somebody should look now.
    High,
    /// Something breaks.
    Critical,
}

impl Severity {
    /// All severities, the mildest first.
    pub const ALL: [Self; 4] = [Self::Info, Self::Warning, Self::High, Self::Critical];

    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.as_str() == word)
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Whether the episode goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertStatus {
    /// It goes on.
    Active,
    /// It has ended.
    Cleared,
}

impl AlertStatus {
    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Cleared => "cleared",
        }
    }

    /// The status with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Active, Self::Cleared]
            .into_iter()
            .find(|status| status.as_str() == word)
    }
}

/// One episode of one rule on one device.
#[derive(Debug, Clone)]
pub struct Alert {
    /// Its number; rises with time, never used twice.
    pub id: i64,
    /// The device it is about.
    pub device: DeviceId,
    /// Name of the rule, or [`MANUAL_RULE`].
    pub rule: String,
    /// Its type on the wire, like `DEVICE_OFFLINE`.
    pub alert_type: String,
    /// How bad it is.
    pub severity: Severity,
    /// When it began, by the clock of the reading that raised it.
    pub raised_at: Timestamp,
    /// When it ended.
    pub cleared_at: Option<Timestamp>,
    /// When somebody took note of it.
    pub acknowledged_at: Option<Timestamp>,
    /// Who took note of it.
    pub acknowledged_by: Option<String>,
    /// The metric that it is about.
    pub metric: Option<Metric>,
    /// The value that raised it.
    pub value: Option<f64>,
    /// The limit that the value passed.
    pub limit: Option<f64>,
    /// What happened, for people.
    pub message: String,
    /// The reading that raised it, as JSON.
    pub reading: Option<Box<RawValue>>,
}

impl Alert {
    /// Whether the episode goes on.
    #[must_use]
    pub fn status(&self) -> AlertStatus {
        if self.cleared_at.is_some() {
            AlertStatus::Cleared
        } else {
            AlertStatus::Active
        }
    }
}

/// Written with the field names of the API.
impl Serialize for Alert {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(15))?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("deviceId", &self.device)?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("type", &self.alert_type)?;
        map.serialize_entry("severity", &self.severity)?;
        map.serialize_entry("status", self.status().as_str())?;
        map.serialize_entry("raisedAt", &self.raised_at)?;
        map.serialize_entry("clearedAt", &self.cleared_at)?;
        map.serialize_entry("acknowledgedAt", &self.acknowledged_at)?;
        map.serialize_entry("acknowledgedBy", &self.acknowledged_by)?;
        map.serialize_entry("metric", &self.metric.map(Metric::key))?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("limit", &self.limit)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("reading", &self.reading)?;
        map.end()
    }
}

/// An alert that a person or another system raises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlert {
    /// The device it is about.
    pub device: DeviceId,
    /// Its type on the wire.
    pub alert_type: String,
    /// How bad it is.
    pub severity: Severity,
    /// What happened, for people.
    pub message: String,
}

/// Which alerts a list shows.
#[derive(Debug, Clone, Default)]
pub struct AlertFilter {
    /// Only those about this device.
    pub device: Option<DeviceId>,
    /// Only those that go on, or have ended.
    pub status: Option<AlertStatus>,
    /// Only those this bad.
    pub severity: Option<Severity>,
    /// Only those of this rule.
    pub rule: Option<String>,
    /// Only those of these rules.
    pub rules: Option<Vec<&'static str>>,
}
