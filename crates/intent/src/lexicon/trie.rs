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
}

#[derive(Clone, Debug)]
struct Entry {
    rest: Vec<String>,
    senses: Vec<Sense>,
}

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

    /// Returns the number of tokens and the senses of the longest phrase at the start of `words`.
    pub fn longest<'a>(&self, words: &[impl AsRef<str> + 'a]) -> Option<(usize, &[Sense])> {
        let entries = self.by_first.get(words.first()?.as_ref())?;
        entries
            .iter()
            .filter(|entry| {
                entry.rest.len() < words.len()
                    && entry
                        .rest
                        .iter()
                        .zip(words.iter().skip(1))
                        .all(|(want, have)| want == have.as_ref())
            })
            .max_by_key(|entry| entry.rest.len())
            .map(|entry| (entry.rest.len() + 1, entry.senses.as_slice()))
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
    let simple = phrase.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
    if simple {
        return phrase.split_ascii_whitespace().map(str::to_owned).collect();
    }
    tokenise(phrase)
        .into_iter()
        .filter(|token: &Token| token.kind != TokenKind::Break)
        .map(|token| token.text)
        .collect()
}
