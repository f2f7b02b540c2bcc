//! What an instruction spares: `remove the SMS but not the e-mail`, `drop A, not B`, `CO2 by mail, the temperature stays
//! on Telegram`. The part that stays is an instruction of its own, which keeps.

use std::ops::Range;

use super::clause::Clause;
use super::mark::Mark;
use super::request::Request;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// The contrast right before a verb: `but keep`. Returns where the part before it ends.
pub fn contrast(doc: &Doc, marks: &[Mark], between: &Range<usize>) -> Option<usize> {
    let but = |at: usize| is_cue(marks, at, "contrast");
    let lead = |at: &usize| doc.is_filler(*at) || but(*at);
    let mut before = between.clone().rev().take_while(lead);
    let at = before.find(|at| but(*at))?;
    let comma = at > between.start && doc.sign(at - 1, ',');
    Some(if comma { at - 1 } else { at })
}

/// Cuts the clauses of a request where one part goes or moves and the other one stays.
pub fn cut(request: &mut Request) {
    let clauses = std::mem::take(&mut request.clauses);
    let mut out = Vec::new();
    for clause in clauses {
        let keeps = |range: Range<usize>| Clause {
            range,
            act: Some("keep".to_owned()),
            negated: false,
        };
        if let Some((edge, rest)) = refused(request, &clause) {
            out.push(Clause {
                range: clause.range.start..edge,
                ..clause
            });
            out.push(keeps(rest));
        } else if let Some((moved, kept)) = stays_there(request, &clause) {
            let moves = Clause {
                range: moved,
                act: None,
                negated: false,
            };
            out.extend([moves, keeps(kept)]);
        } else {
            out.extend(each(request, clause));
        }
    }
    out.sort_by_key(|clause| clause.range.start);
    request.clauses = out;
}

/// `… but not the e-mail`: where what goes ends, and what stays.
fn refused(request: &Request, clause: &Clause) -> Option<(usize, Range<usize>)> {
    let takes = matches!(clause.act.as_deref(), Some("remove" | "disable")) && !clause.negated;
    let range = clause.range.clone();
    let doc = &request.doc;
    let not = |at: &usize| is_cue(&request.marks, *at, "spare") && doc.is(*at, Class::Neg);
    let refusal = range.clone().skip(1).filter(|_| takes).find(not)?;
    let but = |at: usize| is_cue(&request.marks, at, "contrast");
    let mut edge = refusal;
    while edge > range.start + 1
        && (but(edge - 1)
            || doc.sign(edge - 1, ',')
            || doc.value(edge - 1, Class::And) == Some("and"))
    {
        edge -= 1;
    }
    let mut behind = (refusal + 1..range.end).filter(|at| !doc.is_filler(*at));
    let first = behind.next()?;
    let merely = (refusal + 1..=first).any(|at| doc.says(at, Words::Merely));
    let named = request
        .objects(&(first..range.end))
        .first()
        .is_some_and(|object| object.range.start == first)
        || doc.is(first, Class::Offline)
        || doc.is(first, Class::Geo)
        || doc.is(first, Class::Channel)
        || super::part::part(request, first).is_some();
    let before = !request.objects(&(range.start..edge)).is_empty()
        || !request.alerts(&(range.start..edge)).is_empty()
        || (range.start..edge).any(|at| super::part::part(request, at).is_some());
    (edge < refusal && named && before && !merely).then_some((edge, refusal..range.end))
}

/// `CO2 by mail, the temperature stays on Telegram`: of two parts with a channel one stays.
fn stays_there(request: &Request, clause: &Clause) -> Option<(Range<usize>, Range<usize>)> {
    let doc = &request.doc;
    let keep = request
        .mark(&clause.range, Class::Act, "keep")
        .filter(|_| clause.act.as_deref() == Some("keep"))?
        .range
        .start;
    let joint = |at: &usize| doc.sign(*at, ',') || doc.value(*at, Class::And) == Some("and");
    let range = clause.range.clone();
    let told = |range: &Range<usize>| {
        let channel = range.clone().any(|at| doc.is(at, Class::Channel));
        channel && !request.alerts(range).is_empty()
    };
    // `the moisture stays as it is`
    let kept = |range: &Range<usize>| {
        let channel = range.clone().any(|at| doc.is(at, Class::Channel));
        told(range) || !channel && range.contains(&keep) && !request.objects(range).is_empty()
    };
    let parts = range.clone().filter(joint).map(|at| {
        let (first, second) = (range.start..at, at + 1..range.end);
        if first.contains(&keep) {
            (second, first)
        } else {
            (first, second)
        }
    });
    let mut apart = parts.filter(|(moved, stays)| told(moved) && kept(stays));
    apart.next()
}

/// `Delete the temperature webhook and the offline alert`: a rule that is told one way less, and a rule that goes.
fn each(request: &Request, clause: Clause) -> Vec<Clause> {
    let doc = &request.doc;
    let takes = matches!(clause.act.as_deref(), Some("remove" | "disable")) && !clause.negated;
    let joint = |at: &usize| doc.sign(*at, ',') || doc.value(*at, Class::And) == Some("and");
    let cuts: Vec<usize> = clause.range.clone().filter(joint).collect();
    let [at] = cuts.as_slice() else {
        return vec![clause];
    };
    let (first, second) = (clause.range.start..*at, at + 1..clause.range.end);
    // `the temperature webhook`, but not `SMS for the temperature`
    let by_channel = |range: &Range<usize>| {
        let objects = request.objects(range);
        let last = objects.last().is_some_and(|object| object.of("channels"));
        last && objects
            .iter()
            .any(|object| object.of("metrics") || object.of("alerts"))
    };
    let rule = |range: &Range<usize>| {
        let told = range.clone().any(|at| doc.is(at, Class::Channel));
        !told && request.speaks_of_alerts(range) && !request.alerts(range).is_empty()
    };
    let apart = by_channel(&first) && rule(&second) || rule(&first) && by_channel(&second);
    if !takes || !apart {
        return vec![clause];
    }
    let part = |range: Range<usize>| Clause {
        range,
        act: clause.act.clone(),
        negated: false,
    };
    vec![part(first), part(second)]
}

/// Accounts for words that ask for nothing: `everything else stays`. `Keep everything else a year` says how long.
pub fn noted(request: &mut Request) {
    for mark in request.marks.clone() {
        let timed = |at: usize| matches!(request.doc.kind(at), Some(Kind::Duration { .. }));
        let alone = !request.doc.segment_of(mark.range.start).any(timed);
        if mark.class == Class::Act && mark.value == "noted" && alone {
            request.take(mark.range);
        }
    }
}

fn is_cue(marks: &[Mark], at: usize, value: &str) -> bool {
    marks
        .iter()
        .any(|mark| mark.class == Class::Cue && mark.value == value && mark.range.start == at)
}
