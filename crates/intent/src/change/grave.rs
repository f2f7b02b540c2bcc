//! Rules told apart by how grave they are: `the critical limit`, `the inlet warning` of a quantity that has both.

use std::ops::Range;

use specgen_spec::model::{Name, Severity};

use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// Keeps of several rules those of the gravity that a run names, where that tells which one is meant.
pub fn select(request: &Request, range: &Range<usize>, rules: &mut Vec<Name>) {
    if let Some(meant) = meant(request, range, rules) {
        *rules = meant;
    }
}

/// Does the gravity that a run names say which rule is meant, instead of what it should become?
pub fn selects(request: &Request, range: &Range<usize>) -> bool {
    let rules = request.alerts(range);
    let [rule] = rules.as_slice() else {
        return false;
    };
    let held = gravity(request, rule);
    said(request, range) == Some(held) && beside(request, rule)
}

/// Does a run name a gravity at all?
pub fn told(request: &Request, range: &Range<usize>) -> bool {
    said(request, range).is_some()
}

/// Accounts for the words that say which rule is meant.
pub fn take(request: &mut Request, range: &Range<usize>) {
    if !selects(request, range) {
        return;
    }
    let told = range.clone();
    let told: Vec<usize> = told.filter(|at| of(request, *at).is_some()).collect();
    for at in told {
        request.take(at..at + 1);
    }
}

/// Is there a rule of another gravity on the same quantity?
fn beside(request: &Request, rule: &Name) -> bool {
    let alert = request.base.alerts.get(rule.as_str());
    let metrics = alert.map_or_else(Vec::new, |alert| alert.when.metrics());
    request.base.alerts.iter().any(|(id, other)| {
        id != rule
            && other.when.metrics() == metrics
            && gravity(request, id) != gravity(request, rule)
    })
}

fn meant(request: &Request, range: &Range<usize>, rules: &[Name]) -> Option<Vec<Name>> {
    let named = said(request, range).filter(|_| rules.len() > 1)?;
    // `make the alarms critical` says what they should become.
    let numbered = range.clone().any(|at| {
        matches!(
            request.doc.kind(at),
            Some(Kind::Number { .. } | Kind::Quantity { .. } | Kind::Duration { .. })
        )
    });
    let narrows = numbered || attributive(request, range);
    let alike: Vec<Name> = rules
        .iter()
        .filter(|id| gravity(request, id) == named)
        .cloned()
        .collect();
    (narrows && !alike.is_empty() && alike.len() < rules.len()).then_some(alike)
}

/// `the critical alarm`: the word stands before what it tells apart.
fn attributive(request: &Request, range: &Range<usize>) -> bool {
    let word = range.clone().find(|at| of(request, *at).is_some());
    word.is_some_and(|word| {
        (word + 1..range.end.min(word + 5)).any(|at| {
            request.doc.is(at, Class::Alert)
                || request.has(&(at..at + 1), Class::Thing, "alert")
                || request.has(&(at..at + 1), Class::Thing, "limit")
        })
    })
}

/// The gravity that a run names; two of them say nothing.
fn said(request: &Request, range: &Range<usize>) -> Option<Severity> {
    let words = range.clone().filter_map(|at| of(request, at));
    let mut found: Vec<Severity> = words.collect();
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The gravity that a word names.
pub fn of(request: &Request, at: usize) -> Option<Severity> {
    let word = request.doc.value(at, Class::Severity)?;
    serde_json::from_value(word.into()).ok()
}

/// How grave a rule is; one without a word of it is a warning.
fn gravity(request: &Request, id: &Name) -> Severity {
    let alert = request.base.alerts.get(id.as_str());
    let held = alert.and_then(|alert| alert.severity);
    held.unwrap_or(Severity::Warning)
}
