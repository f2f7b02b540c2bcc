//! Both ends of a range at once: `widen the humidity band by 2 %`, `make the pH band 0.2 narrower on both sides`.

use std::ops::Range;

use specgen_spec::catalog::convert_difference;

use super::bound::{Bound, reachable};
use super::limit::Given;
use super::relative::Toward;
use super::request::Request;
use crate::frames::condition::is_degrees;
use crate::lexicon::Class;

/// Beginnings of words that move both ends outwards.
const OUTWARDS: [&str; 11] = [
    "widen",
    "wider",
    "broaden",
    "erweiter",
    "verbreiter",
    "amplia",
    "ensanch",
    "elargi",
    "allarg",
    "verruim",
    "perlebar",
];
/// Beginnings of words that move both ends inwards.
const INWARDS: [&str; 12] = [
    "narrow",
    "tighten",
    "tighter",
    "vereng",
    "verkleiner",
    "estrech",
    "resserr",
    "restring",
    "estreit",
    "vernauw",
    "versmal",
    "persempit",
];

/// How each of two bounds moves where a word widens or narrows what lies between them: the sign of each step, the lower
/// end first. Nothing where the bounds are no range, or only one end of it is named.
fn signs(request: &Request, range: &Range<usize>, bounds: &[Bound]) -> Option<[f64; 2]> {
    let [low, high] = bounds else { return None };
    let band = low.alert == high.alert && low.low && !high.low;
    let one_end =
        request.has(range, Class::Thing, "upper") || request.has(range, Class::Thing, "lower");
    let says = |stems: &[&str]| {
        range.clone().any(|at| {
            let word = request.doc.word(at);
            stems.iter().any(|stem| word.starts_with(stem))
        })
    };
    match (says(&OUTWARDS), says(&INWARDS)) {
        (true, false) if band && !one_end => Some([-1.0, 1.0]),
        (false, true) if band && !one_end => Some([1.0, -1.0]),
        _ => None,
    }
}

/// Each bound after a step: one, both ends of a range that widens or narrows, or `all` limits of a rule.
pub fn moved(
    request: &Request,
    range: &Range<usize>,
    bounds: &[Bound],
    one: &Given,
    toward: Toward,
) -> Option<Vec<(Bound, f64)>> {
    let rule = &bounds.first()?.alert;
    let several =
        request.has(range, Class::Cue, "all") && bounds.iter().all(|bound| bound.alert == *rule);
    let both = signs(request, range, bounds);
    if bounds.len() > 1 && !several && both.is_none() {
        return None;
    }
    let moved = |bound: &Bound| {
        let step = match (one.unit.as_deref(), bound.unit.as_deref()) {
            // `by 10 %` is a part of what holds, unless that is a percentage itself.
            (Some("%"), own) if own != Some("%") => bound.value?.abs() * one.value / 100.0,
            (from, _) if is_degrees(from) => one.value,
            (Some(from), Some(to)) => convert_difference(one.value, from, to)?,
            _ => one.value,
        };
        let sign = match both {
            Some([low, _]) if bound.low => low,
            Some([_, high]) => high,
            None => toward.sign(bound.low),
        };
        let sum = bound.value? + sign * step;
        let sum = (sum * 1e9).round() / 1e9;
        reachable(request, bound, sum).then(|| (bound.clone(), sum))
    };
    bounds.iter().map(moved).collect()
}
