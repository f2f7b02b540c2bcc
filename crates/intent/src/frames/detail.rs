//! Details that stand apart from their rule: in another clause, for every rule of a sentence, in a sentence of their own.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use super::metric::Mention;
use super::{alert, qualifier};
use crate::doc::Doc;
use crate::lexicon::Class;

/// `if it is outside for more than 10 minutes` behind a range: the time belongs to that range.
pub fn hold_of_rule_before(doc: &mut Doc, from: usize, sentence: &Range<usize>) {
    let outside = sentence
        .clone()
        .any(|at| doc.value(at, Class::Op) == Some("outside"))
        && sentence.clone().any(|at| doc.is(at, Class::If));
    let silent = sentence.clone().any(|at| doc.is(at, Class::Offline));
    let Some(at) = doc
        .facts
        .iter()
        .skip(from)
        .position(|fact| fact.facet == Facet::Alert)
        .map(|at| at + from)
    else {
        return;
    };
    if !outside || silent {
        return;
    }
    let mut rule = doc.facts.remove(at);
    qualifier::apply(doc, &mut rule, sentence);
    doc.facts.insert(at, rule);
    alert::take_words(doc, sentence);
}

/// `5 °C hysteresis each` and sentences without a condition of their own hold for every rule of the sentence.
pub fn shared_details(doc: &mut Doc, from: usize, sentence: &Range<usize>) {
    let global = sentence.clone().any(|at| doc.is(at, Class::Global));
    let shared: Vec<(String, Value)> = ["hysteresis", "cooldown_s", "for_s", "notify_recovery"]
        .iter()
        .filter_map(|key| {
            let found = doc
                .facts
                .get(from..)?
                .iter()
                .find_map(|fact| fact.keys.get(*key))?;
            (global && *key != "for_s" || *key == "notify_recovery")
                .then(|| ((*key).to_owned(), found.clone()))
        })
        .collect();
    for fact in doc
        .facts
        .get_mut(from..)
        .into_iter()
        .flatten()
        .filter(|fact| fact.facet == Facet::Alert)
    {
        for (key, value) in &shared {
            qualifier::set(fact, key, value.clone());
        }
    }
}

/// Sentences that only add to rules: `at least six hours between two messages about the same pressure rule`.
pub fn read(doc: &mut Doc, mentions: &[Mention]) {
    for sentence in doc.sentences.clone() {
        // `not more often than` is how a pause is said.
        let detail = sentence.clone().any(|at| {
            let kind = doc.value(at, Class::Hyst);
            kind.is_some() && !doc.is_used(at) && (!doc.negated(at) || kind == Some("cooldown"))
        });
        if !detail || !doc.facts.iter().any(|fact| fact.facet == Facet::Alert) {
            continue;
        }
        let mut found = Fact::new(Facet::Alert);
        qualifier::apply(doc, &mut found, &sentence);
        found.keys.shift_remove("severity");
        found.keys.shift_remove("for_s");
        let about: Vec<&str> = mentions
            .iter()
            .filter(|m| sentence.contains(&m.range.start))
            .map(|m| m.name.as_str())
            .collect();
        let concerns = |fact: &Fact| {
            fact.facet == Facet::Alert
                && (about.is_empty()
                    || fact
                        .text("metric")
                        .is_some_and(|name| about.contains(&name)))
        };
        for fact in doc.facts.iter_mut().filter(|fact| concerns(fact)) {
            for (key, value) in &found.keys {
                qualifier::set(fact, key, value.clone());
            }
        }
        if !found.keys.is_empty() {
            alert::take_words(doc, &sentence);
        }
    }
}
