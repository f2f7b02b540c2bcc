//! Two levels of one quantity in one sentence: `18 m/s warns, 22 m/s is critical`, `85 °C → webhook, 95 °C → SMS`.
//!
//! The number that holds stays with its rule, and every other one makes a rule beside it. Where none of them holds, only a
//! person can say which one takes the place of the present one.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::{Alert, Name, Severity};

use super::bound::{Bound, numbers_of};
use super::limit::{Given, fits, given, in_unit, same};
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::frames::fleet::number;
use crate::frames::notify::is_channel;
use crate::lexicon::{Class, Words};

/// One level: its number, and the words around it.
struct Level {
    given: Given,
    range: Range<usize>,
}

/// Reads the sentences that tell of several levels of one quantity.
pub fn read(request: &mut Request) {
    for sentence in request.doc.sentences.clone() {
        let Some(levels) = levels(request, &sentence) else {
            continue;
        };
        let Some(rule) = ruled(request, &sentence, &levels) else {
            continue;
        };
        let present = levels.iter().position(|level| same(&level.given, &rule));
        match present {
            Some(present) if !moves(request, &levels, present, &rule) => {
                settle(request, &sentence, &levels, &rule);
            }
            _ => ask(request, &sentence, &levels, &rule),
        }
    }
}

/// The parts of a sentence with a number and a word of alerts each.
fn levels(request: &Request, sentence: &Range<usize>) -> Option<Vec<Level>> {
    let doc = &request.doc;
    let steers = request.marks.iter().any(|mark| {
        // `by e-mail` is no step.
        let way = mark.value == "by" && doc.is(mark.range.end, Class::Channel);
        let other = match mark.class {
            _ if way => false,
            Class::Act => !matches!(mark.value.as_str(), "keep" | "notify" | "add" | "noted"),
            Class::Cue => matches!(
                mark.value.as_str(),
                "instead" | "lieu" | "now" | "by" | "upto"
            ),
            _ => false,
        };
        other && sentence.contains(&mark.range.start)
    });
    let compared = sentence.clone().any(|at| {
        doc.value(at, Class::Op)
            .is_some_and(|op| !matches!(op, "at" | "eq"))
            || doc.is(at, Class::If) && !doc.says(at, Words::Where)
            || doc.is(at, Class::Neg)
            || doc.is(at, Class::Hyst)
            || matches!(doc.kind(at), Some(Kind::Duration { .. }))
    });
    if steers || compared {
        return None;
    }
    let numbers = given(request, sentence);
    let apart = numbers.windows(2).all(|pair| match pair {
        [a, b] => a.at < b.at,
        _ => false,
    });
    if numbers.len() < 2 || !apart {
        return None;
    }
    let joint = |at: &usize| doc.sign(*at, ',') || doc.sign(*at, '/') || doc.is(*at, Class::And);
    let mut start = sentence.start;
    let mut out = Vec::new();
    let mut rest = numbers.into_iter().peekable();
    while let Some(given) = rest.next() {
        let end = match rest.peek() {
            Some(next) => (given.at..next.at).rev().find(joint)?,
            None => sentence.end,
        };
        let range = start..end;
        if !range.clone().any(|at| tells(request, at)) {
            return None;
        }
        start = end + 1;
        out.push(Level { given, range });
    }
    Some(out)
}

/// A word of alerts, of how grave one is, or of whom it tells.
fn tells(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    doc.is(at, Class::Alert)
        || doc.is(at, Class::Severity)
        || request.has(&(at..at + 1), Class::Thing, "alert")
        || doc.value(at, Class::Channel).is_some()
}

/// The one limit that the sentence speaks of.
fn ruled(request: &Request, sentence: &Range<usize>, levels: &[Level]) -> Option<Bound> {
    let mut units = levels.iter().map(|level| level.given.unit.as_deref());
    let first = units.next()?;
    let alike = units.all(|unit| unit == first || unit.is_none() || first.is_none());
    let metrics = request.metrics(sentence);
    let about = |alert: &Alert| {
        let watched = alert.when.metrics();
        let named = |metric: &Name| {
            metrics
                .iter()
                .any(|object| object.name() == metric.as_str())
        };
        metrics.is_empty() || watched.into_iter().any(named)
    };
    let found: Vec<Bound> = request
        .base
        .alerts
        .iter()
        .filter(|(_, alert)| about(alert))
        .flat_map(|(id, alert)| numbers_of(request, id, alert))
        .filter(|bound| fits(request, bound.unit.as_deref(), first))
        .filter(|bound| bound.place[0] != "rate_of_change")
        .collect();
    let [bound] = found.as_slice() else {
        return None;
    };
    let limit = bound.place[0] == "threshold" && bound.place[1] != "equals";
    let named = !metrics.is_empty() || first.is_some();
    let unknown = |at: usize| {
        let chunk = request.doc.chunks.get(at);
        chunk.is_some_and(crate::chunk::Chunk::is_unknown)
            && request
                .objects(sentence)
                .iter()
                .all(|object| !object.range.contains(&at))
    };
    // `25 °C warns for wheat`: what narrows a level is no matter of two levels.
    let plain = !sentence.clone().any(unknown);
    (limit && alike && named && plain && bound.value.is_some()).then(|| bound.clone())
}

/// Does the level that holds name another channel than its rule has?
fn moves(request: &Request, levels: &[Level], present: usize, rule: &Bound) -> bool {
    let told = notified(request, rule);
    levels.get(present).is_some_and(|level| {
        let mut named = channels(request, &level.range).into_iter();
        named.any(|channel| !told.is_empty() && !told.contains(&channel))
    })
}

/// The kinds of channels that a rule tells.
fn notified(request: &Request, rule: &Bound) -> Vec<String> {
    let alert = request.base.alerts.get(rule.alert.as_str());
    let told = alert.map_or(&[][..], |alert| alert.notify.as_slice());
    told.iter().map(|name| name.as_str().to_owned()).collect()
}

fn channels(request: &Request, range: &Range<usize>) -> Vec<String> {
    let doc = &request.doc;
    let named = range.clone().filter_map(|at| {
        let channel = doc.value(at, Class::Channel)?;
        is_channel(doc, at, channel).then(|| channel.to_owned())
    });
    named.collect()
}

fn severity(request: &Request, range: &Range<usize>) -> Option<String> {
    let mut words = range
        .clone()
        .filter_map(|at| request.doc.value(at, Class::Severity));
    words.next().map(str::to_owned)
}

/// Keeps the rule whose number is named, and adds one for each other number.
fn settle(request: &mut Request, sentence: &Range<usize>, levels: &[Level], rule: &Bound) {
    let metric = request
        .base
        .alerts
        .get(rule.alert.as_str())
        .and_then(|alert| alert.when.metric().cloned());
    let Some(metric) = metric else { return };
    if unlikely(request, rule, levels) {
        let said = request.doc.quote(sentence).trim().to_owned();
        let question = format!(
            "In \"{said}\" the graver level is the one that is reached first. Which number is which?"
        );
        request.doc.notes.ask(Facet::Alert, question);
        super::vague::quote(request, sentence.clone());
        return;
    }
    let op = match rule.place[1] {
        "above" => "gt",
        "at_least" => "gte",
        "below" => "lt",
        _ => "lte",
    };
    for level in levels {
        let grave = severity(request, &level.range);
        if same(&level.given, rule) {
            graver(request, rule, grave.as_deref(), &level.range);
            continue;
        }
        let mut fact = Fact::new(Facet::Alert)
            .with("kind", "threshold")
            .with("metric", metric.as_str())
            .with("op", op)
            .with("value", number(in_unit(&level.given, rule)));
        if let Some(unit) = &rule.unit {
            fact = fact.with("unit", unit.as_str());
        }
        if let Some(grave) = grave.filter(|grave| grave != "warning") {
            fact = fact.with("severity", grave);
        }
        let mut told = channels(request, &level.range);
        for channel in &told {
            let notify = Fact::new(Facet::Notify)
                .with("value", channel.as_str())
                .with("rules", true);
            if !request.base.channels.contains(channel.as_str()) {
                request.state(notify, &level.range);
            }
        }
        if told.is_empty() {
            told = notified(request, rule);
        }
        if !told.is_empty() {
            fact = fact.with("notify", told);
        }
        let span = request.span(&level.range);
        let origin = specgen_spec::fact::Origin::Prompt;
        request
            .steps
            .push(super::Step::Fact(fact.origin(origin).at(span)));
    }
    request.heard = true;
    take(request, sentence);
}

/// Is the graver of two levels nearer to what is usual?
fn unlikely(request: &Request, rule: &Bound, levels: &[Level]) -> bool {
    let value = |level: &Level| in_unit(&level.given, rule);
    let grave = |level: &Level| match severity(request, &level.range).as_deref() {
        Some("critical") => 2,
        Some("info") => 0,
        _ => 1,
    };
    levels.iter().any(|one| {
        levels.iter().any(|other| {
            let further = if rule.low {
                value(one) < value(other)
            } else {
                value(one) > value(other)
            };
            further && grave(one) < grave(other)
        })
    })
}

/// `14 m/s is critical` of the number that holds says how grave its rule is.
fn graver(request: &mut Request, rule: &Bound, grave: Option<&str>, range: &Range<usize>) {
    let alert = request.base.alerts.get(rule.alert.as_str());
    let held = alert
        .and_then(|alert| alert.severity)
        .unwrap_or(Severity::Warning);
    let said = grave.and_then(|word| serde_json::from_value::<Severity>(word.into()).ok());
    if let Some(said) = said.filter(|said| *said != held) {
        let path = Path::of("alerts", &rule.alert).join(&"severity");
        request.edit(Edit::set(path, &said), range);
    }
}

fn take(request: &mut Request, sentence: &Range<usize>) {
    for at in sentence.clone() {
        let doc = &request.doc;
        let known = [Class::Op, Class::Severity, Class::Channel, Class::And]
            .iter()
            .any(|class| doc.is(at, *class));
        let number = matches!(
            doc.kind(at),
            Some(Kind::Quantity { .. } | Kind::Number { .. })
        );
        if known || number {
            request.take(at..at + 1);
        }
    }
    request.take_known(sentence);
}

/// None of the numbers holds: which one takes the place of the one that does?
fn ask(request: &mut Request, sentence: &Range<usize>, levels: &[Level], rule: &Bound) {
    let numbers: Vec<&str> = levels
        .iter()
        .map(|level| {
            request
                .doc
                .quote(&(level.given.at..level.given.at + 1))
                .trim()
        })
        .collect();
    let held = vague::present(request, &rule.alert).unwrap_or_else(|| format!("`{}`", rule.alert));
    let question = format!(
        "There is {held} already. Which of {} takes its place, and which is a rule beside it? Say \"instead\" or \"also\" with each.",
        numbers.join(" and ")
    );
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, sentence.clone());
}
