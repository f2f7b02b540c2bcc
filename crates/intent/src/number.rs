//! Numbers: digits and number words, ranges, signs, and the units behind them.

use crate::chunk::{Chunk, Kind};
use crate::lexicon::{Class, Language, Lexicon, Words};
use crate::span;
use crate::token::{Token, TokenKind};

/// One number: how many tokens, its value, whether it was spelled out.
type Read = (usize, f64, bool);

/// Reads a number, quantity or duration at a token.
pub fn read(
    tokens: &[Token],
    plain: &[String],
    at: usize,
    lexicon: &Lexicon,
    before: Option<&Chunk>,
) -> Option<(usize, Kind)> {
    if let Some((length, seconds)) = spoken_span(plain, at, lexicon) {
        return Some((
            length,
            Kind::Duration {
                low_s: seconds,
                high_s: None,
                unit_s: 0.0,
            },
        ));
    }
    let whole = span::half(tokens, plain, at, lexicon);
    if let Some(found) = whole.or_else(|| span::clock(tokens, plain, at, lexicon)) {
        return Some(found);
    }
    let around = plus_minus(plain, at);
    let (mut length, mut low, spelled) = match around {
        0 => signed(tokens, plain, at, lexicon)?,
        words => {
            let (length, value, spelled) = unsigned(tokens, plain, at + words, lexicon)?;
            (length + words, value, spelled)
        }
    };
    let mut high = None;
    if around > 0 {
        high = Some(low);
        low = -low;
    } else if let Some((more, value)) = range_end(tokens, plain, at, length, lexicon, before) {
        high = Some(value).filter(|value| *value > low);
        if high.is_some() {
            length += more;
        }
    }
    // `both pH limits` counts limits.
    let counts = plain.get(at).is_some_and(|word| word == "both");
    let unit = unit_at(tokens, plain, at + length, lexicon).filter(|_| !counts);
    let Some((unit_length, symbol)) = unit else {
        return Some((length, Kind::Number { low, high, spelled }));
    };
    let mut end = length + unit_length;
    let kind = match lexicon.unit(&symbol) {
        Some(unit) if unit.is_time() && high.is_none() => {
            let rest = span::further(tokens, plain, at + end, unit.factor, lexicon, before);
            let (more, rest_s, unit_s) = rest.unwrap_or((0, 0.0, unit.factor));
            end += more;
            Kind::Duration {
                low_s: low * unit.factor + rest_s,
                high_s: None,
                unit_s,
            }
        }
        Some(unit) if unit.is_time() => Kind::Duration {
            low_s: low * unit.factor,
            high_s: high.map(|high| high * unit.factor),
            unit_s: unit.factor,
        },
        _ => Kind::Quantity {
            low,
            high,
            unit: symbol,
        },
    };
    Some((end, kind))
}

/// Returns the tokens of `±`, `+/-` or `plus or minus` here.
fn plus_minus(plain: &[String], at: usize) -> usize {
    const SIGNS: [&[&str]; 6] = [
        &["±"],
        &["+", "/", "-"],
        &["+", "-"],
        &["plus", "or", "minus"],
        &["plus", "/", "minus"],
        &["plus", "minus"],
    ];
    let here = |sign: &&&[&str]| {
        sign.iter()
            .enumerate()
            .all(|(i, word)| plain.get(at + i).is_some_and(|have| have == word))
    };
    SIGNS.iter().find(here).map_or(0, |sign| sign.len())
}

/// Reads the unit at a token.
pub fn unit_at(
    tokens: &[Token],
    plain: &[String],
    at: usize,
    lexicon: &Lexicon,
) -> Option<(usize, String)> {
    let mut at_unit = at;
    if tokens.get(at).is_some_and(|token| token.is_sign('-'))
        && tokens.get(at).is_some_and(|token| !token.spaced)
    {
        at_unit += 1;
    }
    let window: Vec<&str> = tokens
        .get(at_unit..(at_unit + 5).min(tokens.len()))?
        .iter()
        .map(|token| token.text.as_str())
        .collect();
    let found = lexicon
        .unit_words
        .longest(&window, Language::Any)
        .or_else(|| {
            let corrected = plain.get(at_unit..=at_unit)?;
            lexicon.unit_words.longest(corrected, Language::Any)
        });
    let (length, senses) = found?;
    let first = window.first()?;
    // `°dH` is no angle.
    let goes_on = window.get(length).is_some_and(|next| {
        let glued = tokens
            .get(at_unit + length)
            .is_some_and(|token| !token.spaced);
        glued && next.bytes().all(|b| b.is_ascii_alphabetic())
    });
    if goes_on && window.get(length - 1) == Some(&"°") {
        return None;
    }
    // A lone letter is a unit only where the next word does not make it an article or a name.
    let lone = length == 1 && first.len() == 1 && first.bytes().all(|b| b.is_ascii_alphabetic());
    let next_is_word = tokens
        .get(at_unit + 1)
        .is_some_and(|next| next.kind == TokenKind::Word && matches!(*first, "a" | "n"));
    let number_next = tokens
        .get(at_unit + 1)
        .is_some_and(|next| matches!(next.kind, TokenKind::Number(_)) && *first == "a");
    if lone
        && (next_is_word || number_next)
        && tokens.get(at_unit).is_some_and(|token| token.spaced)
    {
        return None;
    }
    Some((length + at_unit - at, senses.first()?.value.to_string()))
}

fn spoken_span(plain: &[String], at: usize, lexicon: &Lexicon) -> Option<(usize, f64)> {
    let window = plain.get(at..(at + 6).min(plain.len()))?;
    let (length, senses) = lexicon.phrases.longest(window, Language::Any)?;
    let span = senses.iter().find(|sense| sense.class == Class::Span)?;
    Some((length, span.value.parse().ok()?))
}

fn signed(tokens: &[Token], plain: &[String], at: usize, lexicon: &Lexicon) -> Option<Read> {
    let token = tokens.get(at)?;
    let bound = tokens.get(at + 1).is_some_and(|next| !next.spaced);
    let after_number = at > 0
        && tokens
            .get(at - 1)
            .is_some_and(|prev| matches!(prev.kind, TokenKind::Number(_)));
    if token.is_sign('-') && bound && !after_number {
        let (length, value, spelled) = unsigned(tokens, plain, at + 1, lexicon)?;
        let listed = at == 0
            || tokens
                .get(at - 1)
                .is_some_and(|prev| prev.kind == TokenKind::Break);
        // A dash right at a number with a unit is its sign also where a list could begin.
        let measured = unit_at(tokens, plain, at + 1 + length, lexicon).is_some();
        let listed = listed && !measured;
        return (!spelled && !listed).then_some((length + 1, -value, false));
    }
    unsigned(tokens, plain, at, lexicon)
}

/// A number without a sign, as its tokens, its value, and whether it is spelled.
pub fn unsigned(tokens: &[Token], plain: &[String], at: usize, lexicon: &Lexicon) -> Option<Read> {
    if let TokenKind::Number(value) = tokens.get(at)?.kind {
        if plain.get(at + 1).is_some_and(|word| word == "k")
            && tokens.get(at + 1).is_some_and(|next| !next.spaced)
        {
            return Some((2, value * 1000.0, false));
        }
        // `2 and a half hours`
        let half = plain
            .get(at + 1..at + 4)
            .is_some_and(|words| words.iter().eq(["and", "a", "half"]));
        return Some(if half {
            (4, value + 0.5, false)
        } else {
            (1, value, false)
        });
    }
    spelled(plain, at, lexicon)
}

fn word_value(plain: &[String], at: usize, lexicon: &Lexicon) -> Option<(usize, f64)> {
    let window = plain.get(at..(at + 3).min(plain.len()))?;
    if let Some((length, senses)) = lexicon.phrases.longest(window, Language::Any)
        && let Some(sense) = senses.iter().find(|sense| sense.class == Class::Number)
    {
        return Some((length, sense.value.parse().ok()?));
    }
    let word = window.first()?;
    compound(word, lexicon).map(|value| (1, value))
}

/// `twenty-four`, `vierundzwanzig`.
fn compound(word: &str, lexicon: &Lexicon) -> Option<f64> {
    let (left, right) = word.split_once('-').or_else(|| word.split_once("und"))?;
    let value = |part: &str| -> Option<f64> {
        let (_, senses) = lexicon.phrases.longest(&[part], Language::Any)?;
        senses
            .iter()
            .find(|sense| sense.class == Class::Number)?
            .value
            .parse()
            .ok()
    };
    Some(value(left)? + value(right)?)
}

/// `one hundred and forty`, `one and a half`, `zero point eight`.
fn spelled(plain: &[String], at: usize, lexicon: &Lexicon) -> Option<Read> {
    let (mut length, mut value) = word_value(plain, at, lexicon)?;
    loop {
        let word = |ahead: usize| plain.get(at + length + ahead).map_or("", String::as_str);
        if matches!(word(0), "and") && word(1) == "a" && word(2) == "half"
            || word(0) == "y" && matches!(word(1), "medio" | "media")
        {
            let words = if word(0) == "and" { 3 } else { 2 };
            return Some((length + words, value + 0.5, true));
        }
        if lexicon.says(Words::Point, word(0)) {
            let (more, digit) = word_value(plain, at + length + 1, lexicon)?;
            return Some((length + 1 + more, value + digit / 10.0, true));
        }
        let joined = usize::from(lexicon.says(Words::NumberAnd, word(0)) && value >= 20.0);
        let Some((more, next)) = word_value(plain, at + length + joined, lexicon) else {
            break;
        };
        let hundred = next >= 100.0 && value < 100.0;
        let smaller =
            (1.0..10.0).contains(&next) && value >= 20.0 || value >= 100.0 && next < 100.0;
        if hundred && joined == 0 {
            value *= next;
        } else if smaller {
            value += next;
        } else {
            break;
        }
        length += joined + more;
    }
    Some((length, value, true))
}

/// Does what stands before open a range?
pub fn opens(before: Option<&Chunk>, lexicon: &Lexicon) -> bool {
    before.is_some_and(|chunk| {
        lexicon.says(Words::StaysBetween, &chunk.text)
            || chunk
                .value(Class::Op)
                .is_some_and(|op| matches!(op, "outside" | "between"))
    })
}

fn range_end(
    tokens: &[Token],
    plain: &[String],
    at: usize,
    length: usize,
    lexicon: &Lexicon,
    before: Option<&Chunk>,
) -> Option<(usize, f64)> {
    let next = tokens.get(at + length)?;
    // A unit may stand at both ends: `2 °C to 8 °C`.
    let skip = unit_at(tokens, plain, at + length, lexicon).map_or(0, |(words, _)| words);
    let joint = tokens.get(at + length + skip)?;
    let word = joint.text.as_str();
    let opened = opens(before, lexicon);
    let linked = if joint.is_sign('-') {
        skip == 0
            || tokens
                .get(at + length + skip + 1)
                .is_some_and(|after| !after.spaced)
    } else if lexicon.says(Words::And, word) {
        opened
    } else {
        lexicon.says(Words::RangeTo, word)
            || lexicon.says(Words::RangeEnd, word) && (skip == 0 || opened)
    };
    let dots = next.is_sign('.')
        && tokens
            .get(at + length + 1)
            .is_some_and(|token| token.is_sign('.'));
    if !linked && !dots {
        return None;
    }
    let from = at + length + skip + 1 + usize::from(dots);
    let (more, value, spelled) = unsigned(tokens, plain, from, lexicon)?;
    if spelled && matches!(value, 1.0) {
        return None;
    }
    // The first unit is dropped only when the second number carries one as well.
    let second_unit = unit_at(tokens, plain, from + more, lexicon);
    if skip > 0
        && second_unit.map(|(_, unit)| unit)
            != unit_at(tokens, plain, at + length, lexicon).map(|(_, unit)| unit)
    {
        return None;
    }
    Some((skip + 1 + usize::from(dots) + more, value))
}
