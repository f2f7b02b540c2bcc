//! `specgen own`: taking files over, and giving them back.

use std::path::Path;

use clap::Args;
use specgen_diag::ExitClass;
use specgen_engine::{Disk, Owning, locate};

use crate::failure::Outcome;
use crate::global::Global;
use crate::style::{GOOD, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, harmless};

/// Arguments of `specgen own`.
#[derive(Args, Debug)]
#[command(
    after_help = "specgen leaves a file that is yours alone: later versions of it are put into .specgen/incoming and named.\n\
                  With --back a file follows the specification again; what you wrote into it is merged at the next build.\n\
                  A folder stands for all emitted files below it."
)]
pub struct OwnArgs {
    /// The files or folders
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<String>,
    /// Give them back
    #[arg(long)]
    back: bool,
}

/// Plans, writes, tells.
pub fn run(args: &OwnArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let located = locate(&Disk, &global.workspace())?;
    let here = Path::new(".");
    let owning = if args.back {
        Owning::give_back(&Disk, &located, here, &args.paths)?
    } else {
        Owning::take(&Disk, &located, here, &args.paths)?
    };
    owning.carry_out(&Disk, &located)?;
    if terminal.json {
        json_out(&owning)?;
        return Ok(ExitClass::Done);
    }
    let (verb, already) = if args.back {
        ("follow the specification again", "follow it already")
    } else {
        ("yours from now on", "yours already")
    };
    let mut text = String::new();
    for (words, files) in [(verb, &owning.changed), (already, &owning.already)] {
        if files.is_empty() {
            continue;
        }
        text.push_str(&format!(
            "{}: {}\n",
            paint(GOOD, words),
            counted(files.len(), "file")
        ));
        for file in files {
            text.push_str(&format!("  {}\n", harmless(file)));
        }
    }
    if args.back && !owning.changed.is_empty() {
        text.push_str("\n`specgen build` merges what came since\n");
    }
    if text.is_empty() {
        text.push_str("nothing to do\n");
    }
    terminal.out(&text)?;
    Ok(ExitClass::Done)
}
