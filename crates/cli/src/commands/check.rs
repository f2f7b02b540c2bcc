//! `specgen check`: whether specification, documents and code still say the same.

use clap::Args;
use clap::builder::PossibleValuesParser;
use specgen_engine::{Check, Disk, Finding, Level, Policy, check, kinds};

use crate::failure::Outcome;
use crate::global::Global;
use crate::style::{BAD, DIM, GOOD, HEADING, WARN, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, harmless};

/// How many notes of a kind are listed without `-v`.
const NOTED: usize = 5;

/// Arguments of `specgen check`.
#[derive(Args, Debug)]
#[command(
    after_help = "Compares by digest; runs no compiler and writes nothing. Made for CI and for a commit hook.\n\
                  Exit codes: 0 nothing to do, 4 conflicts are left, 5 drift. Notes never fail."
)]
pub struct CheckArgs {
    /// Only note this kind of drift (may be repeated)
    #[arg(long, value_name = "KIND", value_parser = words())]
    allow: Vec<String>,
    /// Fail on this kind of note (may be repeated)
    #[arg(long, value_name = "KIND", value_parser = words())]
    deny: Vec<String>,
}

fn words() -> PossibleValuesParser {
    PossibleValuesParser::new(kinds())
}

/// Looks for drift and tells.
pub fn run(args: &CheckArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let policy = Policy {
        allow: args.allow.clone(),
        deny: args.deny.clone(),
    };
    let found = check(&Disk, &global.workspace(), &policy)?;
    if terminal.json {
        json_out(&found)?;
    } else {
        terminal.out(&shown(&found, global.verbose))?;
    }
    Ok(found.exit())
}

fn shown(check: &Check, verbose: bool) -> String {
    let mut text = String::new();
    let grave = check.findings.iter().filter(|one| one.level != Level::Note);
    for finding in grave.clone() {
        let (style, word) = match finding.level {
            Level::Conflict => (BAD, "conflict"),
            Level::Drift | Level::Note => (WARN, "drift"),
        };
        text.push_str(&format!(
            "{} {}: {} {}\n",
            paint(style, word),
            place(finding),
            harmless(&finding.message),
            paint(DIM, &format!("[{}]", finding.kind)),
        ));
        if let Some(hint) = &finding.hint {
            text.push_str(&format!("  {}\n", harmless(hint)));
        }
    }
    for kind in kinds() {
        let notes: Vec<&Finding> = check
            .findings
            .iter()
            .filter(|one| one.level == Level::Note && one.kind == kind)
            .collect();
        notes_of(&mut text, kind, &notes, verbose);
    }
    let count = grave.count();
    if count == 0 {
        let by_hand = check
            .findings
            .iter()
            .filter(|one| one.kind == "file_changed")
            .count();
        let said = if by_hand == 0 {
            "specification, documents and code agree".to_owned()
        } else {
            format!(
                "specification, documents and code agree, as far as can be told without a compiler: {} changed by hand",
                counted(by_hand, "file")
            )
        };
        text.push_str(&format!("{}: {said}\n", paint(GOOD, "clean")));
    } else {
        text.push_str(&format!("{} to look at\n", counted(count, "place")));
    }
    text
}

fn notes_of(text: &mut String, kind: &str, notes: &[&Finding], verbose: bool) {
    if notes.is_empty() {
        return;
    }
    let heading = format!("{} [{kind}]", counted(notes.len(), "note"));
    text.push_str(&format!("{}\n", paint(HEADING, &heading)));
    let shown = if verbose { notes.len() } else { NOTED };
    for note in notes.iter().take(shown) {
        text.push_str(&format!("  {}: {}\n", place(note), harmless(&note.message)));
    }
    if notes.len() > shown {
        text.push_str(&format!("  and {} more (-v)\n", notes.len() - shown));
    }
}

fn place(finding: &Finding) -> String {
    let path = if finding.path.is_empty() {
        "workspace"
    } else {
        &finding.path
    };
    let line = finding
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    format!("{}{line}", harmless(path))
}
