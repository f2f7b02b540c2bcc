//! Conditions of alert rules, one variant each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Duration, Hours, Name, Num, Ref, Slot, Unit};

/// What must hold for an alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// A value crosses a limit.
    Threshold(Threshold),
    /// A value leaves a range.
    Outside(Outside),
    /// A boolean or enum is in a state.
    State(State),
    /// Nothing arrives.
    Offline(Offline),
    /// A device enters, leaves or stays in a zone.
    Geofence(Geofence),
    /// A value changes too fast.
    RateOfChange(RateOfChange),
    /// A device does not move.
    Stationary(Stationary),
    /// A value does not change.
    Stuck(Stuck),
    /// A value is unusual.
    Anomaly(Anomaly),
    /// A flow does not stop.
    Leak(Leak),
    /// All of several.
    All(Vec<Condition>),
    /// Any of several.
    Any(Vec<Condition>),
    /// A number of several.
    SomeOf(SomeOf),
    /// Another alert stays open.
    Escalation(Escalation),
}

/// A value crosses a limit; exactly one bound is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The metric.
    pub metric: Name,
    /// Holds while the value is greater.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub above: Slot<Num>,
    /// Holds while the value is greater or equal.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub at_least: Slot<Num>,
    /// Holds while the value is smaller.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub below: Slot<Num>,
    /// Holds while the value is smaller or equal.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub at_most: Slot<Num>,
    /// Holds while the value is equal.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub equals: Slot<Num>,
    /// The unit of the limit; the metric's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The limit is a factor of this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Ref>,
    /// The window that `function` runs over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Duration>,
    /// The aggregate that is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<super::Function>,
}

/// A value leaves a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// The metric.
    pub metric: Name,
    /// The lowest good value.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub min: Slot<Num>,
    /// The highest good value.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub max: Slot<Num>,
    /// The unit of the limits; the metric's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// A boolean or enum is in a state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The metric.
    pub metric: Name,
    /// The state: one of the words of the metric, or `true`, `false`.
    pub is: String,
}

/// Nothing arrives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offline {
    /// For how long.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub after: Slot<Duration>,
    /// Only this quantity counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<Name>,
}

/// A device enters, leaves or stays in a zone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Geofence {
    /// What happens.
    #[serde(default)]
    pub event: GeofenceEvent,
    /// Whose zone it is.
    #[serde(default)]
    pub zone: Zone,
    /// The shape; a circle when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// The radius in metres.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub radius: Slot<Num>,
    /// The area as it was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// How many positions in a row; 2 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixes: Option<u32>,
}

/// What happens at a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum GeofenceEvent {
    /// Entering.
    Enter,
    /// Leaving.
    #[default]
    Exit,
    /// Staying.
    Dwell,
}

/// Whose zone it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Each device has its own.
    #[default]
    PerDevice,
    /// Each group has its own.
    PerGroup,
    /// One for all.
    Shared,
}

/// The shape of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A circle.
    #[default]
    Circle,
    /// A polygon.
    Polygon,
}

/// A value changes too fast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateOfChange {
    /// The metric.
    pub metric: Name,
    /// By how much; falls are negative.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub by: Slot<Num>,
    /// Within what time.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub within: Slot<Duration>,
    /// The unit of `by`; the metric's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// A device does not move.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stationary {
    /// Within how many metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Num>,
    /// For how long.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub after: Slot<Duration>,
}

/// A value does not change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stuck {
    /// The metric.
    pub metric: Name,
    /// For how long.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub after: Slot<Duration>,
}

/// A value is unusual.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anomaly {
    /// The metric.
    pub metric: Name,
    /// The method, when one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
}

/// A method that finds anomalies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A jump.
    Jump,
    /// Standard deviations from the mean.
    Zscore,
}

/// A flow does not stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leak {
    /// The metric.
    pub metric: Name,
    /// The hours in which it should be zero.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub quiet: Slot<Hours>,
}

/// A number of several conditions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SomeOf {
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<Condition>,
}

/// Another alert stays open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// The alerts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Name>,
    /// After how long.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub after: Slot<Duration>,
    /// Until what; acknowledged when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
}

/// What ends an escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// An acknowledgement.
    #[default]
    Acknowledged,
    /// The end of the alert.
    Ended,
}
