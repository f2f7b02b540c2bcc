//! What is to be said beside a result: what was not understood, assumed, replaced, left open.

use serde::Serialize;
use specgen_intent::Reading;

pub use specgen_intent::{Contradiction, NotUnderstood, Note, Substitution};

/// What a text said that the specification does not hold, and what was decided without being said.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// The parts of the text that no fact represents.
    pub not_understood: Vec<NotUnderstood>,
    /// What was decided without being said.
    pub assumptions: Vec<Note>,
    /// What only the user can decide.
    pub questions: Vec<Note>,
    /// What stands in for something that was named.
    pub substitutions: Vec<Substitution>,
    /// Phrases that exclude each other.
    pub contradictions: Vec<Contradiction>,
}

impl Report {
    /// Takes over what a reading says beside its facts.
    pub(crate) fn of(reading: Reading) -> Self {
        Self {
            not_understood: reading.not_understood,
            assumptions: reading.assumptions,
            questions: reading.questions,
            substitutions: reading.substitutions,
            contradictions: reading.contradictions,
        }
    }

    /// Adds a part of the text that no fact represents, unless it is reported already.
    pub(crate) fn gap(&mut self, text: &str, start: usize, end: usize, why: &str) {
        let words = text.get(start..end).unwrap_or_default();
        let known = self
            .not_understood
            .iter()
            .any(|one| one.start <= start && end <= one.end);
        if words.is_empty() || known {
            return;
        }
        self.not_understood.push(NotUnderstood {
            text: words.to_owned(),
            start,
            end,
            why: why.to_owned(),
        });
        self.not_understood.sort_by_key(|one| one.start);
    }
}
