//! Readings that are refused by a limit: `reject pressures above 16 bar` says which values are valid, and raises no alert.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::bound::in_own;
use super::clause::Clause;
use super::request::Request;
use crate::frames::condition::scan;
use crate::frames::fleet::number;
use crate::lexicon::Class;

/// Reads a clause that opens with a word for refusing values, and compares one quantity.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let Some(verb) = request
        .mark(&range, Class::Thing, "refused")
        .map(|mark| mark.range.clone())
    else {
        return false;
    };
    let opens = (range.start..verb.start).all(|at| {
        request.doc.is_filler(at) || request.marks.iter().any(|mark| mark.range.contains(&at))
    });
    let compared = scan(&request.doc, &range);
    let metrics = request.metrics(&range);
    let [metric] = metrics.as_slice() else {
        return false;
    };
    let told = request.speaks_of_alerts(&range)
        || range.clone().any(|at| request.doc.is(at, Class::Channel));
    if !opens || told || clause.negated || compared.is_empty() {
        return false;
    }
    let to = request.unit(metric.name());
    let mut fact = Fact::new(Facet::Metric).with("name", metric.name());
    for one in &compared {
        let side = match () {
            () if one.high.is_some() => return false,
            () if one.op.is_high() => "max",
            () if one.op.is_low() => "min",
            () => return false,
        };
        let own = one
            .low
            .and_then(|value| in_own(value, one.unit.as_deref(), to.as_deref()));
        let Some(value) = own.filter(|_| !fact.keys.contains_key(side)) else {
            return false;
        };
        fact = fact.with(side, number(value));
    }
    request.state(fact, &range);
    for one in compared {
        request.take(one.range);
    }
    let end = reason(request, &range, &verb);
    request.take_known(&(range.start..end));
    true
}

/// Accounts for `, they are sensor faults` behind the limits. Returns where the wish itself ends.
fn reason(request: &mut Request, range: &Range<usize>, verb: &Range<usize>) -> usize {
    let doc = &request.doc;
    let comma = (verb.end..range.end).find(|at| {
        let says = matches!(
            doc.word(at + 1),
            "they" | "these" | "those" | "that" | "this" | "it"
        );
        doc.sign(*at, ',') && says
    });
    let Some(comma) = comma else { return range.end };
    request.take(comma..range.end);
    comma
}
