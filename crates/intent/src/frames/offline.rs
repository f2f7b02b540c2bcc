//! Silence and standstill: no data for a while, no movement for a while.

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use super::fleet::number;
use super::qualifier;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "alert";
/// Chunks of a sentence that only says how long, at most.
const ANSWER: usize = 6;

/// Reads a rule for each phrase of silence with its duration.
pub fn read(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        for at in sentence.clone() {
            if doc.is_used(at) {
                continue;
            }
            // `do not send alerts for rack 7` is no silence of a device.
            if doc.is(at + 1, Class::Alert)
                || doc.is(at + 1, Class::Channel)
                || refuses(doc, at, sentence.end)
            {
                continue;
            }
            // `no message when the wind calms down` is an order, no silence of a device.
            if orders(doc, at) && !times_follow(doc, at, &sentence) {
                continue;
            }
            let kind = if doc.is(at, Class::Offline) || nothing_comes(doc, at) {
                "offline"
            } else if doc.is(at, Class::Still) {
                "no_movement"
            } else {
                continue;
            };
            one(doc, at, kind, &sentence);
        }
    }
}

/// Does a phrase of silence say what is not to be sent?
pub fn orders(doc: &Doc, at: usize) -> bool {
    let segment = doc.segment_of(at);
    let opens = (segment.start..at).all(|at| doc.is_filler(at) || doc.is(at, Class::And));
    doc.is(at, Class::Offline) && doc.says(at, Words::NoMessage) && opens
}

fn times_follow(doc: &Doc, at: usize, sentence: &std::ops::Range<usize>) -> bool {
    (at..sentence.end).any(|at| qualifier::seconds(doc, at).is_some())
}

/// `Do not send more than one SMS before ...`: messages to people are not sent, no silence of a device.
fn refuses(doc: &Doc, at: usize, end: usize) -> bool {
    const REACH: usize = 6;
    let told = |at: usize| doc.is(at, Class::Channel) || doc.is(at, Class::Alert);
    let edge = |at: usize| {
        doc.sign(at, ',') || doc.is(at, Class::If) || qualifier::seconds(doc, at).is_some()
    };
    let order = ["do not send", "don't send", "dont send", "never send"];
    let opens = at == 0 || !doc.segment_of(at).contains(&(at - 1));
    let near = (at + 1..end.min(at + REACH)).take_while(|at| !edge(*at));
    opens && order.contains(&doc.word(at)) && near.into_iter().any(told)
}

/// `from a sensor comes nothing for 10 minutes`: a bare `nothing` beside a device and a duration.
fn nothing_comes(doc: &Doc, at: usize) -> bool {
    let words = ["nichts", "nothing", "nada", "rien", "niente"];
    // `if I don't hear from a barn for 12 minutes`
    let heard = [
        "hear", "heard", "hears", "receive", "received", "receives", "arrive", "arrives", "see",
        "seen", "get", "gets", "respond", "answer", "contact",
    ];
    let segment = doc.segment_of(at);
    (words.contains(&doc.word(at)) || doc.negated(at) && heard.contains(&doc.word(at)))
        && segment.clone().any(|i| doc.is(i, Class::Device))
        && segment
            .clone()
            .any(|i| qualifier::seconds(doc, i).is_some())
        && !segment.clone().any(|i| doc.is(i, Class::Metric))
}

/// `15 minutes is fine.` behind the rule: a sentence that says a time and nothing else.
fn answered(doc: &Doc, sentence: &std::ops::Range<usize>) -> Option<usize> {
    let next = doc
        .sentences
        .iter()
        .find(|next| next.start >= sentence.end)?
        .clone();
    let mut times = next
        .clone()
        .filter(|i| qualifier::seconds(doc, *i).is_some() && !doc.is_used(*i));
    let time = times.next().filter(|_| times.next().is_none())?;
    let others = next
        .clone()
        .filter(|i| *i != time && !doc.is_filler(*i) && !doc.is_used(*i))
        .count();
    (others <= 1 && next.len() <= ANSWER).then_some(time)
}

fn one(doc: &mut Doc, at: usize, kind: &str, sentence: &std::ops::Range<usize>) {
    let asked = sentence.clone().any(|i| {
        doc.is(i, Class::Alert)
            || doc.is(i, Class::Channel)
            || doc.is(i, Class::If)
            || doc.is(i, Class::Severity)
    });
    let seconds = |i: &usize| {
        let before = i.wrapping_sub(1);
        let repeated = doc.is(before, Class::Every) && !doc.is(before, Class::Hold);
        !doc.is_used(*i) && !repeated && qualifier::seconds(doc, *i).is_some()
    };
    // The duration of another condition is out of reach: behind a comma, a conjunction or a quantity.
    let edge = |i: &usize| {
        doc.sign(*i, ',')
            || doc.is(*i, Class::If)
            || doc.is(*i, Class::Metric)
            || doc.is(*i, Class::And)
    };
    let behind = (at + 1..sentence.end.min(at + 10))
        .take_while(|i| !edge(i))
        .find(seconds);
    let before = (sentence.start.max(at.saturating_sub(8))..at)
        .rev()
        .take_while(|i| !edge(i))
        .find(seconds);
    let duration = behind
        .or(before)
        .or_else(|| answered(doc, sentence))
        .and_then(|i| Some((qualifier::seconds(doc, i)?, i)));
    let said_better =
        duration.is_none() && (at + 1..sentence.end).any(|i| doc.is(i, Class::Offline));
    if duration.is_none() && !asked || said_better {
        return;
    }
    let known = doc
        .of(Facet::Alert)
        .any(|fact| fact.text("kind") == Some(kind));
    if known {
        doc.take(at..at + 1, RULE);
        return;
    }
    let mut fact = Fact::new(Facet::Alert).with("kind", kind);
    let near = duration.filter(|(_, i)| sentence.contains(i));
    if let Some((_, i)) = duration.filter(|_| near.is_none()) {
        doc.take(i..i + 1, RULE);
    }
    let (start, end) = near.map_or((at, at + 1), |(_, i)| (at.min(i), at.max(i) + 1));
    fact = fact.with(
        "for_s",
        duration.map_or(Value::Null, |(seconds, _)| number(seconds)),
    );
    if duration.is_none() {
        fact.keys.insert("configurable".to_owned(), true.into());
        doc.notes.ask(
            Facet::Alert,
            "After how long without data is a device offline?",
        );
    }
    doc.take(start..end, RULE);
    let segment = doc.segment_of(at);
    let last_clause = segment.start.min(start)..sentence.end.min(segment.end.max(end) + 4);
    qualifier::apply(doc, &mut fact, &last_clause);
    doc.note(fact, &(start..end));
    super::alert::take_words(doc, sentence);
}
