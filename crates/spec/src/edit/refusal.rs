//! Why an edit was not made, what is in its way, and what to do instead.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Path;

/// An edit that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Whether a yes would solve it.
    pub reason: Reason,
    /// The place that the edit is about.
    pub path: Path,
    /// What is wrong, as a fragment.
    pub what: String,
    /// What is in the way.
    pub in_the_way: Vec<Path>,
    /// What a yes would change as well, though it can do without.
    #[serde(default, skip_serializing_if = "<[Path]>::is_empty")]
    pub does_without: Box<[Path]>,
    /// What to do instead, as a fragment.
    pub next: String,
}

/// Whether a yes would solve a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It can be done when the user agrees to what goes with it.
    Blocked,
    /// It cannot be done this way.
    Impossible,
}

impl Refusal {
    /// Makes a refusal that no yes would solve.
    pub(super) fn impossible(path: &Path, what: String, next: String) -> Self {
        Self {
            reason: Reason::Impossible,
            path: path.clone(),
            what,
            in_the_way: Vec::new(),
            does_without: Box::default(),
            next,
        }
    }

    /// Makes a refusal that a yes to `in_the_way` would solve.
    pub(super) fn blocked(path: &Path, what: String, in_the_way: Vec<Path>, next: String) -> Self {
        Self {
            reason: Reason::Blocked,
            in_the_way,
            ..Self::impossible(path, what, next)
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`: {}; {}", self.path, self.what, self.next)
    }
}
