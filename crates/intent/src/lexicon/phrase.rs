//! One phrase of a table: the words it is cut into, and what it can mean.

use std::borrow::Cow;

use super::class::Class;
use super::language::Language;
use crate::normalise::fold_phrase;
use crate::token::{Token, TokenKind, tokenise};

/// A text of the program's own tables, which needs no copy, or of a workspace's.
pub type Text = Cow<'static, str>;

/// One meaning of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The class.
    pub class: Class,
    /// The canonical value.
    pub value: Text,
    /// The language of the phrase.
    pub language: Language,
}

/// Folds and cuts a phrase exactly as texts are: its words with single blanks between them.
pub fn words(phrase: &str) -> String {
    let folded = fold_phrase(phrase.trim());
    // Most phrases are plain words, which are cut at blanks just as well.
    if is_plain(&folded) {
        return folded;
    }
    let tokens = tokenise(&folded).into_iter();
    let words = tokens.filter(|token: &Token| token.kind != TokenKind::Break);
    words.map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// Returns the first word of a phrase and the others. `None` for a phrase without a word.
pub fn cut(phrase: &str) -> Option<(String, String)> {
    let words = words(phrase);
    let (first, rest) = words.split_once(' ').unwrap_or((&words, ""));
    (!first.is_empty()).then(|| (first.to_owned(), rest.to_owned()))
}

/// Returns whether a phrase is words of small letters, with hyphens and apostrophes inside only.
fn is_plain(phrase: &str) -> bool {
    let mut before = b' ';
    phrase.bytes().chain([b' ']).all(|byte| {
        let fits = match byte {
            b'a'..=b'z' => true,
            b' ' => before.is_ascii_lowercase(),
            b'-' | b'\'' => before != b' ',
            _ => false,
        };
        before = byte;
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn plain_phrases_need_no_tokeniser() {
        for plain in ["a", "soil moisture", "e-mail", "l'eau d'un bassin", "a--b"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "",
            " a",
            "a ",
            "a  b",
            "-a",
            "a-",
            "a' b",
            "co2",
            "feuchtigkeitä",
            "a.b",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
