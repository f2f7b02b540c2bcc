//! Loading: the embedded data files, and a workspace's own phrases on top of them.

use std::fmt;

use super::lists::Lists;
use super::prepared::{EMITTED, LISTS, PHRASES, REQUESTS, SUFFIXES, UNIT_WORDS};
use super::trie::Trie;
use super::words::{self, Words};
use super::{Class, Language, Lexicon, Sense, catalogue, units};
use crate::normalise::fold_phrase;

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
    /// Returns the lexicon of the program's own tables.
    pub fn embedded() -> Self {
        let owned = |(ending, name): &(&str, &str)| ((*ending).to_owned(), (*name).to_owned());
        let quantities = catalogue::parse(catalogue::METRICS);
        let units = units::parse(units::UNITS);
        Self {
            phrases: Trie::of(PHRASES),
            requests: Trie::of(REQUESTS),
            unit_words: Trie::of(UNIT_WORDS),
            units: units.map(|(unit, _)| unit).collect(),
            quantities: quantities.map(|(quantity, _)| quantity).collect(),
            suffixes: SUFFIXES.iter().map(owned).collect(),
            emitted: EMITTED.iter().map(|&name| name.to_owned()).collect(),
            lists: Lists::of(LISTS),
            ..Self::default()
        }
    }

    /// Returns this lexicon with the phrases of a workspace's table on top: `[class]`, then `value = "phrase|phrase"`,
    /// and its words below `[words]`, `list = "word|word"`.
    ///
    /// # Errors
    /// When the text is no TOML, a class or a list is unknown, or a value is no text.
    pub fn extended(mut self, table: &str) -> Result<Self, LexiconError> {
        self.read(table)?;
        self.finish();
        Ok(self)
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
            if class.is_none() && key != words::HEADING {
                return Err(LexiconError(format!(
                    "lexicon: `{key}` is no class of phrases; see the headings of the built-in tables"
                )));
            }
            let entries = section
                .as_table()
                .ok_or_else(|| LexiconError(format!("lexicon: `{key}` must be a table")))?;
            for (value, phrases) in entries {
                let phrases = phrases.as_str().ok_or_else(|| {
                    LexiconError(format!(
                        "lexicon: `{key}.{value}` must be phrases separated by `|`"
                    ))
                })?;
                let phrases = phrases.split('|');
                if let Some(class) = class {
                    let value = value.trim_end_matches('_');
                    phrases.for_each(|phrase| self.add(phrase, class, value));
                    continue;
                }
                let list = Words::from_key(value).ok_or_else(|| {
                    LexiconError(format!(
                        "lexicon: `{key}.{value}` is no list of words; see `[{key}]` of the built-in tables"
                    ))
                })?;
                phrases.for_each(|word| self.lists.insert(list, word));
            }
        }
        Ok(())
    }

    fn add(&mut self, phrase: &str, class: Class, value: &str) {
        if class == Class::Suffix {
            let ending = fold_phrase(phrase.trim());
            self.suffixes.push((ending, value.to_owned()));
            return;
        }
        let table = if class.steers() {
            &mut self.requests
        } else {
            &mut self.phrases
        };
        let sense = Sense {
            class,
            value: value.to_owned().into(),
            language: Language::Any,
        };
        table.insert(phrase, sense);
    }

    fn finish(&mut self) {
        self.learned.take();
        self.spelling.take();
        self.suffixes
            .sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrase;
    use super::super::table::{self, Line};
    use super::super::tables::PHRASES;
    use super::*;

    #[test]
    fn embedded_tables_are_sound() {
        for (_, table) in PHRASES {
            assert_eq!(Lexicon::default().read(table), Ok(()));
        }
        assert!(Lexicon::embedded().quantities.len() > 100);
    }

    #[test]
    fn every_phrase_of_the_tables_is_found() {
        let lexicon = Lexicon::embedded();
        for (language, table) in PHRASES {
            let mut class = None;
            for line in table::lines(table) {
                let (value, phrases) = match line {
                    Line::Class(key) => {
                        class = Class::from_key(key);
                        continue;
                    }
                    Line::Entry(..) if class.is_none() => continue,
                    Line::Entry(value, phrases) => (value.trim_end_matches('_'), phrases),
                    Line::List(..) | Line::Strange(_) => continue,
                };
                let class = class.unwrap();
                for phrase in phrases.split('|') {
                    let Some((first, rest)) = phrase::cut(phrase) else {
                        continue;
                    };
                    let words: Vec<&str> = [first.as_str()]
                        .into_iter()
                        .chain(rest.split_ascii_whitespace())
                        .collect();
                    let table = match class {
                        Class::Suffix => {
                            let ending = (fold_phrase(phrase.trim()), value.to_owned());
                            assert!(lexicon.suffixes.contains(&ending), "{phrase}");
                            continue;
                        }
                        class if class.steers() => &lexicon.requests,
                        _ => &lexicon.phrases,
                    };
                    let (length, senses) = table.longest(&words, language).unwrap();
                    let meant = |sense: &Sense| sense.class == class && sense.value == value;
                    assert_eq!(length, words.len(), "{phrase}");
                    assert!(senses.iter().any(meant), "{phrase}");
                }
            }
        }
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
