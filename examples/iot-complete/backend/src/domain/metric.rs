//! What is known of one metric: its names, unit, kind and limits.

use super::catalog::{METRICS, Metric};

/// How the values of a metric behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Goes up and down; averages make sense.
    Gauge,
    /// Only rises, until it is reset.
    Counter,
    /// `0` for false and `1` for true.
    Boolean,
}

impl Kind {
    /// The word used in documents and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gauge => "gauge",
            Self::Counter => "counter",
            Self::Boolean => "boolean",
        }
    }
}

/// Lowest and highest value, both included; a missing side is free.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lowest value.
    pub min: Option<f64>,
    /// The highest value.
    pub max: Option<f64>,
}

impl Bounds {
    /// No bound on either side.
    pub const OPEN: Self = Self {
        min: None,
        max: None,
    };

    /// Whether `value` lies within.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

/// One row of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricRow {
    /// The metric that the row describes.
    pub metric: Metric,
    /// Its key in payloads and answers.
    pub key: &'static str,
    /// Its column in the tables of readings.
    pub column: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Its unit for people.
    pub unit: &'static str,
    /// Its unit in UCUM.
    pub ucum: &'static str,
    /// How its values behave.
    pub kind: Kind,
    /// Outside is physically impossible: the reading is rejected.
    pub hard: Bounds,
    /// Outside is unusual: the reading is stored and marked as suspect.
    pub usual: Bounds,
    /// Outside was ruled out by the specification: the reading is rejected.
    pub range: Bounds,
    /// Digits after the point that are worth showing.
    pub decimals: u8,
    /// Whether a reading without it is rejected.
    pub required: bool,
}

impl Metric {
    /// All metrics, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Self> {
        METRICS.iter().map(|row| row.metric)
    }

    /// Place of the metric in arrays that hold one entry for each.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The row of the catalogue.
    #[must_use]
    pub fn row(self) -> &'static MetricRow {
        &METRICS[self.index()]
    }

    /// The key in payloads and answers.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// The metric with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        METRICS
            .iter()
            .find(|row| row.key == key)
            .map(|row| row.metric)
    }
}
