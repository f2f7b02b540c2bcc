//! What the documents would say of another model: the inverse of the derivation is a search that
//! asks this, so no sentence is taken apart by a pattern of its own.

use std::collections::HashSet;

use specgen_spec::Spec;
use specgen_spec::derive::Pack;
use specgen_spec::edit::{Edit, Refusal, apply};
use specgen_spec::validate::validate;

use super::page::{Line, lines};
use super::pieces::{Piece, pieces};
use crate::documents::{Memory, pages};

/// Derives documents of models that might be meant.
pub struct Oracle<'a> {
    memory: &'a Memory,
    pack: Pack,
    now: HashSet<(&'static str, String, String)>,
}

/// A line that a model would bring.
#[derive(Clone, Debug)]
pub struct Came {
    /// The headings above it.
    pub heading: String,
    /// The line.
    pub text: String,
    /// The line as pieces.
    pub pieces: Vec<Piece>,
}

impl<'a> Oracle<'a> {
    /// Derives the documents of the model as it is.
    pub fn new(spec: &Spec, memory: &'a Memory, pack: Pack) -> Self {
        let mut oracle = Self {
            memory,
            pack,
            now: HashSet::new(),
        };
        for (name, text) in pages(spec, memory, &oracle.pack) {
            let lines = lines(&text).into_iter();
            oracle
                .now
                .extend(lines.map(|line| (name, line.heading, line.text)));
        }
        oracle
    }

    /// Returns whether a line of a document follows from the model as it is.
    pub fn says(&self, page: &'static str, line: &Line) -> bool {
        let key = (page, line.heading.clone(), line.text.clone());
        self.now.contains(&key)
    }

    /// Returns the lines of a page that another model would bring.
    pub fn comes(&self, spec: &Spec, page: &'static str) -> Vec<Came> {
        let lines = self.page(spec, page).into_iter();
        lines
            .filter(|line| !self.says(page, line))
            .map(|line| Came {
                pieces: pieces(&line.text),
                heading: line.heading,
                text: line.text,
            })
            .collect()
    }

    /// Returns all lines of a page of another model.
    pub fn page(&self, spec: &Spec, page: &str) -> Vec<Line> {
        let found = pages(spec, self.memory, &self.pack).into_iter();
        found
            .filter(|(name, _)| *name == page)
            .flat_map(|(_, text)| lines(&text))
            .collect()
    }
}

/// Returns the model after edits, when they fit and it makes sense.
pub fn after(spec: &Spec, edits: &[Edit]) -> Option<Spec> {
    attempt(spec, edits).ok()
}

/// Returns the model after edits, or why they do not fit.
///
/// # Errors
///
/// The refusals; none when the edits fit and the model makes no sense afterwards.
pub fn attempt(spec: &Spec, edits: &[Edit]) -> Result<Spec, Vec<Refusal>> {
    let applied = apply(spec, edits)?;
    validate(&applied.spec, None).map_err(|_| Vec::new())?;
    Ok(applied.spec)
}
