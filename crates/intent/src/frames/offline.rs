//! Silence and standstill: no data for a while, no movement for a while.

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use super::fleet::number;
use super::qualifier;
use crate::doc::Doc;
use crate::lexicon::Class;

const RULE: &str = "alert";

/// Reads a rule for each phrase of silence with its duration.
pub fn read(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        for at in sentence.clone() {
            if doc.is_used(at) {
                continue;
            }
            let kind = if doc.is(at, Class::Offline) {
                "offline"
            } else if doc.is(at, Class::Still) {
                "no_movement"
            } else {
                continue;
            };
            one(doc, at, kind, &sentence);
        }
    }
}

fn one(doc: &mut Doc, at: usize, kind: &str, sentence: &std::ops::Range<usize>) {
    let asked = sentence.clone().any(|i| {
        doc.is(i, Class::Alert)
            || doc.is(i, Class::Channel)
            || doc.is(i, Class::If)
            || doc.is(i, Class::Severity)
    });
    let seconds = |i: &usize| {
        !doc.is_used(*i)
            && !(*i > 0 && doc.is(*i - 1, Class::Every) && !doc.is(*i - 1, Class::Hold))
            && qualifier::seconds(doc, *i).is_some()
    };
    let behind = (at + 1..sentence.end.min(at + 10)).find(seconds);
    let before = (sentence.start.max(at.saturating_sub(8))..at)
        .rev()
        .find(seconds);
    let duration = behind
        .or(before)
        .and_then(|i| Some((qualifier::seconds(doc, i)?, i)));
    if duration.is_none() && !asked {
        return;
    }
    let known = doc
        .of(Facet::Alert)
        .any(|fact| fact.text("kind") == Some(kind));
    if known {
        doc.take(at..at + 1, RULE);
        return;
    }
    let mut fact = Fact::new(Facet::Alert).with("kind", kind);
    let (start, end) = duration.map_or((at, at + 1), |(_, i)| (at.min(i), at.max(i) + 1));
    fact = fact.with(
        "for_s",
        duration.map_or(Value::Null, |(seconds, _)| number(seconds)),
    );
    if duration.is_none() {
        fact.keys.insert("configurable".to_owned(), true.into());
        doc.notes.ask(
            Facet::Alert,
            "After how long without data is a device offline?",
        );
    }
    doc.take(start..end, RULE);
    let segment = doc.segment_of(at);
    let last_clause = segment.start.min(start)..sentence.end.min(segment.end.max(end) + 4);
    qualifier::apply(doc, &mut fact, &last_clause);
    doc.note(fact, &(start..end));
    super::alert::take_words(doc, sentence);
}
