//! How long readings are kept that are kept alike: `keep wind speed only 10 days` is asked about, and so is what has an
//! end and none.

use specgen_spec::fact::{Facet, Fact};

use super::clause::Clause;
use super::request::Request;
use super::vague;
use crate::lexicon::{Class, Words};

/// Seconds of a day, the shortest time that something is kept.
const DAY_S: f64 = 86_400.0;

/// Reads a clause that keeps some quantities shorter or longer than the others.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let kept = range
        .clone()
        .any(|at| doc.value(at, Class::Keep) == Some("keep"));
    let long = super::limit::durations(request, &range)
        .iter()
        .any(|(seconds, _)| *seconds >= DAY_S);
    let levels = [
        Class::Period,
        Class::Func,
        Class::Alert,
        Class::If,
        Class::Op,
    ];
    let other = range
        .clone()
        .any(|at| levels.iter().any(|class| doc.is(at, *class)));
    let positions = range
        .clone()
        .find(|at| doc.value(*at, Class::Metric) == Some("position"));
    let metrics = request.metrics(&range);
    let some = positions.is_some() || !metrics.is_empty();
    let every = positions.is_none() && metrics.len() == request.base.metrics.len();
    if !kept || !long || other || !some || every {
        return false;
    }
    let name = metrics.first().map_or_else(
        || "positions".to_owned(),
        |metric| metric.name().replace('_', " "),
    );
    let question = format!(
        "All readings are kept equally long, {name} with the rest. How long should all of them be kept?"
    );
    request.doc.notes.ask(Facet::Retention, question);
    vague::quote(request, range);
    true
}

/// `Delete readings after 2 years and never delete any reading`: one of them cannot hold, so nothing changes.
pub fn endless(request: &mut Request) {
    let doc = &request.doc;
    let raw = |fact: &Fact| fact.facet == Facet::Retention && fact.text("level") == Some("raw");
    let Some(fact) = doc.facts.iter().find(|fact| raw(fact)) else {
        return;
    };
    let timed = fact.text("value") != Some("forever");
    let at = request.chunks_of(fact).start;
    let sentence = doc.sentence_of(at);
    let never = sentence
        .clone()
        .find(|at| doc.is(*at, Class::Forever) && doc.has_word(*at, Words::Never));
    let Some(never) = never.filter(|_| timed) else {
        return;
    };
    // `raw data 2 years, daily averages are never deleted` has one for each.
    let part = doc.segment_of(never);
    let levelled = part
        .clone()
        .any(|at| doc.is(at, Class::Period) || doc.is(at, Class::Func));
    if levelled {
        return;
    }
    // The word between the two parts the sentence.
    let joint = |at: &usize| doc.is(*at, Class::And) || doc.sign(*at, ',');
    let between = at.min(never)..at.max(never);
    let Some(joint) = between.rev().find(joint) else {
        return;
    };
    let comma = usize::from(doc.sign(joint - 1, ','));
    let a = doc.quote(&(sentence.start..joint - comma)).to_owned();
    let b = doc.quote(&(joint + 1..sentence.end)).to_owned();
    let question = format!("How long are readings kept: \"{a}\", or \"{b}\"?");
    let open = "nothing is changed until one of them is confirmed";
    request.doc.notes.contradict(&a, &b, open);
    request.doc.notes.ask(Facet::Retention, question);
    request.ask = true;
}
