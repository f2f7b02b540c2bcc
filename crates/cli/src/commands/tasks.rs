//! `specgen tasks`: the task list and how far it is.

use clap::Args;
use specgen_diag::ExitClass;
use specgen_engine::{Disk, Task, open, tasks};

use crate::failure::Outcome;
use crate::global::Global;
use crate::style::{DIM, HEADING, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{far, harmless};

/// Arguments of `specgen tasks`.
#[derive(Args, Debug)]
pub struct TasksArgs {
    /// Only what nobody ticked
    #[arg(long)]
    open: bool,
}

/// Prints the tasks.
pub fn run(args: &TasksArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let opened = open(&Disk, &global.workspace())?;
    let mut list = tasks(&Disk, &opened)?;
    if args.open {
        list.tasks.retain(|task| !task.ticked);
    }
    if terminal.json {
        json_out(&list)?;
    } else {
        let rows: String = list.tasks.iter().map(row).collect();
        terminal.out(&format!("{rows}\n{}\n", far(&list)))?;
    }
    Ok(ExitClass::Done)
}

fn row(task: &Task) -> String {
    let title = harmless(&task.title);
    if task.group {
        return format!("{}\n", paint(HEADING, &format!("{} {title}", task.number)));
    }
    let indent = if task.number.contains('.') { "  " } else { "" };
    if task.ticked {
        let by_hand = paint(DIM, "ticked by hand, not verified");
        return format!("{indent}[x] {} {title}  {by_hand}\n", task.number);
    }
    format!("{indent}[ ] {} {title}\n", task.number)
}
