//! `specgen diff`: what a build or a change would write, line by line. Writes nothing.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{Build, Change, Difference, Disk, Opened, is_at_or_below, open, propose};

use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::prompt;
use crate::style::{BAD, GOOD, HEADING, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, harmless};

/// Arguments of `specgen diff`.
#[derive(Args, Debug)]
#[command(
    after_help = "Without --change it shows what `specgen build` would write. What it prints can be read by `patch -p1`.\n\
                  For example:  specgen diff --change \"add CO2\" backend/src"
)]
pub struct DiffArgs {
    /// Only this file, or what lies below this folder
    #[arg(value_name = "PATH")]
    path: Option<String>,
    /// What `specgen change` would write for this request
    #[arg(long, value_name = "REQUEST", allow_hyphen_values = true)]
    change: Option<String>,
    /// Only how many lines come and go in each file
    #[arg(long)]
    stat: bool,
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    files: &'a [Difference],
    conflicts: Vec<&'a str>,
}

/// Plans, and shows what would become of the files.
pub fn run(args: &DiffArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let opened = open(&Disk, &global.workspace())?;
    let build = planned(args, &opened)?;
    let mut found = build.differences(&Disk, &opened)?;
    let place = match &args.path {
        None => String::new(),
        Some(typed) => {
            let touched = found.iter().map(|one| one.path.as_str());
            let in_conflict = build.conflicts.iter().map(|one| one.path.as_str());
            let paths: Vec<&str> = touched.chain(in_conflict).collect();
            opened.place(&Disk, Path::new("."), typed, &paths)?
        }
    };
    let wanted = |path: &str| is_at_or_below(path, &place);
    found.retain(|one| wanted(&one.path));
    let conflicts = build.conflicts.iter().map(|one| one.path.as_str());
    let conflicts: Vec<&str> = conflicts.filter(|path| wanted(path)).collect();
    if terminal.json {
        json_out(&Answer {
            files: &found,
            conflicts,
        })?;
        return Ok(ExitClass::Done);
    }
    let text = if args.stat {
        stat(&found)
    } else {
        found.iter().map(colored).collect()
    };
    terminal.out(&text)?;
    for path in conflicts {
        terminal.note(&format!(
            "not shown: {} is in conflict; `specgen build` shows both sides\n",
            harmless(path)
        ));
    }
    Ok(ExitClass::Done)
}

fn planned(args: &DiffArgs, opened: &Opened) -> Result<Build, Failure> {
    let Some(request) = &args.change else {
        return Ok(Build::plan(&Disk, opened, &mut |_| {})?);
    };
    let request = prompt::from_argument(request)?;
    let proposal = propose(&Disk, opened, &request, false)?;
    if !proposal.outcome.changes() {
        let one = Diagnostic::error(
            "E011",
            ExitClass::Refused,
            "this request changes nothing as it stands",
        );
        return Err(one
            .hint("`specgen change` with the same request and `--dry-run` says why")
            .into());
    }
    let change = Change::plan(&Disk, opened, &proposal, &mut |_| {})?;
    Ok(change.build)
}

fn stat(found: &[Difference]) -> String {
    let widest = found.iter().map(|one| one.path.chars().count()).max();
    let mut text = String::new();
    for one in found {
        let pad = " ".repeat(widest.unwrap_or(0) - one.path.chars().count());
        let (added, removed) = (one.added, one.removed);
        text.push_str(&format!(
            "  {}{pad}  {} {}\n",
            harmless(&one.path),
            paint(GOOD, &format!("+{added}")),
            paint(BAD, &format!("-{removed}"))
        ));
    }
    let sum = |lines: fn(&Difference) -> usize| found.iter().map(lines).sum::<usize>();
    text.push_str(&format!(
        "{}, {} come, {} go\n",
        counted(found.len(), "file"),
        counted(sum(|one| one.added), "line"),
        counted(sum(|one| one.removed), "line")
    ));
    text
}

fn colored(one: &Difference) -> String {
    let mut text = String::new();
    for (at, line) in one.text.split_inclusive('\n').enumerate() {
        let (words, end) = match line.strip_suffix('\n') {
            Some(words) => (words, "\n"),
            None => (line, ""),
        };
        let style = match words.chars().next() {
            _ if at < 2 => HEADING,
            Some('+') => GOOD,
            Some('-') => BAD,
            _ => {
                text.push_str(line);
                continue;
            }
        };
        text.push_str(&paint(style, words));
        text.push_str(end);
    }
    text
}
