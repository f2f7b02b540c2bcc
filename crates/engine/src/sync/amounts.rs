//! Amounts of a line: a number with its unit, told in the unit that the documents use.

use specgen_spec::catalog::{convert, convert_difference, parse_unit};

use super::pieces::{Kind, Piece};

/// The most pieces that one unit has: `µ g / m³`.
const LONGEST: usize = 5;

/// A number with its unit.
struct Amount {
    /// Where the number stands.
    at: usize,
    number: f64,
    /// How many pieces the unit has.
    length: usize,
    unit: &'static str,
}

/// A line of a person in the units of the line that was derived.
#[derive(Clone, Debug)]
pub struct Told {
    /// The line as pieces.
    pub pieces: Vec<Piece>,
    /// Whether a point on a scale was converted of which a difference would convert otherwise.
    pub is_point: bool,
    /// The unit that the line should be in, when what is written does not convert to it.
    pub unlike: Option<&'static str>,
}

/// Tells `new` in the units in which `old` says its amounts, in their order.
pub fn told_like(old: &[Piece], new: &[Piece]) -> Told {
    let (was, now) = (amounts(old), amounts(new));
    let mut told = Told {
        pieces: new.to_vec(),
        is_point: false,
        unlike: None,
    };
    if was.len() != now.len() {
        let lost = was.iter().find(|one| {
            let unit = &old[one.at + 1..=one.at + one.length];
            !now.iter().any(|other| other.unit == one.unit)
                && !unit.iter().all(|piece| new.contains(piece))
        });
        let numbers = |pieces: &[Piece]| {
            let is_number = |piece: &&Piece| matches!(piece.kind, Kind::Number(_));
            pieces.iter().filter(is_number).count()
        };
        told.unlike = lost
            .filter(|_| numbers(new) >= numbers(old))
            .map(|one| one.unit);
        return told;
    }
    // From the end on, so that places before it stay.
    for (was, now) in was.iter().zip(&now).rev() {
        if was.unit == now.unit {
            continue;
        }
        let Some(number) = convert(now.number, now.unit, was.unit) else {
            told.unlike = Some(was.unit);
            continue;
        };
        told.is_point |= convert_difference(now.number, now.unit, was.unit) != Some(number);
        let unit = old[was.at + 1..=was.at + was.length].iter().cloned();
        let amount = std::iter::once(Piece::number(rounded(number))).chain(unit);
        told.pieces.splice(now.at..=now.at + now.length, amount);
    }
    told
}

/// Returns whether the piece belongs to the word behind a number: `F` of `30 °F`, `s` of `2 L/s`.
pub fn is_behind_number(pieces: &[Piece], mut at: usize) -> bool {
    while let Some(before) = at.checked_sub(1) {
        if matches!(pieces[before].kind, Kind::Number(_)) {
            return true;
        }
        if !are_one_word(&pieces[before], &pieces[at]) {
            return false;
        }
        at = before;
    }
    false
}

fn amounts(pieces: &[Piece]) -> Vec<Amount> {
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Kind::Number(number) = piece.kind else {
            continue;
        };
        let longest = (1..LONGEST)
            .take_while(|more| {
                let next = pieces.get(at + more + 1);
                next.is_some_and(|next| are_one_word(&pieces[at + more], next))
            })
            .count();
        let unit = (1..=longest + 1).rev().find_map(|length| {
            let words = pieces.get(at + 1..=at + length)?;
            let words: String = words.iter().map(|piece| piece.raw.as_str()).collect();
            parse_unit(&words).map(|unit| (length, unit))
        });
        if let Some((length, unit)) = unit {
            found.push(Amount {
                at,
                number,
                length,
                unit,
            });
        }
    }
    found
}

/// Returns whether two neighbours are parts of one unit: a sign stands between two words.
fn are_one_word(one: &Piece, next: &Piece) -> bool {
    let is_sign = |piece: &Piece| !piece.raw.contains(char::is_alphanumeric);
    let both = [one, next];
    both.iter().all(|piece| piece.kind == Kind::Word) && (is_sign(one) != is_sign(next))
}

/// Rounds as documents do.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::{is_behind_number, told_like};
    use crate::sync::pieces::pieces;

    #[test]
    fn amounts_are_told_in_the_unit_that_the_line_had() {
        for (old, new, told) in [
            ("below 40 cm", "below 0.3 m", "below 30 cm"),
            (
                "above 295 °C, then",
                "above 563 °F, then",
                "above 295 °C, then",
            ),
            ("above 2 L/min", "above 2 L/s", "above 120 L/min"),
            (
                "0 cm or above 400 cm",
                "0 m or above 4 m",
                "0 cm or above 400 cm",
            ),
            (
                "above 40 cm for 5 min",
                "above 40 cm for 6 min",
                "above 40 cm for 6 min",
            ),
        ] {
            assert_eq!(
                told_like(&pieces(old), &pieces(new)).pieces,
                pieces(told),
                "{new}"
            );
        }
        for new in ["below 30 L/min", "below 30 furlong"] {
            let told = told_like(&pieces("below 40 cm"), &pieces(new));
            assert_eq!(
                (told.pieces, told.unlike),
                (pieces(new), Some("cm")),
                "{new}"
            );
        }
        let told = told_like(&pieces("2 °C below"), &pieces("4 °F below"));
        assert!(told.is_point);
    }

    #[test]
    fn a_unit_stands_behind_its_number() {
        for (text, expected) in [
            ("30 °F", true),
            ("2 L/s", true),
            ("40 cm", true),
            ("level in cm", false),
            ("`light` lux", false),
        ] {
            let pieces = pieces(text);
            assert_eq!(
                is_behind_number(&pieces, pieces.len() - 1),
                expected,
                "{text}"
            );
        }
    }
}
