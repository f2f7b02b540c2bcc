//! Requirements as values: keys, user stories and acceptance criteria.

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::{Ears, Key};

/// Everything that `requirements.md` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Requirements {
    /// What the project is, what is assumed, replaced, open and not built.
    pub introduction: Vec<Block>,
    /// The words that the criteria use, in alphabetical order.
    pub glossary: Vec<Term>,
    /// The requirements, in the order of a new document.
    pub requirements: Vec<Requirement>,
}

impl Requirements {
    /// Returns every criterion with its requirement.
    pub fn criteria(&self) -> impl Iterator<Item = (&Requirement, &Criterion)> {
        self.requirements.iter().flat_map(|requirement| {
            requirement
                .criteria
                .iter()
                .map(move |one| (requirement, one))
        })
    }
}

/// A word and what it means here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The word.
    pub word: String,
    /// Its meaning, one sentence.
    pub meaning: String,
}

/// A requirement: what somebody wants, and how it is checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its identity.
    pub key: Key,
    /// Its identity under earlier names of the element that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Key>,
    /// Its title.
    pub title: String,
    /// Who wants it, and why.
    pub story: Story,
    /// How it is checked.
    pub criteria: Vec<Criterion>,
}

impl Requirement {
    /// Makes a requirement without criteria.
    pub fn new(key: impl Into<Key>, title: impl Into<String>, story: Story) -> Self {
        Self {
            key: key.into(),
            was: Vec::new(),
            title: title.into(),
            story,
            criteria: Vec::new(),
        }
    }

    /// Adds a criterion that a task builds.
    pub fn add(&mut self, key: impl Into<Key>, task: impl Into<Key>, ears: Ears) -> &mut Criterion {
        let place = self.criteria.len();
        self.criteria.push(Criterion {
            key: key.into(),
            was: Vec::new(),
            task: task.into(),
            held: None,
            ears,
        });
        &mut self.criteria[place]
    }

    /// Adds a criterion that a task builds, and returns the requirement.
    #[must_use]
    pub fn with(mut self, key: impl Into<Key>, task: impl Into<Key>, ears: Ears) -> Self {
        self.add(key, task, ears);
        self
    }
}

/// A user story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Who: with an article, `an operator`.
    pub role: String,
    /// What: after `I want`.
    pub want: String,
    /// Why: after `so that`.
    pub so_that: String,
}

impl Story {
    /// Makes a story.
    pub fn new(
        role: impl Into<String>,
        want: impl Into<String>,
        so_that: impl Into<String>,
    ) -> Self {
        Self {
            role: role.into(),
            want: want.into(),
            so_that: so_that.into(),
        }
    }
}

/// One acceptance criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its identity: code, tests, trace and evidence name it by this.
    pub key: Key,
    /// Its identity under earlier names of the element that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Key>,
    /// The task that builds it.
    pub task: Key,
    /// What it waits for; absent when the template pack builds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// What must hold.
    pub ears: Ears,
}

/// Something that the specification asks for and the template pack does not emit yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The word that a template pack lists when it emits it.
    pub word: String,
    /// What it is, for people.
    pub title: String,
}

impl Criterion {
    /// Adds the keys that it had under earlier names of its element.
    pub fn named_before(&mut self, section: &str, aspect: &[&str], was: &[crate::model::Name]) {
        for name in was {
            let mut parts = vec![section, name.as_str()];
            parts.extend_from_slice(aspect);
            self.was.push(Key::of(&parts));
        }
    }
}
