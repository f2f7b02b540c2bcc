//! Requests that contradict themselves: what one clause takes away and another one counts on, two values for one thing,
//! a keepsake that is replaced. Nothing is changed until one of them is confirmed.

use std::ops::Range;

use specgen_diag::Span;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact};

use super::Step;
use super::request::Request;
use crate::lexicon::Class;

/// What is said of two wishes that exclude each other.
pub const OPEN: &str = "nothing is changed until one of them is confirmed";

/// Finds what of a request excludes another part of it; `said` is what it states.
pub fn read(request: &mut Request, held: &[Fact], said: &[Fact]) {
    let mut found = taken_and_used(request, said);
    found.extend(two_values(request));
    found.extend(two_statements(request, said));
    found.extend(replaced_and_kept(request, held, said));
    for (a, b, facet) in found {
        let (a, b) = (words(request, a), words(request, b));
        let question = format!("\"{a}\" or \"{b}\"? They exclude each other.");
        request.doc.notes.contradict(&a, &b, OPEN);
        request.doc.notes.ask(facet, question);
    }
    request.ask |= !request.doc.notes.contradictions.is_empty();
}

/// `Remove the fuel level and alert me when it is below 10 %.`
fn taken_and_used(request: &Request, said: &[Fact]) -> Vec<(Span, Span, Facet)> {
    let gone = request.steps.iter().filter_map(|step| match step {
        Step::Edit {
            edit: Edit::Remove { path, .. },
            span,
        } => Some((path, *span)),
        _ => None,
    });
    let used = |(path, away): (&Path, Span)| {
        let outside = |span: &Span| span.end <= away.start || away.end <= span.start;
        let stated = said.iter().filter(|fact| counts_on(request, fact, path));
        let used = stated.filter_map(|fact| fact.span).find(outside)?;
        Some((away, used, facet(path)))
    };
    gone.filter_map(used).collect()
}

/// Does a statement need what stands at a place?
fn counts_on(request: &Request, fact: &Fact, path: &Path) -> bool {
    let name = path.last();
    let listed = |key: &str| {
        fact.keys.get(key).is_some_and(|list| {
            let mut items = list.as_array().into_iter().flatten();
            items.any(|item| item.as_str().or_else(|| item["metric"].as_str()) == Some(name))
        })
    };
    match (path.keys().first().map(String::as_str), fact.facet) {
        (Some("metrics"), Facet::Alert) => fact.text("metric") == Some(name) || listed("terms"),
        (Some("metrics"), Facet::Aggregate) => listed("metrics"),
        (Some("rollups"), Facet::Aggregate) => fact.text("value") == Some(name),
        (Some("channels"), Facet::Notify) => request
            .base
            .channels
            .get(name)
            .is_some_and(|channel| fact.text("value") == Some(channel.via.parts().0)),
        _ => false,
    }
}

/// `Raise the limit to 30 and set the limit to 28.`
fn two_values(request: &Request) -> Vec<(Span, Span, Facet)> {
    let set: Vec<(&Path, &Edit, Span)> = request
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Edit {
                edit: edit @ Edit::Set { path, .. },
                span,
            } => Some((path, edit, *span)),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for (index, (path, edit, span)) in set.iter().enumerate() {
        let other = set.iter().skip(index + 1);
        let other = other
            .into_iter()
            .find(|(at, to, _)| at == path && to != edit);
        out.extend(other.map(|(_, _, again)| (*span, *again, facet(path))));
    }
    out
}

/// `Send values every 5 seconds, but the interval stays at 20 seconds.`
fn two_statements(request: &Request, said: &[Fact]) -> Vec<(Span, Span, Facet)> {
    let stated = request.steps.iter().filter_map(|step| match step {
        Step::Fact(fact) => Some(fact),
        Step::Edit { .. } => None,
    });
    let all: Vec<&Fact> = said.iter().chain(stated).collect();
    let mut out = Vec::new();
    for (index, one) in all.iter().enumerate() {
        for other in all.iter().skip(index + 1) {
            let (Some(a), Some(b)) = (one.span, other.span) else {
                continue;
            };
            let apart = a.end <= b.start || b.end <= a.start;
            if apart && differ(one, other) {
                out.push((a.min(b), a.max(b), one.facet));
            }
        }
    }
    out
}

/// Do two statements give one thing two values?
fn differ(one: &Fact, other: &Fact) -> bool {
    let keys: &[&str] = match one.facet {
        Facet::Scale => &["interval_s", "devices"],
        Facet::Retention if one.keys.get("level") == other.keys.get("level") => &["value"],
        _ => &[],
    };
    one.facet == other.facet
        && keys.iter().any(|key| {
            let (a, b) = (one.keys.get(*key), other.keys.get(*key));
            a.is_some() && b.is_some() && a != b
        })
}

/// `Switch to PostgreSQL and stay with SQLite.`
fn replaced_and_kept(request: &Request, held: &[Fact], said: &[Fact]) -> Vec<(Span, Span, Facet)> {
    fn engine(facts: &[Fact]) -> Option<(&str, Option<Span>)> {
        let stored = facts.iter().find(|fact| fact.facet == Facet::Storage)?;
        let named = stored.text("asked").or(stored.text("value"))?;
        Some((named, stored.span))
    }
    let (Some((old, _)), Some((new, Some(replaced)))) = (engine(held), engine(said)) else {
        return Vec::new();
    };
    let keeps = |range: &Range<usize>| {
        let mut words = range.clone();
        words.find(|at| request.doc.value(*at, Class::Storage) == Some(old))
    };
    let kept = request
        .clauses
        .iter()
        .filter(|clause| clause.act.as_deref() == Some("keep") && !clause.negated)
        .filter_map(|clause| keeps(&clause.range).map(|_| request.span(&clause.range)))
        .find(|span| replaced.end <= span.start || span.end <= replaced.start);
    let pair = kept
        .filter(|_| old != new)
        .map(|kept| (replaced, kept, Facet::Storage));
    pair.into_iter().collect()
}

fn words(request: &Request, span: Span) -> String {
    let said = request.doc.text.get(span.start..span.end);
    said.unwrap_or_default().trim().to_owned()
}

fn facet(path: &Path) -> Facet {
    match path.keys().first().map(String::as_str) {
        Some("metrics") => Facet::Metric,
        Some("channels") => Facet::Notify,
        Some("rollups") => Facet::Aggregate,
        _ => Facet::Alert,
    }
}
