//! What lists facts reads from: a specification and where each of its values came from.

use serde_json::Value;

use super::{Facet, Fact, Origin};
use crate::Spec;
use crate::edit::Path;
use crate::origin::Origins;

/// The facts of a specification while they are being listed.
pub(super) struct Listing<'a> {
    pub spec: &'a Spec,
    origins: Origins,
    out: Vec<Fact>,
}

impl<'a> Listing<'a> {
    /// Starts with no fact and the records that still hold.
    pub fn new(spec: &'a Spec, origins: &Origins) -> Self {
        Self {
            spec,
            origins: origins.of(spec),
            out: Vec::new(),
        }
    }

    /// Starts a fact about a place; none when the place only came along with another fact.
    pub fn start(&self, kind: Facet, path: &Path) -> Option<Fact> {
        let mut fact = Fact::new(kind);
        if let Some(record) = self.origins.get(path) {
            if record.origin == Origin::Default {
                return None;
            }
            fact.origin = record.origin;
            fact.span = record.span;
        }
        Some(fact)
    }

    /// Adds a key whose value stands at a place.
    pub fn key(&self, fact: &mut Fact, key: &str, value: impl Into<Value>, path: &Path) {
        if self.origins.get(path).is_some_and(|record| record.assumed) {
            fact.assumed.push(key.to_owned());
        }
        fact.keys.insert(key.to_owned(), value.into());
    }

    /// Adds a key when there is a value.
    pub fn some<T: Into<Value>>(&self, fact: &mut Fact, key: &str, value: Option<T>, path: &Path) {
        if let Some(value) = value {
            self.key(fact, key, value, path);
        }
    }

    /// Adds a finished fact.
    pub fn push(&mut self, fact: Fact) {
        self.out.push(fact);
    }

    /// Adds a fact with one key, whose value stands at a place.
    pub fn single(&mut self, facet: Facet, key: &str, value: impl Into<Value>, path: &Path) {
        if let Some(mut fact) = self.start(facet, path) {
            self.key(&mut fact, key, value, path);
            self.push(fact);
        }
    }

    /// Adds what the tool does for every project.
    pub fn default(&mut self, facet: Facet, value: impl Into<Value>) {
        self.out.push(
            Fact::new(facet)
                .with("value", value)
                .origin(Origin::Default),
        );
    }

    /// Returns all facts.
    pub fn done(self) -> Vec<Fact> {
        self.out
    }
}
