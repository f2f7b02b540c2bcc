//! What is to be said beside a result, as text.

use specgen_engine::Report;

use crate::style::{DIM, HEADING, WARN, paint};
use crate::words::{harmless, short};

/// How much of a phrase of the user's is shown.
const PHRASE: usize = 90;

/// Returns the report as text, each part under its heading; empty when there is nothing to say.
pub fn shown(report: &Report) -> String {
    let mut text = String::new();
    section(
        &mut text,
        "not understood, and therefore in no file but this report and the log of changes",
        report.not_understood.iter().map(|one| {
            let phrase = paint(WARN, &format!("\"{}\"", short(&one.text, PHRASE)));
            format!("{phrase} {}", paint(DIM, &harmless(&one.why)))
        }),
    );
    text + &without_gaps(report)
}

/// Returns the report without what was not understood, for callers that show that in place.
pub fn without_gaps(report: &Report) -> String {
    let mut text = String::new();
    section(
        &mut text,
        "said in two ways that exclude each other",
        report.contradictions.iter().map(|one| {
            let (a, b) = (short(&one.a, PHRASE), short(&one.b, PHRASE));
            format!("\"{a}\" and \"{b}\": {}", harmless(&one.resolution))
        }),
    );
    section(
        &mut text,
        "replaced",
        report.substitutions.iter().map(|one| {
            let (asked, used) = (short(&one.asked, PHRASE), short(&one.used, PHRASE));
            format!("{asked} → {used}: {}", harmless(&one.why))
        }),
    );
    let assumptions = report.assumptions.iter();
    section(
        &mut text,
        "assumed",
        assumptions.map(|one| harmless(&one.text)),
    );
    let questions = report.questions.iter();
    section(
        &mut text,
        "open questions",
        questions.map(|one| harmless(&one.text)),
    );
    text
}

/// Returns items under a heading; empty when there are none.
pub fn listed(heading: &str, items: &[String]) -> String {
    let mut text = String::new();
    let items = items.iter().map(|item| harmless(item));
    section(&mut text, heading, items);
    text
}

fn section(text: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let lines: Vec<String> = items.map(|item| format!("  {item}\n")).collect();
    if !lines.is_empty() {
        text.push_str(&format!(
            "{}\n{}\n",
            paint(HEADING, heading),
            lines.concat()
        ));
    }
}
