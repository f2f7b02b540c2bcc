//! What an unquoted text means: a truth value, a number, or text.
//!
//! Only `true` and `false` are truth values and only decimal digits are numbers: `no` is the word
//! "no" and `017` is text, whatever other readers make of them.

/// The meaning of an unquoted text.
#[derive(Debug, PartialEq)]
pub(super) enum Meaning {
    Null,
    Bool(bool),
    Whole(i64),
    Decimal(f64),
    Text,
}

/// Returns what an unquoted text means.
pub(super) fn meaning(text: &str) -> Meaning {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Meaning::Null,
        "true" => return Meaning::Bool(true),
        "false" => return Meaning::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || padded {
        return Meaning::Text;
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map_or(Meaning::Text, Meaning::Whole);
    }
    let numeric = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+');
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && digits.bytes().all(numeric) => Meaning::Decimal(number),
        _ => Meaning::Text,
    }
}

/// Returns whether a text can stand unquoted in block and flow collections and is read back as
/// the same text.
pub(super) fn stands_plain(text: &str) -> bool {
    let first = text.chars().next();
    let starts = first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '.'));
    let inside = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '_' | '-' | '.' | '/' | '%' | '(' | ')' | '+' | '\'' | ' '
            )
    };
    let legal = text.chars().all(inside) && !text.ends_with(' ') && !text.starts_with("---");
    let ambiguous = ["yes", "no", "on", "off", "y", "n", "true", "false"];
    starts
        && legal
        && meaning(text) == Meaning::Text
        && !text.starts_with(|c: char| c.is_ascii_digit() && text.parse::<f64>().is_ok())
        && !ambiguous.contains(&text.to_lowercase().as_str())
        && text != "..."
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning, stands_plain};

    #[test]
    fn only_plain_digits_and_two_words_have_a_meaning() {
        assert_eq!(meaning("12"), Meaning::Whole(12));
        assert_eq!(meaning("-4.5"), Meaning::Decimal(-4.5));
        assert_eq!(meaning("1e3"), Meaning::Decimal(1000.0));
        assert_eq!(meaning("0.5"), Meaning::Decimal(0.5));
        assert_eq!(meaning("~"), Meaning::Null);
        for text in [
            "no", "yes", "on", "017", "12:30", "0x1F", ".inf", "1e999", "inf", "-", "10s",
        ] {
            assert_eq!(meaning(text), Meaning::Text, "{text}");
        }
    }

    #[test]
    fn what_could_be_misread_is_quoted() {
        for text in [
            "", "no", "12", "%", "a: b", "#x", "{a}", "a#b", "null", "-x", " x", "5e3",
        ] {
            assert!(!stands_plain(text), "{text}");
        }
        for text in [
            "C",
            "ug/m3",
            "10s..20s",
            "km/h",
            "90d",
            "service area",
            "m/s2",
        ] {
            assert!(stands_plain(text), "{text}");
        }
    }
}
