//! Statistics that take the place of others: `hourly averages instead of daily ones`, `average instead of sum`.

use std::ops::Range;

use serde_json::{Value, json};
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact, facts};
use specgen_spec::origin::Origins;

use super::clause::Clause;
use super::part::remove;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::rollup::named;
use crate::lexicon::{Class, Words};

/// Reads a clause that puts a period or a function in the place of one that is there.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    if parted(request, &range) {
        return true;
    }
    let summed = range.clone().any(|at| request.doc.is(at, Class::Func));
    let Some(cue) = request.mark(&range, Class::Cue, "instead").cloned() else {
        return false;
    };
    // `min and max` compare nothing here.
    let figures = !request.numbers(&range).is_empty();
    if !summed || figures && request.compares(&range) {
        return false;
    }
    periods(request, &range, cue.range.start) || functions(request, &range, &cue.range)
}

/// `Daily maximum of power as well as the sum of the water`: one rollup has the same functions for all that it sums up.
fn parted(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let own = |at: &usize| doc.is(*at, Class::Func) && doc.says(at + 1, Words::FunctionOf);
    let parts: Vec<usize> = range.clone().filter(own).collect();
    let periods = said(request, range);
    let ([one, other], [(period, _)]) = (parts.as_slice(), periods.as_slice()) else {
        return false;
    };
    let functions = [
        spoken(request, &(*one..one + 1)),
        spoken(request, &(*other..other + 1)),
    ];
    if functions[0] == functions[1] || request.compares(range) {
        return false;
    }
    let question = format!(
        "The statistics per {period} have the same functions for all of their quantities. Should both functions hold for both, or which one?"
    );
    request.doc.notes.ask(Facet::Aggregate, question);
    super::vague::quote(request, range.clone());
    true
}

/// The periods of a run, as the specification writes them, with the chunks that say so.
fn said(request: &Request, range: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let doc = &request.doc;
    let period = |at: usize| match doc.kind(at)? {
        _ if doc.is(at, Class::Period) => {
            let word = doc.value(at, Class::Period)?;
            let word = if word == "min" { "1min" } else { word };
            Some((word.to_owned(), at..at + 1))
        }
        Kind::Duration {
            low_s,
            high_s: None,
            ..
        } => {
            let every = at > range.start && doc.is(at - 1, Class::Every);
            Some((named(*low_s)?.to_owned(), at - usize::from(every)..at + 1))
        }
        _ => None,
    };
    range.clone().filter_map(period).collect()
}

/// `averages every 15 minutes instead of hourly`: one period is there and goes, the other comes with all that was said
/// of it.
fn periods(request: &mut Request, range: &Range<usize>, cue: usize) -> bool {
    let said = said(request, range);
    let [one, other] = said.as_slice() else {
        return false;
    };
    let there = |period: &str| {
        let mut known = request.base.rollups.keys();
        known.any(|known| known.to_string() == period)
    };
    let (old, new) = match (there(&one.0), there(&other.0)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return false,
    };
    // What goes is refused, or stands behind `instead of`.
    let gone = request.doc.negated(old.1.start)
        || old.1.start > cue && new.1.start < cue
        || new.1.start > old.1.start;
    if !gone {
        return false;
    }
    let held = facts(request.base, &Origins::default());
    let of = |facet: Facet, key: &str| {
        let mut found = held.iter().filter(|fact| fact.facet == facet);
        found
            .find(|fact| fact.text(key) == Some(old.0.as_str()))
            .cloned()
    };
    let functions = spoken(request, range);
    let rollup = of(Facet::Aggregate, "value");
    let kept = of(Facet::Retention, "level");
    let at = new.1.clone();
    if kept.is_some() {
        let path = Path::of("storage.retention", &old.0);
        request.edit(Edit::Clear { path }, range);
    }
    request.edit(remove(Path::of("rollups", &old.0)), range);
    if let Some(rollup) = rollup {
        let mut rollup = rollup.with("value", new.0.as_str());
        if !functions.is_empty() {
            rollup = rollup.with("functions", functions);
        }
        request.state(rollup, &at);
    }
    if let Some(kept) = kept {
        request.state(kept.with("level", new.0.as_str()), &at);
    }
    account(request, range, &said);
    true
}

/// `daily average instead of sum`: of one period, a function for another.
fn functions(request: &mut Request, range: &Range<usize>, cue: &Range<usize>) -> bool {
    let before = spoken(request, &(range.start..cue.start));
    let behind = spoken(request, &(cue.end..range.end));
    if before.is_empty() || behind.is_empty() || before.iter().any(|new| behind.contains(new)) {
        return false;
    }
    let goes = |function: &Value| behind.iter().any(|old| *function == json!(old));
    let said = said(request, range);
    let meant = |period: &str| said.is_empty() || said.iter().any(|(word, _)| word == period);
    let held = facts(request.base, &Origins::default());
    let has = |fact: &&Fact| {
        let period = fact.text("value").is_some_and(meant);
        let functions = fact.keys.get("functions").and_then(Value::as_array);
        period && functions.is_some_and(|all| all.iter().any(goes))
    };
    let rollups: Vec<Fact> = held
        .iter()
        .filter(|fact| fact.facet == Facet::Aggregate)
        .filter(has)
        .cloned()
        .collect();
    for rollup in &rollups {
        let Some(period) = rollup.text("value") else {
            continue;
        };
        let list = Path::of("rollups", &period).join(&"functions");
        let functions = rollup.keys.get("functions").and_then(Value::as_array);
        let mut to: Vec<Value> = Vec::new();
        for function in functions.into_iter().flatten() {
            let new = before.iter().map(|new| json!(new));
            let come: Vec<Value> = if goes(function) {
                new.collect()
            } else {
                vec![function.clone()]
            };
            for function in come {
                if !to.contains(&function) {
                    to.push(function);
                }
            }
        }
        request.edit(
            Edit::Set {
                path: list,
                to: to.into(),
            },
            range,
        );
    }
    if !rollups.is_empty() {
        account(request, range, &said);
    }
    !rollups.is_empty()
}

/// The functions of a run, as the specification writes them.
fn spoken(request: &Request, range: &Range<usize>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for at in range.clone() {
        let Some(word) = request.doc.value(at, Class::Func) else {
            continue;
        };
        let one = matches!(word, "avg" | "min" | "max" | "sum");
        if one && !out.iter().any(|known| known == word) {
            out.push(word.to_owned());
        }
    }
    out
}

fn account(request: &mut Request, range: &Range<usize>, said: &[(String, Range<usize>)]) {
    for (_, at) in said {
        request.take(at.clone());
    }
    for at in range
        .clone()
        .filter(|at| request.doc.is(*at, Class::Func))
        .collect::<Vec<_>>()
    {
        request.take(at..at + 1);
    }
    request.take_known(range);
}
