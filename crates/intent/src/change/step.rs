//! What stands beside a new limit: by how much it moves, and how long it must be passed.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::{Duration, Name};

use super::bound::Bound;
use super::clause::Clause;
use super::limit::durations;
use super::mark::Mark;
use super::relative::Toward;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::{Class, Words};

/// `by 2 °C`, `augmente de 2 °C`: relative to what holds. Some languages say the amount of a step with a word that
/// also says other things: it counts right before the number, and beside a direction.
pub fn relative(request: &Request, clause: &Clause, number: usize) -> Option<Toward> {
    let range = &clause.range;
    let plain = request.mark(range, Class::Cue, "by");
    let moved = matches!(clause.act.as_deref(), Some("raise" | "lower"));
    let before =
        |mark: &&Mark| mark.class == Class::Cue && mark.value == "step" && mark.range.end == number;
    let close = |end: usize| end <= number && (end..number).all(|at| request.doc.is_filler(at));
    // `up by 5` is one phrase.
    let spoken = moved && number > 0 && request.doc.word(number - 1) == "by";
    let stepped = spoken
        || plain.is_some_and(|mark| close(mark.range.end))
        || moved && request.marks.iter().any(|mark| before(&mark));
    let down = clause.act.as_deref() == Some("lower");
    let toward = if down { Toward::Down } else { Toward::Up };
    super::relative::behind(request, range, number).or_else(|| stepped.then_some(toward))
}

/// `to 90 km/h for 2 minutes`, `to 90 km/h, let it hold for 2 minutes`: how long the limit must be passed.
pub fn held(request: &mut Request, settings: &[(Bound, f64)], range: &Range<usize>) {
    let waits = request.has(range, Class::Cue, "wait");
    let said = durations(request, range);
    let [(seconds, at)] = said.as_slice() else {
        return;
    };
    let lasts = (at.saturating_sub(2)..*at).any(|before| request.doc.is(before, Class::Hold));
    // `offline after 30 minutes and the rope limit 58 kN`: that time is of silence.
    let silent = range.clone().any(|at| request.doc.is(at, Class::Offline));
    if !(waits || lasts) || silent {
        return;
    }
    for (bound, _) in settings {
        let path = Path::of("alerts", &bound.alert).join(&"for");
        request.edit(Edit::set(path, &Duration::from_seconds(*seconds)), range);
    }
    request.take(*at..*at + 1);
}

/// `the gearbox alarm should wait 3 minutes, the wind alarm only 1`: a bare number is a time like the one before.
pub fn elided(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let numbers = request.numbers(&range);
    let [(count, None, at)] = numbers.as_slice() else {
        return false;
    };
    let before = request
        .clauses
        .iter()
        .rev()
        .find(|other| other.range.end <= range.start);
    let sentence = request.doc.sentence_of(range.start);
    let before = before.filter(|before| sentence.contains(&before.range.start));
    let waits = before.is_some_and(|before| {
        request.has(&before.range, Class::Cue, "wait")
            || request.has(&before.range, Class::Thing, "delay")
    });
    let unit = before.filter(|_| waits).and_then(|before| {
        let limits = before.range.clone().any(|at| {
            let kind = request.doc.kind(at);
            matches!(kind, Some(Kind::Quantity { .. } | Kind::Number { .. }))
        });
        let mut units = before
            .range
            .clone()
            .filter_map(|at| match request.doc.kind(at) {
                Some(Kind::Duration { unit_s, .. }) => Some(*unit_s),
                _ => None,
            });
        units.next().filter(|_| !limits)
    });
    let rules = request.alerts(&range);
    let Some(unit) = unit.filter(|unit| *unit > 0.0 && !rules.is_empty()) else {
        return false;
    };
    for id in &rules {
        let path = Path::of("alerts", id).join(&"for");
        let to = Duration::from_seconds(count * unit);
        request.edit(Edit::set(path, &to), &range);
    }
    request.take(*at..*at + 1);
    request.take_known(&range);
    true
}

/// `wind alert after 3 minutes instead of 2, rope after 1`: bare numbers beside a time are times, and no limits.
pub fn delays(request: &mut Request, clause: &Clause) {
    let range = clause.range.clone();
    let timed = range.clone().find_map(|at| match request.doc.kind(at) {
        Some(Kind::Duration { unit_s, .. }) if *unit_s > 0.0 => Some((at, *unit_s)),
        _ => None,
    });
    let Some((time, unit)) = timed else { return };
    let bare = |at: usize| match request.doc.kind(at) {
        Some(Kind::Number {
            low, high: None, ..
        }) if !request.doc.is_used(at) => Some(*low),
        _ => None,
    };
    // The time that held: `instead of 2`.
    let old = request.mark(&(time + 1..range.end), Class::Cue, "instead");
    let old = old
        .filter(|mark| mark.range.start == time + 1)
        .map(|mark| mark.range.end)
        .filter(|at| range.contains(at) && bare(*at).is_some());
    // The next rule with a number at its end: `, rope after 1`.
    let parts =
        |at: usize| request.doc.sign(at, ',') || request.doc.value(at, Class::And) == Some("and");
    let mut found = Vec::new();
    let mut at = time + 1;
    while let Some(start) = (at..range.end).find(|at| parts(*at)) {
        let end = (start + 1..range.end)
            .find(|at| parts(*at))
            .unwrap_or(range.end);
        let part = start + 1..end;
        at = end;
        let after = end > part.start + 1 && request.doc.says(end - 2, Words::After);
        let rules = request.alerts(&part);
        if let (Some(count), [rule], true) = (bare(end - 1), rules.as_slice(), after) {
            found.push((part, count * unit, rule.clone()));
        }
    }
    if let Some(old) = old {
        let from = (range.start..time).rev().find(|at| parts(*at));
        let end = (old..range.end).find(|at| parts(*at)).unwrap_or(range.end);
        let part = from.map_or(range.start, |at| at + 1)..end;
        let rules = request.alerts(&part);
        let seconds = match request.doc.kind(time) {
            Some(Kind::Duration {
                low_s,
                high_s: None,
                ..
            }) => Some(*low_s),
            _ => None,
        };
        let limited = |rule: &Name| {
            let alert = request.base.alerts.get(rule.as_str());
            alert.is_some_and(|alert| !super::bound::numbers_of(request, rule, alert).is_empty())
        };
        let told = request.speaks_of_alerts(&part) && !limits(request, &part, old);
        if let (Some(seconds), [rule], true) = (seconds, rules.as_slice(), told)
            && limited(rule)
        {
            found.push((part, seconds, rule.clone()));
        }
        request.take(old..old + 1);
    }
    for (part, seconds, rule) in found {
        let path = Path::of("alerts", &rule).join(&"for");
        request.edit(Edit::set(path, &Duration::from_seconds(seconds)), &part);
        request.take(part);
    }
}

/// Has a run a number that can be a limit, beside the one at a place?
fn limits(request: &Request, range: &Range<usize>, but: usize) -> bool {
    range.clone().any(|at| {
        let kind = request.doc.kind(at);
        at != but && matches!(kind, Some(Kind::Quantity { .. } | Kind::Number { .. }))
    })
}
