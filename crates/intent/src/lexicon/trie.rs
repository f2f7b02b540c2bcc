//! A hashed table of phrases: the longest phrase that begins at a token.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::Class;
use super::hash::WordHashes;
use crate::token::{Token, TokenKind, tokenise};

/// A text of an embedded table, which needs no copy, or of a workspace's own.
pub type Text = Cow<'static, str>;

/// One meaning of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The class.
    pub class: Class,
    /// The canonical value.
    pub value: Text,
    /// The language of the phrase.
    pub language: Language,
}

/// The languages of the data files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Names that are the same everywhere.
    #[default]
    Any,
    /// English, which technical words of every text are taken from.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Portuguese.
    Pt,
    /// Indonesian and Malay.
    Id,
    /// Italian.
    It,
    /// Dutch.
    Nl,
}

impl Language {
    /// May a phrase of this language be meant in a text of that one?
    pub fn occurs_in(self, text: Self) -> bool {
        matches!(self, Self::Any | Self::En) || self == text || text == Self::Any
    }
}

#[derive(Clone, Debug)]
struct Entry {
    /// The words after the first, with blanks between them.
    rest: Text,
    /// How many they are.
    words: usize,
    senses: Senses,
}

/// The meanings of a phrase: nearly always one, which needs no place of its own.
#[derive(Clone, Debug)]
struct Senses {
    first: Sense,
    more: Vec<Sense>,
}

impl Senses {
    fn iter(&self) -> impl Iterator<Item = &Sense> {
        std::iter::once(&self.first).chain(&self.more)
    }
}

/// The phrases that begin with a word: half of the words begin only one.
#[derive(Clone, Debug)]
struct Entries {
    first: Entry,
    more: Vec<Entry>,
}

impl Entries {
    fn iter(&self) -> impl Iterator<Item = &Entry> {
        std::iter::once(&self.first).chain(&self.more)
    }

    fn get_mut(&mut self, rest: &str) -> Option<&mut Entry> {
        if self.first.rest == rest {
            return Some(&mut self.first);
        }
        self.more.iter_mut().find(|entry| entry.rest == rest)
    }
}

impl Entry {
    fn inner(&self) -> impl Iterator<Item = &str> {
        self.rest.split_ascii_whitespace()
    }
}

/// Classes of words that steer rules and differ between languages.
const FUNCTION: [Class; 9] = [
    Class::Neg,
    Class::Filler,
    Class::If,
    Class::Every,
    Class::Hold,
    Class::Within,
    Class::And,
    Class::Op,
    Class::Number,
];

/// Phrases by their first word.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    by_first: HashMap<Text, Entries, WordHashes>,
}

impl Trie {
    /// Makes room for so many first words.
    pub fn with_capacity(first_words: usize) -> Self {
        Self {
            by_first: HashMap::with_capacity_and_hasher(first_words, WordHashes::default()),
        }
    }

    /// Adds a phrase. A phrase without a token is ignored.
    pub fn insert(&mut self, phrase: Text, sense: Sense) {
        let (first, rest) = halves(cut_as_texts_are(phrase));
        if first.is_empty() {
            return;
        }
        let made = |rest: Text, sense: Sense| Entry {
            words: rest.split_ascii_whitespace().count(),
            rest,
            senses: Senses {
                first: sense,
                more: Vec::new(),
            },
        };
        match self.by_first.entry(first) {
            Slot::Vacant(slot) => {
                slot.insert(Entries {
                    first: made(rest, sense),
                    more: Vec::new(),
                });
            }
            Slot::Occupied(slot) => {
                let entries = slot.into_mut();
                match entries.get_mut(&rest) {
                    Some(entry) if entry.senses.iter().any(|known| *known == sense) => {}
                    Some(entry) => entry.senses.more.push(sense),
                    None => entries.more.push(made(rest, sense)),
                }
            }
        }
    }

    /// Returns the number of tokens and the senses of the longest phrase at the start of `words` that
    /// occurs in texts of `language`.
    pub fn longest<'a>(
        &self,
        words: &[impl AsRef<str> + 'a],
        language: Language,
    ) -> Option<(usize, Vec<&Sense>)> {
        let entries = self.by_first.get(words.first()?.as_ref())?;
        let fits = |entry: &&Entry| {
            entry.words < words.len()
                && entry
                    .inner()
                    .zip(words.iter().skip(1))
                    .all(|(want, have)| want == have.as_ref())
                && entry
                    .senses
                    .iter()
                    .any(|sense| sense.language.occurs_in(language))
        };
        let entry = entries
            .iter()
            .filter(fits)
            .max_by_key(|entry| entry.words)?;
        let own = language != Language::En
            && entry
                .senses
                .iter()
                .any(|sense| sense.language == language && language != Language::Any);
        // A function word of the text's own language is no English one: `no` is `in the` in Portuguese.
        let shadowed = |sense: &Sense| {
            own && entry.words == 0
                && sense.language == Language::En
                && FUNCTION.contains(&sense.class)
        };
        let senses = entry
            .senses
            .iter()
            .filter(|sense| sense.language.occurs_in(language) && !shadowed(sense));
        Some((entry.words + 1, senses.collect()))
    }

    /// Returns the senses of a single word, whatever the language.
    pub fn word(&self, word: &str) -> impl Iterator<Item = &Sense> {
        let entries = self.by_first.get(word);
        entries
            .and_then(|entries| entries.iter().find(|entry| entry.words == 0))
            .into_iter()
            .flat_map(|entry| entry.senses.iter())
    }

    /// Does a phrase begin with this word?
    pub fn begins(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }

    /// Every word that stands behind the first one of a phrase, repeated as often as it occurs.
    pub fn inner_words(&self) -> impl Iterator<Item = &str> {
        self.by_first
            .values()
            .flat_map(Entries::iter)
            .flat_map(Entry::inner)
    }

    /// Every word of every phrase that occurs in texts of a language.
    pub fn words(&self, language: Language) -> impl Iterator<Item = &str> {
        self.by_first.iter().flat_map(move |(first, entries)| {
            let fits = move |entry: &&Entry| {
                let mut senses = entry.senses.iter();
                senses.any(|sense| sense.language.occurs_in(language))
            };
            let begins = entries.iter().any(|entry| fits(&entry));
            let first = begins.then_some(first.as_ref());
            first
                .into_iter()
                .chain(entries.iter().filter(fits).flat_map(Entry::inner))
        })
    }
}

/// A phrase as its words with single blanks between them, cut exactly as a text is cut.
fn cut_as_texts_are(phrase: Text) -> Text {
    // Most phrases are plain words, which are cut at blanks just as well.
    if is_plain(&phrase) {
        return phrase;
    }
    let words: Vec<String> = tokenise(&phrase)
        .into_iter()
        .filter(|token: &Token| token.kind != TokenKind::Break)
        .map(|token| token.text)
        .collect();
    words.join(" ").into()
}

/// Returns whether a phrase is words of small letters, with hyphens and apostrophes inside only.
fn is_plain(phrase: &str) -> bool {
    let mut before = b' ';
    phrase.bytes().chain([b' ']).all(|byte| {
        let fits = match byte {
            b'a'..=b'z' => true,
            b' ' => before.is_ascii_lowercase(),
            b'-' | b'\'' => before != b' ',
            _ => false,
        };
        before = byte;
        fits
    })
}

/// The first word and the others.
fn halves(phrase: Text) -> (Text, Text) {
    match phrase {
        Cow::Borrowed(phrase) => {
            let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            (first.into(), rest.into())
        }
        Cow::Owned(phrase) => {
            let (first, rest) = phrase.split_once(' ').unwrap_or((&phrase, ""));
            (first.to_owned().into(), rest.to_owned().into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn plain_phrases_need_no_tokeniser() {
        for plain in ["a", "soil moisture", "e-mail", "l'eau d'un bassin", "a--b"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "",
            " a",
            "a ",
            "a  b",
            "-a",
            "a-",
            "a' b",
            "co2",
            "feuchtigkeitä",
            "a.b",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
