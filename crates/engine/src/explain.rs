//! How a text is read: the facts that a specification made from it would hold.

use serde::Serialize;
use specgen_diag::Diagnostics;
use specgen_intent::read;
use specgen_spec::fact::{Fact, facts};

use crate::lexicon::lexicon;
use crate::name;
use crate::report::Report;
use crate::specify::specify;

/// How a text is read.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// Everything the specification would hold.
    pub facts: Vec<Fact>,
    /// What is to be said beside it.
    #[serde(flatten)]
    pub report: Report,
    /// Who read it.
    pub engine: &'static str,
}

/// Reads a text. The facts are those of the specification that it leads to, so that what is shown
/// is what would be held.
///
/// # Errors
///
/// Only by a fault in the built-in data: it answers whatever the text is.
pub fn explain(text: &str) -> Result<Explanation, Diagnostics> {
    let reading = read(text, lexicon());
    let read_facts = reading.facts.clone();
    let mut report = Report::of(reading);
    let specified = specify(&read_facts, name::fallback()?, text, &mut report);
    Ok(Explanation {
        facts: facts(&specified.spec, &specified.origins),
        report,
        engine: "embedded",
    })
}
