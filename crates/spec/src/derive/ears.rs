//! Acceptance criteria in EARS notation: the grammar is in the type, so no line can break it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The system that every criterion speaks of; the glossary says what it is.
pub const SYSTEM: &str = "Backend";

/// One criterion: at most one condition of each kind, and a response.
///
/// Printed in the order of the notation: `WHERE`, `WHILE`, then `WHEN` or `IF ... THEN`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ears {
    /// The feature it depends on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// The state in which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What starts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Trigger>,
    /// What the system shall do, without `SHALL`.
    pub response: String,
}

/// What starts a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Something that is wanted: `WHEN`.
    Event(String),
    /// Something that is not wanted: `IF ... THEN`.
    Unwanted(String),
}

impl Ears {
    /// Makes a criterion that always holds.
    pub fn shall(response: impl Into<String>) -> Self {
        Self {
            feature: None,
            state: None,
            trigger: None,
            response: response.into(),
        }
    }

    /// Makes a criterion that an event starts.
    pub fn when(event: impl Into<String>, response: impl Into<String>) -> Self {
        Self {
            trigger: Some(Trigger::Event(event.into())),
            ..Self::shall(response)
        }
    }

    /// Makes a criterion about something that should not happen.
    pub fn unwanted(condition: impl Into<String>, response: impl Into<String>) -> Self {
        Self {
            trigger: Some(Trigger::Unwanted(condition.into())),
            ..Self::shall(response)
        }
    }

    /// Makes a criterion that holds in a state.
    pub fn during(state: impl Into<String>, response: impl Into<String>) -> Self {
        Self {
            state: Some(state.into()),
            ..Self::shall(response)
        }
    }

    /// Adds the feature that it depends on.
    #[must_use]
    pub fn with_feature(mut self, feature: impl Into<String>) -> Self {
        self.feature = Some(feature.into());
        self
    }
}

impl fmt::Display for Ears {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(feature) = &self.feature {
            write!(formatter, "WHERE {feature}, ")?;
        }
        if let Some(state) = &self.state {
            write!(formatter, "WHILE {state}, ")?;
        }
        match &self.trigger {
            Some(Trigger::Event(event)) => write!(formatter, "WHEN {event}, ")?,
            Some(Trigger::Unwanted(condition)) => write!(formatter, "IF {condition}, THEN ")?,
            None => {}
        }
        write!(formatter, "THE {SYSTEM} SHALL {}", self.response)
    }
}
