//! `specgen undo`: one step back, specification, documents and code together.

use clap::Args;
use serde::Serialize;
use specgen_diag::ExitClass;
use specgen_engine::{Back, Disk, Undo, locate};

use super::change::OnConflict;
use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::progress::Progress;
use crate::style::{GOOD, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, harmless};
use crate::{ask, conflicts, steps};

/// Arguments of `specgen undo`.
#[derive(Args, Debug)]
#[command(
    after_help = "Takes back what the last build, change or other step wrote; each further undo goes one step further.\n\
                  What you edited since stays. Migrations that were written stay too, with their data: a database may\n\
                  have run them. Works without git and never touches it.\n\
                  Exit codes: 0 done, 4 conflicts: nothing was written, 7 nothing to take back, or not approved."
)]
pub struct UndoArgs {
    /// How many steps
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=20))]
    steps: u8,
    /// Do again what the last undo took back
    #[arg(long, conflicts_with = "steps")]
    redo: bool,
    /// Show what would happen; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// What happens to files that you and specgen changed in the same lines
    #[arg(long, value_enum, default_value_t = OnConflict::Stop, value_name = "WHAT")]
    conflict: OnConflict,
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    done: bool,
    #[serde(flatten)]
    undo: &'a Undo,
}

/// Plans, shows, asks, takes back.
pub fn run(args: &UndoArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let progress = Progress::begin(terminal);
    let located = locate(&Disk, &global.workspace())?;
    let back = if args.redo {
        Back::Undo
    } else {
        Back::Steps(usize::from(args.steps))
    };
    let undo = Undo::plan(&Disk, &located, back, &mut |event| progress.follow(event))?;
    progress.end();
    if undo.is_nothing() {
        return nothing(&undo, terminal);
    }
    if !undo.conflicts.is_empty() && args.conflict == OnConflict::Stop {
        return refuse(&undo, args.dry_run, terminal);
    }
    if args.dry_run {
        tell(&undo, false, args.redo, terminal)?;
        return Ok(ExitClass::Done);
    }
    if !args.yes {
        if !terminal.can_ask() {
            tell(&undo, false, args.redo, terminal)?;
            return ask::not_approved(terminal, "written");
        }
        terminal.show(&shown(&undo, false, args.redo));
        if !ask::go_on("take it back?")? {
            return Ok(ask::stopped(terminal, "written"));
        }
    }
    undo.carry_out(&Disk, &located, args.conflict.into(), &mut |event| {
        progress.follow(event);
    })?;
    progress.end();
    tell(&undo, true, args.redo, terminal)?;
    Ok(if undo.conflicts.is_empty() {
        ExitClass::Done
    } else {
        ExitClass::Conflicts
    })
}

/// Tells that there is nothing to take back in these files: another branch is checked out.
fn nothing(undo: &Undo, terminal: &Terminal) -> Outcome {
    if terminal.json {
        json_out(&answer(undo, false))?;
        return Ok(ExitClass::Done);
    }
    for one in &undo.taken_back {
        terminal.out(&format!(
            "nothing to do: the files are as they were before `{}`\n",
            harmless(&one.title)
        ))?;
    }
    Ok(ExitClass::Done)
}

fn refuse(undo: &Undo, dry_run: bool, terminal: &Terminal) -> Outcome {
    if terminal.json {
        json_out(&answer(undo, false))?;
        return Ok(ExitClass::Conflicts);
    }
    terminal.out(&conflicts::shown(&undo.conflicts))?;
    if dry_run {
        return Ok(ExitClass::Conflicts);
    }
    let both = "what you changed since and what was before";
    Err(conflicts::refused_with_ways(&undo.conflicts, both, "earlier").into())
}

fn tell(undo: &Undo, done: bool, redo: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.json {
        return json_out(&answer(undo, done));
    }
    terminal.out(&shown(undo, done, redo))
}

fn shown(undo: &Undo, done: bool, redo: bool) -> String {
    let verb = match (done, redo) {
        (true, false) => paint(GOOD, "taken back"),
        (true, true) => paint(GOOD, "done again"),
        (false, false) => "would take back".to_owned(),
        (false, true) => "would do again".to_owned(),
    };
    let mut text = String::new();
    for one in &undo.taken_back {
        // A redo takes an undo back: what it does again is what that undo was of.
        let title = one.title.strip_prefix("Undo: ").filter(|_| redo);
        let title = harmless(title.unwrap_or(&one.title));
        text.push_str(&format!("{verb}: {title}\n"));
    }
    text.push_str(&steps::listed(&undo.steps));
    if !undo.kept.is_empty() {
        text.push_str(&format!(
            "\n{} {}, with the columns and data that a database has by them:\n",
            counted(undo.kept.len(), "migration"),
            if undo.kept.len() == 1 {
                "stays"
            } else {
                "stay"
            }
        ));
        for path in &undo.kept {
            text.push_str(&format!("  {}\n", harmless(path)));
        }
    }
    if undo.spec_edited {
        text.push_str(
            "\nspec.yaml keeps your edit from before; `specgen build` carries it on again\n",
        );
    }
    text.push_str(&conflicts::shown(&undo.conflicts));
    if done {
        let next = if !undo.conflicts.is_empty() {
            "specgen resolve"
        } else if redo {
            "specgen run"
        } else {
            "specgen undo --redo"
        };
        text.push_str(&steps::next(next));
    }
    text
}

fn answer(undo: &Undo, done: bool) -> Answer<'_> {
    Answer { done, undo }
}
