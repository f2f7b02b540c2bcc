//! Marks: the words of a request that ask for a change, name what it is about, or say how.

use std::ops::Range;

use crate::doc::Doc;
use crate::lexicon::{Class, Sense, Words};

/// A phrase that steers the reading of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// `act thing cue permit`.
    pub class: Class,
    /// Its canonical value.
    pub value: String,
    /// Its chunks.
    pub range: Range<usize>,
}

/// Longest phrase, in words.
const LONGEST: usize = 8;

/// Finds the phrases of a text, the longest at each place. A phrase ends where a chunk ends.
pub fn find(doc: &Doc) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < doc.chunks.len() {
        let marks = marks_at(doc, at);
        let end = marks.iter().map(|mark| mark.range.end).max();
        out.extend(marks);
        at = end.unwrap_or(at + 1);
    }
    out
}

/// The verb of `can be deleted`, `is dropped`: what is to be done, said of what it is done to.
fn participle(doc: &Doc, at: usize) -> Option<String> {
    let before = at.checked_sub(1).map_or("", |before| doc.word(before));
    let passive = before
        .rsplit(' ')
        .next()
        .is_some_and(|word| doc.lexicon.says(Words::Passive, word));
    let stem = doc.word(at).strip_suffix("ed").filter(|_| passive)?;
    let doubled = stem.char_indices().next_back();
    let single =
        doubled.and_then(|(last, letter)| stem[..last].ends_with(letter).then_some(&stem[..last]));
    let forms = [
        Some(stem.to_owned()),
        Some(format!("{stem}e")),
        single.map(str::to_owned),
    ];
    let is_act = |word: &String| {
        let found = doc.lexicon.requests.longest(&[word.as_str()], doc.language);
        found.is_some_and(|(_, senses)| senses.iter().any(|sense| sense.class == Class::Act))
    };
    forms.into_iter().flatten().find(is_act)
}

fn marks_at(doc: &Doc, at: usize) -> Vec<Mark> {
    let mut words: Vec<&str> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for (index, chunk) in doc.chunks.iter().enumerate().skip(at) {
        if words.len() >= LONGEST {
            break;
        }
        for word in chunk.plain.split(' ') {
            words.push(word);
            ends.push(index + 1);
        }
    }
    let participle = participle(doc, at);
    if let (Some(verb), Some(first)) = (&participle, words.first_mut()) {
        *first = verb;
    }
    while !words.is_empty() {
        let Some((length, senses)) = doc.lexicon.requests.longest(&words, doc.language) else {
            break;
        };
        let end = ends.get(length - 1).copied().unwrap_or(at + 1);
        if ends.get(length).is_none_or(|next| *next > end) {
            return senses
                .into_iter()
                .map(|sense| Mark {
                    class: sense.class,
                    value: sense.value.to_string(),
                    range: at..end,
                })
                .collect();
        }
        words.truncate(length - 1);
    }
    Vec::new()
}

/// Gives the words of marks a sense: a word that steers is no name of something unknown.
pub fn lend(doc: &mut Doc, marks: &[Mark]) {
    let language = doc.language;
    for mark in marks {
        for chunk in doc.chunks.get_mut(mark.range.clone()).into_iter().flatten() {
            if chunk.is_unknown() || mark.class == Class::Act {
                chunk.senses.push(Sense {
                    class: mark.class,
                    value: mark.value.clone().into(),
                    language,
                });
            }
        }
    }
}
