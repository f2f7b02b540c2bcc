//! `Aeration should start automatically when grain moisture exceeds 15 %`: a rule that sends a command.

use std::ops::Range;

use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::request::{RULE, Request};
use super::vague;
use crate::lexicon::{Class, Words};

/// Gives the rules of a request the command that their sentence orders; asks where there is no such command.
pub fn read(request: &mut Request) {
    for index in 0..request.doc.facts.len() {
        let Some(fact) = request.doc.facts.get(index) else {
            continue;
        };
        if fact.facet != Facet::Alert || fact.keys.contains_key("action") {
            continue;
        }
        let condition = request.chunks_of(fact);
        let Some(order) = order(request, &condition) else {
            continue;
        };
        // `Never start aeration when ...`: rules only order.
        if forbids(request, &order) {
            forbidden(request, index, order);
            return;
        }
        let Some(command) = command(request, &order) else {
            unknown(request, &order);
            continue;
        };
        if let Some(fact) = request.doc.facts.get_mut(index) {
            fact.keys.insert("action".to_owned(), command.into());
        }
        for at in order.clone() {
            let plain = request.doc.is_filler(at) || request.doc.says(at, Words::ByItself);
            if plain || way(request, at).is_some() {
                request.doc.take(at..at + 1, RULE);
            }
        }
    }
}

fn forbids(request: &Request, order: &Range<usize>) -> bool {
    let doc = &request.doc;
    order.clone().any(|at| {
        let modal = request.marks.iter().any(|mark| {
            mark.value == "modal"
                && mark.range.contains(&at)
                && doc.quote(&mark.range).contains("not")
        });
        modal || doc.is(at, Class::Neg) || doc.negated(at) && way(request, at).is_some()
    })
}

/// What must not be done is no rule: it is asked about, and none is made of its condition.
fn forbidden(request: &mut Request, index: usize, order: Range<usize>) {
    request.doc.facts.remove(index);
    let sentence = request.doc.sentence_of(order.start);
    let said = request.doc.quote(&sentence).trim().to_owned();
    let question = format!(
        "\"{said}\" says what must not happen, and a rule can only send a command or tell people: which of them should it do?"
    );
    request.doc.notes.ask(Facet::Command, question);
    vague::quote(request, sentence);
}

/// The words before the condition of a rule, or behind it, that order something and tell nobody.
fn order(request: &Request, condition: &Range<usize>) -> Option<Range<usize>> {
    let doc = &request.doc;
    let sentence = doc.sentence_of(condition.start);
    // `should start when`: the last word of the kind opens the condition.
    let opens = (sentence.start..condition.end)
        .rev()
        .find(|at| doc.is(*at, Class::If))?;
    // `when it exceeds 15 %, switch aeration on`
    let lead = if (sentence.start..opens).all(|at| doc.is_filler(at)) {
        condition.end + usize::from(doc.sign(condition.end, ','))..sentence.end
    } else {
        sentence.start..opens
    };
    let tells = lead.clone().any(|at| {
        doc.is(at, Class::Alert) || doc.is(at, Class::Channel) || doc.is(at, Class::Send)
    });
    // `If the aeration starts when ...` orders nothing.
    let first = lead.clone().find(|at| !doc.is_filler(*at));
    let condition = first.is_some_and(|at| doc.is(at, Class::If));
    let joined = condition
        || lead
            .clone()
            .any(|at| doc.sign(at, ',') || doc.is(at, Class::And));
    let free = |at: usize| !doc.is_used(at) || doc.used.get(at) == Some(&Some("command"));
    // `Show on the dashboard when ...`: `on` and `off` alone order at the end of the words, or beside a verb.
    let last = lead
        .clone()
        .rev()
        .find(|at| !doc.is_filler(*at) && doc.word(*at) != "automatically");
    let verb = lead.clone().any(|at| doc.is(at, Class::CmdVerb));
    let switch = |at: usize| doc.is(at, Class::OnOff) && !doc.is(at, Class::CmdVerb);
    let orders = lead.clone().any(|at| {
        free(at) && way(request, at).is_some() && (!switch(at) || verb || last == Some(at))
    });
    (!tells && !joined && orders).then_some(lead)
}

/// What an order does: `on off open close`, or the verb itself.
fn way<'a>(request: &'a Request, at: usize) -> Option<&'a str> {
    let doc = &request.doc;
    let verb = doc
        .value(at, Class::CmdVerb)
        .or_else(|| doc.value(at, Class::OnOff));
    let steered = || {
        request
            .marks
            .iter()
            .find_map(|mark| match mark.value.as_str() {
                "enable" if mark.range.contains(&at) => Some("on"),
                "disable" if mark.range.contains(&at) => Some("off"),
                _ => None,
            })
    };
    match verb {
        Some("start") => Some("on"),
        Some("stop") => Some("off"),
        Some(other) => Some(other),
        None => steered(),
    }
}

/// The command of the specification that an order names: its thing, and what is done to it.
fn command(request: &Request, order: &Range<usize>) -> Option<String> {
    let said: Vec<&str> = order.clone().filter_map(|at| way(request, at)).collect();
    let words: Vec<&str> = order
        .clone()
        .flat_map(|at| request.doc.word(at).split(' '))
        .collect();
    let fits = |name: &str| {
        let is_way =
            |part: &str| matches!(part, "on" | "off" | "start" | "stop" | "open" | "close");
        let ways = name
            .split('_')
            .filter(|part| is_way(part))
            .map(|part| match part {
                "start" => "on",
                "stop" => "off",
                other => other,
            });
        let ways: Vec<&str> = ways.collect();
        let mut things = name.split('_').filter(|part| !is_way(part));
        let named = things.all(|part| words.contains(&part));
        !ways.is_empty() && named && ways.iter().all(|way| said.contains(way))
    };
    let mut found = request.base.commands.keys().map(Name::as_str);
    found.find(|name| fits(name)).map(str::to_owned)
}

/// An order that no command carries out is asked about.
fn unknown(request: &mut Request, order: &Range<usize>) {
    let said = request.doc.quote(order).trim().to_owned();
    let known: Vec<String> = request
        .base
        .commands
        .keys()
        .map(|name| format!("`{name}`"))
        .collect();
    let which = if known.is_empty() {
        "there are none yet; say \"commands ... on and off\" to have them".to_owned()
    } else {
        format!("there are {}", known.join(", "))
    };
    let question = format!("Which command should the rule send for \"{said}\": {which}?");
    request.doc.notes.ask(Facet::Command, question);
    vague::quote(request, order.clone());
}
