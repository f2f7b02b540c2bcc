//! A request read against a living specification: what it adds, and which edits it asks for.

use specgen_diag::Span;
use specgen_spec::Spec;
use specgen_spec::edit::Edit;
use specgen_spec::fact::{Fact, Origin};

use crate::lexicon::Lexicon;
use crate::report::Reading;

/// One thing that a request asks for, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A statement that holds from now on: added, or in place of what was said before.
    Fact(Fact),
    /// An edit of something that is there, and the bytes of the request that ask for it.
    Edit {
        /// The edit.
        edit: Edit,
        /// The bytes that ask for it.
        span: Span,
    },
}

/// What a request says.
#[derive(Clone, Debug, Default)]
pub struct ChangeReading {
    /// What it asks for, in order.
    pub steps: Vec<Step>,
    /// Whether nothing may be done before its questions are answered.
    pub ask: bool,
    /// What is to be said beside it; its `facts` are empty.
    pub beside: Reading,
}

/// Reads a request against the specification that it is to change.
pub fn read_change(text: &str, lexicon: &Lexicon, _base: &Spec) -> ChangeReading {
    let mut beside = crate::read(text, lexicon);
    let said = std::mem::take(&mut beside.facts).into_iter();
    ChangeReading {
        steps: said
            .filter(|fact| fact.origin == Origin::Prompt)
            .map(Step::Fact)
            .collect(),
        ask: false,
        beside,
    }
}
