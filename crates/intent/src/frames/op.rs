//! Comparisons: above, below, outside, a rise, a fall.

use std::ops::Range;

use crate::doc::Doc;
use crate::lexicon::Words;

/// How the value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Above.
    Gt,
    /// At least.
    Gte,
    /// Below.
    Lt,
    /// At most.
    Lte,
    /// Outside a range.
    Outside,
    /// Exactly a value.
    Eq,
    /// A rise within a window.
    Rise,
    /// A fall within a window.
    Fall,
}

impl Op {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gt | Self::Rise => "gt",
            Self::Gte => "gte",
            Self::Lt | Self::Fall => "lt",
            Self::Lte => "lte",
            Self::Eq => "eq",
            Self::Outside => "outside",
        }
    }

    /// The comparison of a value of the lexicon.
    pub fn from_value(value: &str) -> Option<Self> {
        Some(match value {
            "gt" => Self::Gt,
            "gte" | "at" => Self::Gte,
            "lt" => Self::Lt,
            "lte" => Self::Lte,
            "eq" => Self::Eq,
            "outside" | "between" => Self::Outside,
            "rise" => Self::Rise,
            "fall" => Self::Fall,
            _ => return None,
        })
    }

    /// Is it a lower limit?
    pub fn is_low(self) -> bool {
        matches!(self, Self::Lt | Self::Lte)
    }

    /// Is it an upper limit?
    pub fn is_high(self) -> bool {
        matches!(self, Self::Gt | Self::Gte)
    }

    /// What is watched where this is demanded: `at most 28 °C, otherwise an alarm`.
    pub fn watched(self) -> Self {
        match self {
            Self::Lte => Self::Gt,
            Self::Gte => Self::Lt,
            Self::Lt => Self::Gte,
            Self::Gt => Self::Lte,
            other => other,
        }
    }
}

/// Is a comparison about how far two things lie apart?
pub fn is_apart(doc: &Doc, at: usize, sentence: &Range<usize>) -> bool {
    let start = doc.segment_of(at).start.max(sentence.start);
    (start..at).any(|i| doc.says(i, Words::Apart))
}
