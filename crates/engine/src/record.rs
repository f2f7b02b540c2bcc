//! The record of a change: what was asked, and what came of it. Written once, never changed.

use crate::draft::Draft;
use crate::report::Report;

/// Returns the record of the prompt that a workspace began with.
pub fn first_change(draft: &Draft) -> String {
    format!(
        "# 1. New\n\n{}{}",
        request(&draft.prompt),
        said(&draft.report)
    )
}

/// Returns a request as the section of a record, and who read it.
pub(crate) fn request(words: &str) -> String {
    let mut text = String::from("## Request\n\n");
    for line in words.trim().lines() {
        text.push_str(format!("> {}", plain(line)).trim_end());
        text.push('\n');
    }
    text.push_str("\nRead by: the embedded engine.\n");
    text
}

/// Returns what was said beside a result as sections of a record.
pub(crate) fn said(report: &Report) -> String {
    let mut text = String::new();
    let gaps = report.not_understood.iter();
    section(
        &mut text,
        "Not understood",
        gaps.map(|one| format!("`{}`: {}", quoted(&one.text), one.why)),
    );
    let pairs = report.contradictions.iter();
    section(
        &mut text,
        "Said in two ways",
        pairs.map(|one| {
            format!(
                "`{}` and `{}`: {}",
                quoted(&one.a),
                quoted(&one.b),
                one.resolution
            )
        }),
    );
    let replaced = report.substitutions.iter();
    section(
        &mut text,
        "Replaced",
        replaced.map(|one| format!("{} by {}: {}", plain(&one.asked), one.used, one.why)),
    );
    let assumed = report.assumptions.iter();
    section(&mut text, "Assumed", assumed.map(|one| one.text.clone()));
    let questions = report.questions.iter();
    section(
        &mut text,
        "Open questions",
        questions.map(|one| one.text.clone()),
    );
    text
}

fn section(text: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let lines: Vec<String> = items.map(|item| format!("- {item}\n")).collect();
    if !lines.is_empty() {
        text.push_str(&format!("\n## {heading}\n\n{}", lines.concat()));
    }
}

/// Returns a line without control characters, so that a prompt cannot break the page.
fn plain(line: &str) -> String {
    let clean = line.chars().map(|c| if c.is_control() { ' ' } else { c });
    clean.collect()
}

/// Returns a phrase that can stand between back quotes on one line.
fn quoted(phrase: &str) -> String {
    plain(phrase).replace('`', "'")
}
