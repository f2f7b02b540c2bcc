//! A hashed table of phrases: the longest phrase that begins at a token.

use std::collections::HashMap;

use super::Class;
use crate::token::{Token, TokenKind, tokenise};

/// One meaning of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The class.
    pub class: Class,
    /// The canonical value.
    pub value: String,
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
    rest: Vec<String>,
    senses: Vec<Sense>,
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
    by_first: HashMap<String, Vec<Entry>>,
}

impl Trie {
    /// Adds a phrase. A phrase without a token is ignored.
    pub fn insert(&mut self, phrase: &str, sense: Sense) {
        let mut words = words_of(phrase).into_iter();
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let entries = self.by_first.entry(first).or_default();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.rest == rest) {
            if !entry.senses.contains(&sense) {
                entry.senses.push(sense);
            }
        } else {
            entries.push(Entry {
                rest,
                senses: vec![sense],
            });
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
            entry.rest.len() < words.len()
                && entry
                    .rest
                    .iter()
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
            .max_by_key(|entry| entry.rest.len())?;
        let own = language != Language::En
            && entry
                .senses
                .iter()
                .any(|sense| sense.language == language && language != Language::Any);
        // A function word of the text's own language is no English one: `no` is `in the` in Portuguese.
        let shadowed = |sense: &Sense| {
            own && entry.rest.is_empty()
                && sense.language == Language::En
                && FUNCTION.contains(&sense.class)
        };
        let senses = entry
            .senses
            .iter()
            .filter(|sense| sense.language.occurs_in(language) && !shadowed(sense));
        Some((entry.rest.len() + 1, senses.collect()))
    }

    /// Returns the senses of a single word, whatever the language.
    pub fn word(&self, word: &str) -> &[Sense] {
        let entries = self.by_first.get(word);
        entries
            .and_then(|entries| entries.iter().find(|entry| entry.rest.is_empty()))
            .map_or(&[], |entry| entry.senses.as_slice())
    }

    /// Every word of every phrase.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.by_first.iter().flat_map(|(first, entries)| {
            std::iter::once(first.as_str()).chain(
                entries
                    .iter()
                    .flat_map(|entry| entry.rest.iter().map(String::as_str)),
            )
        })
    }
}

/// The words of a phrase, cut exactly as a text is cut.
fn words_of(phrase: &str) -> Vec<String> {
    // Most phrases are plain words, which are cut at blanks just as well.
    let plain = |word: &str| {
        let inner = word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'\''));
        inner
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.ends_with(|c: char| c.is_ascii_lowercase())
    };
    if phrase.split_ascii_whitespace().all(plain) {
        return phrase.split_ascii_whitespace().map(str::to_owned).collect();
    }
    tokenise(phrase)
        .into_iter()
        .filter(|token: &Token| token.kind != TokenKind::Break)
        .map(|token| token.text)
        .collect()
}
