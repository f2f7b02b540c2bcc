//! The numbers of a rule that a request can set.

use std::ops::Range;

use specgen_spec::catalog::convert;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::{Alert, Condition, Name, Num, Slot, Unit};

use super::request::Request;
use crate::frames::condition::is_degrees;
use crate::lexicon::Class;

/// One number of a rule that can be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The rule.
    pub alert: Name,
    /// Its place below `when`.
    pub place: [&'static str; 2],
    /// Does it watch values below it?
    pub low: bool,
    /// Its present value, none when it is open.
    pub value: Option<f64>,
    /// The unit that it is in.
    pub unit: Option<String>,
}

/// The numbers of a rule.
pub fn numbers_of(request: &Request, id: &Name, alert: &Alert) -> Vec<Bound> {
    let unit_of = |written: Option<&Unit>, metric: &Name| {
        written
            .map(|unit| unit.as_str().to_owned())
            .or_else(|| request.unit(metric.as_str()))
    };
    let bound = |place, low, slot: &Slot<Num>, unit| Bound {
        alert: id.clone(),
        place,
        low,
        value: slot.get().map(Num::value),
        unit,
    };
    match &alert.when {
        Condition::Threshold(rule) if rule.of.is_none() => {
            let unit = unit_of(rule.unit.as_ref(), &rule.metric);
            let sides = [
                ("above", false, &rule.above),
                ("at_least", false, &rule.at_least),
                ("below", true, &rule.below),
                ("at_most", true, &rule.at_most),
                ("equals", false, &rule.equals),
            ];
            let written = sides.into_iter().filter(|(_, _, slot)| !slot.is_absent());
            written
                .map(|(side, low, slot)| bound(["threshold", side], low, slot, unit.clone()))
                .collect()
        }
        Condition::Outside(rule) => {
            let unit = unit_of(rule.unit.as_ref(), &rule.metric);
            vec![
                bound(["outside", "min"], true, &rule.min, unit.clone()),
                bound(["outside", "max"], false, &rule.max, unit),
            ]
        }
        Condition::RateOfChange(rule) => {
            let unit = unit_of(rule.unit.as_ref(), &rule.metric);
            vec![bound(["rate_of_change", "by"], false, &rule.by, unit)]
        }
        _ => Vec::new(),
    }
}

/// `at or below 6`, `strictly above 18`: the number that holds, counted in or out.
pub fn included(request: &mut Request, bound: &Bound, value: f64, range: &Range<usize>) {
    const PAIRS: [(&str, &str); 2] = [("above", "at_least"), ("below", "at_most")];
    let [kind, side] = bound.place;
    let said = |at: usize| match request.doc.value(at, Class::Op)? {
        "lt" | "lte" => Some(true),
        "gt" | "gte" => Some(false),
        _ => None,
    };
    let counts = |at: usize| matches!(request.doc.value(at, Class::Op), Some("lte" | "gte"));
    let strict = request.has(range, Class::Cue, "strict");
    let inclusive = range.clone().any(counts);
    if !range.clone().filter_map(said).all(|low| low == bound.low) {
        return;
    }
    let other = PAIRS.iter().find_map(|(out, counted)| {
        let into = (*out == side && inclusive && !strict).then_some(*counted);
        into.or((*counted == side && strict).then_some(*out))
    });
    if let Some(other) = other {
        let when = Path::of("alerts", &bound.alert).join(&"when").join(&kind);
        request.edit(Edit::set(when.join(&other), &Num::new(value)), range);
        let path = when.join(&side);
        request.edit(Edit::Clear { path }, range);
    }
}

/// Can a step from what holds end here? A share stays between 0 and 100 %, and only heat and levels of signals fall
/// below nothing.
pub fn reachable(request: &Request, bound: &Bound, to: f64) -> bool {
    let unit = bound.unit.as_deref().unwrap_or_default();
    let share = unit != "%" || (0.0..=100.0).contains(&to);
    let dimension = request.doc.lexicon.dimension(unit).unwrap_or_default();
    let signed = bound.value.is_none_or(|present| present < 0.0)
        || dimension == "temperature"
        || unit.starts_with("dB");
    share && (signed || to >= 0.0)
}

/// A value in the unit of what it is compared with; none when that is another quantity.
pub fn in_own(value: f64, from: Option<&str>, to: Option<&str>) -> Option<f64> {
    match (from, to) {
        (Some(from), Some(to)) if from != to && !is_degrees(Some(from)) => convert(value, from, to),
        (Some(_), None) => None,
        _ => Some(value),
    }
}
