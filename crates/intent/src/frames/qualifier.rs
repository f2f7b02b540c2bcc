//! What else a rule says: how long, how grave, how often, how it ends.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::Fact;

use super::fleet::number;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Language, Words};

const RULE: &str = "alert";

/// Adds to a rule what its own stretch of the sentence says. Returns what it took.
pub fn apply(doc: &mut Doc, fact: &mut Fact, stretch: &Range<usize>) {
    for at in stretch.clone() {
        detail(doc, fact, at, stretch);
    }
    for at in stretch.clone() {
        hold(doc, fact, at);
        active(doc, fact, at);
    }
    if let Some((severity, at)) = severity(doc, stretch) {
        set(fact, "severity", severity.into());
        doc.take(at..at + 1, RULE);
    }
}

/// Sets a key once.
pub fn set(fact: &mut Fact, key: &str, value: Value) {
    fact.keys.entry(key.to_owned()).or_insert(value);
}

/// The gravest explicit word; `warning` as a noun for the message counts only when nothing else does.
fn severity(doc: &Doc, stretch: &Range<usize>) -> Option<(String, usize)> {
    let found = stretch
        .clone()
        .filter(|at| !doc.is_used(*at) && !doc.negated(*at))
        .filter_map(|at| Some((doc.value(at, Class::Severity)?.to_owned(), at)));
    let mut all: Vec<(String, usize)> = found.collect();
    all.retain(|(_, at)| !doc.is(*at, Class::Alert) || states_severity(doc, *at, stretch));
    all.into_iter().next()
}

/// `warning` is a level in `is a warning`, `as a warning`, `: warning`, at the end of a segment.
fn states_severity(doc: &Doc, at: usize, stretch: &Range<usize>) -> bool {
    let plain = doc.says(at, Words::Grave);
    let ends = at + 1 >= stretch.end
        || matches!(doc.kind(at + 1), Some(Kind::Sign(_) | Kind::Break))
        || doc.is(at + 1, Class::And);
    let behind = (stretch.start..at).any(|i| {
        matches!(
            doc.kind(i),
            Some(Kind::Quantity { .. } | Kind::Number { .. } | Kind::Duration { .. })
        )
    });
    let introduced = at > 0 && (doc.sign(at - 1, ':') || doc.says(at - 1, Words::AsGrave));
    // Beside rules of another level `warn me` is a level as well.
    let graded =
        (0..doc.chunks.len()).any(|i| doc.is(i, Class::Severity) && !doc.is(i, Class::Alert));
    graded || plain && (ends && behind || introduced)
}

/// Where the numbers stand that belong to a margin or an end of a rule: none of them is its limit.
pub fn margins(doc: &Doc, stretch: &Range<usize>) -> Vec<usize> {
    let of = |at: usize| match doc.value(at, Class::Hyst)? {
        _ if doc.is_used(at) => None,
        "hysteresis" => margin(doc, at),
        "clear" => end(doc, at, stretch),
        _ => None,
    };
    let found: Vec<usize> = stretch.clone().filter_map(of).map(|(_, at)| at).collect();
    let more: Vec<usize> = found.iter().filter_map(|at| further(doc, *at)).collect();
    [found, more].concat()
}

/// The number beside a word for a margin.
fn margin(doc: &Doc, at: usize) -> Option<(f64, usize)> {
    // `75 % with a hysteresis of 4 %`, `4 % hysteresis`
    let before = at.checked_sub(1).filter(|_| !doc.word(at).ends_with(" of"));
    let mut near = [Some(at + 1), before, Some(at + 2)].into_iter().flatten();
    let close = near.find_map(|i| amount(doc, i).map(|value| (value, i)));
    // `set the hysteresis of the temperature alarm to 1 °C`
    let end = doc.segment_of(at).end;
    let mut behind = (at + 3..end.min(at + 10))
        .take_while(|i| !doc.is(*i, Class::And))
        .filter(|i| is_set_to(doc, *i));
    close.or_else(|| behind.find_map(|i| amount(doc, i).map(|value| (value, i))))
}

/// `to 1 °C`: does a word that gives something its value stand right before?
fn is_set_to(doc: &Doc, at: usize) -> bool {
    let article = doc.language == Language::En && doc.word(at - 1) == "a";
    !article && doc.says(at - 1, Words::SetTo)
}

/// `... and of humidity to 2 %`: the margin of another rule, behind the one that has the word.
fn further(doc: &Doc, first: usize) -> Option<usize> {
    let end = doc.segment_of(first).end.min(first + 8);
    let other = [Class::Hyst, Class::Op, Class::If];
    let compared = |at: usize| other.iter().any(|class| doc.is(at, *class));
    let joined = doc.is(first + 1, Class::And) && !(first + 2..end).any(compared);
    let mut rest = first + 3..end;
    let told = |at: &usize| is_set_to(doc, *at) && amount(doc, *at).is_some();
    rest.find(told).filter(|_| joined)
}

/// The number behind a word for the end of a rule.
fn end(doc: &Doc, at: usize, stretch: &Range<usize>) -> Option<(f64, usize)> {
    let mut behind = at + 1..stretch.end.min(at + 6);
    behind.find_map(|i| amount(doc, i).map(|value| (value, i)))
}

fn detail(doc: &mut Doc, fact: &mut Fact, at: usize, stretch: &Range<usize>) {
    let Some(kind) = doc.value(at, Class::Hyst).map(str::to_owned) else {
        return;
    };
    if doc.is_used(at) {
        return;
    }
    match kind.as_str() {
        "hysteresis" => {
            if let Some((value, i)) = margin(doc, at) {
                set(fact, "hysteresis", number(value));
                doc.take(i.min(at)..i.max(at) + 1, RULE);
            }
        }
        "clear" => {
            if let Some((value, i)) = end(doc, at, stretch) {
                set(fact, "clear_value", number(value));
                doc.take(at..i + 1, RULE);
            }
        }
        "cooldown" | "repeat" => {
            let refused = seldom(doc, at, stretch);
            let key = if kind == "cooldown" || refused.is_some() {
                "cooldown_s"
            } else {
                "repeat_s"
            };
            let seconds = (at..stretch.end.min(at + 14))
                .find_map(|i| seconds(doc, i).map(|value| (value, i)));
            // `don't repeat it every 30 minutes` may be no repeat, or another one.
            let every = |i: usize| i > 0 && doc.is(i - 1, Class::Every);
            let seconds = seconds.filter(|(_, i)| refused.is_none() || !every(*i));
            if let Some((value, i)) = seconds {
                set(fact, key, number(value));
                doc.take(refused.unwrap_or(at)..i + 1, RULE);
            }
        }
        _ => {
            let order = refused(doc, at);
            if doc.request || order.is_none() {
                set(fact, "notify_recovery", order.is_none().into());
            }
            doc.take(at..at + 1, RULE);
            if let Some(order) = order {
                doc.take(order..order + 1, RULE);
            }
        }
    }
}

/// `don't repeat the message within 30 minutes`, `no repeat within an hour`: the word that refuses one more message for
/// some time.
fn seldom(doc: &Doc, at: usize, stretch: &Range<usize>) -> Option<usize> {
    const REFUSES: [&str; 6] = ["don't", "dont", "do not", "no", "never", "not"];
    let own = REFUSES
        .iter()
        .any(|word| doc.word(at).starts_with(&format!("{word} ")));
    let refuses = |i: &usize| doc.is(*i, Class::Neg) || REFUSES.contains(&doc.word(*i));
    let before = (stretch.start..at)
        .rev()
        .take_while(|i| doc.is_filler(*i) || refuses(i))
        .find(refuses);
    // `wiederhole den Alarm nicht innerhalb von 30 Minuten`
    let behind = (at + 1..stretch.end)
        .find(|i| refuses(i) && doc.is(i + 1, Class::Within))
        .map(|_| at);
    own.then_some(at).or(before).or(behind)
}

/// `don't send recovery messages`, `if the alarm is over, no message please`: the word that refuses them.
fn refused(doc: &Doc, at: usize) -> Option<usize> {
    let sentence = doc.sentence_of(at);
    let order = sentence.clone().find(|at| super::offline::orders(doc, *at));
    let behind = (at + 1..sentence.end).take_while(|at| doc.value(*at, Class::And) != Some("and"));
    let no = behind.into_iter().find(|at| doc.is(*at, Class::Neg));
    let own = doc.segment_of(at);
    let before = (own.start..at).find(|at| doc.is(*at, Class::Neg) && !doc.is(*at, Class::Hyst));
    order
        .or(before.filter(|_| doc.negated(at)))
        .or(no.filter(|no| doc.sign(no - 1, ',')))
}

/// `after 22:00`, `between 22:00 and 06:00`: the rule holds only then.
fn active(doc: &mut Doc, fact: &mut Fact, at: usize) {
    let clock = |doc: &Doc, at: usize| is_clock(doc.word(at));
    if !clock(doc, at) || doc.is_used(at) {
        return;
    }
    let second = (at + 1..at + 3).find(|i| clock(doc, *i));
    let window = match second {
        Some(second) => format!("{}-{}", doc.word(at), doc.word(second)),
        None => format!("{} {}", doc.word(at.wrapping_sub(1)), doc.word(at))
            .trim()
            .to_owned(),
    };
    set(fact, "active", window.into());
    // `every day between 18:00 and 20:00`
    let daily = (at.saturating_sub(3)..at).find(|i| doc.value(*i, Class::Period) == Some("day"));
    let start = daily.unwrap_or_else(|| at.saturating_sub(1));
    doc.take(start..second.unwrap_or(at) + 1, RULE);
}

/// Is it a time of day?
pub fn is_clock(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hour, minute)| {
        hour.parse::<u8>().is_ok_and(|hour| hour < 25)
            && minute.len() == 2
            && minute.bytes().all(|b| b.is_ascii_digit())
    })
}

fn amount(doc: &Doc, at: usize) -> Option<f64> {
    match doc.kind(at)? {
        Kind::Quantity {
            low, high: None, ..
        }
        | Kind::Number {
            low, high: None, ..
        } => Some(*low),
        _ => None,
    }
}

/// A duration, or a unit of time after `an`, `per`, `each`.
pub fn seconds(doc: &Doc, at: usize) -> Option<f64> {
    match doc.kind(at)? {
        Kind::Duration { low_s, .. } => Some(*low_s),
        Kind::TimeUnit(unit_s) => Some(*unit_s),
        Kind::Word => match doc.value(at, Class::Period)? {
            "hour" => Some(3600.0),
            "day" => Some(86_400.0),
            _ => None,
        },
        _ => None,
    }
}

/// `a second alert` counts rules: a second that something lasts stands behind `for` or `longer than`.
fn is_ordinal(doc: &Doc, at: usize, unit_s: f64) -> bool {
    let lasts = |at: usize| doc.is(at, Class::Hold) || doc.is(at, Class::Op);
    unit_s <= 1.0 && !(at.saturating_sub(3)..at).any(lasts)
}

/// `for 15 min`, `longer than an hour`, `since 20 minutes`: a duration that no interval took.
fn hold(doc: &mut Doc, fact: &mut Fact, at: usize) {
    if doc.is_used(at) || fact.keys.contains_key("for_s") {
        return;
    }
    // `for a full` is one phrase.
    let full = [" full", " a", " an"]
        .iter()
        .any(|end| doc.word(at.wrapping_sub(1)).ends_with(end));
    let article = full
        || doc.is_filler(at.wrapping_sub(1))
        || matches!(
            doc.kind(at.wrapping_sub(1)),
            Some(Kind::Number { spelled: true, .. })
        );
    // A day or more in a clause that keeps data is retention.
    let kept = |seconds: f64| {
        let segment = doc.segment_of(at);
        let keeps = [Class::Keep, Class::Storage, Class::Forever]
            .iter()
            .any(|class| doc.any(&segment, *class));
        seconds >= 86_400.0 && keeps
    };
    let seconds = match doc.kind(at) {
        Some(Kind::Duration { low_s, .. }) if kept(*low_s) => return,
        Some(Kind::Duration { low_s, .. }) => *low_s,
        Some(Kind::TimeUnit(unit_s)) if article && is_ordinal(doc, at, *unit_s) => {
            doc.take(at..at + 1, RULE);
            return;
        }
        Some(Kind::TimeUnit(unit_s)) if article => *unit_s,
        _ => return,
    };
    let repeats =
        (at.saturating_sub(2)..at).any(|i| doc.is(i, Class::Every) && !doc.is(i, Class::Hold));
    if repeats {
        return;
    }
    let start = (at.saturating_sub(3)..at)
        .find(|i| doc.is(*i, Class::Hold) || doc.is(*i, Class::Op))
        .unwrap_or(at);
    set(fact, "for_s", number(seconds));
    doc.take(start..at + 1, RULE);
}
