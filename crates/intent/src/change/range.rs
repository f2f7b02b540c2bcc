//! Valid values: `pH lies between 0 and 14, reject everything else`.

use specgen_spec::fact::{Facet, Fact};

use super::clause::Clause;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::fleet::number;
use crate::lexicon::Class;

/// Reads a clause that says which values of a metric are valid.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let valid = request.has(&range, Class::Thing, "valid");
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
            ..
        }
        | Kind::Number {
            low,
            high: Some(high),
            ..
        } => Some((*low, *high, at..at + 1)),
        _ => None,
    });
    let numbers = request.numbers(&range);
    let pair = || match numbers.as_slice() {
        [(low, _, from), (high, _, to)] if low < high => Some((*low, *high, *from..*to + 1)),
        _ => None,
    };
    let Some((low, high, at)) = ends.or_else(pair) else {
        return false;
    };
    let fact = Fact::new(Facet::Metric)
        .with("name", metric.name())
        .with("min", number(low))
        .with("max", number(high));
    request.state(fact, &range);
    request.take(at);
    let compared = crate::frames::condition::scan(&request.doc, &range);
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
