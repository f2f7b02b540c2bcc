//! Rules on states: a door that opens, power that is lost, a fault.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use super::metric::Mention;
use super::qualifier;
use super::unit::Stated;
use crate::doc::Doc;
use crate::lexicon::Class;

const RULE: &str = "alert";

/// Reads a rule for each state that a sentence asks to be told about.
pub fn read(doc: &mut Doc, mentions: &[Mention]) {
    for sentence in doc.sentences.clone() {
        let asked = sentence.clone().any(|at| {
            !doc.negated(at)
                && (doc.is(at, Class::Alert)
                    || doc.is(at, Class::Channel)
                    || doc.is(at, Class::Severity)
                    || doc.is(at, Class::If))
        });
        if !asked {
            continue;
        }
        for mention in mentions
            .iter()
            .filter(|m| sentence.contains(&m.range.start))
        {
            rule(doc, mention, mentions, &sentence);
        }
        for mention in parts(doc, mentions, &sentence) {
            rule(doc, &mention, mentions, &sentence);
        }
    }
}

/// Words that are part of the name of a listed state: `connector fault` for `connector_state`.
fn parts(doc: &Doc, mentions: &[Mention], sentence: &Range<usize>) -> Vec<Mention> {
    let mut out = Vec::new();
    for at in sentence.clone().filter(|at| doc.word(*at).len() > 2) {
        let inside = mentions.iter().any(|m| m.whole.contains(&at));
        let whole = mentions.iter().find(|m| {
            m.name.contains('_')
                && m.name.split('_').next() == Some(doc.word(at))
                && m.head == "state"
        });
        if let Some(whole) = whole.filter(|_| !inside) {
            out.push(Mention {
                range: at..at + 1,
                whole: at..at + 1,
                stated: None,
                ..whole.clone()
            });
        }
    }
    out
}

fn rule(doc: &mut Doc, mention: &Mention, mentions: &[Mention], sentence: &Range<usize>) {
    let declared = doc
        .of(Facet::Metric)
        .find(|fact| fact.text("name") == Some(mention.name.as_str()));
    let Some(unit) = declared
        .and_then(|fact| fact.text("unit"))
        .map(str::to_owned)
    else {
        return;
    };
    let next = mentions
        .iter()
        .map(|m| m.range.start)
        .filter(|start| *start > mention.range.start)
        .min()
        .unwrap_or(sentence.end);
    let reach = mention.whole.end..next.min(sentence.end).min(mention.whole.end + 6);
    let said = state(doc, mention, mentions, &unit, &reach)
        .map(|(value, end)| (value, mention.range.start, end))
        .or_else(|| attribute(doc, mention, &unit));
    let Some((value, start, end)) = said else {
        return;
    };
    let ruled = doc.of(Facet::Alert).any(|fact| {
        fact.text("metric") == Some(mention.name.as_str()) && fact.keys.get("value") == Some(&value)
    });
    if ruled {
        return;
    }
    let mut fact = Fact::new(Facet::Alert)
        .with("kind", "state")
        .with("metric", mention.name.as_str())
        .with("op", "eq")
        .with("value", value);
    let stretch = mention.range.start..next.min(sentence.end);
    qualifier::apply(doc, &mut fact, &stretch);
    doc.take(start..mention.range.start, RULE);
    doc.take(mention.range.end..end, RULE);
    doc.note(fact, &(start..end));
    super::alert::take_words(doc, sentence);
}

/// `an open door`: the state stands before what is in it.
fn attribute(doc: &Doc, mention: &Mention, unit: &str) -> Option<(Value, usize, usize)> {
    let before = mention.range.start.checked_sub(1)?;
    let bad = doc.value(before, Class::StateBad)?;
    let told = unit == "bool" && !doc.is_used(before);
    told.then(|| ((bad == "true").into(), before, mention.range.end))
}

/// The state that is watched, and the chunk behind the words that say so.
fn state(
    doc: &Doc,
    mention: &Mention,
    mentions: &[Mention],
    unit: &str,
    reach: &Range<usize>,
) -> Option<(Value, usize)> {
    if unit == "enum" {
        let states = mentions
            .iter()
            .filter(|m| m.name == mention.name)
            .find_map(|m| match &m.stated {
                Some(Stated::States(states)) => Some(states.clone()),
                _ => None,
            });
        for at in reach.clone() {
            if let Some(state) = states
                .iter()
                .flatten()
                .find(|state| **state == doc.word(at))
            {
                return Some((state.clone().into(), at + 1));
            }
            if doc.is(at, Class::Fault) {
                return Some(("fault".into(), at + 1));
            }
        }
        return None;
    }
    if unit != "bool" || mention.stated.is_some() {
        return None;
    }
    let word = reach.clone().find(|at| doc.is(*at, Class::StateBad));
    let value = word
        .and_then(|at| doc.value(at, Class::StateBad))
        .map(|value| value == "true");
    if let (Some(value), Some(at)) = (value, word) {
        return Some((value.into(), at + 1));
    }
    // `door open` names quantity and state in one.
    let named_open = [
        "open", "offen", "abiert", "abert", "ouvert", "terbuka", "detected", "leak",
    ];
    let name = doc.quote(&mention.range).to_lowercase();
    let conditional = doc
        .segment_of(mention.range.start)
        .any(|at| doc.is(at, Class::If));
    if conditional && named_open.iter().any(|word| name.contains(word)) {
        return Some((true.into(), mention.range.end));
    }
    // `power failure`: the name itself is the bad state; `a fall is critical`: the event is.
    let lost = [
        "failure", "outage", "cut", "blackout", "ausfall", "padam", "corte", "coupure", "falta",
        "queda",
    ];
    let quoted = doc.quote(&mention.range).to_lowercase();
    let bad = lost.iter().any(|word| quoted.contains(word));
    let event = matches!(
        mention.name.as_str(),
        "fall" | "water_leak" | "smoke" | "motion" | "gas_leak" | "tamper" | "glass_break" | "sos"
    );
    let listed = doc
        .segment_of(mention.range.start)
        .any(|at| doc.is(at, Class::Send));
    let conditional = doc.segment_of(mention.range.start).any(|at| {
        doc.is(at, Class::If)
            || doc.is(at, Class::Severity)
            || doc.is(at, Class::Alert)
            || doc.is(at, Class::Channel)
    });
    ((bad || event) && !listed && conditional).then(|| ((!bad).into(), mention.range.end))
}
