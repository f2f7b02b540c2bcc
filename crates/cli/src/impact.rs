//! What a change touches, as text.

use specgen_engine::{Impact, Proposal, Turn};

use crate::facts::described;
use crate::style::{BAD, DIM, GOOD, HEADING, WARN, paint};
use crate::words::{counted, harmless};

/// How many files of the backend are named.
const FILES: usize = 30;

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
