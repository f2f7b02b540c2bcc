//! The lexicon: every phrase the engine knows, from data files that a workspace can extend.

mod catalogue;
mod class;
mod language;
mod lists;
mod load;
mod phrase;
mod prepared;
mod spelling;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tables;
mod trie;
mod units;
mod words;

use std::collections::HashSet;
use std::sync::OnceLock;

pub use catalogue::Quantity;
pub use class::Class;
pub use language::Language;
pub use load::LexiconError;
pub use phrase::Sense;
pub use spelling::stems;
pub use trie::Trie;
pub use units::Unit;
pub use words::Words;

/// Phrases, units and quantities.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) phrases: Trie,
    /// Phrases that steer the reading of requests: kept apart, since prompts use the same words otherwise.
    pub(crate) requests: Trie,
    pub(crate) unit_words: Trie,
    pub(crate) units: Vec<Unit>,
    pub(crate) quantities: Vec<Quantity>,
    /// Words inside phrases and known words by letters: made when a word needs them, since most texts are plain.
    learned: OnceLock<HashSet<String>>,
    spelling: OnceLock<spelling::Spelling>,
    /// German compound endings: ending and the quantity it names.
    pub(crate) suffixes: Vec<(String, String)>,
    /// Storage engines that the tool can emit.
    pub(crate) emitted: Vec<String>,
    /// Words that rules ask for by their place alone.
    lists: lists::Lists,
}

impl Lexicon {
    /// Is this a word of a phrase?
    pub(crate) fn knows(&self, word: &str) -> bool {
        let inner = || {
            let mut words = HashSet::new();
            for table in [&self.phrases, &self.requests] {
                table.each_inner_word(|word| {
                    if !words.contains(word) {
                        words.insert(word.to_owned());
                    }
                });
            }
            words
        };
        self.phrases.begins(word)
            || self.requests.begins(word)
            || self.learned.get_or_init(inner).contains(word)
    }

    /// Does a list hold a word?
    pub(crate) fn says(&self, list: Words, word: &str) -> bool {
        self.lists.hold(list, word)
    }

    /// Does a word begin with one of a list?
    pub(crate) fn begins(&self, list: Words, word: &str) -> bool {
        self.words(list).any(|stem| word.starts_with(stem))
    }

    /// Returns every word of a list.
    pub(crate) fn words(&self, list: Words) -> impl Iterator<Item = &str> {
        self.lists.each(list)
    }

    /// Returns the known word that an unknown one is a slip of. Only slips in English words are corrected: other
    /// languages' words are too near to each other.
    pub(crate) fn nearest(&self, word: &str, careless: bool) -> Option<&str> {
        self.spelling
            .get_or_init(|| {
                let mut words = spelling::Spelling::default();
                for table in [&self.phrases, &self.requests] {
                    table.each_word(Language::En, |word| words.add(word));
                }
                words
            })
            .nearest(word, careless)
    }

    /// Returns the quantity with this canonical name.
    pub fn quantity(&self, name: &str) -> Option<&Quantity> {
        self.quantities
            .iter()
            .find(|quantity| quantity.name == name)
    }

    /// Returns the unit with this symbol.
    pub fn unit(&self, symbol: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.symbol == symbol)
    }

    /// Returns the unit that is written like this one but for its capitals: `kN` beside `kn`.
    pub fn unit_spelled(&self, symbol: &str, said: &str) -> Option<&Unit> {
        let alike = |unit: &&Unit| {
            unit.symbol != symbol
                && unit.symbol.eq_ignore_ascii_case(symbol)
                && said.ends_with(&unit.symbol)
        };
        self.units.iter().find(alike)
    }

    /// Returns the dimension of a unit, such as `temperature`.
    pub fn dimension(&self, symbol: &str) -> Option<&str> {
        self.unit(symbol).map(|unit| unit.dimension.as_str())
    }
}
