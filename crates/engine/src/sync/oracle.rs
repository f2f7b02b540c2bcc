//! What the documents would say of another model: the inverse of the derivation is a search that
//! asks this, so no sentence is taken apart by a pattern of its own.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

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
    /// What was tried, by page and edits: a word that stands in a hundred lines asks for the same.
    tried: RefCell<HashMap<Question, Option<Rc<Tried>>>>,
}

/// A page, and edits as text.
type Question = (&'static str, String);

/// A model that might be meant, and the lines that it would bring to a page.
pub struct Tried {
    /// The model.
    pub spec: Spec,
    /// The lines.
    pub comes: Vec<Came>,
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
            tried: RefCell::default(),
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

    /// Returns what edits of `spec` lead to, when they fit, change something and make sense. `sofar`
    /// led to `spec`.
    pub fn tried(
        &self,
        spec: &Spec,
        sofar: &[Edit],
        edits: &[Edit],
        page: &'static str,
    ) -> Option<Rc<Tried>> {
        let key = (page, serde_json::to_string(&(sofar, edits)).ok()?);
        if let Some(known) = self.tried.borrow().get(&key) {
            return known.clone();
        }
        let next = after(spec, edits).filter(|next| next != spec);
        let tried = next.map(|spec| {
            let comes = self.comes(&spec, page);
            Rc::new(Tried { spec, comes })
        });
        self.tried.borrow_mut().insert(key, tried.clone());
        tried
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
