//! Retention: how long readings and rollups are kept.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::elsewhere;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "retention";
const HOUR_S: f64 = 3_600.0;
const DAY_S: f64 = 86_400.0;
const MONTH_S: f64 = 2_626_560.0;
const YEAR_S: f64 = 31_536_000.0;

/// Reads every duration of a day or more that is kept, and `forever`.
pub fn read(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        let mut last_unit_s = None;
        let mut from = sentence.start;
        for at in sentence.clone() {
            let Some((amount, unit_s)) = amount_at(doc, at, last_unit_s, &sentence) else {
                continue;
            };
            if doc.segment_of(at).any(|i| elsewhere::passes_over(doc, i))
                || elsewhere::of_access(doc, at)
            {
                continue;
            }
            // `a year is not needed any more, 6 months will do`
            if doc.request && doc.negated(at) {
                doc.take(at..at + 1, RULE);
                continue;
            }
            let level = level(doc, from, at, &sentence);
            last_unit_s = Some(unit_s);
            let start = (from..at).find(|i| doc.is(*i, Class::Keep)).unwrap_or(at);
            add(doc, &level, &kept(amount, unit_s), start..at + 1);
            from = at + 1;
        }
        // `keep everything 7 years` has an end; `raw 14 days, days forever` has one for each.
        let endless = doc.find(sentence.clone(), Class::Forever);
        if let Some(at) = endless.filter(|at| !doc.is_used(*at)) {
            let own = (from..at).rev().find_map(|i| level_word(doc, i));
            match own {
                Some(level) => add(doc, &level, "forever", at..at + 1),
                None if from == sentence.start => add(doc, "raw", "forever", at..at + 1),
                None => doc.take(at..at + 1, RULE),
            }
        }
    }
}

fn add(doc: &mut Doc, level: &str, value: &str, range: Range<usize>) {
    let other = doc
        .of(Facet::Retention)
        .find(|fact| fact.text("level") == Some(level) && fact.text("value") != Some(value))
        .and_then(|fact| fact.span);
    let before = other.and_then(|span| {
        doc.chunks
            .iter()
            .position(|chunk| chunk.start >= span.start)
    });
    // Two times for the same readings, each in a sentence that keeps or deletes them, exclude each other.
    let keeps = |doc: &Doc, at: usize| doc.sentence_of(at).any(|i| doc.is(i, Class::Keep));
    let own = |at: usize| doc.value(at, Class::Keep) == Some("keep");
    let clauses = |a: usize, b: usize| doc.request && doc.segment_of(a) != doc.segment_of(b);
    if let Some(before) = before
        && (doc.sentence_of(before) != doc.sentence_of(range.start)
            || clauses(before, range.start)
            || own(before) && own(range.start))
        && keeps(doc, before)
        && keeps(doc, range.start)
    {
        let (mut a, mut b) = (doc.segment_of(before), doc.segment_of(range.start));
        if a == b {
            a = before..range.start - 1;
            b = range.clone();
        }
        let (a, b) = (doc.quote(&a), doc.quote(&b));
        doc.notes
            .contradict(a, b, "the first one is used until one of them is confirmed");
        doc.notes.ask(
            Facet::Retention,
            format!("How long are readings kept: {a}, or {b}?"),
        );
        doc.take(range, "contradiction");
        return;
    }
    doc.add_once(
        Fact::new(Facet::Retention)
            .with("level", level)
            .with("value", value),
        "level",
        range,
        RULE,
    );
}

/// Returns the amount and the unit, in seconds, of what is kept.
fn amount_at(
    doc: &Doc,
    at: usize,
    last_unit_s: Option<f64>,
    sentence: &Range<usize>,
) -> Option<(f64, f64)> {
    if doc.is_used(at)
        || (at > 0 && doc.is(at - 1, Class::Every) && !doc.is(at - 1, Class::Hold))
        || past(doc, at)
    {
        return None;
    }
    match doc.kind(at)? {
        Kind::Duration { low_s, unit_s, .. } if *unit_s == HOUR_S => {
            keeps_raw(doc, at).then_some((low_s / HOUR_S, HOUR_S))
        }
        Kind::Duration { low_s, unit_s, .. } if *low_s >= DAY_S => {
            let years = low_s % YEAR_S == 0.0;
            let spoken = if years { YEAR_S } else { MONTH_S };
            let unit_s = if *unit_s > 0.0 { *unit_s } else { spoken };
            let months = low_s / unit_s;
            let amount = if unit_s == MONTH_S && (months - months.round()).abs() < 0.1 {
                months.round()
            } else {
                low_s / unit_s
            };
            let stored = sentence.clone().any(|i| {
                doc.is(i, Class::Keep)
                    || doc.is(i, Class::Forever)
                    || doc.is(i, Class::Storage)
                    || doc.value(i, Class::Cap) == Some("readings_query")
                    || doc.is(i, Class::Period)
                    || doc.is(i, Class::Func)
            });
            let segment = doc.segment_of(at);
            let keeps = doc.any(sentence, Class::Keep)
                || doc.any(&segment, Class::Storage)
                || doc.any(&segment, Class::Forever);
            let ruled = sentence.clone().any(|i| doc.is(i, Class::If)) && !keeps;
            (stored || lonely(doc, at))
                .then_some((amount, unit_s))
                .filter(|_| !ruled && unit_s >= DAY_S)
        }
        // `the raw data a month is plenty`
        Kind::TimeUnit(unit_s) if *unit_s >= DAY_S => {
            let one = matches!(
                doc.kind(at.checked_sub(1)?)?,
                Kind::Number { low, spelled: true, .. } if *low < 1.5
            );
            let article = one || matches!(doc.word(at - 1), "a" | "one");
            let stored = doc.request && article && doc.any(sentence, Class::Keep);
            stored.then_some((1.0, *unit_s))
        }
        // `daily values for twenty`: the unit is the one before.
        Kind::Number {
            low, high: None, ..
        } => {
            let ends = doc.segment_of(at).end == at + 1;
            let held = at > 0 && (doc.is(at - 1, Class::Hold) || doc.is_filler(at - 1));
            let levelled = doc.segment_of(at).any(|i| doc.is(i, Class::Period));
            Some((*low, last_unit_s.filter(|_| ends && held && levelled)?))
        }
        _ => None,
    }
}

/// `keep raw data for 48 hours`: hours are kept only where it is said plainly, since most hours are of rules and means.
fn keeps_raw(doc: &Doc, at: usize) -> bool {
    let segment = doc.segment_of(at);
    // `keep raw data`, `data kept`, `hold on to readings for`: two words for it.
    let words: Vec<usize> = segment
        .clone()
        .filter(|i| doc.is(*i, Class::Keep))
        .collect();
    let keeps = words
        .iter()
        .any(|i| doc.value(*i, Class::Keep) == Some("keep"));
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if words.len() < 2 || !keeps {
        return false;
    }
    let said = *first.min(&at)..*last.max(&at) + 1;
    let other = [
        Class::If,
        Class::Alert,
        Class::Offline,
        Class::Period,
        Class::Func,
        Class::Every,
    ];
    !other.iter().any(|class| doc.any(&said, *class))
}

/// `the past week`, `last 7 days` are views, not retention.
pub fn past(doc: &Doc, at: usize) -> bool {
    at > 0 && doc.says(at - 1, Words::Past)
}

/// A long duration that is a segment of its own: `mqtt, 60 days`.
fn lonely(doc: &Doc, at: usize) -> bool {
    let segment = doc.segment_of(at);
    segment
        .clone()
        .all(|i| i == at || doc.is_filler(i) || doc.is(i, Class::And) || doc.is(i, Class::Hold))
}

/// Words before another level.
const CONTRASTS: [&str; 8] = ["but", "yet", "aber", "pero", "mais", "maar", "mas", "tapi"];

/// The level is a period or `raw` between the amount before and this one, or just behind it.
fn level(doc: &Doc, from: usize, at: usize, sentence: &Range<usize>) -> String {
    let segment = doc.segment_of(at);
    // `hourly averages: 3 years`
    let opened = segment.start.checked_sub(1);
    let head = opened.filter(|colon| doc.sign(*colon, ':') && *colon > 0);
    let head = head.map_or(segment.start, |colon| doc.segment_of(colon - 1).start);
    let start = from.max(head);
    let before = (start..at).rev().find_map(|i| level_word(doc, i));
    // `18 months but hourly averages 5 years` is of the readings.
    let behind = (at + 1..segment.end.min(at + 5).min(sentence.end))
        .take_while(|i| !doc.is(*i, Class::And) && !CONTRASTS.contains(&doc.word(*i)))
        .find_map(|i| level_word(doc, i));
    // `the daily maximum, keep it for 10 years`
    let meant = || {
        let pronoun = (start..at).any(|i| is_pronoun(doc, i));
        let before = (from..start).rev();
        pronoun.then(|| before.into_iter().find_map(|i| level_word(doc, i)))?
    };
    let alerts = || of_alerts(doc, start..at);
    let level = before.or(behind).or_else(alerts).or_else(meant);
    level.unwrap_or_else(|| "raw".to_owned())
}

/// `delete alerts older than a year`: the nearest noun is what is kept.
fn of_alerts(doc: &Doc, before: Range<usize>) -> Option<String> {
    let mut near = before.rev().take_while(|at| !doc.is(*at, Class::And));
    near.any(|at| doc.says(at, Words::KeptAlerts))
        .then(|| "alerts".to_owned())
}

fn level_word(doc: &Doc, at: usize) -> Option<String> {
    if let Some(period) = doc.value(at, Class::Period) {
        return (period != "year").then(|| {
            if period == "min" {
                "1min".to_owned()
            } else {
                period.to_owned()
            }
        });
    }
    if let Some(Kind::Duration { low_s, .. }) = doc.kind(at)
        && *low_s <= 3600.0
    {
        return Some(if *low_s >= 3600.0 {
            "hour".to_owned()
        } else {
            format!("{:.0}min", low_s / 60.0)
        });
    }
    // `minutes 3 months, hours 2 years`
    let opens =
        at == 0 || doc.sign(at - 1, ',') || doc.sign(at - 1, ':') || doc.is(at - 1, Class::And);
    if let Some(Kind::TimeUnit(seconds)) = doc.kind(at).filter(|_| opens) {
        return super::rollup::named(*seconds).map(str::to_owned);
    }
    let raw = doc.value(at, Class::Keep) == Some("raw") && !is_pronoun(doc, at);
    raw.then(|| "raw".to_owned())
}

/// `keep it`: what was named before, readings where nothing was.
pub fn is_pronoun(doc: &Doc, at: usize) -> bool {
    let pronoun = |word| doc.lexicon.says(Words::Pronoun, word);
    doc.word(at).split(' ').any(pronoun)
}

/// `36h`, `90d`, `14mo`, `2y`; weeks and whole days in hours are days.
fn kept(amount: f64, unit_s: f64) -> String {
    if unit_s == HOUR_S && (amount / 24.0).fract() != 0.0 {
        return format!("{amount:.0}h");
    }
    let letter = if unit_s >= YEAR_S {
        "y"
    } else if unit_s >= MONTH_S {
        "mo"
    } else {
        "d"
    };
    let amount = if letter == "d" {
        amount * unit_s / DAY_S
    } else {
        amount
    };
    if amount.fract() == 0.0 {
        format!("{amount:.0}{letter}")
    } else {
        format!("{:.0}d", amount * unit_s / DAY_S)
    }
}
