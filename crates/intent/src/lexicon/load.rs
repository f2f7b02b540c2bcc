//! Loading: the embedded data files, and a workspace's own phrases on top of them.

use std::fmt;

use super::{Class, Language, Lexicon, Sense, catalogue, spelling::Spelling, units};
use crate::normalise::fold_phrase;

const METRICS: &str = include_str!("../../data/metrics.csv");
const UNITS: &str = include_str!("../../data/units.csv");
const PHRASES: [(Language, &str); 10] = [
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

/// A data file that does not say what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError(String);

impl fmt::Display for LexiconError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for LexiconError {}

impl Lexicon {
    /// Builds the lexicon of the embedded data files.
    pub fn embedded() -> Self {
        let mut lexicon = Self::default();
        for (quantity, phrases) in catalogue::parse(METRICS) {
            for phrase in phrases {
                lexicon.add(phrase, Class::Metric, &quantity.name, Language::En);
            }
            lexicon.quantities.push(quantity);
        }
        for (unit, words) in units::parse(UNITS) {
            for word in words {
                let sense = Sense {
                    class: Class::Number,
                    value: unit.symbol.clone(),
                    language: Language::Any,
                };
                lexicon.unit_words.insert(&fold_phrase(word), sense);
            }
            lexicon.units.push(unit);
        }
        for (language, table) in PHRASES {
            // The tables are part of the program: `embedded_tables_are_sound` reads each of them.
            let _ = lexicon.read(table, language);
            if language == Language::En {
                // Only slips in English words are corrected: other languages' words are too near to each other.
                lexicon.spelling = Spelling::new(lexicon.phrases.words());
            }
        }
        lexicon.finish();
        lexicon
    }

    /// Returns this lexicon with the phrases of a workspace's table on top: `[class]`, then `value = "phrase|phrase"`.
    ///
    /// # Errors
    /// When the text is no TOML, a class is unknown, or a value is no text.
    pub fn extended(mut self, table: &str) -> Result<Self, LexiconError> {
        self.read(table, Language::Any)?;
        self.finish();
        Ok(self)
    }

    fn read(&mut self, table: &str, language: Language) -> Result<(), LexiconError> {
        let table: toml::Table = table
            .parse()
            .map_err(|error| LexiconError(format!("lexicon: {error}")))?;
        for (key, section) in &table {
            if key == "emitted" {
                let names = section.as_array().into_iter().flatten();
                self.emitted = names
                    .filter_map(|name| name.as_str().map(str::to_owned))
                    .collect();
                continue;
            }
            let class = Class::from_key(key);
            let class = class.ok_or_else(|| LexiconError(format!("lexicon: `{key}` is no class of phrases; see the headings of the built-in tables")))?;
            let entries = section
                .as_table()
                .ok_or_else(|| LexiconError(format!("lexicon: `{key}` must be a table")))?;
            for (value, phrases) in entries {
                let phrases = phrases.as_str().ok_or_else(|| {
                    LexiconError(format!(
                        "lexicon: `{key}.{value}` must be phrases separated by `|`"
                    ))
                })?;
                for phrase in phrases.split('|') {
                    self.add(phrase, class, value.trim_end_matches('_'), language);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, phrase: &str, class: Class, value: &str, language: Language) {
        let folded = fold_phrase(phrase.trim());
        if class == Class::Suffix {
            self.suffixes.push((folded, value.to_owned()));
            return;
        }
        self.phrases.insert(
            &folded,
            Sense {
                class,
                value: value.to_owned(),
                language,
            },
        );
    }

    fn finish(&mut self) {
        self.vocabulary = self.phrases.words().map(str::to_owned).collect();
        self.suffixes
            .sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_tables_are_sound() {
        for (language, table) in PHRASES {
            let mut lexicon = Lexicon::default();
            assert_eq!(lexicon.read(table, language), Ok(()));
        }
        assert!(Lexicon::embedded().quantities.len() > 100);
    }

    #[test]
    fn a_workspace_adds_phrases_and_hears_about_mistakes() {
        let lexicon = Lexicon::embedded()
            .extended("[metric]\ntemperature = \"hotness\"")
            .unwrap();
        let (length, senses) = lexicon.phrases.longest(&["hotness"], Language::En).unwrap();
        assert_eq!((length, senses[0].value.as_str()), (1, "temperature"));
        let error = Lexicon::embedded()
            .extended("[metrics]\na = \"b\"")
            .unwrap_err();
        assert!(error.to_string().contains("`metrics` is no class"));
    }
}
