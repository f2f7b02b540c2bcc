//! Chunks: tokens joined to terms of the lexicon, numbers, quantities, durations and paths.

use crate::lexicon::{Class, Language, Lexicon, Sense};
use crate::token::{Token, TokenKind};
use crate::{number, words};

/// What a chunk is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A word or phrase; known when it has senses.
    Word,
    /// A plain number, or a range of them. `spelled` for number words.
    Number {
        low: f64,
        high: Option<f64>,
        spelled: bool,
    },
    /// A number with a unit that is none of time.
    Quantity {
        low: f64,
        high: Option<f64>,
        unit: String,
    },
    /// A span of time in seconds; `unit_s` is the length of the unit that was typed, `0` for phrases.
    Duration {
        low_s: f64,
        high_s: Option<f64>,
        unit_s: f64,
    },
    /// A unit of time without a number, in seconds.
    TimeUnit(f64),
    /// A topic or route.
    Path,
    /// Punctuation.
    Sign(char),
    /// The end of a line that ends a sentence.
    Break,
}

/// One chunk with the bytes it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// What it is.
    pub kind: Kind,
    /// What it can mean.
    pub senses: Vec<Sense>,
    /// Its folded text.
    pub text: String,
    /// Its words with slips and inflections led back to known ones.
    pub plain: String,
    /// First byte in the original.
    pub start: usize,
    /// End byte in the original, exclusive.
    pub end: usize,
}

impl Chunk {
    /// Returns its value in a class.
    pub fn value(&self, class: Class) -> Option<&str> {
        self.senses
            .iter()
            .find(|sense| sense.class == class)
            .map(|sense| sense.value.as_ref())
    }

    /// Has it a sense of this class?
    pub fn is(&self, class: Class) -> bool {
        self.value(class).is_some()
    }

    /// Is it this sign?
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// Is it a word that the lexicon does not know?
    pub fn is_unknown(&self) -> bool {
        self.kind == Kind::Word && self.senses.is_empty()
    }
}

/// Longest phrase of the lexicon, in tokens.
const LONGEST_PHRASE: usize = 10;

/// Cuts a text into chunks and names its language.
pub fn chunks(text: &str, lexicon: &Lexicon) -> (Vec<Chunk>, Language) {
    let tokens = words::split_hyphens(crate::token::tokenise(text), text, lexicon);
    let tokens = words::split_limits(tokens, text, lexicon);
    let plain = words::known_forms(&tokens, lexicon);
    let language = words::language(&plain, lexicon);
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (length, kind, senses) = chunk_at((&tokens, &plain), at, lexicon, language, out.last());
        let group = tokens.get(at..at + length).unwrap_or_default();
        let start = group.first().map_or(0, |token| token.start);
        let end = group.last().map_or(start, |token| token.end);
        let words: Vec<&str> = group.iter().map(|token| token.text.as_str()).collect();
        out.push(Chunk {
            kind,
            senses,
            text: words.join(" "),
            plain: plain.get(at..at + length).unwrap_or_default().join(" "),
            start,
            end,
        });
        at += length;
    }
    (out, language)
}

fn chunk_at(
    (tokens, plain): (&[Token], &[String]),
    at: usize,
    lexicon: &Lexicon,
    language: Language,
    before: Option<&Chunk>,
) -> (usize, Kind, Vec<Sense>) {
    let window = plain
        .get(at..(at + LONGEST_PHRASE).min(plain.len()))
        .unwrap_or_default();
    let phrase = lexicon.phrases.longest(window, language);
    let numeric = number::read(tokens, plain, at, lexicon, before);
    // `four` is an oven in French.
    let own = |sense: &Sense| sense.language == language && sense.class == Class::Modifier;
    let named = language != Language::En
        && phrase
            .as_ref()
            .is_some_and(|(_, senses)| senses.iter().any(own))
        && tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word);
    if let Some((length, kind)) = numeric.filter(|_| !named)
        && phrase.as_ref().is_none_or(|(words, senses)| {
            length >= *words || senses.iter().all(|s| s.class == Class::Number)
        })
    {
        return (length, kind, Vec::new());
    }
    let Some(token) = tokens.get(at) else {
        return (1, Kind::Break, Vec::new());
    };
    if let Some((length, senses)) = phrase
        && token.kind != TokenKind::Path
    {
        let senses: Vec<Sense> = senses
            .into_iter()
            .filter(|s| !matches!(s.class, Class::Number | Class::Span))
            .collect();
        if !senses.is_empty() || length > 1 {
            let kind = match token.kind {
                TokenKind::Sign(sign) if length == 1 && senses.is_empty() => Kind::Sign(sign),
                _ => Kind::Word,
            };
            return (
                length,
                time_unit(tokens, at, length, lexicon).unwrap_or(kind),
                senses,
            );
        }
    }
    let kind = match token.kind {
        TokenKind::Word => time_unit(tokens, at, 1, lexicon).unwrap_or(Kind::Word),
        TokenKind::Number(value) => Kind::Number {
            low: value,
            high: None,
            spelled: false,
        },
        TokenKind::Path => Kind::Path,
        TokenKind::Sign(sign) => Kind::Sign(sign),
        TokenKind::Break => Kind::Break,
    };
    (1, kind, Vec::new())
}

/// Words that are units of time also when they stand alone; letters such as `d` are not.
fn time_unit(tokens: &[Token], at: usize, length: usize, lexicon: &Lexicon) -> Option<Kind> {
    let word = &tokens
        .get(at)
        .filter(|token| length == 1 && token.text.len() > 2)?
        .text;
    let (_, senses) = lexicon.unit_words.longest(&[word], Language::Any)?;
    let unit = lexicon
        .unit(&senses.first()?.value)
        .filter(|unit| unit.is_time())?;
    // `min` alone is more often the lowest value than a minute.
    (word != "min" && word != "ano" && word != "sec").then_some(Kind::TimeUnit(unit.factor))
}
