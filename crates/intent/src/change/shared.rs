//! How long the readings of one quantity are kept: `keep wind speed only 10 days`. All readings are kept alike, so that
//! is asked about.

use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::request::Request;
use super::vague;
use crate::lexicon::Class;

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
