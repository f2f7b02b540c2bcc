//! Negation: how far a `no` reaches.

use std::ops::Range;

use crate::chunk::{Chunk, Kind};
use crate::lexicon::{Class, Lexicon, Words};

/// Chunks that a negation reaches at most.
const REACH: usize = 7;

/// Says for each chunk whether a negation reaches it.
///
/// A cue reaches forward to the next comma, condition or contrast. A cue at the end of its segment
/// (`humidity is not needed`) reaches back over the segment.
pub fn scopes(chunks: &[Chunk], sentences: &[Range<usize>], lexicon: &Lexicon) -> Vec<bool> {
    let mut negated = vec![false; chunks.len()];
    for sentence in sentences {
        for at in sentence.clone() {
            if chunks
                .get(at)
                .is_some_and(|chunk| chunk.is(Class::Neg) && !chunk.is(Class::Hyst))
            {
                mark(chunks, lexicon, sentence, at, &mut negated);
            }
        }
    }
    negated
}

fn mark(
    chunks: &[Chunk],
    lexicon: &Lexicon,
    sentence: &Range<usize>,
    cue: usize,
    negated: &mut [bool],
) {
    let stops = |chunk: &Chunk| {
        matches!(chunk.kind, Kind::Sign(',' | ':' | '(' | ')' | '-'))
            || chunk.is(Class::If)
            || lexicon.says(Words::But, &chunk.text)
            || lexicon.says(Words::Rather, &chunk.text)
    };
    let mut reached = false;
    for at in cue + 1..sentence.end.min(cue + 1 + REACH) {
        let Some(chunk) = chunks.get(at) else { break };
        if stops(chunk) {
            break;
        }
        reached |= carries(chunk);
        if let Some(slot) = negated.get_mut(at) {
            *slot = true;
        }
    }
    if reached {
        return;
    }
    for at in (sentence.start..cue).rev().take(REACH) {
        // `Login: none`
        let label = at + 1 == cue && chunks.get(at).is_some_and(|chunk| chunk.is_sign(':'));
        if label {
            continue;
        }
        if chunks.get(at).is_none_or(stops) {
            break;
        }
        if let Some(slot) = negated.get_mut(at) {
            *slot = true;
        }
    }
}

/// Does a chunk say something that can be negated?
fn carries(chunk: &Chunk) -> bool {
    chunk.kind != Kind::Word
        || chunk.is_unknown()
        || chunk
            .senses
            .iter()
            .any(|sense| !matches!(sense.class, Class::Filler | Class::Neg))
}
