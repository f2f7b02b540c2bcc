//! Parts of the day and of the week in which rules that are there hold: `mute it at night`, `only on weekdays`.

use specgen_spec::fact::{Facet, Fact};

use super::clause::Clause;
use super::detail;
use super::names;
use super::request::Request;
use crate::lexicon::Class;

/// A part, as a rule's hours name it, and what is left of the day or the week without it.
const PARTS: [(&str, [&str; 2]); 4] = [
    ("night", ["nighttime", "daytime"]),
    ("daytime", ["daytime", "nighttime"]),
    ("weekend", ["weekends", "weekdays"]),
    ("weekday", ["weekdays", "weekends"]),
];

/// Reads a clause that says when rules hold, or when they are to be quiet.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let part = PARTS
        .iter()
        .find(|(cue, _)| request.has(&range, Class::Cue, cue));
    let Some((_, [itself, rest])) = part else {
        return false;
    };
    if clause.act.as_deref() == Some("add") || request.compares(&range) {
        return false;
    }
    // `no SMS at night` is about a channel, `technicians only at night` about people.
    let told = request.objects(&range).iter().any(|one| one.of("channels"));
    if told || range.clone().any(|at| request.doc.is(at, Class::Role)) {
        return false;
    }
    let refused = matches!(clause.act.as_deref(), Some("disable" | "remove"))
        || request.has(&range, Class::Cue, "hush")
        || range.clone().any(|at| request.doc.is(at, Class::Neg));
    let only = request.has(&range, Class::Cue, "only");
    let mut rules = request.alerts(&range);
    if rules.is_empty() && request.speaks_of_alerts(&range) {
        rules = names::alerts_where(request.base, |_| true);
    }
    if rules.is_empty() || !(refused || only) {
        return false;
    }
    // `not only at night` says nothing that a rule could hold.
    let quiet = refused && !only;
    let active = if quiet { rest } else { itself };
    let found = Fact::new(Facet::Alert).with("active", *active);
    for id in &rules {
        detail::set(request, id, &found, &range);
    }
    request.take_known(&range);
    true
}
