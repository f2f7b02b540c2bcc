//! Why a text is not a manifest, with the way out.

use specgen_diag::{Diagnostic, ExitClass, Place};
use thiserror::Error;

use crate::ProjectPath;

/// A line of `specgen.lock` that this version does not understand.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("specgen.lock:{line}: {problem}")]
pub struct ManifestError {
    /// The line, counted from 1.
    pub line: usize,
    /// The line itself.
    pub source_line: String,
    /// What is wrong with it.
    pub problem: ManifestProblem,
}

/// What is wrong with a line of `specgen.lock`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ManifestProblem {
    /// Another version of specgen wrote the file.
    #[error("the format is `{0}`, this specgen reads format `1`")]
    UnknownFormat(String),
    /// The header lacks a line.
    #[error("the header has no line `{0} = …` here")]
    Header(&'static str),
    /// Git left a conflict.
    #[error("git left a conflict marker")]
    ConflictMarker,
    /// Two records describe one file.
    #[error("the path `{0}` has two records")]
    Duplicate(ProjectPath),
    /// The line is no JSON object.
    #[error("the record is not one JSON object: {0}")]
    Json(String),
    /// A field is missing or has another form.
    #[error("the field `{field}` {reason}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// What is wrong with it, to follow the name in a sentence.
        reason: String,
    },
}

impl ManifestProblem {
    const fn hint(&self) -> &'static str {
        match self {
            Self::UnknownFormat(_) => {
                "install a newer specgen: an older one would lose what it does not know"
            }
            Self::ConflictMarker | Self::Duplicate(_) => {
                "keep one line per path and no marker line, then run `specgen build`"
            }
            Self::Header(_) | Self::Json(_) | Self::Field { .. } => {
                "take the file back from version control; specgen alone writes it"
            }
        }
    }
}

impl From<ManifestError> for Diagnostic {
    fn from(error: ManifestError) -> Self {
        let place = Place {
            file: "specgen.lock".to_owned(),
            line: error.line,
            column: 1,
            length: 1,
            source_line: error.source_line,
        };
        Self::error("E603", ExitClass::Refused, error.problem.to_string())
            .at(place)
            .hint(error.problem.hint())
    }
}
