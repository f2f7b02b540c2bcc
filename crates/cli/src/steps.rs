//! What happens to files, and what to type next, as text.

use specgen_engine::Step;

use crate::style::{HEADING, LITERAL, paint};
use crate::words::{counted, harmless};

/// Returns a line with how many files there are, then one line per file.
pub fn counted_out(verb: &str, steps: &[Step]) -> String {
    format!(
        "{verb}: {}\n{}",
        counted(steps.len(), "file"),
        listed(steps)
    )
}

/// Returns one line per file.
pub fn listed(steps: &[Step]) -> String {
    let lines = steps
        .iter()
        .map(|step| format!("  {}  {}\n", harmless(&step.path), step.what));
    lines.collect()
}

/// Returns what to type next, below its heading.
pub fn next(command: &str) -> String {
    let (heading, command) = (paint(HEADING, "next"), paint(LITERAL, command));
    format!("\n{heading}\n  {command}\n")
}
