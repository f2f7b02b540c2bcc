//! The tables of phrases by their languages; the build script reads them, and tests what it made of them.

use super::language::Language;

/// Each table with the language of its phrases.
pub const PHRASES: [(Language, &str); 10] = [
    (Language::Any, include_str!("../../data/products.toml")),
    (Language::Any, include_str!("../../data/numbers.toml")),
    (Language::En, include_str!("../../data/lang/en.toml")),
    (Language::De, include_str!("../../data/lang/de.toml")),
    (Language::Es, include_str!("../../data/lang/es.toml")),
    (Language::Fr, include_str!("../../data/lang/fr.toml")),
    (Language::Pt, include_str!("../../data/lang/pt.toml")),
    (Language::It, include_str!("../../data/lang/it.toml")),
    (Language::Nl, include_str!("../../data/lang/nl.toml")),
    (Language::Id, include_str!("../../data/lang/id.toml")),
];
