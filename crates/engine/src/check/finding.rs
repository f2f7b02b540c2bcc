//! One thing that `check` found, and how grave it is.

use serde::Serialize;

/// How grave a finding is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Two sides do not agree and a person has to decide.
    Conflict,
    /// Specification, documents and code say different things.
    Drift,
    /// Good to know: nothing has to be done.
    Note,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// How grave it is.
    pub level: Level,
    /// The file; empty for the workspace as a whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The line in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What it is, as a word that scripts may rely on.
    pub kind: &'static str,
    /// What it is, for people.
    pub message: String,
    /// What to type next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// Every kind of finding with its usual level.
const KINDS: &[(&str, Level)] = &[
    ("conflict", Level::Conflict),
    ("markers", Level::Conflict),
    ("spec_edited", Level::Drift),
    ("branches_merged", Level::Drift),
    ("document_drift", Level::Drift),
    ("endpoint_added", Level::Drift),
    ("endpoint_removed", Level::Drift),
    ("openapi_stale", Level::Drift),
    ("object_missing", Level::Drift),
    ("link_broken", Level::Drift),
    ("migration_unlisted", Level::Drift),
    ("migration_missing", Level::Drift),
    ("migration_changed", Level::Drift),
    ("migration_twice", Level::Drift),
    ("migration_clash", Level::Drift),
    ("unfinished", Level::Drift),
    ("incoming", Level::Drift),
    ("openapi_unsure", Level::Note),
    ("document_edited", Level::Note),
    ("document_unread", Level::Note),
    ("file_changed", Level::Note),
    ("file_deleted", Level::Note),
    ("file_added", Level::Note),
];

/// Returns the words for all kinds of findings.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

impl Finding {
    /// Makes a finding of a kind.
    pub fn new(kind: &'static str, path: &str, message: impl Into<String>) -> Self {
        let level = KINDS
            .iter()
            .find(|(word, _)| *word == kind)
            .map_or(Level::Drift, |(_, level)| *level);
        Self {
            level,
            path: path.to_owned(),
            line: None,
            kind,
            message: message.into(),
            hint: None,
        }
    }

    /// Adds the line, from 1.
    #[must_use]
    pub const fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Adds what to type next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What counts as drift beside or instead of the usual.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Kinds of drift that are only noted.
    pub allow: Vec<String>,
    /// Kinds of notes that are drift.
    pub deny: Vec<String>,
}

impl Policy {
    /// Bends the levels. A conflict stays one: nothing can be built over it.
    pub(super) fn apply(&self, findings: &mut [Finding]) {
        let names = |list: &[String], kind: &str| list.iter().any(|one| one == kind);
        for finding in findings {
            finding.level = match finding.level {
                Level::Drift if names(&self.allow, finding.kind) => Level::Note,
                Level::Note if names(&self.deny, finding.kind) => Level::Drift,
                level => level,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, Level, Policy};

    #[test]
    fn a_policy_bends_drift_and_notes_and_no_conflict() {
        let mut findings =
            ["conflict", "endpoint_added", "file_added"].map(|kind| Finding::new(kind, "a", "b"));
        let policy = Policy {
            allow: vec!["endpoint_added".to_owned(), "conflict".to_owned()],
            deny: vec!["file_added".to_owned()],
        };
        policy.apply(&mut findings);
        let levels = findings.map(|finding| finding.level);
        assert_eq!(levels, [Level::Conflict, Level::Note, Level::Drift]);
    }
}
