//! What comes of a request, in one word.

use serde::Serialize;

/// What comes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All of it is done.
    Apply,
    /// A part is done, the rest is reported.
    Partial,
    /// Nothing is done before a question is answered.
    Ask,
    /// It is so already.
    Noop,
    /// It cannot be done.
    Refuse,
}

impl Outcome {
    /// Returns whether the specification changes.
    pub const fn changes(self) -> bool {
        matches!(self, Self::Apply | Self::Partial)
    }
}
