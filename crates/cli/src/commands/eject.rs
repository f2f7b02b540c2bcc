//! `specgen eject`: leave specgen and keep everything.

use clap::Args;
use serde::Serialize;
use specgen_diag::ExitClass;
use specgen_engine::{Disk, Eject};

use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::style::{GOOD, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::harmless;
use crate::{ask, steps};

/// Arguments of `specgen eject`.
#[derive(Args, Debug)]
#[command(
    after_help = "Removes what only specgen reads, or what only says how to work with it: specgen.lock, .specgen, and unless you edited\n\
                  them AGENTS.md, .gitattributes and specgen.yaml. The backend is a plain Rust project and builds without them; the\n\
                  specification stays as documents. There is no way back but version control: without these files your edits can\n\
                  no longer be told from what was generated."
)]
pub struct EjectArgs {
    /// Show what would be removed; remove nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    done: bool,
    #[serde(flatten)]
    eject: &'a Eject,
}

/// Shows, asks, leaves.
pub fn run(args: &EjectArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let eject = Eject::plan(&Disk, &global.workspace())?;
    if args.dry_run {
        tell(&eject, false, terminal)?;
        return Ok(ExitClass::Done);
    }
    if !args.yes {
        if !terminal.can_ask() {
            tell(&eject, false, terminal)?;
            return ask::not_approved(terminal, "removed");
        }
        terminal.show(&shown(&eject, false));
        if !ask::go_on("leave specgen?")? {
            return Ok(ask::stopped(terminal, "removed"));
        }
    }
    eject.carry_out(&Disk)?;
    tell(&eject, true, terminal)?;
    Ok(ExitClass::Done)
}

fn tell(eject: &Eject, done: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.json {
        return json_out(&Answer { done, eject });
    }
    terminal.out(&shown(eject, done))
}

fn shown(eject: &Eject, done: bool) -> String {
    let verb = if done {
        paint(GOOD, "removed")
    } else {
        "would remove".to_owned()
    };
    let mut text = format!("{verb}\n");
    for path in &eject.removed {
        text.push_str(&format!("  {}\n", harmless(path)));
    }
    for path in &eject.kept {
        text.push_str(&format!(
            "  {} stays, since you edited it; it may still name specgen\n",
            harmless(path)
        ));
    }
    text.push_str("all other files stay as they are\n");
    if let (true, Some(backend)) = (done, &eject.backend) {
        let next = format!("cd {} && cargo test", harmless(backend));
        text.push_str(&steps::next(&next));
    }
    text
}
