//! Rules as facts: thresholds, ranges, rates of change and combinations.

use std::ops::Range;

use serde_json::{Value, json};
use specgen_spec::fact::{Facet, Fact};

use super::condition::Op;
use super::fleet::number;
use super::subject::Ruled;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// `under 215F or over 260F` is one range when both say nothing else.
pub fn makes_range(doc: &Doc, one: &Ruled, next: &Ruled) -> bool {
    let opposite = one.condition.op.is_low() && next.condition.op.is_high()
        || one.condition.op.is_high() && next.condition.op.is_low();
    let ordered = match (one.condition.low, next.condition.low) {
        (Some(a), Some(b)) => {
            if one.condition.op.is_low() {
                a < b
            } else {
                b < a
            }
        }
        (None, None) => true,
        _ => false,
    };
    let between = one.condition.range.end..next.condition.range.start;
    let or = between
        .clone()
        .any(|at| doc.value(at, Class::And) == Some("or"))
        // `above 60 or below 20 %`: `or below` is one phrase.
        || doc.word(next.condition.range.start).starts_with("or ");
    let severe = one
        .stretch
        .clone()
        .chain(next.stretch.clone())
        .filter(|at| doc.is(*at, Class::Severity) && !doc.is(*at, Class::Alert))
        .count()
        > 1;
    opposite && ordered && one.metric == next.metric && or && !severe
}

pub fn range_of(one: &Ruled, next: &Ruled) -> Fact {
    let (low, high) = if one.condition.op.is_low() {
        (one, next)
    } else {
        (next, one)
    };
    let fact = Fact::new(Facet::Alert)
        .with("kind", "range")
        .with("metric", one.metric.as_str())
        .with("op", "outside");
    let fact = fact
        .with("min", value(low.condition.low))
        .with("max", value(high.condition.low));
    with_unit(
        fact,
        one.condition
            .unit
            .as_deref()
            .or(next.condition.unit.as_deref()),
    )
}

pub fn single(one: &Ruled) -> Fact {
    let condition = &one.condition;
    let fact = Fact::new(Facet::Alert);
    let fact = match condition.op {
        Op::Outside => fact
            .with("kind", "range")
            .with("metric", one.metric.as_str())
            .with("op", "outside")
            .with("min", value(condition.low))
            .with("max", value(condition.high)),
        Op::Rise | Op::Fall => fact
            .with("kind", "rate_of_change")
            .with("metric", one.metric.as_str())
            .with("op", condition.op.word())
            .with("value", value(condition.low)),
        op => fact
            .with("kind", "threshold")
            .with("metric", one.metric.as_str())
            .with("op", op.word())
            .with("value", value(condition.low)),
    };
    with_unit(fact, condition.unit.as_deref())
}

fn with_unit(fact: Fact, unit: Option<&str>) -> Fact {
    match unit {
        Some(unit) => fact.with("unit", unit),
        None => fact,
    }
}

fn value(number_or_open: Option<f64>) -> Value {
    number_or_open.map_or(Value::Null, number)
}

/// Two conditions on two quantities, joined by `and` inside one `if`, are one rule.
pub fn composite(doc: &Doc, ruled: &[Ruled], sentence: &Range<usize>) -> Option<Fact> {
    let [first, .., last] = ruled else {
        return None;
    };
    let mut names: Vec<&str> = ruled.iter().map(|one| one.metric.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let between = first.condition.range.end..last.condition.range.start;
    let meanwhile = |at: usize| doc.says(at, Words::Meanwhile);
    let joined = between
        .clone()
        .any(|at| matches!(doc.value(at, Class::And), Some("and" | "both")) || meanwhile(at))
        && !between
            .clone()
            .any(|at| doc.value(at, Class::And) == Some("or"));
    let apart = between
        .clone()
        .any(|at| doc.sign(at, ',') || doc.is(at, Class::Channel) || doc.is(at, Class::Severity));
    let again = between.clone().any(|at| {
        doc.is(at, Class::If) && doc.value(at, Class::And) != Some("both") && !meanwhile(at)
    });
    let conditional = sentence
        .clone()
        .take_while(|at| *at < first.condition.range.start)
        .any(|at| doc.is(at, Class::If))
        || between
            .clone()
            .any(|at| doc.value(at, Class::And) == Some("both"));
    let single_words = ruled.iter().all(|one| one.condition.op != Op::Outside);
    if names.len() != ruled.len() || !joined || apart || again || !conditional || !single_words {
        return None;
    }
    let terms: Vec<Value> = ruled.iter().map(term).collect();
    Some(
        Fact::new(Facet::Alert)
            .with("kind", "composite")
            .with("logic", "and")
            .with("terms", terms),
    )
}

fn term(one: &Ruled) -> Value {
    let mut term = json!({"metric": one.metric, "op": one.condition.op.word(), "value": value(one.condition.low)});
    if let (Some(unit), Some(map)) = (&one.condition.unit, term.as_object_mut()) {
        map.insert("unit".to_owned(), unit.as_str().into());
    }
    term
}
