//! `specgen restore`: bring back what was deleted, or show what specgen would write.

use std::path::Path;

use clap::Args;
use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{Disk, Restore, locate};

use crate::failure::Outcome;
use crate::global::Global;
use crate::style::{GOOD, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::harmless;

/// Arguments of `specgen restore`.
#[derive(Args, Debug)]
#[command(
    after_help = "Brings back emitted files that were deleted, as the specification that is built makes them.\n\
                  A file that is there is never written over: --show prints what specgen would write.\n\
                  For example:  specgen restore --show backend/src/domain/catalog.rs | diff - backend/src/domain/catalog.rs"
)]
pub struct RestoreArgs {
    /// The files, or a folder for all emitted files below it
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<String>,
    /// Print what specgen would write; write nothing
    #[arg(long)]
    show: bool,
}

/// Brings back, or shows.
pub fn run(args: &RestoreArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let located = locate(&Disk, &global.workspace())?;
    let restore = Restore::plan(&Disk, &located, Path::new("."), &args.paths)?;
    if args.show {
        if terminal.json {
            json_out(&restore)?;
        } else {
            for file in &restore.files {
                terminal.out(&file.text)?;
            }
        }
        return Ok(ExitClass::Done);
    }
    let missing: Vec<&str> = restore
        .files
        .iter()
        .filter(|file| !file.there)
        .map(|file| file.path.as_str())
        .collect();
    if missing.is_empty() {
        return Err(all_there(&args.paths).into());
    }
    restore.carry_out(&Disk, &located)?;
    if terminal.json {
        json_out(&serde_json::json!({ "restored": missing }))?;
        return Ok(ExitClass::Done);
    }
    let mut text = format!("{}\n", paint(GOOD, "back again"));
    for path in missing {
        text.push_str(&format!("  {}\n", harmless(path)));
    }
    terminal.out(&text)?;
    Ok(ExitClass::Done)
}

fn all_there(paths: &[String]) -> Diagnostic {
    let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
    let verb = if paths.len() == 1 { "is" } else { "are" };
    Diagnostic::error(
        "E036",
        ExitClass::Refused,
        format!("{} {verb} there: nothing was written", names.join(", ")),
    )
    .hint("`specgen restore --show PATH` prints what specgen would write")
    .hint("delete a file first when you do not want your edits; `specgen undo` takes back the last step")
}
