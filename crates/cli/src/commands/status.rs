//! `specgen status`: where the work stands, and what to type next.

use clap::Args;
use specgen_diag::ExitClass;
use specgen_engine::{Disk, Status, open, status};

use crate::failure::Outcome;
use crate::global::Global;
use crate::steps;
use crate::style::{BAD, HEADING, WARN, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, far, harmless};

/// How many items of a kind are named.
const NAMED: usize = 8;

/// Arguments of `specgen status`.
#[derive(Args, Debug)]
pub struct StatusArgs {}

/// Looks at the workspace and tells.
pub fn run(_: &StatusArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let opened = open(&Disk, &global.workspace())?;
    let status = status(&Disk, &opened)?;
    if terminal.json {
        json_out(&status)?;
    } else {
        terminal.out(&shown(&status))?;
    }
    Ok(ExitClass::Done)
}

fn shown(status: &Status) -> String {
    let mut text = format!("{} in {}\n", paint(HEADING, &status.name), status.dir);
    let edited = if status.spec_edited {
        paint(WARN, " edited since the last build")
    } else {
        String::new()
    };
    text.push_str(&format!("  specification  {}{edited}\n", status.spec));
    let none = status.lacking.map(|why| format!("none: {why}"));
    let none = none.unwrap_or_else(|| "none yet".to_owned());
    let backend = status.backend.as_deref().unwrap_or(&none);
    text.push_str(&format!("  backend        {backend}\n"));
    text.push_str(&format!("  tasks          {}\n", far(&status.tasks)));
    text.push_str(&format!("  files          {} emitted\n", status.files));
    list(
        &mut text,
        &paint(BAD, "in conflict"),
        &status.conflicts,
        "file",
    );
    list(
        &mut text,
        "changed by hand, and kept",
        &status.edited,
        "file",
    );
    list(
        &mut text,
        "deleted by hand, and gone",
        &status.deleted,
        "file",
    );
    list(
        &mut text,
        "held and not built yet",
        &status.not_built,
        "place",
    );
    if !status.questions.is_empty() {
        text.push_str(&format!("\n{}\n", paint(HEADING, "open questions")));
        for question in &status.questions {
            text.push_str(&format!("  {}\n", harmless(question)));
        }
    }
    if status.branches_merged {
        let words = "git merged two branches: a build settles what both rendered";
        text.push_str(&format!("\n{}\n", paint(WARN, words)));
    }
    if status.other_templates {
        let words = "made with other templates than this specgen has";
        text.push_str(&format!("\n{}\n", paint(WARN, words)));
    }
    text.push_str(&steps::next(status.next));
    text
}

fn list(text: &mut String, heading: &str, files: &[String], noun: &str) {
    if files.is_empty() {
        return;
    }
    text.push_str(&format!("\n{heading}: {}\n", counted(files.len(), noun)));
    for file in files.iter().take(NAMED) {
        text.push_str(&format!("  {}\n", harmless(file)));
    }
    if files.len() > NAMED {
        text.push_str(&format!("  and {} more\n", files.len() - NAMED));
    }
}
