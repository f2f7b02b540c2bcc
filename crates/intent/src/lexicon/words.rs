//! The lists of words that a rule asks for by their place alone, such as `of` behind a quantity.
//!
//! A list gives a word no meaning: a text that holds nothing else stays not understood. It is asked whatever
//! the language of a text, so that all tables together say what it holds.

/// The heading of the lists in a table.
pub const HEADING: &str = "words";

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A list of words, with an example of what asks for it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Words { $($(#[$doc])* $name,)* }

        impl Words {
            /// All of them with their keys in the data files, each at the place of its number.
            pub const ALL: &[(&str, Self)] = &[$(($key, Self::$name),)*];

            /// Returns the list with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                let mut all = Self::ALL.iter();
                all.find(|(known, _)| *known == key).map(|(_, list)| *list)
            }
        }
    };
}

lists! {
    /// Joins a quantity to what it belongs to: `temperature of the dough`.
    Joint = "joint",
    /// An article behind such a word.
    JoinedArticle = "joined_article",
    /// Ends a compound of a quantity and its rule: `Temperaturgrenze`.
    LimitEnding = "limit_ending",
}
