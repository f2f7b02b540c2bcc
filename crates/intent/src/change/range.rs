//! Valid values: `pH lies between 0 and 14, reject everything else`.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::bound::in_own;
use super::clause::Clause;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::access::singular;
use crate::frames::condition::scan;
use crate::frames::fleet::number;
use crate::lexicon::{Class, Words};

/// Reads a clause that says which values of a metric are valid.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let valid = request.has(&range, Class::Thing, "valid") || refuses_outside(request, &range);
    if !valid && is_unclear(request, clause) {
        let said = request.doc.quote(&range).trim().to_owned();
        let question = format!(
            "Does \"{said}\" say which readings are valid, so that others are rejected, or when to raise an alert?"
        );
        request.doc.notes.ask(Facet::Metric, question);
        request.ask = true;
        request.take(range);
        return true;
    }
    if !valid || clause.negated || clause.act.as_deref() == Some("remove") {
        return false;
    }
    let metrics = request.metrics(&range);
    let [metric] = metrics.as_slice() else {
        return false;
    };
    let ends = range.clone().find_map(|at| match request.doc.kind(at)? {
        Kind::Quantity {
            low,
            high: Some(high),
            unit,
        } => Some((*low, *high, Some(unit.clone()), at..at + 1)),
        Kind::Number {
            low,
            high: Some(high),
            ..
        } => Some((*low, *high, None, at..at + 1)),
        _ => None,
    });
    let numbers = request.numbers(&range);
    let pair = || match numbers.as_slice() {
        [(low, one, from), (high, other, to)] if low < high => {
            let unit = other.clone().or_else(|| one.clone());
            Some((*low, *high, unit, *from..*to + 1))
        }
        _ => None,
    };
    let Some((low, high, unit, at)) = ends.or_else(pair) else {
        return false;
    };
    let to = request.unit(metric.name());
    let own = |value| in_own(value, unit.as_deref(), to.as_deref());
    let (Some(low), Some(high)) = (own(low), own(high)) else {
        return false;
    };
    let fact = Fact::new(Facet::Metric)
        .with("name", metric.name())
        .with("min", number(low))
        .with("max", number(high));
    request.state(fact, &range);
    request.take(at);
    let compared = scan(&request.doc, &range);
    for one in compared {
        request.take(one.range);
    }
    let checks: Vec<usize> = range
        .clone()
        .filter(|at| request.doc.value(*at, Class::Cap) == Some("validation"))
        .collect();
    for at in checks {
        request.take(at..at + 1);
    }
    request.take_known(&range);
    true
}

/// `reject temperatures outside -20 to 60`
fn refuses_outside(request: &Request, range: &Range<usize>) -> bool {
    request.has(range, Class::Thing, "refused")
        && range
            .clone()
            .any(|at| request.doc.value(at, Class::Op) == Some("outside"))
}

/// `temperature must be between -20 and 60` may be about readings or about an alert.
fn is_unclear(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    let between = range
        .clone()
        .any(|at| request.doc.value(at, Class::Op) == Some("between"));
    let [metric] = &request.metrics(range)[..] else {
        return false;
    };
    let banded = super::names::alerts_on(request.base, metric.name()).len() > 1;
    // `..., otherwise a message` says what to do about it.
    let sentence = request.doc.sentence_of(range.start);
    let otherwise = sentence
        .clone()
        .any(|at| request.doc.says(at, Words::Otherwise));
    matches!(clause.act.as_deref(), None | Some("set"))
        && !clause.negated
        && between
        && !otherwise
        && !banded
        && !request.speaks_of_alerts(&sentence)
        && !request.has(range, Class::Cue, "allowed")
}

/// `humidity readings over 100 are nonsense, drop them`: values go, the metric stays.
pub fn rejected(request: &mut Request, clause: &Clause) -> bool {
    let range = request.doc.sentence_of(clause.range.start);
    let lexicon = request.doc.lexicon;
    let reading = |at: usize| lexicon.says(Words::Reading, &singular(request.doc.word(at)));
    let compared = scan(&request.doc, &range);
    let (metrics, numbers) = (request.metrics(&range), request.numbers(&range));
    let ([metric], [(value, unit, _)], [one]) =
        (metrics.as_slice(), numbers.as_slice(), compared.as_slice())
    else {
        return false;
    };
    let spoken: Vec<usize> = range.clone().filter(|at| reading(*at)).collect();
    if spoken.is_empty() || request.speaks_of_alerts(&range) {
        return false;
    }
    let side = match () {
        () if one.op.is_high() => "max",
        () if one.op.is_low() => "min",
        () => return false,
    };
    let to = request.unit(metric.name());
    let Some(value) = in_own(*value, unit.as_deref(), to.as_deref()) else {
        return false;
    };
    let fact = Fact::new(Facet::Metric)
        .with("name", metric.name())
        .with(side, number(value));
    request.state(fact, &range);
    let numbers: Vec<usize> = numbers.iter().map(|(.., at)| *at).collect();
    request.take(one.range.clone());
    for at in numbers {
        request.take(at..at + 1);
    }
    for at in spoken {
        request.take(at..at + 1);
    }
    request.take_known(&range);
    true
}
