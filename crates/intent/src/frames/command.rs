//! Commands to devices.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "command";

/// Reads `commands: start pump, stop pump`, `lock / unlock command`, `switch the heating on and off`.
pub fn read(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        let cue = sentence
            .clone()
            .any(|at| doc.is(at, Class::CmdCue) && !doc.negated(at) && !is_far(doc, at));
        if let Some(at) = sentence
            .clone()
            .find(|at| doc.value(*at, Class::OnOff) == Some("on_off"))
        {
            switched(doc, at, &sentence);
        } else if let Some((verb, at)) = split_verb(doc, &sentence) {
            turned(doc, verb, at, &sentence);
        } else if cue {
            listed(doc, &sentence);
        }
    }
}

/// `switch the heating of a room on and off`: the first noun behind the verb, or the noun before the words.
fn switched(doc: &mut Doc, at: usize, sentence: &Range<usize>) {
    let verb = (sentence.start..at)
        .rev()
        .find(|i| doc.is(*i, Class::CmdVerb));
    let spoken = doc
        .lexicon
        .words(Words::Switches)
        .any(|stem| doc.word(at).contains(stem));
    let cue = spoken || sentence.clone().any(|i| doc.is(i, Class::CmdCue));
    if verb.is_none() && !cue {
        return;
    }
    let from = verb.map_or(at.saturating_sub(3).max(sentence.start), |verb| verb + 1);
    // `The aerator should be switchable, on and off`
    let far = (sentence.start..from).rev().filter(|_| verb.is_none());
    let noun = (from..at)
        .chain(at + 1..sentence.end.min(at + 4))
        .chain(far)
        .find(|i| is_noun(doc, *i));
    let Some(noun) = noun else { return };
    let name = super::access::singular(doc.word(noun));
    let start = verb.unwrap_or(noun).min(noun);
    for state in ["on", "off"] {
        let fact = Fact::new(Facet::Command).with("value", format!("{name}_{state}"));
        doc.add_once(fact, "value", start..at + 1, RULE);
    }
    take_cues(doc, sentence);
}

/// `at 9 remote sites`: the word says where they are, not how they are steered.
fn is_far(doc: &Doc, at: usize) -> bool {
    doc.word(at) == "remote"
        && (doc.is(at + 1, Class::Device)
            || doc
                .chunks
                .get(at + 1)
                .is_some_and(crate::chunk::Chunk::is_unknown))
}

/// Words between a verb and its `on` or `off`, at most.
const SPLIT: usize = 4;

/// `switch the fans on`: the verb, and the word far behind it that says which way.
fn split_verb(doc: &Doc, sentence: &Range<usize>) -> Option<(usize, usize)> {
    sentence.clone().find_map(|verb| {
        let turns = doc.value(verb, Class::CmdVerb) == Some("switch")
            && matches!(doc.word(verb), "switch" | "turn")
            && !doc.negated(verb)
            && !doc.is_used(verb);
        let reach = verb + 2..sentence.end.min(verb + 2 + SPLIT);
        let state = |at: &usize| matches!(doc.word(*at), "on" | "off") && doc.is(*at, Class::OnOff);
        let at = turns.then(|| reach.into_iter().find(state)).flatten()?;
        (verb + 1..at)
            .any(|at| is_noun(doc, at))
            .then_some((verb, at))
    })
}

fn turned(doc: &mut Doc, verb: usize, at: usize, sentence: &Range<usize>) {
    // `turn the wind alarm back on` is about a rule.
    if doc.request && (verb + 1..at).any(|at| doc.is(at, Class::Alert)) {
        return;
    }
    let Some(noun) = (verb + 1..at).find(|at| is_noun(doc, *at)) else {
        return;
    };
    let name = super::access::singular(doc.word(noun));
    let fact = Fact::new(Facet::Command).with("value", format!("{name}_{}", doc.word(at)));
    doc.add_once(fact, "value", verb..at + 1, RULE);
    take_cues(doc, sentence);
}

fn is_noun(doc: &Doc, at: usize) -> bool {
    let Some(chunk) = doc.chunks.get(at) else {
        return false;
    };
    chunk.kind == Kind::Word
        && !doc.is_filler(at)
        && !chunk.is(Class::And)
        && !chunk.is(Class::CmdVerb)
        && !chunk.is(Class::CmdCue)
        && !chunk.is(Class::OnOff)
        && !chunk.is(Class::Role)
        && !chunk.is(Class::If)
        && !chunk.is(Class::Every)
}

fn listed(doc: &mut Doc, sentence: &Range<usize>) {
    let mut at = sentence.start;
    let mut last = None;
    while at < sentence.end {
        let verb = doc
            .value(at, Class::CmdVerb)
            .map(str::to_owned)
            .filter(|_| !doc.is_used(at) && !doc.negated(at));
        if let Some(verb) = verb {
            let noun = (at + 1..sentence.end.min(at + 4))
                .take_while(|i| doc.is_filler(*i) && !doc.is(*i, Class::And) || is_noun(doc, *i))
                .find(|i| is_noun(doc, *i));
            // `start and stop the heater`: the verbs share the noun behind the last one.
            let noun = noun.or_else(|| {
                let next = at + 2;
                let joined = doc.is(at + 1, Class::And) && doc.is(next, Class::CmdVerb);
                let reach = next + 1..sentence.end.min(next + 4);
                joined
                    .then(|| reach.into_iter().find(|i| is_noun(doc, *i)))
                    .flatten()
            });
            let shared = noun.is_some_and(|noun| noun > at + 2 && doc.is(at + 1, Class::And));
            // `Fans can be started`: the noun stands before the verb.
            let itself = matches!(doc.word(at + 1), "it" | "them");
            let noun = noun.filter(|_| !itself).or_else(|| {
                let before = (sentence.start..at).find(|i| is_noun(doc, *i));
                before.filter(|_| !itself)
            });
            // `open the hatch and another one to close it`
            let noun = noun.or(last.filter(|_| itself));
            // `turn the commands into others` switches nothing.
            if noun.is_none() && verb == "switch" {
                at += 1;
                continue;
            }
            last = noun.filter(|_| verb != "set" && verb != "adjust");
            let value = noun.map_or(verb.clone(), |noun| named(doc, &verb, noun));
            // `can be switched on and off`
            let both = doc.is(at + 1, Class::And) && doc.is(at + 2, Class::OnOff);
            if let Some(noun) = noun.filter(|_| both && verb.starts_with("turn_")) {
                let other = format!("turn_{}", doc.word(at + 2));
                let fact = Fact::new(Facet::Command).with("value", named(doc, &other, noun));
                doc.add_once(fact, "value", at + 1..at + 3, RULE);
            }
            let end = match noun {
                Some(noun) if !shared => (noun + 1).max(at + 1),
                _ => at + 1,
            };
            doc.add_once(
                Fact::new(Facet::Command).with("value", value),
                "value",
                at..end,
                RULE,
            );
            at = end;
            continue;
        }
        if let Some(state) = doc
            .value(at, Class::OnOff)
            .map(str::to_owned)
            .filter(|_| !doc.is_used(at))
            && let Some(noun) = at
                .checked_sub(1)
                .filter(|noun| *noun >= sentence.start && is_noun(doc, *noun))
        {
            let value = format!("{}_{state}", super::access::singular(doc.word(noun)));
            doc.add_once(
                Fact::new(Facet::Command).with("value", value),
                "value",
                noun..at + 1,
                RULE,
            );
        }
        at += 1;
    }
    take_cues(doc, sentence);
}

/// `turn_on` with a noun is `aerator_on`, any other verb stands before its noun.
fn named(doc: &Doc, verb: &str, noun: usize) -> String {
    let noun = super::access::singular(doc.word(noun));
    match verb.strip_prefix("turn_") {
        Some(state) => format!("{noun}_{state}"),
        None => format!("{verb}_{noun}"),
    }
}

fn take_cues(doc: &mut Doc, sentence: &Range<usize>) {
    for at in sentence.clone() {
        if doc.is(at, Class::CmdCue) {
            doc.take(at..at + 1, RULE);
        }
    }
}
