//! What only a person can know: wishes without a thing or a number, rules that lose their metric, pronouns of nothing.

use std::ops::Range;

use specgen_spec::fact::{Facet, facts};
use specgen_spec::model::{Alert, Condition, Name};
use specgen_spec::origin::Origins;

use super::clause::Clause;
use super::limit;
use super::names::{self, Object};
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;
use crate::report::NotUnderstood;

/// Rule of a clause that is quoted as a whole.
pub const ASKED: &str = "asked";

/// Acts that say a direction or a feeling instead of a change.
const VAGUE: [&str; 6] = ["improve", "adapt", "wrong", "stricter", "looser", "seldom"];

/// Asks about a clause that wishes for something and does not say what.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let act = clause.act.as_deref().unwrap_or_default();
    let longer = act == "keep" && request.has(&range, Class::Cue, "longer");
    let pending = longer
        || matches!(act, "raise" | "lower" | "set") && request.speaks_of_alerts(&range)
        || matches!(act, "raise" | "lower") && moves(request, clause)
        || act == "set"
            && (names_alone(request, &range) || super::scale::interval_alone(request, &range));
    if !(VAGUE.contains(&act) || pending) || answered(request, &range) {
        return false;
    }
    let objects = request.objects(&range);
    let (facet, question) = question(request, act, &objects, &range);
    request.doc.notes.ask(facet, question);
    quote(request, range);
    true
}

/// `Reduce the number of emails`, `lower the humidity`: something to move, and the verb is no part of its name.
fn moves(request: &Request, clause: &Clause) -> bool {
    let doc = &request.doc;
    let named = |at: usize| {
        [Class::Metric, Class::Modifier, Class::Head]
            .iter()
            .any(|class| doc.is(at, *class))
    };
    let verb = request.marks.iter().find(|mark| {
        mark.class == Class::Act
            && Some(mark.value.as_str()) == clause.act.as_deref()
            && clause.range.contains(&mark.range.start)
    });
    let told = clause.range.clone().any(|at| doc.is(at, Class::Channel));
    verb.is_some_and(|verb| !named(verb.range.end))
        && (told || !request.metrics(&clause.range).is_empty())
}

/// `Change the webhook`: a thing to change, and nothing that says how.
pub fn names_alone(request: &Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let verb = |at: usize| request.has(&(at..at + 1), Class::Act, "set");
    let words: Vec<usize> = range
        .clone()
        .filter(|at| !doc.is_filler(*at) && !verb(*at) && doc.kind(*at) == Some(&Kind::Word))
        .collect();
    let thing = |at: usize| {
        [Class::Channel, Class::Dash]
            .iter()
            .any(|class| doc.is(at, *class))
    };
    matches!(words.as_slice(), [one] if thing(*one))
}

/// Has another rule understood the clause, or does it carry a number that one of them will?
fn answered(request: &Request, range: &Range<usize>) -> bool {
    range.clone().any(|at| request.doc.is_used(at))
        || !request.numbers(range).is_empty()
        || !super::limit::durations(request, range).is_empty()
}

/// Marks a clause for the list of what is not understood.
pub fn quote(request: &mut Request, range: Range<usize>) {
    for slot in request.doc.used.get_mut(range).into_iter().flatten() {
        *slot = Some(ASKED);
    }
}

fn question(
    request: &Request,
    act: &str,
    objects: &[Object],
    range: &Range<usize>,
) -> (Facet, String) {
    if act == "keep" {
        return (Facet::Retention, how_long(request));
    }
    if super::scale::interval_alone(request, range) {
        return super::scale::how_often(request);
    }
    let rules = request.alerts(range);
    let limits = request.speaks_of_alerts(range) || matches!(act, "stricter" | "looser");
    if act == "seldom" {
        let every = request.base.interval().map_or_else(
            || "now as the devices like".to_owned(),
            |interval| format!("now every {interval}"),
        );
        return (
            Facet::Scale,
            format!(
                "What should be sent less or more often, readings ({every}) or alert messages, and how often?"
            ),
        );
    }
    let rules = if rules.is_empty() && limits {
        request.base.alerts.keys().cloned().collect()
    } else {
        rules
    };
    if limits && !rules.is_empty() {
        let known: Vec<String> = rules.iter().filter_map(|id| present(request, id)).collect();
        return (
            Facet::Alert,
            format!(
                "Which limit should hold instead of {}?",
                known.join(", or ")
            ),
        );
    }
    if let Some(object) = objects.first() {
        let facet = if object.of("metrics") {
            Facet::Metric
        } else {
            Facet::Alert
        };
        return (facet, about(request, object));
    }
    let said = request.doc.quote(range);
    (
        Facet::Capability,
        format!(
            "What should change where you say \"{said}\": improved how, and which metric, alert, route or page?"
        ),
    )
}

/// Asks for how long what is kept, with what holds now.
pub fn how_long(request: &Request) -> String {
    let kept = facts(request.base, &Origins::default());
    let kept = kept.iter().filter(|fact| fact.facet == Facet::Retention);
    let held: Vec<String> = kept
        .filter_map(|fact| Some(format!("{} {}", fact.text("level")?, fact.text("value")?)))
        .collect();
    let held = if held.is_empty() {
        "without end".to_owned()
    } else {
        held.join(", ")
    };
    format!("How long should which data be kept (now {held})?")
}

/// What can be changed about a thing.
fn about(request: &Request, object: &Object) -> String {
    let name = object.name().replace('_', " ");
    if object.of("channels") {
        return format!(
            "Which messages by {name} should change: those of which alert, and how often?"
        );
    }
    let on = names::alerts_on(request.base, object.name());
    let limits: Vec<String> = on.iter().filter_map(|id| present(request, id)).collect();
    let mut parts = Vec::new();
    if !limits.is_empty() {
        parts.push(format!("the limits ({})", limits.join(", ")));
        parts.push("the channel that is told".to_owned());
    }
    parts.push("the unit, the valid range, or the metric itself".to_owned());
    format!("What about {name} should be adapted: {}?", parts.join(", "))
}

/// A rule with its present numbers: `pH outside 7.8 to 8.4`.
pub fn present(request: &Request, id: &Name) -> Option<String> {
    let alert: &Alert = request.base.alerts.get(id.as_str())?;
    let metric = alert.when.metric()?;
    let unit = request
        .unit(metric.as_str())
        .map_or_else(String::new, |unit| format!(" {unit}"));
    let name = metric.as_str().replace('_', " ");
    Some(match &alert.when {
        Condition::Threshold(rule) => {
            let (_, slot) = rule.bound()?;
            match slot.get() {
                Some(value) => format!("the {name} limit {value}{unit}"),
                None => format!("the open {name} limit"),
            }
        }
        Condition::Outside(rule) => match (rule.min.get(), rule.max.get()) {
            (Some(min), Some(max)) => format!("the {name} limits {min} to {max}{unit}"),
            _ => format!("the open {name} limits"),
        },
        _ => format!("the rule `{id}`"),
    })
}

/// `The pH alert stays`: nothing to do, and nothing lost.
pub fn keep(request: &mut Request, clause: &Clause) -> bool {
    let keeps = clause.act.as_deref() == Some("keep") || clause.negated;
    let range = clause.range.clone();
    let timed = range.clone().any(|at| {
        matches!(
            request.doc.kind(at),
            Some(Kind::Duration { .. } | Kind::Number { .. })
        ) || request.doc.is(at, Class::Forever)
    });
    let named = !request.objects(&range).is_empty()
        || !request.alerts(&range).is_empty()
        || request.has(&range, Class::Cue, "all")
        || range.clone().any(|at| {
            let held = [Class::Func, Class::Cap, Class::Storage, Class::Protocol];
            super::part::part(request, at).is_some()
                || request.doc.value(at, Class::Keep) == Some("raw")
                || held.iter().any(|class| request.doc.is(at, *class))
        });
    let longer = request.has(&range, Class::Cue, "longer");
    let present = keeps && (present_numbers(request, &range) || devices_stay(request, &range));
    let (timed, named) = (timed && !present, named || present);
    if !keeps || timed || !named || longer {
        return false;
    }
    for at in range.clone() {
        let held = [Class::Func, Class::Cap, Class::Storage, Class::Protocol];
        if super::part::part(request, at).is_some()
            || held.iter().any(|class| request.doc.is(at, *class))
        {
            request.take(at..at + 1);
        }
    }
    request.heard |= clause.act.as_deref() == Some("keep");
    request.take_known(&range);
    true
}

/// `the warning stays at 27`: all the numbers of a run are limits that hold. Accounts for them.
fn present_numbers(request: &mut Request, range: &Range<usize>) -> bool {
    let given = limit::given(request, range);
    let bounds = limit::bounds(request, range, &given);
    let holds = |one: &limit::Given| bounds.iter().any(|bound| limit::same(one, bound));
    let all = !given.is_empty() && given.iter().all(holds);
    for one in given.iter().filter(|_| all) {
        request.take(one.at..one.at + 1);
    }
    all
}

/// `Keep it at 9 for now`: as many devices as there are. Accounts for the number, and for the time that nobody has to hold.
fn devices_stay(request: &mut Request, range: &Range<usize>) -> bool {
    let given = limit::given(request, range);
    let ([one], true) = (given.as_slice(), request.objects(range).is_empty()) else {
        return false;
    };
    let held = facts(request.base, &Origins::default());
    let mut sizes = held.iter().filter_map(|fact| fact.number("devices"));
    let stays = one.unit.is_none() && sizes.any(|size| (size - one.value).abs() < 1e-9);
    if stays {
        let at = one.at;
        request.take(at..at + 1);
        let marks = request.marks.clone().into_iter();
        for mark in marks.filter(|mark| range.contains(&mark.range.start)) {
            request.take(mark.range);
        }
    }
    stays
}

/// `the warning stays at 27`, said with a word that also compares.
pub fn stays(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let word = range.clone().find(|at| {
        let word = request.doc.word(*at);
        let kept = ["stays ", "stay ", "remains ", "bleibt ", "blijft "];
        kept.iter().any(|stem| word.starts_with(stem)) && request.doc.is(*at, Class::Op)
    });
    let conditional = range.clone().any(|at| request.doc.is(at, Class::If));
    let Some(word) = word.filter(|_| !conditional && request.speaks_of_alerts(&range)) else {
        return false;
    };
    let kept = present_numbers(request, &range);
    if kept {
        request.heard = true;
        request.take(word..word + 1);
        request.take_known(&range);
    }
    kept
}

/// A request of which nothing was heard is asked about, never passed over.
pub fn nothing_heard(request: &mut Request, anything: bool, quotes: &mut [NotUnderstood]) {
    if anything || !request.steps.is_empty() {
        return;
    }
    if request.doc.notes.questions.is_empty() {
        let told = !request.doc.notes.assumptions.is_empty();
        if (told || request.heard) && quotes.is_empty() {
            return;
        }
        let said = quotes
            .first()
            .map_or(request.doc.text.trim(), |quote| quote.text.as_str());
        let question = format!("What should change in the specification where you say \"{said}\"?");
        request.doc.notes.ask(Facet::Capability, question);
    }
    request.ask = true;
}
