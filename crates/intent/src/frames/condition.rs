//! Conditions: a comparison with its number, or with the number left open.

use std::ops::Range;

use super::demand;
pub use super::op::Op;
use super::op::is_apart;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// One comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The comparison.
    pub op: Op,
    /// The number, or the lower end of a range; none when it is left open.
    pub low: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// The unit at the number.
    pub unit: Option<String>,
    /// From the comparison to the end of the number.
    pub range: Range<usize>,
}

/// `30 degrees` says nothing of the scale: it is no angle where temperatures are meant.
pub fn is_degrees(unit: Option<&str>) -> bool {
    unit == Some("deg")
}

/// Finds the comparisons of a sentence.
pub fn scan(doc: &Doc, sentence: &Range<usize>) -> Vec<Condition> {
    let mut out = compared(doc, sentence);
    for one in &mut out {
        one.op = demand::watched(doc, one);
    }
    out
}

fn compared(doc: &Doc, sentence: &Range<usize>) -> Vec<Condition> {
    let mut out: Vec<Condition> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let found = (!doc.is_used(at))
            .then(|| condition_at(doc, at, sentence).or_else(|| elided(doc, at, out.last())))
            .flatten();
        let Some(condition) = found else {
            at += 1;
            continue;
        };
        at = condition.range.end.max(at + 1);
        // `falls by 2 V or more`: the number has its comparison already.
        if let Some(last) = out.last_mut()
            && condition.range.start < last.range.end
        {
            last.range.end = at;
            continue;
        }
        // `crosses the safety threshold (>2000)`: the open limit gets its number.
        match out.last_mut() {
            Some(last)
                if last.low.is_none()
                    && condition.low.is_some()
                    && condition.range.start <= last.range.end + 2
                    && last.op.is_low() == condition.op.is_low() =>
            {
                let start = last.range.start;
                *last = condition;
                last.range.start = start;
            }
            _ => out.push(condition),
        }
    }
    out
}

/// `must stay between 26 and 30 °C and humidity between 75 and 85 %`: the second range holds like the first.
fn elided(doc: &Doc, at: usize, before: Option<&Condition>) -> Option<Condition> {
    let before = before.filter(|one| one.high.is_some())?;
    let named = at > 0 && (doc.is(at - 1, Class::Metric) || doc.is(at - 1, Class::Head));
    let start = match doc.kind(at)? {
        Kind::Word if doc.says(at, Words::Between) => at + 1,
        Kind::Quantity { .. } | Kind::Number { .. } if named => at,
        _ => return None,
    };
    let (low, high, unit) = match doc.kind(start)? {
        Kind::Quantity {
            low,
            high: Some(high),
            unit,
        } => (*low, *high, Some(unit.clone())),
        Kind::Number {
            low,
            high: Some(high),
            ..
        } => (*low, *high, None),
        _ => return None,
    };
    Some(Condition {
        op: before.op,
        low: Some(low),
        high: Some(high),
        unit,
        range: at..start + 1,
    })
}

fn condition_at(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<Condition> {
    if doc.request && is_apart(doc, at, sentence) {
        return None;
    }
    // `and the alarm ends when under 74`: that number is the end of the rule before.
    let clears = (at.saturating_sub(2)..at).any(|i| doc.value(i, Class::Hyst) == Some("clear"));
    if let Some(word) = doc
        .value(at, Class::Op)
        .map(str::to_owned)
        .filter(|_| !clears)
    {
        let op = Op::from_value(&word)?;
        if let Some(found) = with_operand(doc, at, op, &word, sentence) {
            return Some(found);
        }
        if let Some(found) = number_before(doc, at, op) {
            return Some(found);
        }
        // `if the temperature leaves its range`: the limits are open.
        let ranged = [
            "range",
            "rango",
            "bereich",
            "plage",
            "faixa",
            "batas",
            "limites",
            "rentang",
            "intervalo",
        ];
        if op == Op::Outside && ranged.iter().any(|word| doc.word(at).contains(word)) {
            return Some(Condition {
                op,
                low: None,
                high: None,
                unit: None,
                range: at..at + 1,
            });
        }
    }
    open(doc, at, sentence)
}

/// The number or open limit behind a comparison, over fillers and the name of the quantity.
fn with_operand(
    doc: &Doc,
    at: usize,
    op: Op,
    word: &str,
    sentence: &Range<usize>,
) -> Option<Condition> {
    let mut next = at + 1;
    // `above 8 or below 2` is two limits, `2 or below` is one.
    let mut strict = match op {
        Op::Lte if doc.word(at).starts_with("or ") => Op::Lt,
        Op::Gte if doc.word(at).starts_with("or ") => Op::Gt,
        _ => op,
    };
    let mut article = at;
    // `=` compares only with the number that stands right behind it.
    let exact = matches!(
        doc.kind(next),
        Some(Kind::Quantity { .. } | Kind::Number { .. })
    );
    if op == Op::Eq && !exact {
        return None;
    }
    // `beyond ±12 mm` leaves the range around zero.
    if let Some(
        Kind::Quantity {
            low,
            high: Some(high),
            ..
        }
        | Kind::Number {
            low,
            high: Some(high),
            ..
        },
    ) = doc.kind(next)
        && op == Op::Gt
        && (low + high).abs() < 1e-9
    {
        strict = Op::Outside;
    }
    while next < sentence.end.min(at + 6) {
        let range = at..next + 1;
        match doc.kind(next)? {
            Kind::Quantity { low, high, unit } => {
                return Some(Condition {
                    op: strict,
                    low: Some(*low),
                    high: *high,
                    unit: Some(unit.clone()),
                    range,
                });
            }
            Kind::Number { low, high, spelled } => {
                let counted = doc.is(next + 1, Class::Device) || doc.is(next + 1, Class::TopicCue);
                if counted || word == "at" {
                    return None;
                }
                // `below a quarter (25 %)`
                if *spelled && *low < 1.5 {
                    article = next;
                    next += 1;
                    continue;
                }
                return Some(Condition {
                    op: strict,
                    low: Some(*low),
                    high: *high,
                    unit: None,
                    range,
                });
            }
            Kind::Sign('=') => strict = if op == Op::Gt { Op::Gte } else { Op::Lte },
            Kind::Sign('%' | '°' | '(' | '-') => {}
            Kind::Word => {
                let chunk = doc.chunks.get(next)?;
                if chunk.is(Class::Open) && word != "at" && limit_word(chunk.value(Class::Open)) {
                    return Some(Condition {
                        op,
                        low: None,
                        high: None,
                        unit: None,
                        range,
                    });
                }
                // `bei Temperatur über 25`: the word behind says how it is compared.
                if word == "at" && chunk.is(Class::Op) {
                    return None;
                }
                if doc.is_filler(next) && next == article + 1 {
                    article = next;
                }
                let skipped = doc.is_filler(next)
                    || chunk.is(Class::Metric)
                    || chunk.is(Class::Modifier)
                    || chunk.is(Class::Head)
                    || chunk.is(Class::And) && matches!(op, Op::Outside)
                    || chunk.is_unknown() && next == article + 1 && !chunk.is(Class::Op)
                    || chunk.is(Class::Op)
                        && matches!(op, Op::Outside | Op::Gt | Op::Lt | Op::Rise | Op::Fall);
                if !skipped || chunk.is(Class::If) {
                    return None;
                }
            }
            _ => return None,
        }
        next += 1;
    }
    None
}

fn limit_word(value: Option<&str>) -> bool {
    matches!(value, Some("limit" | "outside"))
}

/// `20 ppm or more`.
fn number_before(doc: &Doc, at: usize, op: Op) -> Option<Condition> {
    // `1,8 bar überschreitet`, `15 ppm is exceeded`: the verb stands behind the number.
    let verb = doc.begins(at, Words::PassesBehind);
    if !matches!(op, Op::Gte | Op::Lte) && !verb {
        return None;
    }
    let before = at.checked_sub(1)?;
    let (low, unit) = match doc.kind(before)? {
        Kind::Number {
            low,
            high: None,
            spelled: false,
        } if verb => (*low, None),
        Kind::Quantity {
            low,
            high: None,
            unit,
        } => (*low, Some(unit.clone())),
        _ => return None,
    };
    Some(Condition {
        op,
        low: Some(low),
        high: None,
        unit,
        range: before..at + 1,
    })
}

/// `too high`, `abnormal`, `a threshold` in a sentence that asks to be told.
fn open(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<Condition> {
    let op = match doc.value(at, Class::Open)? {
        "gt" | "based" => Op::Gt,
        "lt" => Op::Lt,
        "outside" => Op::Outside,
        _ => return None,
    };
    let asked = sentence.clone().any(|i| {
        (doc.is(i, Class::Alert) || doc.is(i, Class::Channel) || doc.is(i, Class::If))
            && !doc.negated(i)
    });
    let followed = matches!(doc.kind(at + 1), Some(Kind::Quantity { .. }));
    (asked && !followed).then_some(Condition {
        op,
        low: None,
        high: None,
        unit: None,
        range: at..at + 1,
    })
}
