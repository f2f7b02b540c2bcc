//! Limits of rules: `raise the alarm to 28.5 °C`, `8 instead of 7.1`, `between 7.6 and 8.6`, `by 2 °C`.

use std::ops::Range;

use specgen_spec::catalog::{convert, convert_difference};
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Num;

use super::bound::{Bound, numbers_of};
use super::clause::Clause;
use super::request::Request;
use super::step;
use crate::chunk::Kind;
use crate::frames::condition::{Condition as Compared, is_degrees, scan};
use crate::frames::qualifier;
use crate::lexicon::Class;

/// A number of the request.
struct Given {
    value: f64,
    unit: Option<String>,
    at: usize,
}

/// Reads a clause that gives a rule other numbers.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    if clause.negated || matches!(clause.act.as_deref(), Some("remove" | "rename" | "keep")) {
        return false;
    }
    if range
        .clone()
        .any(|at| request.doc.value(at, Class::Cap) == Some("rate_limit"))
    {
        return false;
    }
    if super::silence::read(request, clause) {
        return true;
    }
    let given = given(request, &range);
    if given.is_empty() || !asked(request, clause) {
        return false;
    }
    let bounds = bounds(request, &range, &given);
    if bounds.is_empty() {
        return false;
    }
    let Some(settings) = settle(request, clause, &bounds, &given) else {
        which(request, clause, &bounds);
        return true;
    };
    for (bound, value) in &settings {
        let [kind, side] = bound.place;
        let path = Path::of("alerts", &bound.alert)
            .join(&"when")
            .join(&kind)
            .join(&side);
        if bound.value != Some(*value) {
            request.edit(Edit::set(path, &Num::new(*value)), &range);
        }
    }
    for one in &given {
        request.take(one.at..one.at + 1);
    }
    step::held(request, &settings, &range);
    let metric = request.metrics(&range).into_iter().next();
    request.remember(metric.as_ref());
    // `to 75 % with a hysteresis of 4 %`
    super::detail::read(request, clause);
    // What is wrong with the rule says why.
    if let Some(complaint) = resumes(request, clause) {
        request.take(complaint);
    }
    for compared in scan(&request.doc, &range) {
        request.take(compared.range);
    }
    request.take_known(&range);
    true
}

/// Does the clause set a limit that is there, instead of making another rule?
fn asked(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    let changes = matches!(
        clause.act.as_deref(),
        Some("raise" | "lower" | "set" | "swap" | "convert" | "stricter" | "looser")
    );
    let replaces = ["instead", "now", "upto"]
        .iter()
        .any(|cue| request.has(range, Class::Cue, cue));
    let limited = request.has(range, Class::Thing, "limit")
        || request.has(range, Class::Thing, "upper")
        || request.has(range, Class::Thing, "lower");
    let told = request.speaks_of_alerts(range);
    if clause.act.as_deref() == Some("add") {
        return false;
    }
    // `oxygen: 5 % instead of 6 %`
    let exchanged = request.has(range, Class::Cue, "instead")
        && given(request, range).len() > 1
        && !request.alerts(range).is_empty();
    if exchanged
        || exchanges_present(request, range)
        || resumes(request, clause).is_some() && changes
    {
        return true;
    }
    // A comparison without a word of change is another rule; on an open limit it is the number that was asked for.
    if request.compares(range) {
        return replaces || changes && (limited || told);
    }
    changes && (limited || told || !request.alerts(range).is_empty())
        || replaces && (limited || told || request.has(range, Class::Cue, "upto"))
        || limited
        || told && !request.alerts(range).is_empty()
}

/// `make it 1.5 °C instead of zero`, `from -18 to -15`: a number that only one limit has says which one is meant.
fn exchanges_present(request: &Request, range: &Range<usize>) -> bool {
    let exchanged = request.has(range, Class::Cue, "instead") || request.doc.word_in(range, "from");
    let given = given(request, range);
    if !exchanged || given.len() != 2 {
        return false;
    }
    let bounds = bounds(request, range, &given);
    let present = |one: &Given| bounds.iter().filter(|bound| same(one, bound)).count();
    let [a, b] = [
        given.first().map_or(0, present),
        given.last().map_or(0, present),
    ];
    a + b == 1
}

/// `The frost warning comes too late. Make it 1.5 °C`: what is said of rules goes on.
fn resumes(request: &Request, clause: &Clause) -> Option<Range<usize>> {
    let before = request
        .clauses
        .iter()
        .rev()
        .find(|other| other.range.end <= clause.range.start);
    let goes_on =
        request.has(&clause.range, Class::Cue, "it") && request.objects(&clause.range).is_empty();
    let complaint = |before: &&Clause| {
        request.speaks_of_alerts(&before.range) && given(request, &before.range).is_empty()
    };
    let found = before.filter(complaint).filter(|_| goes_on)?;
    Some(found.range.clone())
}

fn in_unit(one: &Given, bound: &Bound) -> f64 {
    let value = match (&one.unit, &bound.unit) {
        (Some(from), Some(to)) => convert(one.value, from, to).unwrap_or(one.value),
        _ => one.value,
    };
    // A fall is told without its sign.
    let falls = bound.place[0] == "rate_of_change" && bound.value.is_some_and(|value| value < 0.0);
    if falls { -value.abs() } else { value }
}

fn same(one: &Given, bound: &Bound) -> bool {
    bound
        .value
        .is_some_and(|value| (value - in_unit(one, bound)).abs() < 1e-9)
}

fn given(request: &Request, range: &Range<usize>) -> Vec<Given> {
    let mut out: Vec<Given> = Vec::new();
    let steers = |at: usize| request.marks.iter().any(|mark| mark.range.contains(&at));
    let margins = qualifier::margins(&request.doc, range);
    for at in range
        .clone()
        .filter(|at| !request.doc.is_used(*at) && !steers(*at) && !margins.contains(at))
    {
        let (low, high, unit) = match request.doc.kind(at) {
            Some(Kind::Quantity { low, high, unit }) => (*low, *high, Some(unit.clone())),
            Some(Kind::Number { low, high, spelled }) if !spelled || *low > 1.5 || *low == 0.0 => {
                (*low, *high, None)
            }
            _ => continue,
        };
        for value in std::iter::once(low).chain(high) {
            out.push(Given {
                value,
                unit: unit.clone(),
                at,
            });
        }
    }
    out
}

/// The numbers of the rules that the clause speaks of; by the unit when it names none.
fn bounds(request: &Request, range: &Range<usize>, given: &[Given]) -> Vec<Bound> {
    let named = request.alerts(range);
    let unit = given.iter().find_map(|one| one.unit.as_deref());
    let named_metric = !request.metrics(range).is_empty();
    let mut out: Vec<Bound> = Vec::new();
    for (id, alert) in request.base.alerts.iter() {
        if (!named.is_empty() || named_metric) && !named.contains(id) {
            continue;
        }
        out.extend(numbers_of(request, id, alert));
    }
    let part = unit == Some("%") && request.has(range, Class::Cue, "by");
    out.retain(|bound| part || fits(request, bound.unit.as_deref(), unit));
    out
}

fn fits(request: &Request, own: Option<&str>, given: Option<&str>) -> bool {
    let (Some(own), Some(given)) = (own, given) else {
        return true;
    };
    let dimension = |unit: &str| request.doc.lexicon.dimension(unit).map(str::to_owned);
    let heat = is_degrees(Some(given)) && dimension(own).as_deref() == Some("temperature");
    heat || own == given || dimension(own).is_some() && dimension(own) == dimension(given)
}

/// Which number goes where; none when the request leaves it open.
fn settle(
    request: &Request,
    clause: &Clause,
    bounds: &[Bound],
    given: &[Given],
) -> Option<Vec<(Bound, f64)>> {
    let range = &clause.range;
    if let [one] = given
        && step::relative(request, clause, one.at)
    {
        let rule = &bounds.first()?.alert;
        let several = request.has(range, Class::Cue, "all")
            && bounds.iter().all(|bound| bound.alert == *rule);
        if bounds.len() > 1 && !several {
            return None;
        }
        let down = clause.act.as_deref() == Some("lower");
        let moved = |bound: &Bound| {
            let step = match (one.unit.as_deref(), bound.unit.as_deref()) {
                // `by 10 %` is a part of what holds, unless that is a percentage itself.
                (Some("%"), own) if own != Some("%") => bound.value?.abs() * one.value / 100.0,
                (Some(from), Some(to)) => convert_difference(one.value, from, to)?,
                _ => one.value,
            };
            let sum = bound.value? + if down { -step } else { step };
            Some((bound.clone(), (sum * 1e9).round() / 1e9))
        };
        return bounds.iter().map(moved).collect();
    }
    // `7.6 and 8.6` for a range.
    if let ([low, high], [a, b]) = (bounds, given)
        && low.alert == high.alert
        && low.low
        && !high.low
        && !(given
            .iter()
            .any(|one| bounds.iter().any(|bound| same(one, bound)))
            && request.has(range, Class::Cue, "instead"))
    {
        let (a, b) = (in_unit(a, low), in_unit(b, high));
        return (a < b).then(|| vec![(low.clone(), a), (high.clone(), b)]);
    }
    // `5 instead of 6`, `from 6 to 5`: the old number says which limit is meant, the other is the new one.
    if let [a, b] = given {
        let old = |one: &Given| bounds.iter().find(|bound| same(one, bound)).cloned();
        return match (old(a), old(b)) {
            (Some(bound), None) => Some(vec![(bound.clone(), in_unit(b, &bound))]),
            (None, Some(bound)) => Some(vec![(bound.clone(), in_unit(a, &bound))]),
            _ => None,
        };
    }
    let [one] = given else { return None };
    let mut open: Vec<&Bound> = bounds.iter().collect();
    let compared: Vec<Compared> = scan(&request.doc, range);
    let side = |low: bool| {
        compared
            .iter()
            .any(|c| if low { c.op.is_low() } else { c.op.is_high() })
    };
    let narrowed = if request.has(range, Class::Thing, "upper") || side(false) && !side(true) {
        Some(false)
    } else if request.has(range, Class::Thing, "lower") || side(true) && !side(false) {
        Some(true)
    } else {
        None
    };
    if let Some(low) = narrowed {
        open.retain(|bound| bound.low == low);
    }
    // Of a range, raising above the middle means the upper end.
    if let [low, high] = open.as_slice()
        && low.alert == high.alert
        && let (Some(min), Some(max)) = (low.value, high.value)
    {
        let value = in_unit(one, low);
        open = if value >= max {
            vec![*high]
        } else if value <= min {
            vec![*low]
        } else {
            open
        };
    }
    match open.as_slice() {
        [bound] => Some(vec![((*bound).clone(), in_unit(one, bound))]),
        _ => None,
    }
}

/// Asks which limit is meant.
fn which(request: &mut Request, clause: &Clause, bounds: &[Bound]) {
    let said = request.doc.quote(&clause.range).to_owned();
    let known: Vec<String> = bounds
        .iter()
        .map(|bound| {
            let value = bound
                .value
                .map_or_else(|| "open".to_owned(), |value| value.to_string());
            let unit = bound.unit.as_deref().unwrap_or_default();
            format!("{} {} of `{}`", value, unit, bound.alert).replace("  ", " ")
        })
        .collect();
    request.doc.notes.ask(
        Facet::Alert,
        format!("Which limit does \"{said}\" mean: {}?", known.join(", or ")),
    );
}

/// The durations of a run, in seconds.
pub fn durations(request: &Request, range: &Range<usize>) -> Vec<(f64, usize)> {
    let free = |at: &usize| !request.doc.is_used(*at);
    let found = range
        .clone()
        .filter(free)
        .filter_map(|at| match request.doc.kind(at)? {
            Kind::Duration { low_s, .. } => Some((*low_s, at)),
            _ => None,
        });
    found.collect()
}
