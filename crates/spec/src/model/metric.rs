//! Measured quantities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Formula, Name, Num, Unit};

/// A measured quantity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// The catalogue row: limits, UCUM, SenML, kind; the row the name matches when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Name>,
    /// The kind of its values; the catalogue's when absent, else gauge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MetricKind>,
    /// The unit in the payload; the catalogue's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The unit in answers, when it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api_unit: Option<Unit>,
    /// The valid range in `unit`: a value outside is rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// The states of an enum, or the words for false and true of a boolean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// For a counter: it sends increments, not an ever-rising total.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub increments: bool,
    /// The dotted place in the payload; the name when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whether a reading without it is rejected.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub required: bool,
    /// Computed at ingest, never sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// The kind of the values of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum MetricKind {
    /// A value that goes up and down.
    #[default]
    Gauge,
    /// A total that rises.
    Counter,
    /// True or false.
    Boolean,
    /// One of its states.
    Enum,
    /// A GPS position.
    Position,
    /// Text.
    Text,
}

/// Bounds in the unit of their metric; an absent side is free.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The lowest valid value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Num>,
    /// The highest valid value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Num>,
}
