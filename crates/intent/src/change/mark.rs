//! Marks: the words of a request that ask for a change, name what it is about, or say how.

use std::ops::Range;

use crate::doc::Doc;
use crate::lexicon::Class;

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
