//! A line of a document as pieces: words, and values that a model can hold.
//!
//! Two lines mean the same when their pieces do: `90 minutes` is `1 h 30 min`, `38.0` is `38`, and
//! a list number, a comma or an asterisk says nothing.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One piece of a line.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// As it was written.
    pub raw: String,
    /// What two equal pieces share.
    same: String,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A word or a sign.
    Word,
    /// A number.
    Number(f64),
    /// A length of time in milliseconds, and that of its last unit.
    Length(u64, u64),
    /// Calendar months.
    Months(u32),
    /// What stands between backticks.
    Code,
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.same == other.same
    }
}

impl Eq for Piece {}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.same.cmp(&other.same)
    }
}

impl std::hash::Hash for Piece {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.same.hash(state);
    }
}

impl Piece {
    fn new(kind: Kind, raw: &str) -> Self {
        let same = match kind {
            Kind::Word => raw.to_lowercase(),
            Kind::Number(number) => format!("{number}"),
            Kind::Length(ms, _) => format!("{ms} ms"),
            Kind::Months(months) => format!("{months} mo"),
            Kind::Code => format!("`{raw}`"),
        };
        Self {
            kind,
            raw: raw.to_owned(),
            same,
        }
    }

    /// Makes a number.
    pub fn number(number: f64) -> Self {
        Self::new(Kind::Number(number), &number.to_string())
    }

    /// Returns whether it is more than a word.
    pub fn is_value(&self) -> bool {
        self.kind != Kind::Word
    }
}

/// Signs that say nothing by themselves.
const SILENT: &str = ".,;:|*\\";

/// What people say otherwise than the documents do, and the word of the documents.
const SAID: &[(&[&str], &[&str])] = &[
    (&["at", "or", "above"], &["at", "least"]),
    (&["at", "or", "below"], &["at", "most"]),
    (&["greater", "than"], &["above"]),
    (&["higher", "than"], &["above"]),
    (&["more", "than"], &["above"]),
    (&["less", "than"], &["below"]),
    (&["lower", "than"], &["below"]),
    (&["above", "or", "equal", "to"], &["at", "least"]),
    (&["below", "or", "equal", "to"], &["at", "most"]),
];

/// Takes a line apart; the number of a list item is no part of what it says.
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut rest = without_number(line.trim());
    let mut found: Vec<Piece> = Vec::new();
    while let Some(letter) = rest.chars().next() {
        let size = letter.len_utf8();
        if letter.is_whitespace() || SILENT.contains(letter) {
            rest = &rest[size..];
            continue;
        }
        let piece = if letter == '`'
            && let Some(end) = rest[1..].find('`')
        {
            let inside = &rest[1..=end];
            rest = &rest[end + 2..];
            Piece::new(Kind::Code, inside)
        } else {
            let length = number_length(rest);
            if length > 0 {
                let (text, after) = rest.split_at(length);
                rest = after;
                Piece::new(Kind::Number(text.parse().unwrap_or_default()), text)
            } else {
                let length = rest
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(rest.len())
                    .max(size);
                let (text, after) = rest.split_at(length);
                rest = after;
                Piece::new(Kind::Word, text)
            }
        };
        take(&mut found, piece);
        settle(&mut found);
    }
    found
}

/// Puts what the last words say otherwise into the word of the documents.
fn settle(found: &mut Vec<Piece>) {
    for (said, word) in SAID {
        let Some(from) = found.len().checked_sub(said.len()) else {
            continue;
        };
        let is_said = found[from..]
            .iter()
            .zip(*said)
            .all(|(piece, word)| piece.kind == Kind::Word && piece.same == *word);
        if is_said {
            found.truncate(from);
            found.extend(word.iter().map(|word| Piece::new(Kind::Word, word)));
        }
    }
}

/// Returns the line without `3. ` at its beginning.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(". ") {
        Some(rest) if rest.len() + 2 < line.len() => rest,
        _ => line,
    }
}

/// Returns how many bytes of a text are a number.
fn number_length(text: &str) -> usize {
    let sign = usize::from(text.starts_with('-'));
    let digits = text[sign..]
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len() - sign);
    if digits == 0 {
        return 0;
    }
    let whole = sign + digits;
    let fraction = text[whole..].strip_prefix('.').map_or(0, |rest| {
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    });
    whole + if fraction > 0 { fraction + 1 } else { 0 }
}

/// Adds a piece; a unit of time joins the number before it, and a length the length before it.
fn take(found: &mut Vec<Piece>, piece: Piece) {
    let joined = match (found.last(), &piece) {
        (Some(last), unit) if unit.kind == Kind::Word => joined(last, &unit.raw),
        _ => None,
    };
    let Some(joined) = joined else {
        found.push(piece);
        return;
    };
    found.pop();
    if let (Kind::Length(ms, unit), Some(before)) = (joined.kind, found.last())
        && let Kind::Length(earlier, larger) = before.kind
        && larger > unit
    {
        let raw = format!("{} {}", before.raw, joined.raw);
        found.pop();
        found.push(Piece::new(Kind::Length(earlier + ms, unit), &raw));
        return;
    }
    found.push(joined);
}

fn joined(number: &Piece, unit: &str) -> Option<Piece> {
    let Kind::Number(amount) = number.kind else {
        return None;
    };
    let raw = format!("{} {unit}", number.raw);
    let months = match unit {
        "mo" | "month" | "months" => 1.0,
        "y" | "year" | "years" => 12.0,
        _ => 0.0,
    };
    if months > 0.0 {
        return Some(Piece::new(
            Kind::Months(whole(amount * months)?.try_into().ok()?),
            &raw,
        ));
    }
    let ms: u32 = match unit {
        "ms" => 1,
        "s" | "sec" | "second" | "seconds" => 1_000,
        "min" | "minute" | "minutes" => 60_000,
        "h" | "hour" | "hours" => 3_600_000,
        "d" | "day" | "days" => 86_400_000,
        "w" | "week" | "weeks" => 604_800_000,
        _ => return None,
    };
    let length = whole(amount * f64::from(ms))?;
    Some(Piece::new(Kind::Length(length, u64::from(ms)), &raw))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
fn whole(number: f64) -> Option<u64> {
    let rounded = number.round();
    (0.0..9e15).contains(&rounded).then_some(rounded as u64)
}

/// Returns the values among pieces.
pub fn values(pieces: &[Piece]) -> Vec<&Piece> {
    pieces.iter().filter(|piece| piece.is_value()).collect()
}

/// Returns how many pieces two lines share in order, as a part of the longer one: 0 to 1000.
pub fn likeness(one: &[Piece], other: &[Piece]) -> usize {
    let longest = one.len().max(other.len());
    if longest == 0 {
        return 1_000;
    }
    let same: usize = capture_diff_slices(Algorithm::Myers, one, other)
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    same * 1_000 / longest
}

/// Returns the ranges of `new` that differ from `old`.
pub fn changed(old: &[Piece], new: &[Piece]) -> Vec<std::ops::Range<usize>> {
    capture_diff_slices(Algorithm::Myers, old, new)
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(DiffOp::new_range)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, likeness, pieces};

    #[test]
    fn lines_that_mean_the_same_have_the_same_pieces() {
        for (one, other) in [
            (
                "3. above 38 °C for 90 min.",
                "7. above 38.0 °C, for 1 h 30 min",
            ),
            ("kept for 2 years", "*kept* for 24 months"),
            ("| Light | `light` |", "|Light|`light`|"),
            ("at least 3 cm", "greater than or equal to 3 cm"),
            ("at most 3 cm", "at or below 3 cm"),
            ("below 3 cm", "less than 3 cm"),
        ] {
            assert_eq!(pieces(one), pieces(other));
        }
        assert_ne!(pieces("above 38 °C"), pieces("above 38 °F"));
        assert_ne!(pieces("`Light`"), pieces("`light`"));
        assert_ne!(pieces("below -5 °C"), pieces("below 5 °C"));
    }

    #[test]
    fn values_are_told_from_words() {
        let kinds: Vec<Kind> = pieces("`a/b` every 10 to 20 s, version 3")
            .iter()
            .map(|piece| piece.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                Kind::Code,
                Kind::Word,
                Kind::Number(10.0),
                Kind::Word,
                Kind::Length(20_000, 1_000),
                Kind::Word,
                Kind::Number(3.0),
            ]
        );
        assert_eq!(likeness(&pieces("a b c d"), &pieces("a b x d")), 750);
    }
}
