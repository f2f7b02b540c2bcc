//! Typed edits: every change of a specification, whoever proposes it.
//!
//! A sentence, a model, an edited document and a hand-edited file all end up as a list of these.
//! Applying them is pure, all or nothing, and checked on the state after the whole list.

mod apply;
mod check;
mod convert;
mod difference;
mod former;
mod path;
mod refer;
mod refusal;
mod rename;
pub(crate) mod tree;

pub use apply::{Applied, apply};
pub use difference::difference;
pub use former::{Followed, follow_former};
pub use path::Path;
pub use refusal::{Reason, Refusal};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Spec;
use crate::model::{Name, Unit};

/// One change of a specification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// A new entry of a named section; its name must be free.
    Add {
        /// The entry, such as `metrics.co2`.
        path: Path,
        /// Its body.
        value: Value,
        /// Its position in the section; the end when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// An entry of a named section goes.
    Remove {
        /// The entry.
        path: Path,
        /// Whether what needs it goes too.
        #[serde(default, skip_serializing_if = "crate::model::is_false")]
        cascade: bool,
    },
    /// An entry gets another name, in place; whatever names it follows.
    Rename {
        /// The entry under its present name.
        path: Path,
        /// Its new name.
        to: Name,
    },
    /// An entry gets another position in its section.
    Move {
        /// The entry.
        path: Path,
        /// Its position afterwards.
        at: usize,
    },
    /// One key gets a value; `null` leaves it open.
    Set {
        /// The key.
        path: Path,
        /// Its value.
        to: Value,
    },
    /// One key goes back to its default.
    Clear {
        /// The key.
        path: Path,
    },
    /// A list gets one more item.
    Include {
        /// The list.
        list: Path,
        /// The item.
        item: Value,
        /// Its position; the end when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// A list loses an item.
    Exclude {
        /// The list.
        list: Path,
        /// The item.
        item: Value,
    },
    /// A metric is sent in another unit of the same quantity: its limits are converted with it.
    Convert {
        /// The metric.
        metric: Name,
        /// Its new unit.
        unit: Unit,
    },
}

impl Edit {
    /// Makes the edit that adds a named thing at the end of its section.
    pub fn add(section: &str, name: &Name, value: &impl Serialize) -> Self {
        Self::Add {
            path: Path::of(section, name),
            value: serde_json::to_value(value).unwrap_or_default(),
            at: None,
        }
    }

    /// Makes the edit that gives one key a value.
    pub fn set(path: Path, value: &impl Serialize) -> Self {
        Self::Set {
            path,
            to: serde_json::to_value(value).unwrap_or_default(),
        }
    }

    /// Returns the place that the edit is about.
    pub fn path(&self) -> Path {
        match self {
            Self::Add { path, .. }
            | Self::Remove { path, .. }
            | Self::Rename { path, .. }
            | Self::Move { path, .. }
            | Self::Set { path, .. }
            | Self::Clear { path } => path.clone(),
            Self::Include { list, .. } | Self::Exclude { list, .. } => list.clone(),
            Self::Convert { metric, .. } => Path::of("metrics", metric),
        }
    }
}

/// Returns a specification that says nothing but its name.
pub fn empty_spec(name: Name) -> Spec {
    Spec {
        specgen: 1,
        name,
        summary: String::new(),
        time_zone: None,
        domain: None,
        devices: None,
        groups: crate::model::Named::default(),
        metrics: crate::model::Named::default(),
        ingest: None,
        topics: crate::model::Named::default(),
        alerts: crate::model::Named::default(),
        channels: crate::model::Named::default(),
        commands: crate::model::Named::default(),
        storage: None,
        rollups: crate::model::Named::default(),
        reports: crate::model::Named::default(),
        api: None,
        dashboard: None,
        resources: crate::model::Named::default(),
        features: None,
        scale: None,
        nfr: crate::model::Named::default(),
        architecture: None,
        tests: crate::model::Named::default(),
        docs: crate::model::Named::default(),
        asked: Vec::new(),
        refused: Vec::new(),
        extra: crate::model::Named::default(),
    }
}
