//! One reading of a device: when, and one optional value for each metric.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::catalog::{METRIC_COUNT, Metric};
use super::id::DeviceId;
use super::position::Position;
use super::time::Timestamp;

/// The key of the position in answers.
pub const POSITION_KEY: &str = "position";

/// One optional value for each metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Values([Option<f64>; METRIC_COUNT]);

impl Values {
    /// No value at all.
    pub const EMPTY: Self = Self([None; METRIC_COUNT]);

    /// The value of a metric.
    #[must_use]
    pub fn get(&self, metric: Metric) -> Option<f64> {
        self.0[metric.index()]
    }

    /// Sets or clears the value of a metric.
    pub fn set(&mut self, metric: Metric, value: Option<f64>) {
        self.0[metric.index()] = value;
    }

    /// Whether no metric has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Each metric with its value, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = (Metric, Option<f64>)> {
        Metric::all().map(|metric| (metric, self.get(metric)))
    }
}

/// Whose clock gave the time of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampSource {
    /// The device sent it.
    Device,
    /// The device sent none, or one before 2020: it is the time of arrival.
    Server,
}

impl TimestampSource {
    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Server => "server",
        }
    }
}

/// The marks of a reading are stored in one 64-bit integer beside another bit.
const _: () = assert!(METRIC_COUNT < 63);

/// The metrics of a reading that lie outside their usual limits: one bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Suspects(pub u64);

impl Suspects {
    /// Marks a metric.
    pub fn mark(&mut self, metric: Metric) {
        self.0 |= 1 << metric.index();
    }

    /// The marked metrics, in the order of the catalogue.
    pub fn iter(self) -> impl Iterator<Item = Metric> {
        Metric::all().filter(move |metric| self.0 & (1 << metric.index()) != 0)
    }
}

/// One reading of one device.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The device that measured.
    pub device: DeviceId,
    /// When it measured.
    pub timestamp: Timestamp,
    /// When the reading arrived here.
    pub received_at: Timestamp,
    /// Whose clock gave `timestamp`.
    pub source: TimestampSource,
    /// The metrics outside their usual limits.
    pub suspects: Suspects,
    /// What was measured.
    pub values: Values,
    /// Where the device was.
    pub position: Option<Position>,
}

/// Written flat: `{deviceId, timestamp, receivedAt, timestampSource, suspect, <metrics>, position}`.
impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6 + METRIC_COUNT))?;
        map.serialize_entry("deviceId", &self.device)?;
        map.serialize_entry("timestamp", &self.timestamp)?;
        map.serialize_entry("receivedAt", &self.received_at)?;
        map.serialize_entry("timestampSource", self.source.as_str())?;
        let suspects: Vec<&str> = self.suspects.iter().map(Metric::key).collect();
        map.serialize_entry("suspect", &suspects)?;
        for (metric, value) in self.values.iter() {
            map.serialize_entry(metric.key(), &value)?;
        }
        map.serialize_entry(POSITION_KEY, &self.position)?;
        map.end()
    }
}

/// Average, lowest and highest value of a metric in one bucket of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// The average.
    pub avg: f64,
    /// The lowest value.
    pub min: f64,
    /// The highest value.
    pub max: f64,
}

/// The readings of one device in one bucket of time; empty buckets are not made.
#[derive(Debug, Clone, PartialEq)]
pub struct Bucket {
    /// Where the bucket begins.
    pub start: Timestamp,
    /// How many readings it holds.
    pub count: i64,
    /// One summary for each metric that has values in it.
    pub metrics: Vec<(Metric, Summary)>,
}

/// Written as `{start, count, metrics: {<metric>: {avg, min, max}}}`.
impl Serialize for Bucket {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("start", &self.start)?;
        map.serialize_entry("count", &self.count)?;
        map.serialize_entry("metrics", &Summaries(&self.metrics))?;
        map.end()
    }
}

struct Summaries<'a>(&'a [(Metric, Summary)]);

impl Serialize for Summaries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|(metric, summary)| (metric.key(), summary)),
        )
    }
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("avg", &self.avg)?;
        map.serialize_entry("min", &self.min)?;
        map.serialize_entry("max", &self.max)?;
        map.end()
    }
}
