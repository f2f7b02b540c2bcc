//! Amounts of more than one number: `1 year 6 months`, `half a degree`, `2:30 minutes`.

use crate::chunk::{Chunk, Kind};
use crate::lexicon::{Class, Language, Lexicon};
use crate::number::{opens, unit_at, unsigned};
use crate::token::{Token, TokenKind};

/// Words between the two parts of a time.
const JOINTS: [&str; 9] = ["and", "und", "y", "et", "e", "en", "dan", "ed", "&"];
/// Words for a half before a unit.
const HALVES: [&[&str]; 22] = [
    &["half", "a"],
    &["half", "an"],
    &["half", "of", "a"],
    &["a", "half"],
    &["half"],
    &["ein", "halbes"],
    &["einen", "halben"],
    &["einem", "halben"],
    &["eine", "halbe"],
    &["halbes"],
    &["halben"],
    &["medio"],
    &["media"],
    &["un", "demi"],
    &["mezzo"],
    &["mezza"],
    &["meio"],
    &["meia"],
    &["een", "halve"],
    &["een", "half"],
    &["halve"],
    &["setengah"],
];
/// How many of the smaller unit of a time the larger one may have: seconds of a minute, weeks of a year.
const FINEST: f64 = 61.0;

/// `half a degree`: a half, and the unit behind it.
pub fn half(
    tokens: &[Token],
    plain: &[String],
    at: usize,
    lexicon: &Lexicon,
) -> Option<(usize, Kind)> {
    let said = |words: &&&[&str]| {
        let mut words = words.iter().zip(at..);
        words.all(|(word, at)| plain.get(at).is_some_and(|have| have == word))
    };
    let words = HALVES.iter().find(said)?.len();
    let (length, symbol) = unit_at(tokens, plain, at + words, lexicon)?;
    // `half m` is no half of anything.
    let spelled = tokens.get(at + words).is_some_and(|unit| {
        unit.text.len() > 2 || matches!(unit.kind, TokenKind::Sign(_)) || words > 1
    });
    spelled.then(|| (words + length, kind(0.5, symbol, lexicon)))
}

/// An amount of a unit.
fn kind(value: f64, symbol: String, lexicon: &Lexicon) -> Kind {
    match lexicon.unit(&symbol) {
        Some(unit) if unit.is_time() => Kind::Duration {
            low_s: value * unit.factor,
            high_s: None,
            unit_s: unit.factor,
        },
        _ => Kind::Quantity {
            low: value,
            high: None,
            unit: symbol,
        },
    }
}

/// `2:30 minutes`: minutes and seconds, and no time of day.
pub fn clock(
    tokens: &[Token],
    plain: &[String],
    at: usize,
    lexicon: &Lexicon,
) -> Option<(usize, Kind)> {
    const MINUTE_S: f64 = 60.0;
    let (minutes, seconds) = tokens.get(at)?.text.split_once(':')?;
    let (minutes, seconds): (f64, f64) = (minutes.parse().ok()?, seconds.parse().ok()?);
    let (length, symbol) = unit_at(tokens, plain, at + 1, lexicon)?;
    let unit = lexicon.unit(&symbol)?;
    let timed = unit.is_time() && (unit.factor - MINUTE_S).abs() < 1e-9 && seconds < MINUTE_S;
    timed.then_some((
        1 + length,
        Kind::Duration {
            low_s: minutes * MINUTE_S + seconds,
            high_s: None,
            unit_s: 1.0,
        },
    ))
}

/// `1 year and 6 months`: the rest of a time behind its first part, as its tokens, its seconds and its unit.
pub fn further(
    tokens: &[Token],
    plain: &[String],
    at: usize,
    whole_s: f64,
    lexicon: &Lexicon,
    before: Option<&Chunk>,
) -> Option<(usize, f64, f64)> {
    let joined = usize::from(JOINTS.contains(&plain.get(at)?.as_str()));
    if joined > 0 && opens(before, lexicon) {
        return None;
    }
    let (length, value, spelled) = unsigned(tokens, plain, at + joined, lexicon)?;
    let behind = at + joined + length;
    let (unit_length, symbol) = unit_at(tokens, plain, behind, lexicon)?;
    let unit = lexicon.unit(&symbol).filter(|unit| unit.is_time())?;
    let end = behind + unit_length;
    // `1 hour and 5 minutes averages`, `2 hours and a 10 minute cooldown` are two times.
    let other = plain.get(end..(end + 4).min(plain.len()))?;
    let next = lexicon.phrases.longest(other, Language::Any);
    let two = next.is_some_and(|(_, senses)| {
        let other = |class: Class| senses.iter().any(|sense| sense.class == class);
        other(Class::Func) || other(Class::Hyst)
    });
    let article = spelled && value < 1.5 && joined == 0;
    let smaller = value * unit.factor < whole_s && whole_s / unit.factor <= FINEST;
    (smaller && !two && !article).then_some((
        joined + length + unit_length,
        value * unit.factor,
        unit.factor,
    ))
}
