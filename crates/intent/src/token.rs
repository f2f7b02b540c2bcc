//! Tokens: words, numbers and signs with the bytes they stand on.

use crate::normalise::{Folded, fold};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TokenKind {
    /// Letters, digits after letters, inner dots, hyphens and apostrophes.
    Word,
    /// A non-negative decimal number.
    Number(f64),
    /// A topic or a path: words joined by slashes, or anything with a placeholder.
    Path,
    /// One other character.
    Sign(char),
    /// A line end that ends a sentence.
    Break,
}

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its folded letters.
    pub text: String,
    /// First byte in the original.
    pub start: usize,
    /// End byte in the original, exclusive.
    pub end: usize,
    /// Is there a blank before it?
    pub spaced: bool,
}

impl Token {
    /// Is it this sign?
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }
}

/// Longest number of digits read as one number; longer runs are words.
const MAX_DIGITS: usize = 15;

/// Cuts a text into tokens.
pub fn tokenise(text: &str) -> Vec<Token> {
    let letters = fold(text);
    let mut out: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(folded) = letters.get(at) {
        let letter = folded.letter;
        let (kind, end) = if letter == '\n' {
            if !line_ends_sentence(&letters, at) {
                spaced = true;
                at += 1;
                continue;
            }
            (TokenKind::Break, at + 1)
        } else if letter.is_whitespace() || letter.is_control() {
            spaced = true;
            at += 1;
            continue;
        } else if let Some(end) = path_end(&letters, at, spaced) {
            (TokenKind::Path, end)
        } else if let Some(end) = clock_end(&letters, at) {
            (TokenKind::Word, end)
        } else if letter.is_ascii_digit() {
            number(&letters, at)
        } else if letter.is_alphanumeric() {
            (TokenKind::Word, word_end(&letters, at))
        } else if matches!(letter, '-' | '=') && letter_at(&letters, at + 1) == Some('>') {
            (TokenKind::Sign('→'), at + 2)
        } else {
            (TokenKind::Sign(letter), at + 1)
        };
        out.push(token(&letters, at, end, kind, spaced));
        spaced = kind == TokenKind::Break;
        at = end;
    }
    out
}

fn token(letters: &[Folded], from: usize, to: usize, kind: TokenKind, spaced: bool) -> Token {
    let run = letters.get(from..to).unwrap_or_default();
    Token {
        kind,
        text: run.iter().map(|folded| folded.letter).collect(),
        start: run.first().map_or(0, |folded| folded.start),
        end: run.last().map_or(0, |folded| folded.end),
        spaced,
    }
}

/// A time of day such as `22:00`.
fn clock_end(letters: &[Folded], at: usize) -> Option<usize> {
    let digit = |i: usize| letter_at(letters, i).is_some_and(|c| c.is_ascii_digit());
    let hours = (0..3).take_while(|i| digit(at + i)).count();
    let minutes = at + hours + 1;
    let whole = (1..=2).contains(&hours)
        && letter_at(letters, at + hours) == Some(':')
        && digit(minutes)
        && digit(minutes + 1)
        && !digit(minutes + 2);
    (whole && (at == 0 || !digit(at - 1))).then_some(minutes + 2)
}

fn letter_at(letters: &[Folded], at: usize) -> Option<char> {
    letters.get(at).map(|folded| folded.letter)
}

fn word_end(letters: &[Folded], from: usize) -> usize {
    let mut at = from;
    while let Some(letter) = letter_at(letters, at) {
        let next = letter_at(letters, at + 1);
        let joins = matches!(letter, '.' | '-' | '\'' | '_')
            && at > from
            && next.is_some_and(|c| c.is_alphanumeric() && !(letter == '\'' && c.is_ascii_digit()));
        if !(letter.is_alphanumeric() || joins) {
            break;
        }
        at += 1;
    }
    at
}

/// Reads a number; the separator before exactly three digits is a thousands mark when it is a comma.
fn number(letters: &[Folded], from: usize) -> (TokenKind, usize) {
    let mut at = from;
    let mut plain = String::new();
    let mut dotted = false;
    while let Some(letter) = letter_at(letters, at) {
        let digits_next = (1..=4)
            .take_while(|n| letter_at(letters, at + n).is_some_and(|c| c.is_ascii_digit()))
            .count();
        if letter.is_ascii_digit() {
            plain.push(letter);
        } else if letter == ','
            && digits_next == 3
            && !plain.starts_with('0')
            && plain.len() <= 3
            && !dotted
        {
        } else if matches!(letter, '.' | ',') && digits_next >= 1 && !dotted {
            dotted = true;
            plain.push('.');
        } else {
            break;
        }
        at += 1;
    }
    match plain.parse::<f64>() {
        Ok(value) if plain.len() <= MAX_DIGITS => (TokenKind::Number(value), at),
        _ => (TokenKind::Word, at),
    }
}

/// A run without blanks that holds a placeholder, or starts with a slash, or has two inner slashes.
fn path_end(letters: &[Folded], from: usize, spaced: bool) -> Option<usize> {
    let first = letter_at(letters, from)?;
    let opens = spaced
        || from == 0
        || letter_at(letters, from - 1)
            .is_some_and(|c| matches!(c, '(' | '"' | '\'' | '`' | '„' | '“'));
    if !opens || !(first.is_alphanumeric() || matches!(first, '/' | '{' | '$')) {
        return None;
    }
    let legal = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '/' | '{'
                    | '}'
                    | '+'
                    | '#'
                    | '_'
                    | '-'
                    | '.'
                    | ':'
                    | '<'
                    | '>'
                    | '$'
                    | '*'
                    | '?'
                    | '='
                    | '&'
            )
    };
    let mut end = from;
    while letter_at(letters, end).is_some_and(legal) && end - from < 200 {
        end += 1;
    }
    while end > from
        && letter_at(letters, end - 1).is_some_and(|c| matches!(c, '.' | ':' | '-' | '?' | '&'))
    {
        end -= 1;
    }
    let run = || {
        letters
            .get(from..end)
            .unwrap_or_default()
            .iter()
            .map(|f| f.letter)
    };
    let slashes = run().filter(|c| *c == '/').count();
    let holder = run().any(|c| matches!(c, '{' | '+' | '#' | '<')) && slashes > 0;
    let scheme = run().zip(run().skip(1)).any(|pair| pair == ('/', '/'));
    let rooted = first == '/' && run().nth(1).is_some_and(char::is_alphanumeric);
    let deep = slashes >= 2
        && run().all(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '-'))
        && run().filter(|c| c.is_alphabetic()).count() > 6;
    let single = slashes == 1 && run().any(|c| matches!(c, '_'));
    (!scheme && (holder || rooted || deep || single)).then_some(end)
}

/// Does the line end at `at` end a sentence? Wrapped prose does not; lists, blank lines and headings do.
fn line_ends_sentence(letters: &[Folded], at: usize) -> bool {
    let mut next = at + 1;
    while letter_at(letters, next).is_some_and(|c| c != '\n' && c.is_whitespace()) {
        next += 1;
    }
    let Some(first) = letter_at(letters, next) else {
        return true;
    };
    let line_start = (0..at)
        .rev()
        .take(400)
        .find(|i| letter_at(letters, *i) == Some('\n'))
        .map_or(at.saturating_sub(400), |i| i + 1);
    let line_length = at - line_start;
    let mut opening = (line_start..at)
        .filter_map(|i| letter_at(letters, i))
        .skip_while(|c| c.is_whitespace());
    let listed = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '-' | '*' | '•' | '·' | '+' | '#' | '<' | '[' | '>'))
    };
    let numbered = |from: usize| {
        let digits = (from..from + 4)
            .take_while(|i| letter_at(letters, *i).is_some_and(|c| c.is_ascii_digit()))
            .count();
        (1..=2).contains(&digits) && matches!(letter_at(letters, from + digits), Some('.' | ')'))
    };
    let begin = (line_start..at)
        .find(|i| letter_at(letters, *i).is_some_and(|c| !c.is_whitespace()))
        .unwrap_or(line_start);
    first == '\n'
        || listed(Some(first))
        || numbered(next)
        || listed(opening.next())
        || numbered(begin)
        || line_length < 60
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokenise(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_numbers_and_paths_are_told_apart() {
        assert_eq!(
            texts("Use Node.js, 7.5 kW."),
            ["use", "node.js", ",", "7.5", "kw", "."]
        );
        assert_eq!(
            texts("on brew/{tank}/data each"),
            ["on", "brew/{tank}/data", "each"]
        );
        assert_eq!(
            texts("215F, PM2.5 and CO₂"),
            ["215", "f", ",", "pm2.5", "and", "co2"]
        );
        assert_eq!(texts("km/h 10-20"), ["km", "/", "h", "10", "-", "20"]);
    }

    #[test]
    fn decimal_and_thousands_marks() {
        let numbers = |text| {
            tokenise(text).into_iter().find_map(|t| {
                if let TokenKind::Number(n) = t.kind {
                    Some(n)
                } else {
                    None
                }
            })
        };
        assert_eq!(numbers("1,500 m"), Some(1500.0));
        assert_eq!(numbers("7,1 mm/s"), Some(7.1));
        assert_eq!(numbers("0.125 V"), Some(0.125));
    }

    #[test]
    fn lists_break_and_wrapped_prose_does_not() {
        let breaks = |text| {
            tokenise(text)
                .iter()
                .filter(|t| t.kind == TokenKind::Break)
                .count()
        };
        assert_eq!(breaks("one\n- two\n- three"), 2);
        let wrapped =
            "a line of prose that goes on and on until the editor wraps it at\neighty columns";
        assert_eq!(breaks(wrapped), 0);
    }
}
