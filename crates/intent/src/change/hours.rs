//! Parts of the day and of the week in which rules that are there hold: `mute it at night`, `only on weekdays`.

use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::{Active, Name};

use super::clause::Clause;
use super::detail;
use super::names;
use super::request::Request;
use super::vague;
use crate::lexicon::Class;

/// A part, as a rule's hours name it, and what is left of the day or the week without it.
const PARTS: [(&str, [&str; 2]); 4] = [
    ("night", ["nighttime", "daytime"]),
    ("daytime", ["daytime", "nighttime"]),
    ("weekend", ["weekends", "weekdays"]),
    ("weekday", ["weekdays", "weekends"]),
];

/// Are there hours that other ones would replace?
pub fn has_hours(request: &Request, id: &Name) -> bool {
    let alert = request.base.alerts.get(id.as_str());
    let hours = alert.and_then(|alert| alert.active.as_ref());
    hours.is_some_and(|hours| *hours != Active::Always)
}

/// Reads a clause that says when rules hold, or when they are to be quiet.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let part = PARTS
        .iter()
        .find(|(cue, _)| request.has(&range, Class::Cue, cue));
    let Some((_, [itself, rest])) = part else {
        return false;
    };
    // `only after 12 hours at night` is a time for the night alone.
    let timed = !super::limit::durations(request, &range).is_empty();
    if clause.act.as_deref() == Some("add") || timed || request.compares(&range) {
        return false;
    }
    // `no SMS at night` is about a channel, `technicians only at night` about people.
    let told = request.objects(&range).iter().any(|one| one.of("channels"));
    if told || range.clone().any(|at| request.doc.is(at, Class::Role)) {
        return false;
    }
    let hushed = matches!(clause.act.as_deref(), Some("disable" | "remove"))
        || request.has(&range, Class::Cue, "hush");
    let negated = range.clone().any(|at| request.doc.is(at, Class::Neg));
    let only = request.has(&range, Class::Cue, "only");
    let mut rules = request.alerts(&range);
    if rules.is_empty() && request.speaks_of_alerts(&range) {
        rules = names::alerts_where(request.base, |_| true);
    }
    // `not only at night` says nothing that a rule could hold.
    let unclear = !hushed && negated && only;
    if rules.is_empty() || unclear || !(hushed || negated || only) {
        return false;
    }
    if let Some(id) = rules.iter().find(|id| has_hours(request, id)) {
        let name = id.as_str().replace('_', " ");
        let question = format!("The alert {name} has hours already: in which ones should it hold?");
        request.doc.notes.ask(Facet::Alert, question);
        vague::quote(request, range);
        return true;
    }
    let active = if hushed || negated { rest } else { itself };
    let found = Fact::new(Facet::Alert).with("active", *active);
    for id in &rules {
        detail::set(request, id, &found, &range);
    }
    let hours: Vec<_> = request
        .marks
        .iter()
        .filter(|mark| range.contains(&mark.range.start))
        .filter(|mark| PARTS.iter().any(|(cue, _)| *cue == mark.value))
        .map(|mark| mark.range.clone())
        .collect();
    for told in hours {
        request.take(told);
    }
    request.take_known(&range);
    true
}
