//! The reading: facts and everything the report says beside them. Key names are those of the contract.

use serde::Serialize;
use specgen_spec::fact::{Facet, Fact};

/// Everything that was read from a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// What the specification would hold.
    pub facts: Vec<Fact>,
    /// Parts of the text that no fact represents.
    pub not_understood: Vec<NotUnderstood>,
    /// What was decided without being told.
    pub assumptions: Vec<Note>,
    /// What has to be known.
    pub questions: Vec<Note>,
    /// Named products, languages and frameworks that are replaced.
    pub substitutions: Vec<Substitution>,
    /// Phrases that exclude each other.
    pub contradictions: Vec<Contradiction>,
    /// Which rule accounts for which part of the text.
    pub account: Vec<Accounted>,
    /// Who read it: `embedded`.
    pub engine: String,
}

/// A part of the text that no fact represents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotUnderstood {
    /// The part, verbatim.
    pub text: String,
    /// First UTF-8 byte.
    pub start: usize,
    /// End byte, exclusive.
    pub end: usize,
    /// Why it is left out.
    pub why: String,
}

/// An assumption or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// One sentence.
    pub text: String,
    /// The facet it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
}

/// Something named that another thing stands in for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Substitution {
    /// What the text names, verbatim.
    pub asked: String,
    /// What is used.
    pub used: String,
    /// Why.
    pub why: String,
}

/// Two phrases that exclude each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// One phrase, verbatim.
    pub a: String,
    /// The other, verbatim.
    pub b: String,
    /// What was done or is asked.
    pub resolution: String,
}

/// One run of the text and the rule that accounts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accounted {
    /// First UTF-8 byte.
    pub start: usize,
    /// End byte, exclusive.
    pub end: usize,
    /// The rule; `filler` for words without weight, `not_understood` for what is quoted there.
    pub rule: &'static str,
}

/// The notes that frames collect.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    pub(crate) assumptions: Vec<Note>,
    pub(crate) questions: Vec<Note>,
    pub(crate) substitutions: Vec<Substitution>,
    pub(crate) contradictions: Vec<Contradiction>,
}

impl Notes {
    /// Adds an assumption once.
    pub fn assume(&mut self, facet: Facet, text: impl Into<String>) {
        push_once(
            &mut self.assumptions,
            Note {
                text: text.into(),
                facet: Some(facet),
            },
        );
    }

    /// Adds a question once.
    pub fn ask(&mut self, facet: Facet, text: impl Into<String>) {
        push_once(
            &mut self.questions,
            Note {
                text: text.into(),
                facet: Some(facet),
            },
        );
    }

    /// Adds a substitution once.
    pub fn substitute(&mut self, asked: &str, used: &str, why: impl Into<String>) {
        let one = Substitution {
            asked: asked.to_owned(),
            used: used.to_owned(),
            why: why.into(),
        };
        if !self
            .substitutions
            .iter()
            .any(|have| have.asked.eq_ignore_ascii_case(asked))
        {
            self.substitutions.push(one);
        }
    }

    /// Adds a contradiction.
    pub fn contradict(&mut self, a: &str, b: &str, resolution: impl Into<String>) {
        self.contradictions.push(Contradiction {
            a: a.to_owned(),
            b: b.to_owned(),
            resolution: resolution.into(),
        });
    }
}

fn push_once(list: &mut Vec<Note>, note: Note) {
    if !list.contains(&note) {
        list.push(note);
    }
}
