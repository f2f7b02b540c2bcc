//! What a condition watches: its metrics, its bounds, its parts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Condition, Name, Num, Slot, Threshold};

/// Which side of its limit a threshold watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Greater.
    Above,
    /// Greater or equal.
    AtLeast,
    /// Smaller.
    Below,
    /// Smaller or equal.
    AtMost,
    /// Equal.
    Equals,
}

impl Threshold {
    /// Returns the written bounds; a valid threshold has exactly one.
    pub fn bounds(&self) -> impl Iterator<Item = (Side, &Slot<Num>)> {
        [
            (Side::Above, &self.above),
            (Side::AtLeast, &self.at_least),
            (Side::Below, &self.below),
            (Side::AtMost, &self.at_most),
            (Side::Equals, &self.equals),
        ]
        .into_iter()
        .filter(|(_, slot)| !slot.is_absent())
    }

    /// Returns the bound: the first that is written.
    pub fn bound(&self) -> Option<(Side, &Slot<Num>)> {
        self.bounds().next()
    }
}

impl Condition {
    /// Returns the metrics that it watches, in the order written.
    pub fn metrics(&self) -> Vec<&Name> {
        match self {
            Self::Threshold(one) => vec![&one.metric],
            Self::Outside(one) => vec![&one.metric],
            Self::State(one) => vec![&one.metric],
            Self::RateOfChange(one) => vec![&one.metric],
            Self::Stuck(one) => vec![&one.metric],
            Self::Anomaly(one) => vec![&one.metric],
            Self::Leak(one) => vec![&one.metric],
            Self::Offline(one) => one.metric.iter().collect(),
            Self::Geofence(_) | Self::Stationary(_) | Self::Escalation(_) => Vec::new(),
            Self::All(_) | Self::Any(_) | Self::SomeOf(_) => {
                self.parts().iter().flat_map(Self::metrics).collect()
            }
        }
    }

    /// Returns the metric that it watches, when it is exactly one.
    pub fn metric(&self) -> Option<&Name> {
        let metrics = self.metrics();
        let first = *metrics.first()?;
        metrics
            .iter()
            .all(|metric| *metric == first)
            .then_some(first)
    }

    /// Returns the conditions that it is made of.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(list) | Self::Any(list) => list,
            Self::SomeOf(some) => &some.list,
            _ => &[],
        }
    }

    /// Returns whether a number of it was asked for and not given.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Threshold(one) => one.bounds().any(|(_, slot)| slot.is_open()),
            Self::Outside(one) => one.min.is_open() || one.max.is_open(),
            Self::Offline(one) => one.after.is_open(),
            Self::Geofence(one) => one.radius.is_open(),
            Self::RateOfChange(one) => one.by.is_open() || one.within.is_open(),
            Self::Stationary(one) => one.after.is_open(),
            Self::Stuck(one) => one.after.is_open(),
            Self::Leak(one) => one.quiet.is_open(),
            Self::Escalation(one) => one.after.is_open(),
            Self::State(_) | Self::Anomaly(_) => false,
            Self::All(_) | Self::Any(_) | Self::SomeOf(_) => self.parts().iter().any(Self::is_open),
        }
    }

    /// Returns the word of its kind, as the file writes it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Threshold(_) => "threshold",
            Self::Outside(_) => "outside",
            Self::State(_) => "state",
            Self::Offline(_) => "offline",
            Self::Geofence(_) => "geofence",
            Self::RateOfChange(_) => "rate_of_change",
            Self::Stationary(_) => "stationary",
            Self::Stuck(_) => "stuck",
            Self::Anomaly(_) => "anomaly",
            Self::Leak(_) => "leak",
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::SomeOf(_) => "some_of",
            Self::Escalation(_) => "escalation",
        }
    }
}
