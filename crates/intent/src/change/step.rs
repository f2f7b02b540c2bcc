//! What stands beside a new limit: by how much it moves, and how long it must be passed.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::Duration;

use super::bound::Bound;
use super::clause::Clause;
use super::limit::durations;
use super::mark::Mark;
use super::relative::Toward;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

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
    if !(waits || lasts) {
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
