//! What a change touches, as text.

use anstyle::Style;
use specgen_engine::{Criteria, Impact, Proposal, Turn};

use crate::facts::described;
use crate::style::{BAD, DIM, GOOD, HEADING, WARN, paint};
use crate::words::{counted, harmless, short};

/// How many files of the backend are named.
const FILES: usize = 30;
/// How many criteria, routes and tests of one kind are named.
const MOST: usize = 12;
/// How much of a criterion is shown.
const WIDTH: usize = 90;

/// Returns what turns in the specification, and what happens to which file.
pub fn shown(proposal: &Proposal, impact: &Impact, target: &str) -> String {
    let mut text = format!("{}\n", paint(HEADING, "specification"));
    for turn in proposal.turns() {
        text.push_str(&turned(&turn));
    }
    if !impact.by_hand.is_empty() {
        let edits = counted(impact.by_hand.len(), "edit");
        text.push_str(&format!(
            "  {edits} of yours in spec.yaml, not carried out yet, comes along\n"
        ));
    }
    text.push_str(&criteria(&impact.criteria));
    text.push_str(&named("migrations", GOOD, "+", &impact.migrations));
    text.push_str(&named("stored data", WARN, "~", &impact.stored));
    for (heading, turned) in [("endpoints", &impact.endpoints), ("tests", &impact.tests)] {
        text.push_str(&named(heading, GOOD, "+", &turned.added));
        let gone = if turned.added.is_empty() { heading } else { "" };
        text.push_str(&named(gone, BAD, "-", &turned.removed));
    }
    text.push_str(&format!("\n{}\n", paint(HEADING, "files")));
    let below = format!("{target}/");
    let (code, rest): (Vec<_>, Vec<_>) = impact
        .files
        .iter()
        .partition(|file| file.path.starts_with(&below));
    for file in rest.iter().chain(code.iter().take(FILES)) {
        text.push_str(&format!(
            "  {}  {}\n",
            harmless(&file.path),
            paint(DIM, file.what)
        ));
    }
    if code.len() > FILES {
        text.push_str(&format!(
            "  and {} more below {below}\n",
            code.len() - FILES
        ));
    }
    text.push('\n');
    text
}

fn criteria(criteria: &Criteria) -> String {
    if criteria.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint(HEADING, "acceptance criteria"));
    for (style, sign, list) in [
        (GOOD, "+", &criteria.added),
        (WARN, "~", &criteria.changed),
        (BAD, "-", &criteria.withdrawn),
    ] {
        for one in list.iter().take(MOST) {
            let words = short(&one.text, WIDTH);
            text.push_str(&format!(
                "  {} {} {}  {words}{}\n",
                paint(style, sign),
                one.number,
                paint(DIM, &one.key),
                if one.built { "" } else { " (not built yet)" }
            ));
        }
        text.push_str(&more(sign, list.len()));
    }
    text
}

/// Returns names below a heading, each with a sign; nothing when there are none.
fn named(heading: &str, style: Style, sign: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    if !heading.is_empty() {
        text.push_str(&format!("\n{}\n", paint(HEADING, heading)));
    }
    for name in names.iter().take(MOST) {
        text.push_str(&format!("  {} {}\n", paint(style, sign), harmless(name)));
    }
    text + &more(sign, names.len())
}

fn more(sign: &str, count: usize) -> String {
    if count > MOST {
        format!("  {sign} and {} more\n", count - MOST)
    } else {
        String::new()
    }
}

fn turned(turn: &Turn) -> String {
    match (&turn.before, &turn.after) {
        (None, Some(after)) => format!("  {} {}\n", paint(GOOD, "+"), described(after)),
        (Some(before), None) => format!("  {} {}\n", paint(BAD, "-"), described(before)),
        (Some(before), Some(after)) => format!(
            "  {} {}\n    {}\n",
            paint(WARN, "~"),
            described(after),
            paint(DIM, &format!("was: {}", described(before)))
        ),
        (None, None) => String::new(),
    }
}
