//! The lexicon: every phrase the engine knows, from data files that a workspace can extend.

mod catalogue;
mod class;
mod load;
mod spelling;
mod trie;
mod units;

use std::collections::HashSet;

pub use catalogue::Quantity;
pub use class::Class;
pub use load::LexiconError;
pub use spelling::stems;
pub use trie::{Language, Sense, Trie};
pub use units::Unit;

/// Phrases, units and quantities.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) phrases: Trie,
    pub(crate) unit_words: Trie,
    pub(crate) units: Vec<Unit>,
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) vocabulary: HashSet<String>,
    pub(crate) spelling: spelling::Spelling,
    /// German compound endings: ending and the quantity it names.
    pub(crate) suffixes: Vec<(String, String)>,
    /// Storage engines that the tool can emit.
    pub(crate) emitted: Vec<String>,
}

impl Lexicon {
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

    /// Returns the dimension of a unit, such as `temperature`.
    pub fn dimension(&self, symbol: &str) -> Option<&str> {
        self.unit(symbol).map(|unit| unit.dimension.as_str())
    }
}
