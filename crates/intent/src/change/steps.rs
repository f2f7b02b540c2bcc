//! What a request asks for so far.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Fact, Origin};

use super::Step;
use super::names::Object;
use super::request::Request;

impl Request<'_> {
    /// Does the request take this away?
    pub fn removes(&self, path: &Path) -> bool {
        self.steps.iter().any(|step| {
            matches!(step, Step::Edit { edit: Edit::Remove { path: gone, .. }, .. } if gone == path)
        })
    }

    /// Adds an edit that a run asks for, once.
    pub fn edit(&mut self, edit: Edit, range: &Range<usize>) {
        let span = self.span(range);
        let known = |step: &Step| matches!(step, Step::Edit { edit: known, .. } if *known == edit);
        if !self.steps.iter().any(known) {
            self.steps.push(Step::Edit { edit, span });
        }
    }

    /// Adds a statement that a run makes, once.
    pub fn state(&mut self, fact: Fact, range: &Range<usize>) {
        let span = self.span(range);
        let fact = fact.origin(Origin::Prompt).at(span);
        let known = |step: &Step| matches!(step, Step::Fact(known) if known.facet == fact.facet && known.keys == fact.keys);
        if !self.steps.iter().any(known) {
            self.steps.push(Step::Fact(fact));
        }
    }

    /// Remembers what was named last.
    pub fn remember(&mut self, object: Option<&Object>) {
        if let Some(object) = object {
            self.last = Some(object.clone());
        }
    }
}
