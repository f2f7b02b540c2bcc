//! `specgen log`: the steps that a workspace went.

use clap::Args;
use specgen_diag::ExitClass;
use specgen_engine::{Disk, Entry, Log, locate, log};

use crate::failure::Outcome;
use crate::global::Global;
use crate::style::{DIM, LITERAL, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, harmless};

/// Arguments of `specgen log`.
#[derive(Args, Debug)]
#[command(
    after_help = "The oldest first. A number is that of the record in specs/<name>/changes; steps that wrote none have none.\n\
                  Steps with files are kept here and can be taken back with `specgen undo`, the last one first."
)]
pub struct LogArgs {}

/// Reads the steps and shows them.
pub fn run(_: &LogArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let located = locate(&Disk, &global.workspace())?;
    let log = log(&Disk, &located)?;
    if terminal.json {
        json_out(&log)?;
    } else {
        terminal.out(&shown(&log))?;
    }
    Ok(ExitClass::Done)
}

fn shown(log: &Log) -> String {
    let mut text = String::new();
    for step in &log.steps {
        let is_next = step.step.is_some() && step.step == log.next_undo;
        text.push_str(&line(step, is_next));
    }
    if text.is_empty() {
        text.push_str("no step is recorded yet\n");
    }
    text
}

fn line(step: &Entry, is_next: bool) -> String {
    let number = step
        .number
        .map_or_else(String::new, |number| number.to_string());
    let mut line = format!("{number:>4}  {}", harmless(&step.title));
    if let Some(files) = step.files {
        line.push_str(&paint(DIM, &format!("  {}", counted(files, "file"))));
    }
    if step.elsewhere {
        line.push_str(&paint(DIM, "  on another branch"));
    }
    if step.taken_back {
        line.push_str(&paint(DIM, "  taken back"));
    } else if is_next {
        line.push_str(&format!("  {}", paint(LITERAL, "specgen undo")));
    }
    line.push('\n');
    line
}
