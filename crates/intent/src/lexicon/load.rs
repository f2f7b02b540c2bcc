//! Loading: the embedded data files, and a workspace's own phrases on top of them.

use std::fmt;

use super::table::{self, Line};
use super::trie::{Text, Trie};
use super::{Class, Language, Lexicon, Sense, catalogue, units};
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

/// First words of the embedded phrases, about.
const FIRST_WORDS: usize = 6000;

impl Lexicon {
    /// Builds the lexicon of the embedded data files.
    pub fn embedded() -> Self {
        let mut lexicon = Self {
            phrases: Trie::with_capacity(FIRST_WORDS),
            ..Self::default()
        };
        for (quantity, phrases) in catalogue::parse(METRICS) {
            for phrase in phrases {
                let name = quantity.name.clone().into();
                lexicon.add(folded(phrase), Class::Metric, name, Language::En);
            }
            lexicon.quantities.push(quantity);
        }
        for (unit, words) in units::parse(UNITS) {
            for word in words {
                let sense = Sense {
                    class: Class::Number,
                    value: unit.symbol.clone().into(),
                    language: Language::Any,
                };
                lexicon.unit_words.insert(folded(word), sense);
            }
            lexicon.units.push(unit);
        }
        for (language, table) in PHRASES {
            lexicon.read_embedded(table, language);
        }
        lexicon.finish();
        lexicon
    }

    /// Returns this lexicon with the phrases of a workspace's table on top: `[class]`, then `value = "phrase|phrase"`.
    ///
    /// # Errors
    /// When the text is no TOML, a class is unknown, or a value is no text.
    pub fn extended(mut self, table: &str) -> Result<Self, LexiconError> {
        self.read(table)?;
        self.finish();
        Ok(self)
    }

    /// Reads a table of the program; the test of the tables says that none holds a strange line.
    fn read_embedded(&mut self, table: &'static str, language: Language) {
        let mut class = None;
        for line in table::lines(table) {
            match (line, class) {
                (Line::Class(key), _) => class = Class::from_key(key),
                (Line::List("emitted", list), _) => {
                    self.emitted = table::items(list).map(str::to_owned).collect();
                }
                (Line::Entry(value, phrases), Some(class)) => {
                    for phrase in phrases.split('|') {
                        let value = value.trim_end_matches('_');
                        self.add(folded(phrase), class, value.into(), language);
                    }
                }
                _ => {}
            }
        }
    }

    fn read(&mut self, table: &str) -> Result<(), LexiconError> {
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
                    let value = value.trim_end_matches('_').to_owned().into();
                    let phrase = fold_phrase(phrase.trim()).into();
                    self.add(phrase, class, value, Language::Any);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, folded: Text, class: Class, value: Text, language: Language) {
        if class == Class::Suffix {
            self.suffixes
                .push((folded.into_owned(), value.into_owned()));
            return;
        }
        let steers = [Class::Act, Class::Thing, Class::Cue, Class::Permit].contains(&class);
        let table = if steers {
            &mut self.requests
        } else {
            &mut self.phrases
        };
        table.insert(
            folded,
            Sense {
                class,
                value,
                language,
            },
        );
    }

    fn finish(&mut self) {
        self.learned.take();
        self.spelling.take();
        self.suffixes
            .sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    }
}

/// A phrase of an embedded table, copied only when it has to be folded.
fn folded(phrase: &'static str) -> Text {
    let phrase = phrase.trim();
    let plain = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    if phrase.bytes().all(plain) {
        phrase.into()
    } else {
        fold_phrase(phrase).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_tables_are_sound() {
        for (_, table) in PHRASES {
            assert_eq!(Lexicon::default().read(table), Ok(()));
        }
        assert!(Lexicon::embedded().quantities.len() > 100);
    }

    #[test]
    fn lines_say_what_toml_says() {
        for (_, table) in PHRASES {
            let mut class = "";
            let mut read = toml::Table::new();
            for line in table::lines(table) {
                match line {
                    Line::Class(key) => {
                        class = key;
                        read.insert(key.to_owned(), toml::Table::new().into());
                    }
                    Line::Entry(key, text) => {
                        let section = read[class].as_table_mut().unwrap();
                        section.insert(key.to_owned(), text.into());
                    }
                    Line::List(key, list) => {
                        let items: Vec<&str> = table::items(list).collect();
                        read.insert(key.to_owned(), items.into());
                    }
                    Line::Strange(line) => panic!("strange line: {line}"),
                }
            }
            assert_eq!(read, table.parse::<toml::Table>().unwrap());
        }
    }

    #[test]
    fn a_workspace_adds_phrases_and_hears_about_mistakes() {
        let lexicon = Lexicon::embedded()
            .extended("[metric]\ntemperature = \"hotness\"")
            .unwrap();
        let (length, senses) = lexicon.phrases.longest(&["hotness"], Language::En).unwrap();
        assert_eq!((length, senses[0].value.as_ref()), (1, "temperature"));
        let error = Lexicon::embedded()
            .extended("[metrics]\na = \"b\"")
            .unwrap_err();
        assert!(error.to_string().contains("`metrics` is no class"));
    }
}
