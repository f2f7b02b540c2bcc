//! One thing to tell the user, with its code, place and way out.

use serde::{Deserialize, Serialize};

use crate::{ExitClass, Place};

/// A stable code such as `E204`; documented, never reused.
pub type Code = &'static str;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Works, but probably not as meant.
    Warning,
    /// Stops the stage.
    Error,
}

/// What went wrong, where, and what to type next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One lowercase fragment without a final period.
    pub message: String,
    /// Where it stands; boxed to keep results small.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
    /// What to type next, one sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// The exit class that this diagnostic asks for.
    pub exit: ExitClass,
}

impl Diagnostic {
    /// Makes an error of an exit class.
    pub fn error(code: Code, exit: ExitClass, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            place: None,
            hints: Vec::new(),
            exit,
        }
    }

    /// Makes a note, which never changes the exit code.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, ExitClass::Done, message)
        }
    }

    /// Makes a warning, which never changes the exit code.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, ExitClass::Done, message)
        }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// Adds what to type next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// One or more diagnostics: the error type of every stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Returns the exit class of the gravest diagnostic: the first error's, or `Done`.
    pub fn exit(&self) -> ExitClass {
        let first_error = self.0.iter().find(|one| one.severity == Severity::Error);
        first_error.map_or(ExitClass::Done, |one| one.exit)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}
