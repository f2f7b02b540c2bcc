//! Where something stands in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets into one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// Makes a span; an inverted one becomes empty at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Returns whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self {
            start: if self.start < other.start {
                self.start
            } else {
                other.start
            },
            end: if self.end > other.end {
                self.end
            } else {
                other.end
            },
        }
    }

    /// Returns the text the span covers, or `""` when it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A place in a file: line and column count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user knows it, relative to the workspace.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters the caret underlines, at least 1.
    pub length: usize,
    /// The source line without its end, empty when unknown.
    pub source_line: String,
}

impl Place {
    /// Makes a place from a byte span of `text`.
    pub fn from_span(file: &str, text: &str, span: Span) -> Self {
        let start = floor_char(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[..start].matches('\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        let mut place = Self::from_line_column(file, text, line, column);
        let end = floor_char(text, span.end.max(start));
        place.length = text[start..end]
            .lines()
            .next()
            .map_or(1, |part| part.chars().count())
            .max(1);
        place
    }

    /// Makes a place from a line and a column, both from 1.
    pub fn from_line_column(file: &str, text: &str, line: usize, column: usize) -> Self {
        let source_line = text
            .lines()
            .nth(line.saturating_sub(1))
            .unwrap_or("")
            .to_owned();
        Self {
            file: file.to_owned(),
            line,
            column,
            length: 1,
            source_line,
        }
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
