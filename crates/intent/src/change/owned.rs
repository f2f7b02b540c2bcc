//! What goes of something that stays: `remove the delay of the oxygen alarm`, `drop the upper limit of pH`. A removal that
//! names a part of a rule or a metric takes away that part, or asks; it never takes away what the part belongs to.

use std::ops::Range;

use serde_json::json;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::{Condition, Name, Slot, Threshold};

use super::clause::Clause;
use super::limit::durations;
use super::names::{self, Object};
use super::request::Request;
use super::vague;
use crate::lexicon::{Class, Words};

/// Things that belong to a rule or a metric.
const THINGS: [&str; 9] = [
    "delay", "upper", "lower", "unit", "valid", "margin", "fixes", "radius", "gravity",
];
/// Words for a side that stand apart from `limit`: `the lower pH limit`.
const SIDES: [(&str, &str); 4] = [
    ("lower", "lower"),
    ("low", "lower"),
    ("upper", "upper"),
    ("high", "upper"),
];

/// Words of a name that begins with a side, at most.
const LONGEST: usize = 4;

/// A part that a removal names.
struct Part {
    /// What it is: a thing, a detail, or `delay` for a time.
    what: String,
    at: usize,
}

/// Reads a removal of a part.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let takes = matches!(clause.act.as_deref(), Some("remove" | "disable")) && !clause.negated;
    if !takes {
        return false;
    }
    let objects = request.objects(&range);
    let owner = |object: &&Object| object.of("metrics") || object.of("alerts");
    let owners: Vec<Object> = objects.iter().filter(owner).cloned().collect();
    let parts: Vec<Part> = range
        .clone()
        .filter(|at| {
            let mut around = objects.iter().filter(|one| one.range.contains(at));
            // `the lower pH limit` is no name of its own.
            let led = |one: &Object| one.range.start == *at && is_word_of_side(request, *at);
            around.all(led)
        })
        .filter_map(|at| part(request, &range, at))
        .collect();
    let Some(first) = parts.first() else {
        return false;
    };
    if tells_apart(request, &range, &owners, first) {
        return false;
    }
    let rules = if owners.is_empty() && !named_by_kind(request, &range) {
        bearers(request, &first.what)
    } else {
        request.alerts(&range)
    };
    let sided = parts.iter().any(|part| is_side(&part.what));
    let (whole, rules): (Vec<Name>, Vec<Name>) = rules
        .into_iter()
        .partition(|id| sided && is_whole(request, id, &parts));
    let mut edits: Vec<Edit> = whole
        .iter()
        .map(|id| super::part::remove(Path::of("alerts", id)))
        .collect();
    for part in &parts {
        for id in &rules {
            let of_metric = matches!(part.what.as_str(), "unit" | "valid");
            match less(request, id, &part.what) {
                Less::Edit(edit) => edits.push(edit),
                Less::Nothing => {}
                Less::Open => {
                    let rules = of_metric.then(Vec::new).unwrap_or(rules);
                    ask(request, &range, &rules, &owners);
                    return true;
                }
            }
        }
    }
    let several = rules.len() > 1 && owners.is_empty();
    let unclear =
        rules.is_empty() && whole.is_empty() || several && !request.has(&range, Class::Cue, "all");
    if unclear {
        ask(request, &range, &rules, &owners);
        return true;
    }
    if edits.is_empty() {
        let said = request.doc.quote(&range).trim().to_owned();
        let note = format!("\"{said}\": there is no such thing here that could go.");
        request.doc.notes.assume(Facet::Alert, note);
    }
    request.heard = true;
    for edit in edits {
        request.edit(edit, &range);
    }
    for part in parts {
        request.take(part.at..part.at + 1);
    }
    for at in range.clone() {
        if request.doc.is(at, Class::Offline) {
            request.take(at..at + 1);
        }
    }
    request.take_known(&range);
    true
}

/// The part that a word names.
fn part(request: &Request, range: &Range<usize>, at: usize) -> Option<Part> {
    let doc = &request.doc;
    if doc.is_used(at) {
        return None;
    }
    let here = at..at + 1;
    let thing = THINGS
        .iter()
        .find(|thing| request.has(&here, Class::Thing, thing));
    if let Some(thing) = thing {
        let what = (*thing).to_owned();
        return Some(Part { what, at });
    }
    let near = at + 1..range.end.min(at + 4);
    let side = SIDES.iter().find(|(word, _)| *word == doc.word(at));
    if let Some((_, side)) = side.filter(|_| request.has(&near, Class::Thing, "limit")) {
        let what = (*side).to_owned();
        return Some(Part { what, at });
    }
    if let Some(detail) = doc.value(at, Class::Hyst) {
        let what = detail.to_owned();
        return Some(Part { what, at });
    }
    // `the five minutes from the CO alarm`: a time that one of the rules waits.
    let (seconds, _) = durations(request, &here).into_iter().next()?;
    let waits = |id: &Name| {
        let alert = request.base.alerts.get(id.as_str());
        let held = alert.and_then(|alert| alert.r#for.get());
        held.is_some_and(|held| (held.seconds() - seconds).abs() < 1e-9)
    };
    let close = (at..range.end.min(at + 6)).any(|at| request.speaks_of_alerts(&(at..at + 1)));
    let held = close && request.alerts(range).iter().any(waits);
    held.then(|| Part {
        what: "delay".to_owned(),
        at,
    })
}

/// `remove pH and its unit`, `remove the alarm with the delay`: the owner stands first and is what goes.
fn tells_apart(request: &Request, range: &Range<usize>, owners: &[Object], part: &Part) -> bool {
    let doc = &request.doc;
    let before = range.start..part.at;
    let led =
        owners.iter().any(|owner| owner.range.end <= part.at) || request.speaks_of_alerts(&before);
    let from = owners
        .iter()
        .map(|owner| owner.range.end)
        .filter(|end| *end <= part.at)
        .min();
    let mut between = from.unwrap_or(range.start)..part.at;
    let joint = |at: usize| {
        doc.is(at, Class::And) || doc.is(at, Class::If) || doc.opens_with(at, Words::ToldBy)
    };
    // `the daily maximum` is a statistic.
    let summed = doc.is(part.at, Class::Func)
        && range.clone().any(|at| {
            doc.is(at, Class::Period)
                || doc.is(at, Class::Rollup)
                || doc.is(at, Class::Func) && at != part.at
        });
    led && between.any(joint) || summed
}

/// Does a word say which side of a limit is meant, and is no part of a name here?
fn is_word_of_side(request: &Request, at: usize) -> bool {
    let word = request.doc.word(at);
    let named = request.names.at(&request.doc, at, at + LONGEST).is_some();
    !named && SIDES.iter().any(|(side, _)| *side == word)
}

fn is_side(what: &str) -> bool {
    matches!(what, "upper" | "lower")
}

/// `remove the upper limit of CO` of a rule that has no other side: the rule itself goes.
fn is_whole(request: &Request, id: &Name, parts: &[Part]) -> bool {
    let Some(alert) = request.base.alerts.get(id.as_str()) else {
        return false;
    };
    let sides: Vec<bool> = super::bound::numbers_of(request, id, alert)
        .into_iter()
        .filter(|bound| bound.value.is_some())
        .map(|bound| bound.low)
        .collect();
    let goes = |low: bool| {
        let word = if low { "lower" } else { "upper" };
        parts.iter().any(|part| part.what == word)
    };
    !sides.is_empty() && sides.into_iter().all(goes)
}

/// Does a run name a rule by what it watches?
fn named_by_kind(request: &Request, range: &Range<usize>) -> bool {
    let kinds = [Class::Offline, Class::Geo, Class::Channel];
    let mut words = range.clone();
    words.any(|at| kinds.iter().any(|class| request.doc.is(at, *class)))
}

/// The rules that have such a part.
fn bearers(request: &Request, what: &str) -> Vec<Name> {
    let rules = names::alerts_where(request.base, |_| true);
    let bears = |id: &Name| matches!(less(request, id, what), Less::Edit(_));
    rules.into_iter().filter(bears).collect()
}

/// What taking a part from a rule means.
enum Less {
    Edit(Edit),
    Nothing,
    Open,
}

fn less(request: &Request, id: &Name, what: &str) -> Less {
    let Some(alert) = request.base.alerts.get(id.as_str()) else {
        return Less::Open;
    };
    let path = Path::of("alerts", id);
    let clear = |key: &str, there: bool| {
        if there {
            let path = path.join(&key);
            Less::Edit(Edit::Clear { path })
        } else {
            Less::Nothing
        }
    };
    match what {
        // Silence and standstill are nothing without their time.
        "delay" if is_timed(&alert.when) => Less::Open,
        "delay" => clear("for", !alert.r#for.is_absent()),
        "hysteresis" => clear("hysteresis", !alert.hysteresis.is_absent()),
        "clear" => clear("clear", alert.clear.is_some()),
        "cooldown" => clear("cooldown", !alert.cooldown.is_absent()),
        "repeat" => clear("repeat", !alert.repeat.is_absent()),
        "recovery" => clear("recovery", alert.recovery),
        "gravity" => clear("severity", alert.severity.is_some()),
        "upper" | "lower" => one_side(&alert.when, &path, what == "lower"),
        _ => Less::Open,
    }
}

fn is_timed(when: &Condition) -> bool {
    !matches!(
        when,
        Condition::Threshold(_)
            | Condition::Outside(_)
            | Condition::State(_)
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::SomeOf(_)
    )
}

/// A range without one of its sides is a limit.
fn one_side(when: &Condition, path: &Path, low: bool) -> Less {
    let Condition::Outside(rule) = when else {
        return Less::Open;
    };
    let limit = Threshold {
        metric: rule.metric.clone(),
        above: if low { rule.max.clone() } else { Slot::Absent },
        at_least: Slot::Absent,
        below: if low { Slot::Absent } else { rule.min.clone() },
        at_most: Slot::Absent,
        equals: Slot::Absent,
        unit: rule.unit.clone(),
        of: None,
        window: None,
        function: None,
    };
    Less::Edit(Edit::set(
        path.join(&"when"),
        &json!(Condition::Threshold(limit)),
    ))
}

fn ask(request: &mut Request, range: &Range<usize>, rules: &[Name], owners: &[Object]) {
    let said = request.doc.quote(range).trim().to_owned();
    let known: Vec<String> = if rules.is_empty() {
        owners
            .iter()
            .map(|owner| format!("`{}`", owner.name()))
            .collect()
    } else {
        rules.iter().map(|id| format!("`{id}`")).collect()
    };
    let known = if known.is_empty() {
        "of which rule".to_owned()
    } else {
        format!("of {}", known.join(", or "))
    };
    let question = format!(
        "\"{said}\": what should hold instead, {known}? Nothing is removed as a whole for a part of it."
    );
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, range.clone());
}
