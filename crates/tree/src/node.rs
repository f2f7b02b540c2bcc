//! One file of a tree: its bytes and where they come from.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::{Digest, Owner};

/// A half-open range of lines, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct LineRange {
    /// The first line.
    pub start: usize,
    /// The line after the last.
    pub end: usize,
}

impl LineRange {
    /// Makes a range; an inverted one becomes empty at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Returns whether `line` is a place where the range can grow: inside, or at either edge.
    pub const fn touches(self, line: usize) -> bool {
        self.start <= line && line <= self.end
    }
}

impl From<(usize, usize)> for LineRange {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<LineRange> for (usize, usize) {
    fn from(range: LineRange) -> Self {
        (range.start, range.end)
    }
}

/// How the lines of a text end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Eol {
    /// `\n`, which every template emits.
    #[default]
    Lf,
    /// `\r\n`, which a person or git may have made of it.
    Crlf,
}

/// A file as a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileNode {
    /// The content; a copy shares it.
    pub bytes: Bytes,
    /// Whether the file may be run.
    pub executable: bool,
    /// Who may change the file.
    pub owner: Owner,
    /// What the file is about, independent of its path, such as `metric/co2/handler`: a file that
    /// moves keeps its unit.
    pub unit: String,
    /// The lists of `bytes` whose items may be merged as a set.
    pub lists: Vec<LineRange>,
}

impl FileNode {
    /// Makes a generated text file.
    pub fn generated(unit: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: text.into().into(),
            unit: unit.into(),
            ..Self::default()
        }
    }

    /// Gives the file to another owner.
    #[must_use]
    pub fn owned_by(mut self, owner: Owner) -> Self {
        self.owner = owner;
        self
    }

    /// Returns the digest of the content.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}
