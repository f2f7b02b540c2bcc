//! Every number and every channel that a reader took must stand in a step or in what holds already: one that stands in
//! neither was lost on the way, and is quoted. `keep data 1 year and 6 months` may not become a year without a word.

use serde_json::Value;
use specgen_spec::catalog::{convert, convert_difference};
use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, facts};
use specgen_spec::model::Duration;
use specgen_spec::origin::Origins;

use super::clause::Clause;
use super::request::Request;
use super::{Step, background, doubt, relative, remainder, step, vague};
use crate::chunk::Kind;
use crate::frames::rollup::named;
use crate::lexicon::Class;
use crate::setting::is_figure;

/// The periods of statistics, in seconds.
const PERIODS_S: [f64; 7] = [
    60.0,
    300.0,
    900.0,
    3_600.0,
    86_400.0,
    604_800.0,
    2_626_560.0,
];
/// Rules whose words are told on purpose and stand in no step.
const ASIDE: [&str; 7] = [
    "list",
    background::RULE,
    doubt::TOLD,
    vague::ASKED,
    remainder::LEFT,
    super::NARROWED,
    "contradiction",
];

/// Quotes what was taken and stands nowhere.
pub fn read(request: &mut Request) {
    if request.steps.is_empty() || request.ask {
        return;
    }
    let held = Held::of(request);
    let lost: Vec<usize> = (0..request.doc.chunks.len())
        .filter(|at| taken(request, *at))
        .filter(|at| number_lost(request, &held, *at) || channel_lost(request, *at))
        .collect();
    for at in lost {
        if let Some(slot) = request.doc.used.get_mut(at) {
            *slot = Some(remainder::LEFT);
        }
    }
}

fn taken(request: &Request, at: usize) -> bool {
    let rule = request.doc.used.get(at).copied().flatten();
    rule.is_some_and(|rule| !ASIDE.contains(&rule))
}

/// The numbers of the steps and of the specification, also those in texts: `10min` holds 10 and 600.
struct Held(Vec<f64>);

impl Held {
    fn of(request: &Request) -> Self {
        let mut held = Self(Vec::new());
        for step in &request.steps {
            match step {
                Step::Fact(fact) => fact.keys.values().for_each(|value| held.add(value)),
                Step::Edit { edit, .. } => {
                    if let Ok(value) = serde_json::to_value(edit) {
                        held.add(&value);
                    }
                }
            }
        }
        for fact in facts(request.base, &Origins::default()) {
            fact.keys.values().for_each(|value| held.add(value));
        }
        held
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Number(number) => self.0.extend(number.as_f64()),
            Value::String(text) => {
                // `averages of 1 day` are those of the `day`.
                let periods = PERIODS_S.iter().filter(|time| named(**time) == Some(text));
                self.0.extend(periods);
                self.0
                    .extend(text.parse::<Duration>().ok().map(|time| time.seconds()));
                let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
                self.0
                    .extend(parts.filter_map(|part| part.parse::<f64>().ok()));
            }
            Value::Array(list) => list.iter().for_each(|item| self.add(item)),
            Value::Object(map) => map.values().for_each(|item| self.add(item)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn has(&self, value: f64) -> bool {
        let near = |held: &f64| (held.abs() - value.abs()).abs() <= 1e-6 * value.abs().max(1.0);
        self.0.iter().any(near)
    }
}

fn number_lost(request: &Request, held: &Held, at: usize) -> bool {
    let doc = &request.doc;
    if !is_figure(doc, at) || moves(request, at) {
        return false;
    }
    // `18 months` is kept as `18mo`.
    let written = doc.quote(&(at..at + 1)).replace(',', ".");
    let digits: String = written
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let as_written = digits.parse().is_ok_and(|number| held.has(number));
    let said = |value: f64| held.has(value);
    match doc.kind(at) {
        _ if as_written => false,
        // `15 minutes instead of 10` has the unit of the other one, `10 pm` is 22:00.
        Some(Kind::Number { low, high, .. }) => {
            let units = request
                .clause_at(at)
                .filter_map(|other| match doc.kind(other)? {
                    Kind::Duration { unit_s, .. } => Some(*unit_s),
                    _ => None,
                });
            let timed = units.into_iter().any(|unit_s| said(low * unit_s));
            let hour = |value: f64| said(value) || said(value + 12.0);
            !(hour(*low) || timed) || high.is_some_and(|high| !hour(high))
        }
        Some(Kind::Duration {
            low_s,
            high_s,
            unit_s,
        }) => {
            // `1 year 6 months` is kept as `18mo`.
            let count = (low_s / unit_s.max(1.0)).round();
            let whole = (low_s / unit_s.max(1.0) - count).abs() < 0.1 && count > 0.0;
            !(said(*low_s) || whole && said(count)) || high_s.is_some_and(|high| !said(high))
        }
        Some(Kind::Quantity { low, high, unit }) => {
            let ends = std::iter::once(*low).chain(*high);
            ends.into_iter()
                .any(|value| !said(value) && !converted(request, held, value, unit))
        }
        _ => false,
    }
}

/// Does a number stand there in another unit of the same kind?
fn converted(request: &Request, held: &Held, value: f64, unit: &str) -> bool {
    let lexicon = request.doc.lexicon;
    let Some(dimension) = lexicon.dimension(unit) else {
        return false;
    };
    let others = lexicon
        .units
        .iter()
        .filter(|other| other.dimension == dimension);
    let mut symbols = others.map(|other| other.symbol.as_str());
    symbols.any(|other| {
        [convert, convert_difference]
            .iter()
            .any(|turn| turn(value, unit, other).is_some_and(|value| held.has(value)))
    })
}

/// `2 °C higher`, `10 more pumps`: what holds afterwards is another number.
fn moves(request: &Request, at: usize) -> bool {
    let range = request.clause_at(at);
    let clauses = request.clauses.iter();
    let own = clauses
        .filter(|clause| clause.range.contains(&at))
        .any(|clause: &Clause| {
            step::relative(request, clause, at).is_some()
                || matches!(clause.act.as_deref(), Some("raise" | "lower"))
        });
    let cues = ["more", "further_by", "by", "double", "halve", "treble"];
    own || relative::behind(request, &range, at).is_some()
        || cues.iter().any(|cue| request.has(&range, Class::Cue, cue))
}

/// A way of telling people that was taken, while the rules that the clause changes do not go that way.
fn channel_lost(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    // `before you call the webhook`
    let verb = request
        .marks
        .iter()
        .any(|mark| mark.class == Class::Act && mark.range.contains(&at));
    let way = doc.value(at, Class::Channel);
    let Some(kind) = way.filter(|_| !verb && !doc.negated(at)) else {
        return false;
    };
    let own = request.span(&request.clause_at(at));
    let known = request.base.channels.iter();
    let ids: Vec<&str> = known
        .filter(|(_, channel)| channel.via.parts().0 == kind)
        .map(|(id, _)| id.as_str())
        .chain([kind])
        .collect();
    let mut changed = false;
    for step in &request.steps {
        let text = match step {
            Step::Fact(fact) if fact.facet == Facet::Notify => return false,
            Step::Fact(_) => continue,
            Step::Edit { edit, span } => {
                let here = span.start < own.end && own.start < span.end;
                let path = edit.path().to_string();
                let rule = path.strip_prefix("alerts.").filter(|_| here);
                let rule = rule.and_then(|rest| rest.split('.').next());
                let told = rule
                    .and_then(|id| request.base.alerts.get(id))
                    .is_some_and(|alert| {
                        alert.notify.iter().any(|way| ids.contains(&way.as_str()))
                    });
                if told {
                    return false;
                }
                changed |= rule.is_some() && !matches!(edit, Edit::Remove { .. });
                serde_json::to_string(edit).unwrap_or_default()
            }
        };
        if ids.iter().any(|id| text.contains(id)) {
            return false;
        }
    }
    changed
}
