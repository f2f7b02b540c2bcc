//! The program's own phrases, made ready when it is built: nothing is read, hashed or copied when it
//! starts, and of the tables only what a text asks for is looked at.

use super::class::Class;
use super::language::Language;
use super::phrase::Sense;

/// A part of the text that all tables share: where it begins, and how long it is, in bytes.
type Place = (u32, u32);

/// Phrases in the order of their first words; places are numbers, so that nothing in them has to be set
/// right when the program is loaded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prepared {
    /// All words and values, one behind the other.
    text: &'static str,
    /// Each first word, in order, and the first of its entries.
    firsts: &'static [(Place, u32)],
    /// For each phrase the words after the first, and the first of its senses.
    entries: &'static [(Place, u32)],
    /// For each meaning its class, its language and its value.
    senses: &'static [(u8, u8, Place)],
}

/// Lists of words, one behind the other, the words of each in order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed {
    /// All words and values, one behind the other.
    text: &'static str,
    /// The first word of each list.
    firsts: &'static [u32],
    words: &'static [Place],
}

/// What the build script made of the tables.
#[allow(clippy::unreadable_literal, reason = "written by the build script")]
mod made {
    use super::{Listed, Prepared};

    include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
}

pub use made::{EMITTED, LISTS, PHRASES, REQUESTS, SUFFIXES, UNIT_WORDS};

fn part(text: &'static str, (start, length): Place) -> &'static str {
    let start = start as usize;
    text.get(start..start + length as usize).unwrap_or_default()
}

impl Listed {
    fn places(self, list: usize) -> &'static [Place] {
        let begin = |list: usize| self.firsts.get(list).map(|first| *first as usize);
        let end = begin(list + 1).unwrap_or(self.words.len());
        self.words
            .get(begin(list).unwrap_or(end)..end)
            .unwrap_or_default()
    }

    /// Does the list with this number hold a word?
    pub fn holds(self, list: usize, word: &str) -> bool {
        self.places(list)
            .binary_search_by(|place| part(self.text, *place).cmp(word))
            .is_ok()
    }

    /// Every word of the list with this number.
    pub fn each<'a>(self, list: usize) -> impl Iterator<Item = &'a str> {
        let places = self.places(list).iter();
        places.map(move |place| -> &'a str { part(self.text, *place) })
    }
}

impl Prepared {
    fn part(&self, place: Place) -> &'static str {
        part(self.text, place)
    }

    /// Returns the entries of the phrases that begin with a word.
    pub fn beginning(&self, first: &str) -> std::ops::Range<usize> {
        let word = |(place, _): &(Place, u32)| self.part(*place).cmp(first);
        let found = self.firsts.binary_search_by(word);
        found.map_or(0..0, |at| self.entries_of(at))
    }

    fn entries_of(&self, at: usize) -> std::ops::Range<usize> {
        let begin = |at: usize| self.firsts.get(at).map(|(_, entry)| *entry as usize);
        let end = begin(at + 1).unwrap_or(self.entries.len());
        begin(at).unwrap_or(end)..end
    }

    /// Every first word with its entries.
    pub fn firsts(&self) -> impl Iterator<Item = (&'static str, std::ops::Range<usize>)> {
        let firsts = self.firsts.iter().enumerate();
        firsts.map(|(at, (place, _))| (self.part(*place), self.entries_of(at)))
    }

    /// Returns the words after the first of an entry.
    pub fn rest(&self, entry: usize) -> &'static str {
        let place = self.entries.get(entry).map(|(place, _)| *place);
        self.part(place.unwrap_or_default())
    }

    /// Returns the meanings of an entry.
    pub fn senses(self, entry: usize) -> impl Iterator<Item = Sense> {
        let begin = |at: usize| self.entries.get(at).map(|(_, sense)| *sense as usize);
        let end = begin(entry + 1).unwrap_or(self.senses.len());
        let senses = self.senses.get(begin(entry).unwrap_or(end)..end);
        senses
            .into_iter()
            .flatten()
            .filter_map(move |(class, language, place)| {
                Some(Sense {
                    class: *Class::ALL.get(usize::from(*class))?,
                    value: self.part(*place).into(),
                    language: *Language::ALL.get(usize::from(*language))?,
                })
            })
    }
}
