//! What does not fit, as it travels through `serde`.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};
use specgen_diag::{Diagnostic, ExitClass, Place, Span, nearest};

/// One fault: it gets its place from the key or value that it passes on its way up.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub code: &'static str,
    pub message: String,
    pub hints: Vec<String>,
    pub span: Option<Span>,
    /// The required key that is missing, when that is the fault.
    pub missing: Option<&'static str>,
    /// Whether it only follows from a fault that was reported before.
    pub echo: bool,
    /// Whether an entry around it was left out, so that the next pass does not meet it again.
    pub settled: bool,
}

impl Fault {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hints: Vec::new(),
            span: None,
            missing: None,
            echo: false,
            settled: false,
        }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Gives it a place unless it has one.
    pub fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }

    pub fn report(self, file: &str, text: &str) -> Diagnostic {
        let span = self.span.unwrap_or(Span::new(0, 0));
        let one = Diagnostic::error(self.code, ExitClass::SpecInvalid, short(&self.message));
        let mut place = Place::from_span(file, text, span);
        place.source_line = visible(&place.source_line);
        let one = one.at(place);
        if self.hints.is_empty() {
            return one.hint("`specgen schema` shows what may stand here");
        }
        self.hints
            .iter()
            .fold(one, |one, hint| one.hint(short(hint)))
    }
}

/// Shows the characters that would turn the direction of a line as blanks.
fn visible(line: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.replace(turns, " ")
}

/// Cuts what a hostile file could make endless.
fn short(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// Quotes a word of the file for a message.
pub(super) fn quote(word: &str) -> String {
    const MOST: usize = 60;
    let cut: String = word.chars().take(MOST).collect();
    let dots = if cut.len() < word.len() { "..." } else { "" };
    format!("`{}{dots}`", cut.escape_debug())
}

/// Says what belongs somewhere in words that are not those of a programming language.
pub(super) fn plain(expected: &dyn Expected) -> String {
    let text = expected.to_string();
    match text.as_str() {
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "u32" | "u64" => "a whole number from 0 up".to_owned(),
        _ => match text.split_once(' ') {
            Some(("struct", _)) => "a map of keys".to_owned(),
            Some(("enum", _)) => "one of its words".to_owned(),
            _ => text,
        },
    }
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

fn among(fault: Fault, what: &str, word: &str, known: &[&'static str]) -> Fault {
    match nearest(word, known.iter().copied()) {
        Some(near) => fault.hint(format!("write `{near}`, which is the nearest {what}")),
        None if known.is_empty() => fault.hint("delete it: nothing may stand here"),
        None => fault.hint(format!("known here: {}", list(known))),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        let text = text.to_string();
        match text.split_once(": write ") {
            Some((what, way_out)) => Self::new("E003", what).hint(format!("write {way_out}")),
            None => match text.split_once("; write ") {
                Some((what, way_out)) => Self::new("E003", what).hint(format!("write {way_out}")),
                None => Self::new("E003", text),
            },
        }
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            "E003",
            format!("{unexpected} where {} belongs", plain(expected)),
        )
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let number = match unexpected {
            Unexpected::Signed(number) => number.to_string(),
            other => other.to_string(),
        };
        Self::new(
            "E003",
            format!("`{number}` where {} belongs", plain(expected)),
        )
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(
            "E003",
            format!("{length} elements where {} belongs", plain(expected)),
        )
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        let fault = Self::new(
            "E004",
            format!("{} is none of the words known here", quote(word)),
        );
        among(fault, "word", word, known)
    }

    fn unknown_field(word: &str, known: &'static [&'static str]) -> Self {
        let fault = Self::new("E002", format!("unknown key {}", quote(word)));
        among(fault, "key", word, known)
    }

    fn missing_field(key: &'static str) -> Self {
        let fault = Self::new("E007", format!("the key `{key}` is missing"));
        Self {
            missing: Some(key),
            ..fault.hint(format!("add `{key}: ...`"))
        }
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self::new("E001", format!("`{key}` stands twice")).hint("delete one of them")
    }
}
