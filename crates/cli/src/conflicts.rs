//! Conflicts as text: both sides of each place.

use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::Disagreement;

use crate::style::{BAD, paint};
use crate::words::{counted, harmless, short};

/// How many lines of one side of a conflict are shown.
const LINES: usize = 6;
/// How many conflicts of one file are shown.
const PLACES: usize = 5;

/// Returns each conflict with both sides.
pub fn shown(conflicts: &[Disagreement]) -> String {
    let mut text = String::new();
    for one in conflicts {
        text.push_str(&format!(
            "{} {}: {}\n",
            paint(BAD, "conflict"),
            harmless(&one.path),
            one.why
        ));
        for place in one.places.iter().take(PLACES) {
            text.push_str(&format!(
                "  line {}, yours:\n{}",
                place.line,
                side(&place.yours)
            ));
            text.push_str(&format!("  specgen's:\n{}", side(&place.specgens)));
        }
    }
    text
}

/// Refuses to write; `both` are those that do not agree.
pub fn refused(conflicts: &[Disagreement], both: &str) -> Diagnostic {
    let files = counted(conflicts.len(), "file");
    Diagnostic::error(
        "E027",
        ExitClass::Conflicts,
        format!("nothing was written: {both} do not agree in {files}"),
    )
}

/// Refuses in the same way, and names the ways to get both sides; `other` is what would be put beside.
/// Conflicts of an earlier run have both sides already and no place of their own.
pub fn refused_with_ways(conflicts: &[Disagreement], both: &str, other: &str) -> Diagnostic {
    if conflicts.iter().all(|one| one.earlier) {
        return refused(conflicts, both).hint(
            "end what an earlier run left with `specgen resolve`, then run the same command again",
        );
    }
    let (by_git, others): (Vec<_>, Vec<_>) = conflicts.iter().partition(|one| one.by_git);
    let mut refused = refused(conflicts, both);
    if !by_git.is_empty() {
        refused = refused.hint(
            "in the files with markers of git keep what is right, remove the marker lines, then run `specgen build`",
        );
    }
    if others.is_empty() {
        return refused;
    }
    refused
        .hint("run the same command with `--conflict inline` to get both sides between markers")
        .hint(format!(
            "or with `--conflict incoming` to get the {other} versions beside your files"
        ))
}

fn side(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut shown = String::new();
    for line in lines.iter().take(LINES) {
        shown.push_str(&format!("    | {}\n", short(line, 100)));
    }
    if lines.is_empty() {
        shown.push_str("    (no lines)\n");
    } else if lines.len() > LINES {
        shown.push_str(&format!("    and {} more lines\n", lines.len() - LINES));
    }
    shown
}
