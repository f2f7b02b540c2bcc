//! Rollups: averages, extremes and sums per period.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "rollup";

/// Reads every period that stands with an aggregate function.
pub fn read(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        if !sentence.clone().any(|at| {
            doc.is(at, Class::Func) || doc.is(at, Class::Keep) || doc.is(at, Class::Period)
        }) {
            continue;
        }
        for at in sentence.clone() {
            read_at(doc, at, &sentence);
        }
    }
}

fn read_at(doc: &mut Doc, at: usize, sentence: &Range<usize>) {
    let Some((period, end)) = period_at(doc, at, sentence) else {
        return;
    };
    if doc.request && is_there(doc, at) {
        doc.take(at..end, RULE);
        return;
    }
    let functions = functions(doc, at, sentence);
    let levelled = (at..at + 5)
        .any(|i| matches!(doc.kind(i), Some(Kind::Duration { unit_s, .. }) if *unit_s >= 86_400.0));
    if functions.is_empty() && !levelled {
        return;
    }
    if doc.negated(at) {
        doc.add_once(
            Fact::new(Facet::Aggregate).with("value", "none"),
            "value",
            at..end,
            "refusal",
        );
        return;
    }
    let range = near_function(doc, at, end);
    let mut fact = Fact::new(Facet::Aggregate).with("value", period);
    let named: Vec<Value> = functions
        .into_iter()
        .filter(|function| function != "stats")
        .map(Value::from)
        .collect();
    if !named.is_empty() {
        fact = fact.with("functions", named);
    }
    let metrics = if doc.request {
        meant(doc, at, sentence)
    } else {
        of_function(doc, at)
    };
    if !metrics.is_empty() {
        fact = fact.with("metrics", metrics);
    }
    doc.add_once(fact, "value", range, RULE);
    take_functions(doc, sentence);
}

/// `in addition to the weekly numbers I want ...`: a period that is there already.
fn is_there(doc: &Doc, at: usize) -> bool {
    let lead = at.saturating_sub(4)..at;
    let joint = |at: usize| doc.sign(at, ',') || doc.is(at, Class::Func);
    lead.rev()
        .take_while(|at| !joint(*at))
        .any(|at| doc.says(at, Words::Besides))
}

/// The quantities that a period is about: those behind it, else those of its wish, else those of the sentence.
/// `add CO2 and monthly average temperature` sums up no CO2.
fn meant(doc: &Doc, at: usize, sentence: &Range<usize>) -> Vec<Value> {
    let wished = (sentence.start..at).rev().find(|i| {
        let joined = *i == sentence.start || doc.sign(i - 1, ',') || doc.is(i - 1, Class::And);
        joined && doc.is(*i, Class::Act)
    });
    let runs = [
        at..sentence.end,
        wished.unwrap_or(sentence.start)..sentence.end,
        sentence.clone(),
    ];
    // `battery alarm at 15 %, and add hourly averages`: a wish of its own is about all of them.
    let own = wished.is_some_and(|wished| wished > sentence.start);
    let runs = runs.iter().take(if own { 2 } else { 3 });
    let mut found = runs.map(|run| summed_up(doc, run));
    found
        .find(|metrics| !metrics.is_empty())
        .unwrap_or_default()
}

/// `daily sums of the water consumption`: the quantities right behind the function of a description; all when it names
/// none there.
fn of_function(doc: &Doc, at: usize) -> Vec<Value> {
    let segment = doc.segment_of(at);
    let function = |i: &usize| doc.is(*i, Class::Func) && doc.says(i + 1, Words::FunctionOf);
    let of = (at..segment.end.min(at + 4)).find(function);
    let Some(of) = of else { return Vec::new() };
    let named = |i: &usize| {
        let joins = doc.is_filler(*i) || doc.is(*i, Class::And);
        joins
            || [Class::Metric, Class::Modifier, Class::Head]
                .iter()
                .any(|class| doc.is(*i, *class))
            || doc
                .chunks
                .get(*i)
                .is_some_and(crate::chunk::Chunk::is_unknown)
    };
    let end = (of + 1..segment.end)
        .take_while(named)
        .last()
        .map_or(of + 1, |last| last + 1);
    summed_up(doc, &(of + 1..end))
}

/// The quantities of a sentence that names some: `the highest vibration of each machine per day`. Of `core temperature`
/// the longest name that is there is meant, not the temperature too.
fn summed_up(doc: &Doc, sentence: &Range<usize>) -> Vec<Value> {
    let known: Vec<&str> = doc
        .of(Facet::Metric)
        .filter_map(|fact| fact.text("name"))
        .collect();
    let mut meant = BTreeSet::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let said = known
            .iter()
            .filter_map(|name| Some((words_of(doc, at, name)?, *name)));
        let longest = said.max_by_key(|(words, _)| *words);
        let (words, name) = longest.map_or((1, None), |(words, name)| (words, Some(name)));
        meant.extend(name);
        at += words;
    }
    let said = known.into_iter().filter(|name| meant.remove(name));
    said.map(Value::from).collect()
}

/// How many chunks from here on are this name.
fn words_of(doc: &Doc, at: usize, name: &str) -> Option<usize> {
    let words: Vec<&str> = name.split('_').collect();
    let spelled = words
        .iter()
        .zip(at..)
        .all(|(word, at)| doc.word(at) == *word);
    if spelled {
        return Some(words.len());
    }
    let one = doc.value(at, Class::Metric) == Some(name) || doc.word(at) == words.join(" ");
    one.then_some(1)
}

fn period_at(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
    if doc.is_used(at) {
        return None;
    }
    if let Some(period) = doc.value(at, Class::Period) {
        let period = match period {
            "min" => "1min",
            "year" if !doc.request => return None,
            other => other,
        };
        return Some((period.to_owned(), at + 1));
    }
    let seconds = match doc.kind(at)? {
        Kind::Duration {
            low_s,
            high_s: None,
            ..
        } => *low_s,
        Kind::TimeUnit(seconds) => *seconds,
        _ => return None,
    };
    let function_next = (at + 1..(at + 3).min(sentence.end)).any(|i| doc.is(i, Class::Func));
    // `medias de 15 minutos`: the function stands before the period.
    let function_before =
        at > sentence.start + 1 && doc.says(at - 1, Words::PeriodOf) && doc.is(at - 2, Class::Func);
    let listed = at > 0
        && (doc.is(at - 1, Class::And)
            || doc.sign(at - 1, ',') && matches!(doc.kind(at), Some(Kind::TimeUnit(_)))
            || doc.word(at - 1) == "per"
            || doc.word(at - 1) == "pro")
        && (sentence.start..at).any(|i| doc.is(i, Class::Period));
    let function_next = function_next || function_before;
    if !function_next && !listed && !enumerated(doc, at, sentence) {
        return None;
    }
    Some((named(seconds)?.to_owned(), at + 1))
}

/// The period of this length.
pub fn named(seconds: f64) -> Option<&'static str> {
    Some(match seconds.round() {
        60.0 => "1min",
        300.0 => "5min",
        900.0 => "15min",
        3600.0 => "hour",
        86_400.0 => "day",
        604_800.0 => "week",
        2_626_560.0 => "month",
        _ => return None,
    })
}

/// `Rollups 1 minute, 1 hour, 1 day`: nothing but periods behind the word.
fn enumerated(doc: &Doc, at: usize, sentence: &Range<usize>) -> bool {
    let word = (sentence.start..at).rev().find(|i| doc.is(*i, Class::Func));
    let between = |i: usize| {
        matches!(
            doc.kind(i),
            Some(Kind::Duration { .. } | Kind::TimeUnit(_) | Kind::Sign(',' | ':' | '(' | '/'))
        ) || doc.is(i, Class::And)
            || doc.is(i, Class::Period)
            || doc.says(i, Words::PeriodPer)
    };
    let kept = sentence
        .clone()
        .any(|i| doc.is(i, Class::Keep) && !doc.is(i, Class::Func));
    // `hourly averages: 7 days` is how long the hourly ones are kept.
    let own = |word: usize| word > 0 && doc.is(word - 1, Class::Period) && doc.sign(word + 1, ':');
    word.is_some_and(|word| !kept && !own(word) && (word + 1..at).all(between))
}

fn functions(doc: &Doc, at: usize, sentence: &Range<usize>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut segment = doc.segment_of(at);
    // `daily values (mean, minimum, maximum)`
    let sign = |at: &usize, sign: char| doc.sign(*at, sign);
    let opened = segment.clone().filter(|at| sign(at, '(')).count();
    if opened > segment.clone().filter(|at| sign(at, ')')).count() {
        let close = (segment.end..sentence.end).find(|at| sign(at, ')'));
        segment.end = close.unwrap_or(segment.end);
    }
    // `daily minimum, maximum and average`: a list goes on behind its commas.
    let goes_on = |at: usize| {
        let joins = doc.sign(at, ',') || doc.is(at, Class::And) || doc.is_filler(at);
        joins || doc.is(at, Class::Func)
    };
    let end = (segment.end..sentence.end)
        .take_while(|at| goes_on(*at))
        .filter(|at| doc.is(*at, Class::Func))
        .last();
    let next = end.map_or(segment.end, |end| end + 1);
    // `daily averages, monthly maxima` is the list of another period.
    if !doc.is(next, Class::Period) {
        segment.end = next;
    }
    // `monthly statistics: the average of ...` says which ones behind the colon.
    let own = segment.clone().any(|i| {
        doc.value(i, Class::Func)
            .is_some_and(|function| function != "stats")
    });
    let sentence = if own { &segment } else { sentence };
    let near = at.saturating_sub(10).max(sentence.start)..(at + 8).min(sentence.end);
    for function in near.filter_map(|i| doc.value(i, Class::Func)) {
        for one in if function == "minmax" {
            vec!["min", "max"]
        } else {
            vec![function]
        } {
            if !out.iter().any(|have| have == one) {
                out.push(one.to_owned());
            }
        }
    }
    out
}

fn near_function(doc: &Doc, at: usize, end: usize) -> Range<usize> {
    if doc.is(end, Class::Func) {
        at..end + 1
    } else if at > 0 && doc.is(at - 1, Class::Func) && !doc.is_used(at - 1) {
        at - 1..end
    } else {
        at..end
    }
}

fn take_functions(doc: &mut Doc, sentence: &Range<usize>) {
    for at in sentence.clone() {
        if doc.is(at, Class::Func) {
            doc.take(at..at + 1, RULE);
        }
    }
}
