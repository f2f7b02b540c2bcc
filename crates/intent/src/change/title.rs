//! The words of a new name: behind `to`, and none that compare or say when.

use std::ops::Range;

use super::names::Object;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// The run of words that is the new name: behind a word such as `to`, else behind the old name, else before it.
pub fn new_name(request: &Request, range: &Range<usize>, old: &Object) -> Option<Range<usize>> {
    let runs = runs(request, range, old);
    let linked = runs.iter().find(|run| {
        run.start > range.start && {
            let before = (range.start..run.start)
                .rev()
                .find(|at| !is_quote(request, *at));
            before.is_some_and(|at| {
                request.marks.iter().any(|mark| {
                    mark.range.contains(&at) && mark.class == Class::Cue && mark.value == "to"
                })
            })
        }
    });
    linked
        .or_else(|| runs.iter().find(|run| run.start >= old.range.end))
        .or_else(|| runs.last())
        .cloned()
}

/// Is it a mark that quotes?
pub fn is_quote(request: &Request, at: usize) -> bool {
    matches!(
        request.doc.kind(at),
        Some(Kind::Sign('"' | '\'' | '`' | '„' | '“' | '”' | '«' | '»'))
    )
}

/// Words for a time at once, which are no names.
const AT_ONCE: [&str; 22] = [
    "immediately",
    "instantly",
    "promptly",
    "urgently",
    "at once",
    "once",
    "right away",
    "straight away",
    "asap",
    "now",
    "quickly",
    "directly",
    "sofort",
    "umgehend",
    "inmediatamente",
    "immediatement",
    "imediatamente",
    "immediatamente",
    "subito",
    "onmiddellijk",
    "meteen",
    "segera",
];

/// Runs of words that are neither the old name nor steering words.
fn runs(request: &Request, range: &Range<usize>, old: &Object) -> Vec<Range<usize>> {
    let name = |at: usize| {
        let doc = &request.doc;
        let word =
            matches!(doc.kind(at), Some(Kind::Word | Kind::Path)) || doc.word(at).contains('_');
        // `throughput` is no slip of `throughout` where it is a name.
        let corrected = doc
            .chunks
            .get(at)
            .is_some_and(|chunk| chunk.plain != chunk.text);
        let marked = !corrected && request.marks.iter().any(|mark| mark.range.contains(&at));
        let compares = doc.is(at, Class::Op) || AT_ONCE.contains(&doc.word(at));
        let quoted = at > range.start && is_quote(request, at - 1);
        if doc.is(at, Class::Channel) || compares {
            return false;
        }
        let steers = [
            Class::Neg,
            Class::If,
            Class::And,
            Class::Hold,
            Class::Every,
            Class::Within,
            Class::Global,
        ];
        let plain = !doc.is_filler(at) && !marked && !steers.iter().any(|class| doc.is(at, *class));
        word && !old.range.contains(&at) && (plain || quoted)
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in range.clone().filter(|at| name(*at)) {
        match out.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}
