//! Instructions to the tool inside a text: kept out of every rule, quoted in the report, never obeyed.
//!
//! Everyday verbs (`override`, `upload`, `respond with`) are no instruction by themselves. A clause is one when
//! it names the tool or its rules, or when it opens with an order in a text that does so elsewhere.

use std::ops::Range;

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::Class;

/// The rule name; the coverage account quotes what carries it.
pub const RULE: &str = "hostile";

/// Chunks between `ignore` and the instructions it speaks of, at most.
const REACH: usize = 5;

/// Takes every clause that speaks to the tool, and marked blocks whole.
pub fn read(doc: &mut Doc) {
    let hidden = ranges(doc);
    for range in &hidden {
        doc.take(range.clone(), RULE);
        for slot in doc.used.get_mut(range.clone()).into_iter().flatten() {
            *slot = Some(RULE);
        }
    }
    if !hidden.is_empty() {
        doc.sentences = remaining(doc);
    }
}

/// The sentences without the hidden clauses; what stands before and behind one are sentences of their own.
fn remaining(doc: &Doc) -> Vec<Range<usize>> {
    let hidden = |at: usize| doc.used.get(at) == Some(&Some(RULE));
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        let mut start = sentence.start;
        for at in sentence.start..=sentence.end {
            if at < sentence.end && !hidden(at) {
                continue;
            }
            let joint = |i: usize| doc.sign(i, ',') || doc.is(i, Class::And);
            let from = (start..at).find(|i| start == sentence.start || !joint(*i));
            if let Some(from) = from {
                out.push(from..at);
            }
            start = at + 1;
        }
    }
    out
}

fn ranges(doc: &Doc) -> Vec<Range<usize>> {
    let addressed = (0..doc.chunks.len()).any(|at| speaks_to_tool(doc, at));
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        let comment = sentence
            .clone()
            .find(|at| doc.sign(*at, '<') && doc.sign(*at + 1, '!'));
        if let Some(open) = comment {
            let close = (open..doc.chunks.len()).find(|at| doc.sign(*at, '→'));
            out.push(open..close.map_or_else(|| line_end(doc, open), |at| at + 1));
            continue;
        }
        let mut follows = false;
        for segment in doc.segments(sentence) {
            let marked = segment
                .clone()
                .find(|at| doc.value(*at, Class::Hostile) == Some("mark"));
            if let Some(mark) = marked {
                out.push(mark..line_end(doc, mark));
                break;
            }
            let cue = segment.clone().find(|at| {
                speaks_to_tool(doc, *at)
                    || addressed
                        && doc.value(*at, Class::Hostile) == Some("order")
                        && opens_clause(doc, *at, segment.start)
            });
            let wrecks = segment
                .clone()
                .any(|at| doc.value(at, Class::Hostile) == Some("wreck"));
            let goes_on = follows && (wrecks || !describes(doc, &segment));
            follows = cue.is_some() || goes_on;
            if let Some(cue) = cue {
                out.push(clause_start(doc, cue, segment.start)..segment.end);
            } else if goes_on {
                out.push(segment);
            }
        }
    }
    out
}

/// Does a chunk name the tool or its rules, or order to drop them: `ignore all previous instructions`?
fn speaks_to_tool(doc: &Doc, at: usize) -> bool {
    match doc.value(at, Class::Hostile) {
        Some("tool" | "mark") => true,
        Some("drop") => doc
            .segment_of(at)
            .filter(|i| (at + 1..=at + REACH).contains(i))
            .any(|i| doc.value(i, Class::Hostile) == Some("rules")),
        _ => false,
    }
}

fn opens_clause(doc: &Doc, at: usize, start: usize) -> bool {
    at == start
        || clause_start(doc, at, start) > start
        || (start..at).all(|i| doc.is_filler(i) || matches!(doc.kind(i), Some(Kind::Sign(_))))
}

/// The clause of a cue begins behind the `and` before it, else with the segment.
fn clause_start(doc: &Doc, cue: usize, start: usize) -> usize {
    let before = (start..cue).rev().find(|at| !doc.is_filler(*at));
    before
        .filter(|at| doc.is(*at, Class::And))
        .map_or(start, |at| at + 1)
}

/// Does a run speak of a backend: then it is read although an instruction stands before it.
fn describes(doc: &Doc, run: &Range<usize>) -> bool {
    const TOPICS: [Class; 7] = [
        Class::Metric,
        Class::Head,
        Class::Op,
        Class::Alert,
        Class::Storage,
        Class::Protocol,
        Class::Channel,
    ];
    run.clone()
        .any(|at| TOPICS.iter().any(|class| doc.is(at, *class)))
}

fn line_end(doc: &Doc, from: usize) -> usize {
    (from..doc.chunks.len())
        .find(|at| doc.kind(*at) == Some(&Kind::Break))
        .unwrap_or(doc.chunks.len())
}
