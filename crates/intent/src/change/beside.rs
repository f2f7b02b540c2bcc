//! A rule beside a rule: `alert above 1000` where one at 1200 stands is asked about, unless the words say that it is a
//! second one. What says that it takes the place of the other is no rule but a new limit.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::request::Request;
use super::vague;
use crate::lexicon::Class;

/// Keys that make a rule another one than its neighbour: when and where it holds, how grave it is, what it does.
const APART: [&str; 4] = ["active", "scope", "severity", "action"];

/// Asks about a stated rule that would stand beside one of the same side of the same quantity. Returns whether it did.
pub fn read(request: &mut Request, held: &[Fact], said: &Fact) -> bool {
    let rivals: Vec<&Fact> = held.iter().filter(|known| rivals(known, said)).collect();
    let chunks = request.chunks_of(said);
    let clause = request.clause_at(chunks.start);
    if rivals.is_empty() || another(request, &clause, chunks.start) {
        return false;
    }
    let metric = said.text("metric").unwrap_or_default().replace('_', " ");
    let known: Vec<String> = rivals.iter().map(|rule| limits(rule)).collect();
    let question = format!(
        "There is an alert on {metric} {} already. Should it be {} instead, or is this a second one? Say \"instead\" or \"also\".",
        known.join(" and one "),
        limits(said)
    );
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, chunks);
    true
}

/// Does a clause say that the rule comes on top: `also`, or `add an alert`?
fn another(request: &Request, clause: &Range<usize>, rule: usize) -> bool {
    let joint = |at: usize| request.doc.is(at, Class::And) || request.doc.sign(at, ',');
    let added = request.mark(clause, Class::Act, "add").is_some_and(|mark| {
        let end = mark.range.end;
        end <= rule && !(end..rule).any(joint) && !request.has(&mark.range, Class::Cue, "wish")
    });
    added || request.has(clause, Class::Cue, "beside")
}

fn rivals(known: &Fact, said: &Fact) -> bool {
    let metric = said.text("metric");
    metric.is_some()
        && known.facet == Facet::Alert
        && known.text("metric") == metric
        && sides(known).iter().any(|side| sides(said).contains(side))
        && APART.iter().all(|key| match said.keys.get(*key) {
            Some(value) => known.keys.get(*key) == Some(value),
            None => true,
        })
}

/// The sides that a rule watches, where it has its number.
fn sides(rule: &Fact) -> Vec<&'static str> {
    let limits = matches!(rule.text("kind"), Some("threshold" | "range"));
    let written = |key: &str| rule.number(key).is_some();
    let watched: &[&str] = match rule.text("op") {
        Some("gt" | "gte") if written("value") => &["above"],
        Some("lt" | "lte") if written("value") => &["below"],
        Some("outside") if written("min") && written("max") => &["above", "below"],
        _ => &[],
    };
    if limits { watched.to_vec() } else { Vec::new() }
}

/// `above 1200 ppm`, `outside 2 to 8 C`.
fn limits(rule: &Fact) -> String {
    let number = |key: &str| {
        rule.number(key)
            .map_or_else(String::new, |it| it.to_string())
    };
    let unit = rule.text("unit").unwrap_or_default();
    let said = match rule.text("op") {
        Some("outside") => format!("outside {} to {}", number("min"), number("max")),
        Some("lt" | "lte") => format!("below {}", number("value")),
        _ => format!("above {}", number("value")),
    };
    format!("{said} {unit}").trim_end().to_owned()
}
