//! Makes the tables of phrases ready, so that a program that runs for some milliseconds need not read them.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script writes what the compiler embeds; it is no part of the program"
)]
#![allow(
    dead_code,
    reason = "the program uses more of the parts that both share"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::{env, fs, io};

use lexicon::class::Class;
use lexicon::language::Language;
use lexicon::phrase::{self, Sense};
use lexicon::table::{self, Line};
use lexicon::tables::PHRASES;
use lexicon::words::{self, Words};
use lexicon::{catalogue, units};

#[path = "src/lexicon"]
mod lexicon {
    pub mod catalogue;
    pub mod class;
    pub mod language;
    pub mod phrase;
    pub mod table;
    pub mod tables;
    pub mod units;
    pub mod words;
}
#[path = "src/normalise.rs"]
mod normalise;
#[path = "src/token.rs"]
mod token;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=data");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(
        Path::new(&folder).join("phrases.rs"),
        Lexicon::read().print(),
    )
}

/// Phrases by their first word, then by the others.
type Phrases = BTreeMap<String, BTreeMap<String, Vec<Sense>>>;

/// What the tables say.
#[derive(Default)]
struct Lexicon {
    phrases: Phrases,
    requests: Phrases,
    unit_words: Phrases,
    suffixes: Vec<(String, &'static str)>,
    emitted: Vec<&'static str>,
    lists: BTreeMap<Words, BTreeSet<String>>,
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self::default();
        for (quantity, phrases) in catalogue::parse(catalogue::METRICS) {
            for phrase in phrases {
                let sense = Sense {
                    class: Class::Metric,
                    value: quantity.name.clone().into(),
                    language: Language::En,
                };
                insert(&mut lexicon.phrases, phrase, sense);
            }
        }
        for (unit, words) in units::parse(units::UNITS) {
            for word in words {
                let sense = Sense {
                    class: Class::Number,
                    value: unit.symbol.clone().into(),
                    language: Language::Any,
                };
                insert(&mut lexicon.unit_words, word, sense);
            }
        }
        for (language, table) in PHRASES {
            lexicon.read_table(table, language);
        }
        lexicon
            .suffixes
            .sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        lexicon
    }

    /// Reads one table; a test of the tables says that none holds a strange line.
    fn read_table(&mut self, table: &'static str, language: Language) {
        let (mut class, mut listed) = (None, false);
        for line in table::lines(table) {
            match (line, class) {
                (Line::Class(key), _) => {
                    class = Class::from_key(key);
                    listed = key == words::HEADING;
                }
                (Line::Entry(list, words), _) if listed => {
                    if let Some(list) = Words::from_key(list) {
                        let words = words.split('|').map(phrase::words);
                        self.lists.entry(list).or_default().extend(words);
                    }
                }
                (Line::List("emitted", list), _) => self.emitted = table::items(list).collect(),
                (Line::Entry(value, phrases), Some(class)) => {
                    let value = value.trim_end_matches('_');
                    for phrase in phrases.split('|') {
                        self.add(phrase, class, value, language);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, phrase: &str, class: Class, value: &'static str, language: Language) {
        if class == Class::Suffix {
            let ending = normalise::fold_phrase(phrase.trim());
            self.suffixes.push((ending, value));
            return;
        }
        let table = if class.steers() {
            &mut self.requests
        } else {
            &mut self.phrases
        };
        let sense = Sense {
            class,
            value: value.into(),
            language,
        };
        insert(table, phrase, sense);
    }

    fn print(&self) -> String {
        let mut text = Text::default();
        let tables = [
            ("PHRASES", "All phrases of prompts", &self.phrases),
            (
                "REQUESTS",
                "Phrases that steer the reading of requests",
                &self.requests,
            ),
            ("UNIT_WORDS", "What units are called", &self.unit_words),
        ];
        let tables = tables.map(|(name, about, table)| {
            let rows = rows(table, &mut text);
            format!(
                "/// {about}.\npub const {name}: Prepared = Prepared {{ text: TEXT, {rows} }};\n"
            )
        });
        let lists = self.print_lists(&mut text);
        let (text, suffixes, emitted) = (text.all, &self.suffixes, &self.emitted);
        format!(
            "const TEXT: &str = {text:?};\n{}{lists}\
             /// Endings of compounds, the longest first, and what they name.\n\
             pub const SUFFIXES: &[(&str, &str)] = &{suffixes:?};\n\
             /// Storage engines that the tool can emit.\n\
             pub const EMITTED: &[&str] = &{emitted:?};\n",
            tables.concat()
        )
    }

    /// Prints the lists of words, each at the place of its number.
    fn print_lists(&self, text: &mut Text) -> String {
        let (mut firsts, mut places) = (Vec::new(), Vec::new());
        for (_, list) in Words::ALL {
            firsts.push(places.len());
            let words = self.lists.get(list).into_iter().flatten();
            places.extend(words.map(|word| text.place(word)));
        }
        format!(
            "/// Words that rules ask for by their place alone.\n\
             pub const LISTS: Listed = Listed {{ text: TEXT, firsts: &{firsts:?}, words: &{places:?} }};\n"
        )
    }
}

fn insert(table: &mut Phrases, phrase: &str, sense: Sense) {
    if let Some((first, rest)) = phrase::cut(phrase) {
        let senses = table.entry(first).or_default().entry(rest).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }
}

/// Prints a table as the fields of `Prepared`.
fn rows(table: &Phrases, text: &mut Text) -> String {
    let (mut firsts, mut entries, mut senses) = (Vec::new(), Vec::new(), Vec::new());
    for (first, phrases) in table {
        firsts.push((text.place(first), entries.len()));
        for (rest, meanings) in phrases {
            entries.push((text.place(rest), senses.len()));
            for sense in meanings {
                let value = text.place(&sense.value);
                senses.push((sense.class as u8, sense.language as u8, value));
            }
        }
    }
    format!("firsts: &{firsts:?}, entries: &{entries:?}, senses: &{senses:?}")
}

/// All words and values, each kept once.
#[derive(Default)]
struct Text {
    all: String,
    known: HashMap<String, (usize, usize)>,
}

impl Text {
    /// Returns where a text stands, and how long it is.
    fn place(&mut self, text: &str) -> (usize, usize) {
        if let Some(place) = self.known.get(text) {
            return *place;
        }
        let place = (self.all.len(), text.len());
        self.all.push_str(text);
        self.known.insert(text.to_owned(), place);
        place
    }
}
