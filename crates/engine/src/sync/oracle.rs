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
use crate::documents::{Memory, TASKS, beside, pages};

/// Derives documents of models that might be meant.
pub struct Oracle<'a> {
    memory: &'a Memory,
    pack: Pack,
    now: HashSet<(&'static str, String, String)>,
    /// The documents of the model as it is.
    texts: [(&'static str, String); 3],
    /// The lines that go when a place of the model changes, by that place: what one value of it
    /// leaves as it is, no other changes.
    touched: RefCell<HashMap<String, HashSet<String>>>,
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
        let texts = pages(spec, memory, &pack);
        let now = texts.iter().flat_map(|(name, text)| {
            let lines = lines(text).into_iter();
            lines.map(|line| (*name, line.heading, line.text))
        });
        Self {
            now: now.collect(),
            memory,
            pack,
            texts,
            touched: RefCell::default(),
            tried: RefCell::default(),
        }
    }

    /// Returns whether a line of a document follows from the model as it is.
    pub fn says(&self, page: &'static str, line: &Line) -> bool {
        let key = (page, line.heading.clone(), line.text.clone());
        self.now.contains(&key)
    }

    /// Returns what edits of `spec` lead to, when they fit, change something, make sense and do not
    /// leave `line` of the page as it is. `sofar` led to `spec`.
    pub fn tried(
        &self,
        spec: &Spec,
        sofar: &[Edit],
        edits: &[Edit],
        page: &'static str,
        line: &str,
    ) -> Option<Rc<Tried>> {
        let mut place = place(edits);
        if page == TASKS {
            place.push_str(page);
        }
        // What a place leads to is known of the model as it is, not of one that was edited already.
        if sofar.is_empty() && !self.may_touch(&place, line) {
            return None;
        }
        let key = (page, serde_json::to_string(&(sofar, edits)).ok()?);
        if let Some(known) = self.tried.borrow().get(&key) {
            return known.clone();
        }
        let next = after(spec, edits).filter(|next| next != spec);
        let tried = match next {
            None => None,
            Some(spec) => {
                let texts = beside(&spec, self.memory, &self.pack, page);
                if sofar.is_empty() {
                    self.learn(&place, &texts);
                    if !self.may_touch(&place, line) {
                        return None;
                    }
                }
                let text = texts.iter().find(|(name, _)| *name == page);
                let all = text.map_or_else(Vec::new, |(_, text)| lines(text));
                let comes = self.new_ones(all, page);
                Some(Rc::new(Tried { spec, comes }))
            }
        };
        self.tried.borrow_mut().insert(key, tried.clone());
        tried
    }

    fn may_touch(&self, place: &str, line: &str) -> bool {
        let touched = self.touched.borrow();
        touched.get(place).is_none_or(|lines| lines.contains(line))
    }

    /// Keeps which lines go with another value of a place; a value that changes no line, such as the
    /// default written down, says nothing of the next.
    fn learn(&self, place: &str, texts: &[(&'static str, String)]) {
        if self.touched.borrow().contains_key(place) || self.texts.starts_with(texts) {
            return;
        }
        let mut gone = HashSet::new();
        for ((_, now), (_, next)) in self.texts.iter().zip(texts) {
            let mut left: HashMap<&str, usize> = HashMap::new();
            for line in next.lines() {
                *left.entry(line).or_default() += 1;
            }
            for line in now.lines() {
                match left.get_mut(line) {
                    Some(count) if *count > 0 => *count -= 1,
                    _ => {
                        gone.insert(line.to_owned());
                    }
                }
            }
        }
        self.touched.borrow_mut().insert(place.to_owned(), gone);
    }

    /// Returns the lines of a page that another model would bring.
    pub fn comes(&self, spec: &Spec, page: &'static str) -> Vec<Came> {
        self.new_ones(self.page(spec, page), page)
    }

    fn new_ones(&self, lines: Vec<Line>, page: &'static str) -> Vec<Came> {
        let lines = lines.into_iter().filter(|line| !self.says(page, line));
        lines
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

/// Returns the places that edits are about, without the values that they get.
fn place(edits: &[Edit]) -> String {
    let mut places = String::new();
    for edit in edits {
        let kind = match edit {
            Edit::Rename { .. } => "name of ",
            Edit::Convert { .. } => "unit of ",
            Edit::Clear { .. } => "no ",
            _ => "",
        };
        places.push_str(&format!("{kind}{};", edit.path()));
    }
    places
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
