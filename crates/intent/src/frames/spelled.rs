//! Quantities that no table knows, told by a request: `bees_in and bees_out`, `also log the compressor starts`.

use std::ops::Range;

use super::metric::Mention;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// `role shift_lead`, `command open_vent`: the word before says what has the name.
pub fn is_other_name(doc: &Doc, at: usize) -> bool {
    let other = [
        Class::Role,
        Class::RolesCue,
        Class::CmdCue,
        Class::CmdVerb,
        Class::TopicCue,
        Class::Field,
        Class::Channel,
    ];
    (at.saturating_sub(2)..at).any(|at| other.iter().any(|class| doc.is(at, *class)))
}

/// The quantity with what stands behind it.
pub fn mention(doc: &Doc, at: usize, sentence: &Range<usize>) -> Mention {
    let written = doc.word(at).replace(['-', '\'', '.'], "_");
    let name = quantity(doc, &written).unwrap_or(written);
    let stated = doc.stated_after(at + 1, sentence.end);
    let end = stated.as_ref().map_or(at + 1, |(range, _)| range.end);
    Mention {
        range: at..at + 1,
        head: name.clone(),
        name,
        stated: stated.map(|(_, what)| what),
        whole: at..end,
    }
}

/// The quantity that a name written as one says in words: `hydrogen_sulfide`.
fn quantity(doc: &Doc, written: &str) -> Option<String> {
    let words: Vec<&str> = written.split('_').collect();
    let (length, senses) = doc.lexicon.phrases.longest(&words, doc.language)?;
    let mut known = senses.iter().filter(|sense| sense.class == Class::Metric);
    let value = known.next()?.value.to_string();
    (length == words.len()).then_some(value)
}

/// Words of a name, at most.
const LONGEST: usize = 3;

/// `also log the compressor starts`: the run of nouns right behind a verb of measuring, up to its last word at `at`.
pub fn behind_verb(doc: &Doc, at: usize, from: usize, sentence: &Range<usize>) -> Option<Mention> {
    let unknown = |at: usize| {
        doc.chunks
            .get(at)
            .is_some_and(crate::chunk::Chunk::is_unknown)
    };
    let noun = |at: usize| {
        unknown(at)
            || [
                Class::Modifier,
                Class::Device,
                Class::Metric,
                Class::Head,
                Class::CmdVerb,
            ]
            .iter()
            .any(|class| doc.is(at, *class))
                && !doc.is(at, Class::Send)
    };
    let ends = at + 1 >= sentence.end || !noun(at + 1);
    if !unknown(at) || !ends || doc.says(at, Words::Events) || doc.negated(at) {
        return None;
    }
    let first = (from.max(sentence.start)..at)
        .rev()
        .take(LONGEST - 1)
        .take_while(|at| noun(*at))
        .last()
        .unwrap_or(at);
    let verb = (sentence.start..first).rev().find(|at| {
        !(doc.is_filler(*at) || doc.value(*at, Class::Func) == Some("count"))
            || doc.says(*at, Words::Measures)
    })?;
    let rules = [
        Class::If,
        Class::Op,
        Class::Alert,
        Class::Channel,
        Class::Period,
    ];
    let segment = doc.segment_of(at);
    let told = segment
        .into_iter()
        .any(|at| rules.iter().any(|class| doc.is(at, *class)));
    if !doc.says(verb, Words::Measures) || told || doc.negated(verb) {
        return None;
    }
    let words: Vec<&str> = (first..=at).map(|at| doc.word(at)).collect();
    let name = words.join("_").replace(['-', '\'', '.', ' '], "_");
    let stated = doc.stated_after(at + 1, sentence.end);
    let end = stated.as_ref().map_or(at + 1, |(range, _)| range.end);
    Some(Mention {
        range: first..at + 1,
        head: name.clone(),
        name,
        stated: stated.map(|(_, what)| what),
        whole: first..end,
    })
}
