//! What was read out of edited documents, as values to show and to carry out.

use serde::Serialize;
use specgen_spec::edit::Edit;

/// A document as it was rendered and as it stands.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its name: `requirements.md`.
    pub name: &'static str,
    /// Its path in the workspace.
    pub path: String,
    /// As it was rendered.
    pub base: String,
    /// As it stands.
    pub work: String,
}

/// A line that means an edit of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// The document.
    pub path: String,
    /// The line in it, from 1; of a removed line the one that it stood before.
    pub line: usize,
    /// The line as it was derived; empty when it is new.
    pub was: String,
    /// The line as it stands; empty when it was removed.
    pub now: String,
    /// What changes, in words.
    pub means: Vec<String>,
    /// The edits.
    #[serde(skip)]
    pub edits: Vec<Edit>,
    /// The row that is derived then, when a row was added.
    #[serde(skip)]
    pub derived: String,
    /// What a row says beyond the edits, as `column: text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beyond: Vec<String>,
}

/// A line that looks like a statement and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The document.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// Why not, and what to do.
    pub why: String,
}

/// What was read out of the documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// What is taken into the model.
    pub taken: Vec<Taken>,
    /// What looks like a statement and could not be read. It stays in the document.
    pub unread: Vec<Unread>,
    /// Phrases that nobody has to understand any more.
    pub dismissed: Vec<String>,
    /// Ticks and tasks of the user's, which stay and count as no evidence.
    pub kept: Vec<Unread>,
}

impl Reading {
    /// Returns whether the documents say nothing that the model does not.
    pub fn is_nothing(&self) -> bool {
        self.taken.is_empty() && self.dismissed.is_empty()
    }

    /// Returns all edits, each once.
    pub fn edits(&self) -> Vec<Edit> {
        let mut all: Vec<Edit> = Vec::new();
        for edit in self.taken.iter().flat_map(|taken| &taken.edits) {
            if !all.contains(edit) {
                all.push(edit.clone());
            }
        }
        all
    }
}
