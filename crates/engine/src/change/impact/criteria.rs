//! Acceptance criteria that come, say something else, or are withdrawn.

use serde::Serialize;
use specgen_spec::derive::trace::{Kind, Trace};
use specgen_spec::derive::{Criterion as Derived, Documents};

/// What happens to acceptance criteria.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Criteria {
    /// Those that come.
    pub added: Vec<Criterion>,
    /// Those that say something else.
    pub changed: Vec<Criterion>,
    /// Those that are withdrawn; their numbers stay taken.
    pub withdrawn: Vec<Criterion>,
}

/// An acceptance criterion as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// Its identity, also in the names of tests.
    pub key: String,
    /// Its number, such as `3.2`.
    pub number: String,
    /// What it says; of a withdrawn one what it said.
    pub text: String,
    /// Whether the templates emit what it asks for.
    pub built: bool,
}

impl Criteria {
    /// Compares the criteria before and after a change; the trace after it has all numbers.
    pub fn between(before: &Documents, after: &Documents, trace: &Trace) -> Self {
        let old: Vec<&Derived> = all(before);
        let new: Vec<&Derived> = all(after);
        let shown = |one: &Derived| Criterion {
            key: one.key.to_string(),
            number: trace
                .record(Kind::Criterion, &one.key)
                .map_or_else(String::new, |record| record.number.clone()),
            text: one.ears.to_string(),
            built: one.held.is_none(),
        };
        let mut found = Self::default();
        for one in &new {
            match old.iter().find(|known| follows(one, known)) {
                None => found.added.push(shown(one)),
                Some(known) if known.ears != one.ears => found.changed.push(shown(one)),
                Some(_) => {}
            }
        }
        let gone = old
            .iter()
            .filter(|known| !new.iter().any(|one| follows(one, known)));
        found.withdrawn = gone.map(|one| shown(one)).collect();
        found
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.added.len() + self.changed.len() + self.withdrawn.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn all(documents: &Documents) -> Vec<&Derived> {
    let criteria = documents.requirements.criteria();
    criteria.map(|(_, criterion)| criterion).collect()
}

/// Returns whether a criterion is what another one was before, under its name then.
fn follows(one: &Derived, known: &Derived) -> bool {
    one.key == known.key || one.was.contains(&known.key)
}
