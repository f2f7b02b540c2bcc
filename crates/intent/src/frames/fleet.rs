//! The fleet: how often each of its devices sends.

use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "scale";
/// The longest interval between two readings, in seconds.
const LONGEST_INTERVAL_S: f64 = 172_800.0;

/// One interval of the text.
struct Interval {
    low_s: f64,
    high_s: Option<f64>,
    range: std::ops::Range<usize>,
}

/// Beginnings of words for a page that is drawn anew.
const REFRESHES: [&str; 11] = [
    "refresh",
    "reload",
    "redraw",
    "aktualisier",
    "actualiz",
    "actualis",
    "rafraich",
    "aggiorn",
    "atualiz",
    "ververs",
    "perbarui",
];

/// Reads intervals. Two that differ exclude each other.
pub fn read_intervals(doc: &mut Doc) {
    let mut found: Vec<Interval> = Vec::new();
    for at in 0..doc.chunks.len() {
        // `how many trips per day` counts something.
        let counts = |interval: &Interval| {
            let mut segment = doc.segment_of(interval.range.start);
            doc.request && segment.any(|at| doc.has_word(at, Words::Counts))
        };
        // `raw data 90 days, hourly 5 years` says how long each is kept.
        let kept = |interval: &Interval| {
            let mut segment = doc.segment_of(interval.range.start);
            if doc.sign(segment.end, ':') {
                segment.end = doc.segment_of(segment.end + 1).end;
            }
            let days = |at: usize| matches!(doc.kind(at), Some(Kind::Duration { unit_s, .. }) if *unit_s >= 86_400.0);
            doc.request && doc.is(at, Class::Period) && segment.any(days)
        };
        // `refresh the dashboard every 10 minutes` is about the page.
        let shown = |interval: &Interval| {
            let sentence = doc.segment_of(interval.range.start);
            let refreshes = |at: usize| {
                let mut words = doc.word(at).split(' ');
                words.any(|word| REFRESHES.iter().any(|stem| word.starts_with(stem)))
            };
            let sends = doc.any(&sentence, Class::Send) || doc.any(&sentence, Class::Device);
            !sends && doc.any(&sentence, Class::Dash) && sentence.clone().any(refreshes)
        };
        let other = |interval: &Interval| counts(interval) || kept(interval) || shown(interval);
        if let Some(interval) = interval_at(doc, at).filter(|one| !other(one)) {
            found.push(interval);
        }
    }
    let Some(first) = found.first() else { return };
    if let Some(other) = found
        .iter()
        .find(|other| (other.low_s - first.low_s).abs() > 1e-9 && says_sending(doc, other))
    {
        let (a, b) = (
            doc.quote(&clause(doc, first)),
            doc.quote(&clause(doc, other)),
        );
        doc.notes
            .contradict(a, b, "the first one is used until one of them is confirmed");
        doc.notes
            .ask(Facet::Scale, format!("Which interval holds: {a}, or {b}?"));
    }
    let mut fact = Fact::new(Facet::Scale).with("interval_s", number(first.low_s));
    if let Some(high) = first.high_s {
        fact = fact.with("interval_max_s", number(high));
    }
    let range = first.range.clone();
    for interval in &found {
        if (interval.low_s - first.low_s).abs() < 1e-9 || says_sending(doc, interval) {
            doc.take(interval.range.clone(), RULE);
        }
    }
    doc.add(fact, range, RULE);
}

fn says_sending(doc: &Doc, interval: &Interval) -> bool {
    let sentence = doc.sentence_of(interval.range.start);
    doc.any(&sentence, Class::Send) || doc.any(&sentence, Class::Device)
}

fn clause(doc: &Doc, interval: &Interval) -> std::ops::Range<usize> {
    let segment = doc.segment_of(interval.range.start);
    segment.start..interval.range.end.max(segment.start + 1)
}

/// A whole number stays one in JSON.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and small"
)]
pub fn number(value: f64) -> serde_json::Value {
    let rounded = (value * 1e6).round() / 1e6;
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 {
        serde_json::Value::from(rounded as i64)
    } else {
        serde_json::Value::from(rounded)
    }
}

fn interval_at(doc: &Doc, at: usize) -> Option<Interval> {
    if doc.is_used(at) || doc.negated(at) {
        return None;
    }
    let (low_s, high_s, range) = match doc.kind(at)? {
        Kind::Duration { low_s, high_s, .. } => {
            let every = every_before(doc, at).filter(|word| !doc.is(*word, Class::Hold));
            let named_after = doc.is(at + 1, Class::Every)
                && doc.word(at + 1).len() > 4
                && !doc.is(at + 1, Class::If);
            let start = every.or_else(|| (named_after || stands_alone(doc, at)).then_some(at))?;
            (
                *low_s,
                *high_s,
                start..at + 1 + usize::from(named_after && every.is_none()),
            )
        }
        Kind::TimeUnit(unit_s) => match times_before(doc, at) {
            Some((times, start)) => (unit_s / times, None, start..at + 1),
            None => (*unit_s, None, every_before(doc, at)?..at + 1),
        },
        Kind::Quantity {
            low,
            high: None,
            unit,
        } if unit == "Hz" && *low > 0.0 => {
            let spoken = at > 0 && doc.value(at - 1, Class::Op) == Some("at");
            let ruled = at > 0 && (doc.is(at - 1, Class::Op) || doc.is(at - 1, Class::Metric));
            if ruled && !spoken {
                return None;
            }
            (1.0 / low, None, at - usize::from(spoken)..at + 1)
        }
        Kind::Quantity {
            low,
            high: None,
            unit,
        } if unit == "m" => (low * 60.0, None, every_before(doc, at)?..at + 1),
        Kind::Word if doc.is(at, Class::Period) && doc.is(at, Class::Period) => {
            let seconds = match doc.value(at, Class::Period)? {
                "hour" => 3600.0,
                "day" => 86_400.0,
                "min" => 60.0,
                _ => return None,
            };
            let segment = doc.segment_of(at);
            let rolled = doc
                .sentence_of(at)
                .any(|i| doc.is(i, Class::Func) && !doc.is(i, Class::Send) && !doc.negated(i));
            let sends = !rolled && !doc.any(&segment, Class::Keep);
            let spoken = [
                "every",
                "each",
                "per",
                "cada",
                "jede",
                "pro",
                "tiap",
                "chaque",
                "par",
                "por",
                "stundlich",
                "hourly",
                "once",
            ];
            let says = spoken.iter().any(|word| doc.word(at).contains(word));
            if !sends || !says {
                return None;
            }
            match counted_before(doc, at) {
                Some((times, start)) => (seconds / times, None, start..at + 1),
                None => (seconds, None, at..at + 1),
            }
        }
        _ => return None,
    };
    // `every day between 18:00 and 20:00` says when a rule holds.
    if (range.end..range.end + 3).any(|i| super::qualifier::is_clock(doc.word(i))) {
        return None;
    }
    let context = range.start.saturating_sub(3)..range.end;
    let rule_detail = context.clone().any(|i| doc.is(i, Class::Hyst))
        || doc
            .segment_of(at)
            .any(|i| matches!(doc.value(i, Class::Hyst), Some("repeat" | "cooldown")));
    let rollup = (range.end..range.end + 3).any(|i| doc.is(i, Class::Func))
        && !doc.any(&doc.segment_of(at), Class::Send);
    (!rule_detail && !rollup && low_s > 0.0 && low_s <= LONGEST_INTERVAL_S).then_some(Interval {
        low_s,
        high_s,
        range,
    })
}

/// `twice a second`, `four times per minute`: how often within the unit of time at `at`.
fn times_before(doc: &Doc, at: usize) -> Option<(f64, usize)> {
    let joint = at.checked_sub(1)?;
    let linked = doc.is(joint, Class::Every)
        || doc.is(joint, Class::Within)
        || matches!(
            doc.kind(joint),
            Some(Kind::Number { low, spelled: true, .. }) if *low < 1.5
        )
        || doc.is_filler(joint);
    if !linked {
        return None;
    }
    counted_before(doc, joint)
}

/// `twice`, `four times` right before a chunk.
fn counted_before(doc: &Doc, at: usize) -> Option<(f64, usize)> {
    let last = at.checked_sub(1)?;
    if let Some(times) = doc.value(last, Class::Times).and_then(|n| n.parse().ok()) {
        return Some((times, last));
    }
    let counted = [
        "times", "mal", "veces", "fois", "vezes", "kali", "volte", "keer", "x",
    ];
    let amount = last.checked_sub(1)?;
    match doc.kind(amount)? {
        Kind::Number {
            low, high: None, ..
        } if *low >= 1.0 && counted.contains(&doc.word(last)) => Some((*low, amount)),
        _ => None,
    }
}

/// The word that makes a duration an interval, up to two fillers before it.
fn every_before(doc: &Doc, at: usize) -> Option<usize> {
    for before in (at.saturating_sub(3)..at).rev() {
        if doc.is(before, Class::Every) {
            return Some(before);
        }
        if !doc.is_filler(before) && !doc.sign(before, ':') {
            return None;
        }
    }
    None
}

/// `8 nodes, 1 min.`: a short duration that is a segment of its own, in a sentence that describes the fleet.
fn stands_alone(doc: &Doc, at: usize) -> bool {
    let segment = doc.segment_of(at);
    let alone = segment
        .clone()
        .all(|i| i == at || doc.is_filler(i) || doc.is(i, Class::Every));
    let sentence = doc.sentence_of(at);
    let fleet = doc.any(&sentence, Class::Device)
        || doc.any(&sentence, Class::Protocol)
        || doc.facts.iter().any(|f| {
            f.facet == Facet::Metric
                && f.span.is_some_and(|s| {
                    s.start >= doc.span(&sentence).start && s.end <= doc.span(&sentence).end
                })
        });
    let ruled = sentence
        .clone()
        .any(|i| doc.is(i, Class::Op) || doc.is(i, Class::Alert));
    alone
        && fleet
        && !ruled
        && matches!(doc.kind(at), Some(Kind::Duration { low_s, .. }) if *low_s <= 7200.0)
}
