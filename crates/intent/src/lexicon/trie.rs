//! The table of phrases: the longest phrase that begins at a token.

use std::collections::BTreeMap;

use super::prepared::Prepared;
use super::{Class, Language, Sense, phrase};

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

/// Phrases by their first word: those of the program, and a workspace's own.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    prepared: Prepared,
    own: BTreeMap<String, BTreeMap<String, Vec<Sense>>>,
}

/// The words of a phrase behind its first one, and what it can mean.
struct Entry<'a> {
    rest: &'a str,
    senses: Senses<'a>,
}

enum Senses<'a> {
    Prepared(Prepared, usize),
    Own(&'a [Sense]),
}

impl Entry<'_> {
    /// The words after the first.
    fn inner(&self) -> impl Iterator<Item = &str> {
        self.rest.split_ascii_whitespace()
    }

    fn senses(&self) -> Vec<Sense> {
        match self.senses {
            Senses::Prepared(prepared, entry) => prepared.senses(entry).collect(),
            Senses::Own(senses) => senses.to_vec(),
        }
    }

    fn occurs_in(&self, language: Language) -> bool {
        let senses = self.senses();
        senses
            .iter()
            .any(|sense| sense.language.occurs_in(language))
    }

    /// Returns whether the words after the first stand at the start of `words`.
    fn begins(&self, words: &[impl AsRef<str>]) -> bool {
        let mut words = words.iter();
        self.inner()
            .all(|want| words.next().is_some_and(|have| have.as_ref() == want))
    }
}

impl Trie {
    /// Makes a table of the program's own phrases.
    pub fn of(prepared: Prepared) -> Self {
        Self {
            prepared,
            own: BTreeMap::new(),
        }
    }

    /// Adds a phrase of a workspace. A phrase without a word is ignored.
    pub fn insert(&mut self, phrase: &str, sense: Sense) {
        let Some((first, rest)) = phrase::cut(phrase) else {
            return;
        };
        let senses = self.own.entry(first).or_default().entry(rest).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// The phrases that begin with a word.
    fn beginning(&self, first: &str) -> impl Iterator<Item = Entry<'_>> {
        let prepared = self.prepared.beginning(first);
        let own = self.own.get(first).into_iter().flatten();
        self.prepared_entries(prepared).chain(own.map(own_entry))
    }

    fn prepared_entries(
        &self,
        entries: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = Entry<'_>> {
        entries.map(|entry| Entry {
            rest: self.prepared.rest(entry),
            senses: Senses::Prepared(self.prepared, entry),
        })
    }

    /// Every first word with the phrases that it begins.
    fn all(&self) -> impl Iterator<Item = (&str, Vec<Entry<'_>>)> {
        let prepared = self.prepared.firsts().map(|(first, entries)| {
            let entries = self.prepared_entries(entries);
            (first, entries.collect())
        });
        let own = self.own.iter().map(|(first, entries)| {
            let entries = entries.iter().map(own_entry);
            (first.as_str(), entries.collect())
        });
        prepared.chain(own)
    }

    /// Returns the number of tokens and the senses of the longest phrase at the start of `words` that
    /// occurs in texts of `language`.
    pub fn longest(
        &self,
        words: &[impl AsRef<str>],
        language: Language,
    ) -> Option<(usize, Vec<Sense>)> {
        let (first, behind) = words.split_first()?;
        let mut longest: Option<(usize, Vec<Sense>)> = None;
        for entry in self.beginning(first.as_ref()) {
            if !entry.begins(behind) || !entry.occurs_in(language) {
                continue;
            }
            let inner = entry.inner().count();
            match &mut longest {
                Some((known, _)) if *known > inner => {}
                // The same phrase, of the program and of the workspace.
                Some((known, senses)) if *known == inner => {
                    let more = entry.senses().into_iter();
                    let more: Vec<Sense> = more.filter(|sense| !senses.contains(sense)).collect();
                    senses.extend(more);
                }
                _ => longest = Some((inner, entry.senses())),
            }
        }
        let (inner, mut senses) = longest?;
        let own = language != Language::En
            && language != Language::Any
            && senses.iter().any(|sense| sense.language == language);
        // A function word of the text's own language is no English one: `no` is `in the` in Portuguese.
        let shadowed = |sense: &Sense| {
            own && inner == 0 && sense.language == Language::En && FUNCTION.contains(&sense.class)
        };
        senses.retain(|sense| sense.language.occurs_in(language) && !shadowed(sense));
        Some((inner + 1, senses))
    }

    /// Returns the senses of a single word, whatever the language.
    pub fn word(&self, word: &str) -> Vec<Sense> {
        let entries = self.beginning(word);
        entries
            .filter(|entry| entry.rest.is_empty())
            .flat_map(|entry| entry.senses())
            .collect()
    }

    /// Does a phrase begin with this word?
    pub fn begins(&self, word: &str) -> bool {
        self.beginning(word).next().is_some()
    }

    /// Calls `take` with every word that stands behind the first one of a phrase, as often as it occurs.
    pub fn each_inner_word(&self, mut take: impl FnMut(&str)) {
        for entry in self.all().flat_map(|(_, entries)| entries) {
            entry.inner().for_each(&mut take);
        }
    }

    /// Calls `take` with every word of every phrase that occurs in texts of a language.
    pub fn each_word(&self, language: Language, mut take: impl FnMut(&str)) {
        for (first, entries) in self.all() {
            let mut occurs = false;
            for entry in entries.iter().filter(|entry| entry.occurs_in(language)) {
                occurs = true;
                entry.inner().for_each(&mut take);
            }
            if occurs {
                take(first);
            }
        }
    }
}

fn own_entry<'a>((rest, senses): (&'a String, &'a Vec<Sense>)) -> Entry<'a> {
    Entry {
        rest,
        senses: Senses::Own(senses),
    }
}
