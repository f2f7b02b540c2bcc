//! One row of the catalogue.

use super::{normalise, table};
use crate::model::MetricKind;

/// A quantity: its names, its unit, and what values it can have.
#[derive(Debug)]
pub struct Row {
    /// The canonical name.
    pub name: &'static str,
    /// Other names and spellings.
    pub synonyms: Vec<&'static str>,
    /// The default unit in ASCII, which the limits are in; empty for a bare number or a state.
    pub unit: &'static str,
    /// The UCUM code of `unit`.
    pub ucum: &'static str,
    /// The SenML unit of `unit`; empty when there is none.
    pub senml: &'static str,
    /// Beyond these a value is physically impossible.
    pub hard: Bounds,
    /// Beyond these a value is unusual.
    pub usual: Bounds,
    /// The kind of the values.
    pub kind: MetricKind,
    /// What it belongs to: `env`, `air`, `water`, ...
    pub group: &'static str,
    /// The states of an enum; the words for false and true of a boolean.
    pub values: Vec<&'static str>,
    folded: Vec<String>,
}

/// A lowest and a highest value, each side possibly free.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The lowest.
    pub min: Option<f64>,
    /// The highest.
    pub max: Option<f64>,
}

impl Bounds {
    /// Returns whether a value is inside, both ends included.
    pub fn hold(&self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }

    /// Returns the length between both ends, when there are both.
    pub fn span(&self) -> Option<f64> {
        Some(self.max? - self.min?)
    }

    /// Returns whether both sides are free.
    pub const fn is_free(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    fn read(min: &str, max: &str) -> Self {
        Self {
            min: min.parse().ok(),
            max: max.parse().ok(),
        }
    }
}

impl Row {
    /// Reads a record; one that does not have the columns of the table is none.
    pub(super) fn read(fields: &[&'static str]) -> Option<Self> {
        let &[
            name,
            synonyms,
            unit,
            ucum,
            senml,
            hard_min,
            hard_max,
            usual_min,
            usual_max,
            kind,
            group,
            values,
        ] = fields
        else {
            return None;
        };
        let synonyms = table::words(synonyms);
        let folded = std::iter::once(&name)
            .chain(&synonyms)
            .map(|word| normalise(word))
            .collect();
        Some(Self {
            name,
            synonyms,
            unit,
            ucum,
            senml,
            hard: Bounds::read(hard_min, hard_max),
            usual: Bounds::read(usual_min, usual_max),
            kind: kind_of(kind)?,
            group,
            values: table::words(values),
            folded,
        })
    }

    pub(super) fn is_named(&self, folded: &str) -> bool {
        self.folded.first().is_some_and(|name| name == folded)
    }

    pub(super) fn is_also_called(&self, folded: &str) -> bool {
        self.folded.iter().skip(1).any(|name| name == folded)
    }
}

fn kind_of(word: &str) -> Option<MetricKind> {
    Some(match word {
        "gauge" => MetricKind::Gauge,
        "counter" => MetricKind::Counter,
        "boolean" => MetricKind::Boolean,
        "enum" => MetricKind::Enum,
        "position" => MetricKind::Position,
        "text" => MetricKind::Text,
        _ => return None,
    })
}
