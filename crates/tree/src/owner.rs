//! Who may change a file, which decides what regeneration does with it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The ownership class of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// Rendered again at each change and merged with what people wrote into it.
    #[default]
    Generated,
    /// The user's once changed: a later version replaces it only while nobody has touched it, and is offered then on.
    Seeded,
    /// Written once and never changed again, such as a migration.
    AppendOnly,
    /// The user's: read, never written by regeneration.
    User,
}

impl Owner {
    /// Returns the word that manifest and template packs use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Seeded => "seeded",
            Self::AppendOnly => "append-only",
            Self::User => "user",
        }
    }

    /// Returns the owner that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Generated, Self::Seeded, Self::AppendOnly, Self::User]
            .into_iter()
            .find(|owner| owner.word() == word)
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
