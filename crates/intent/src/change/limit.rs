//! Limits of rules: `raise the alarm to 28.5 °C`, `8 instead of 7.1`, `between 7.6 and 8.6`, `by 2 °C`.

use std::ops::Range;

use specgen_spec::catalog::convert;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Num;

use super::bound::{Bound, numbers_of};
use super::clause::Clause;
use super::request::Request;
use super::{asked, grave, step, stranger, vague, widen};
use crate::chunk::Kind;
use crate::frames::condition::{Condition as Compared, is_degrees, scan};
use crate::frames::qualifier;
use crate::lexicon::Class;

/// A number of the request.
pub struct Given {
    /// Its value.
    pub value: f64,
    /// The unit behind it.
    pub unit: Option<String>,
    /// Its chunk.
    pub at: usize,
}

/// Reads a clause that gives a rule other numbers.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    if clause.negated || matches!(clause.act.as_deref(), Some("remove" | "rename" | "keep")) {
        return false;
    }
    if range.clone().any(|at| {
        matches!(
            request.doc.value(at, Class::Cap),
            Some("rate_limit" | "pagination")
        )
    }) {
        return false;
    }
    if super::silence::read(request, clause)
        || vague::stays(request, clause)
        || step::elided(request, clause)
    {
        return true;
    }
    let given = given(request, &range);
    // `not clear before it is back to 0.4` is where the rule ends, no limit.
    let ends = |one: &Given| {
        let lead = one.at.saturating_sub(3)..one.at;
        lead.into_iter().any(|at| {
            let kind = request.doc.value(at, Class::Hyst);
            matches!(kind, Some("clear" | "hysteresis"))
        })
    };
    if given.is_empty() || given.iter().all(ends) || !asked::asked(request, clause) {
        return false;
    }
    if stranger::named(request, &range) {
        return true;
    }
    let bounds = bounds(request, &range, &given);
    // `Swarm alert: 1.5 kg rather than 2 kg` says by the present number which rule it is.
    let held = given
        .iter()
        .any(|one| bounds.iter().any(|bound| same(one, bound)));
    if !held && stranger::asked(request, &range) {
        return true;
    }
    if bounds.is_empty() {
        return false;
    }
    // `a tolerance of 1 °C` may be how far a value has to come back, or how much more is allowed.
    if request.has(&range, Class::Thing, "margin") {
        let said = request.doc.quote(&range).to_owned();
        let question = format!(
            "Is \"{said}\" a hysteresis, or another limit? Say \"hysteresis of ...\", or the new limit."
        );
        request.doc.notes.ask(Facet::Alert, question);
        vague::quote(request, range);
        return true;
    }
    let settings = settle(request, clause, &bounds, &given);
    let Some(settings) = settings.filter(|settings| !stranger::scaled(settings, &given)) else {
        if super::whole::one_by_one(request, clause) {
            return true;
        }
        asked::which(request, clause, &bounds);
        vague::quote(request, range);
        return true;
    };
    for (bound, value) in &settings {
        let [kind, side] = bound.place;
        let path = Path::of("alerts", &bound.alert)
            .join(&"when")
            .join(&kind)
            .join(&side);
        if bound.value == Some(*value) {
            request.heard = true;
            super::bound::included(request, bound, *value, &range);
        } else {
            request.edit(Edit::set(path, &Num::new(*value)), &range);
        }
    }
    for one in &given {
        request.take(one.at..one.at + 1);
    }
    grave::take(request, &range);
    step::held(request, &settings, &range);
    let metric = request.metrics(&range).into_iter().next();
    request.remember(metric.as_ref());
    // `to 75 % with a hysteresis of 4 %`
    super::detail::read(request, clause);
    super::routes::along(request, &range);
    // What is wrong with the rule says why.
    if let Some(complaint) = asked::resumes(request, clause) {
        request.take(complaint);
    }
    for compared in scan(&request.doc, &range) {
        request.take(compared.range);
    }
    request.take_known(&range);
    true
}

/// A number in the unit of the rule.
pub fn in_unit(one: &Given, bound: &Bound) -> f64 {
    let value = match (&one.unit, &bound.unit) {
        (Some(from), Some(to)) => convert(one.value, from, to).unwrap_or(one.value),
        _ => one.value,
    };
    // A fall is told without its sign.
    let falls = bound.place[0] == "rate_of_change" && bound.value.is_some_and(|value| value < 0.0);
    if falls { -value.abs() } else { value }
}

/// Is a number the one that holds?
pub fn same(one: &Given, bound: &Bound) -> bool {
    bound
        .value
        .is_some_and(|value| (value - in_unit(one, bound)).abs() < 1e-9)
}

/// The numbers of a run that can be limits.
pub fn given(request: &Request, range: &Range<usize>) -> Vec<Given> {
    let mut out: Vec<Given> = Vec::new();
    let steers = |at: usize| request.marks.iter().any(|mark| mark.range.contains(&at));
    let margins = qualifier::margins(&request.doc, range);
    for at in range
        .clone()
        .filter(|at| !request.doc.is_used(*at) && !steers(*at) && !margins.contains(at))
    {
        // `2 requests` counts them, and so does `two readings in a row`.
        let next = at + 1..at + 2;
        let readings = ["metric", "fixes"]
            .iter()
            .any(|thing| request.has(&next, Class::Thing, thing));
        let counts = readings
            || request.has(range, Class::Cue, "in_row")
            || request.doc.chunks.get(at + 1).is_some_and(|next| {
                (next.is_unknown() || next.is(Class::Device) || next.is(Class::Cap))
                    && !steers(at + 1)
                    && at + 1 < range.end
            });
        let (low, high, unit) = match request.doc.kind(at) {
            Some(Kind::Quantity { low, high, unit }) => (*low, *high, Some(unit.clone())),
            Some(Kind::Number { .. }) if counts => continue,
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
pub fn bounds(request: &Request, range: &Range<usize>, given: &[Given]) -> Vec<Bound> {
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
    // What was named last, where nothing is named here.
    if named.is_empty() && request.objects(range).is_empty() && !grave::told(request, range) {
        let rules = request.last_rules();
        let told = |bound: &Bound| rules.contains(&bound.alert);
        if out.iter().any(told) {
            out.retain(told);
        }
    }
    // A part of a name that several metrics have: `the motor may get as hot as 105 degrees`.
    if named.is_empty() && !named_metric {
        let told = |bound: &Bound| {
            range.clone().any(|at| {
                let word = request.doc.word(at);
                word.len() > 2 && bound.alert.as_str().split('_').any(|part| part == word)
            })
        };
        if out.iter().any(told) {
            out.retain(told);
        }
    }
    let part = unit == Some("%") && request.has(range, Class::Cue, "by");
    out.retain(|bound| part || fits(request, bound.unit.as_deref(), unit));
    // What has no unit gives way to what has this one.
    let alike = |bound: &Bound| bound.unit.is_some();
    if unit.is_some() && out.iter().any(alike) {
        out.retain(alike);
    }
    // How fast it rises is told as such.
    let speed = range
        .clone()
        .any(|at| matches!(request.doc.value(at, Class::Op), Some("rise" | "fall")))
        || request.has(range, Class::Thing, "rate");
    if out.iter().any(|bound| bound.place[0] != "rate_of_change") && !speed {
        out.retain(|bound| bound.place[0] != "rate_of_change");
    }
    out
}

/// Can a number in one unit be a limit in another?
pub fn fits(request: &Request, own: Option<&str>, given: Option<&str>) -> bool {
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
        && let Some(toward) = step::relative(request, clause, one.at)
    {
        return widen::moved(request, range, bounds, one, toward);
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
        // `plus minus 2 %` is how far from the middle, where that is not zero.
        let middle = low.value.unwrap_or(0.0) + high.value.unwrap_or(0.0);
        let around = (a + b).abs() < 1e-9 && middle.abs() > 1e-9;
        return (a < b && !around).then(|| vec![(low.clone(), a), (high.clone(), b)]);
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
        // `alarm at 15 %` is no side.
        let plain = |at: usize| request.doc.value(at, Class::Op) == Some("at");
        compared
            .iter()
            .filter(|c| !plain(c.range.start))
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

/// The durations of a run, in seconds.
pub fn durations(request: &Request, range: &Range<usize>) -> Vec<(f64, usize)> {
    let free = |at: &usize| !request.doc.is_used(*at);
    let found = range.clone().filter(free).flat_map(|at| {
        // `after an hour`
        let one = |at: usize| {
            let before = at
                .checked_sub(1)
                .and_then(|before| request.doc.kind(before));
            let article = at > 0 && matches!(request.doc.word(at - 1), "a" | "an" | "one");
            // `another month`
            let further = request.marks.iter().any(|mark| {
                mark.class == Class::Cue && mark.value == "further_by" && mark.range.end == at
            });
            let one = matches!(before, Some(Kind::Number { low, spelled: true, .. }) if *low < 1.5);
            article || further || one
        };
        let ends = match request.doc.kind(at) {
            Some(Kind::Duration { low_s, high_s, .. }) => [Some(*low_s), *high_s],
            Some(Kind::TimeUnit(unit_s)) if one(at) => [Some(*unit_s), None],
            _ => [None, None],
        };
        ends.into_iter().flatten().map(move |seconds| (seconds, at))
    });
    found.collect()
}
