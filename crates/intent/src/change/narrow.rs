//! What narrows a wish to some times or some devices: `in summer`, `until Friday`, `for the tropical tanks`, `except …`.
//!
//! What is there holds for every device at all times. So a rule, a retention or an interval that is there is not changed
//! for all of them because of a wish for some: it is asked about. What is added is added, and what narrows it is quoted.

use std::ops::Range;

use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, facts};
use specgen_spec::origin::Origins;

use super::Step;
use super::mark::Mark;
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::coverage::weighs;
use crate::frames::access::singular;
use crate::lexicon::{Class, Words};

/// The rule of what narrows a wish; the coverage account quotes what carries it.
pub const NARROWED: &str = "narrowed";
/// Cues of times that a rule may have as its hours, or nobody can hold.
const TIMES: [&str; 5] = ["calendar", "night", "daytime", "weekend", "weekday"];
/// Chunks between a preposition and the devices that it narrows to, at most.
const REACH: usize = 4;
/// Is this a mark of what narrows? Such a mark is accounted for only by what holds it.
pub fn narrows(mark: &Mark) -> bool {
    mark.class == Class::Cue
        && (TIMES.contains(&mark.value.as_str())
            || matches!(mark.value.as_str(), "narrow" | "except"))
}

/// Sets aside what a wish excludes, before anything reads it: `except for salinity`.
pub fn exceptions(request: &mut Request) {
    let found: Vec<Range<usize>> = request
        .marks
        .iter()
        .filter(|mark| mark.class == Class::Cue && mark.value == "except")
        .map(|mark| mark.range.start..end(request, mark))
        .filter(|range| range.clone().any(|at| weighs(&request.doc, at)))
        .filter(|range| !request.doc.is_used(range.start))
        .collect();
    for range in found {
        set_aside(request, range);
    }
}

/// Where the words behind a mark end: with its segment and its clause.
fn end(request: &Request, mark: &Mark) -> usize {
    let start = mark.range.start;
    let clause = request.clause_at(start);
    request
        .doc
        .segment_of(start)
        .end
        .min(clause.end)
        .max(mark.range.end)
}

fn set_aside(request: &mut Request, range: Range<usize>) {
    for slot in request.doc.used.get_mut(range).into_iter().flatten() {
        *slot = Some(NARROWED);
    }
}

/// Quotes what narrows a wish and asks about what would be changed for all.
pub fn read(request: &mut Request) {
    let mut found: Vec<Range<usize>> = request
        .marks
        .iter()
        .filter(|mark| narrows(mark))
        .filter_map(|mark| left(request, mark))
        .collect();
    found.extend((0..request.doc.chunks.len()).filter_map(|at| devices(request, at)));
    let kinds = super::kinds::named(request).into_iter().filter(|range| {
        let clause = request.clause_at(range.start);
        request
            .steps
            .iter()
            .any(|step| changed(request, step, &clause))
    });
    found.extend(kinds);
    found.sort_by_key(|range| range.start);
    for range in found {
        let clause = request.clause_at(range.start);
        let whole = widened(request, range.clone());
        // `..., repaint the cabin of lift 7` is another thought.
        let own = whole == range;
        if own
            && request
                .steps
                .iter()
                .any(|step| changed(request, step, &clause))
        {
            ask(request, &clause, &range);
        } else {
            set_aside(request, whole);
        }
    }
}

/// The words of a mark that nothing holds.
fn left(request: &Request, mark: &Mark) -> Option<Range<usize>> {
    let doc = &request.doc;
    let range = mark.range.clone();
    if mark.value == "except" {
        let aside = doc.used.get(range.start) == Some(&Some(NARROWED));
        return aside.then(|| range.start..end(request, mark));
    }
    let free = |at: usize| !doc.is_used(at) && weighs(doc, at);
    if mark.value == "narrow" {
        let edge = |at: &usize| doc.is(*at, Class::And) || doc.is_used(*at) && weighs(doc, *at);
        let stop = (range.end..end(request, mark)).find(edge);
        let run = range.start..stop.unwrap_or_else(|| end(request, mark));
        return (range.end..run.end).any(free).then_some(run);
    }
    // `from March on`
    let mut run = range.clone();
    while run.start > 0 && doc.is_filler(run.start - 1) && !doc.is(run.start - 1, Class::And) {
        run.start -= 1;
    }
    range.clone().any(|at| !doc.is_used(at)).then_some(run)
}

/// `for the tropical tanks`, `in tank 3`: some devices of all.
fn devices(request: &Request, at: usize) -> Option<Range<usize>> {
    let doc = &request.doc;
    if !is_device(request, at) {
        return None;
    }
    if let Some(placed) = placed(request, at) {
        return Some(placed);
    }
    let from = (at.saturating_sub(REACH)..at).rev().find(|before| {
        let word = matches!(doc.kind(*before), Some(Kind::Word)) || is_part(request, *before);
        doc.says(*before, Words::Among) || !word
    })?;
    let narrowing = |at: usize| {
        let unknown = doc
            .chunks
            .get(at)
            .is_some_and(crate::chunk::Chunk::is_unknown);
        unknown && !doc.is_used(at) && !doc.says(at, Words::NoNarrower)
    };
    let numbered = matches!(
        doc.kind(at + 1),
        Some(Kind::Number {
            high: None,
            spelled: false,
            ..
        })
    ) && (!doc.is_used(at + 1) || doc.used.get(at + 1) == Some(&Some(NARROWED)));
    // `the on-board units`
    let hyphen = doc.sign(from + 1, '-')
        || doc
            .text
            .get(doc.span(&(from..from + 1)).end..)
            .is_some_and(|rest| rest.starts_with('-'));
    let end = at + 1 + usize::from(numbered);
    // `New probes in basin 3 measure ammonium`: who sends what is added.
    let sends = (end..doc.sentence_of(at).end).any(|at| doc.is(at, Class::Send));
    let some =
        numbered || (from + 1..at).any(narrowing) || (from + 1..at).any(|at| is_part(request, at));
    (doc.says(from, Words::Among) && some && !sends && !hyphen).then_some(from..end)
}

/// `for two lifts`: fewer than there are.
fn is_part(request: &Request, at: usize) -> bool {
    let Some(Kind::Number {
        low, high: None, ..
    }) = request.doc.kind(at)
    else {
        return false;
    };
    let held = facts(request.base, &Origins::default());
    let mut sizes = held.iter().filter_map(|fact| fact.number("devices"));
    *low > 1.5 && sizes.any(|size| *low < size)
}

/// `showcases in the basement`: those of one place.
fn placed(request: &Request, at: usize) -> Option<Range<usize>> {
    let doc = &request.doc;
    let end = doc.segment_of(at).end;
    let noun = (at + 2..end.min(at + 5)).find(|at| !doc.is_filler(*at))?;
    let unknown = doc
        .chunks
        .get(noun)
        .is_some_and(crate::chunk::Chunk::is_unknown);
    let place = doc.says(at + 1, Words::Place) && doc.unit_here(noun).is_none();
    let sends = doc.sentence_of(at).any(|at| doc.is(at, Class::Send));
    (place && unknown && !sends && !doc.is_used(noun)).then_some(at..noun + 1)
}

/// A noun for what measures: everywhere, or the placeholder of a topic here.
fn is_device(request: &Request, at: usize) -> bool {
    let word = singular(request.doc.word(at));
    let placeholder = || {
        let mut topics = request.base.topics.values();
        topics.any(|topic| topic.pattern.to_string().contains(&format!("{{{word}}}")))
    };
    request.doc.is(at, Class::Device) || word.len() > 2 && placeholder()
}

/// `repaint the cabin of lift 7`: what narrows something of which nothing was read is quoted with it.
fn widened(request: &Request, range: Range<usize>) -> Range<usize> {
    let doc = &request.doc;
    let free = |at: usize| {
        matches!(doc.kind(at), Some(Kind::Word | Kind::Number { .. }))
            && !doc.is(at, Class::And)
            && (!doc.is_used(at) || !weighs(doc, at) || doc.is(at, Class::Device))
    };
    let from = (0..range.start).rev().take_while(|at| free(*at)).last();
    let from = from.unwrap_or(range.start);
    let first = (from..range.start).find(|at| weighs(doc, *at) && !doc.is_used(*at));
    first.unwrap_or(range.start)..range.end
}

/// Does a step of a clause change what is there for all?
fn changed(request: &Request, step: &Step, clause: &Range<usize>) -> bool {
    let own = request.span(clause);
    let inside = |span: specgen_diag::Span| own.start <= span.start && span.end <= own.end;
    match step {
        Step::Edit { edit, span } => {
            !matches!(edit, Edit::Add { .. } | Edit::Include { .. }) && inside(*span)
        }
        Step::Fact(fact) => fact.facet == Facet::Retention && fact.span.is_some_and(inside),
    }
}

fn ask(request: &mut Request, clause: &Range<usize>, narrowed: &Range<usize>) {
    let said = request.doc.quote(narrowed);
    let question = format!(
        "\"{said}\": what is set holds for every device at all times. Should it change for all of them, or how else?"
    );
    request.doc.notes.ask(Facet::Alert, question);
    let steps = std::mem::take(&mut request.steps);
    request.steps = steps
        .into_iter()
        .filter(|step| !changed(request, step, clause))
        .collect();
    request.ask |= request.steps.is_empty();
    vague::quote(request, clause.clone());
}
