//! `specgen upgrade`: new templates by merge, in a step of their own.

use clap::Args;
use serde::Serialize;
use specgen_diag::ExitClass;
use specgen_engine::{Disagreement, Disk, Step, Upgrade, locate};

use super::change::OnConflict;
use crate::failure::Outcome;
use crate::global::Global;
use crate::progress::Progress;
use crate::style::{GOOD, paint};
use crate::terminal::{Terminal, json_out};
use crate::{conflicts, steps};

/// Arguments of `specgen upgrade`.
#[derive(Args, Debug)]
#[command(
    after_help = "The specification stays what it is; documents and code follow the templates of this specgen. What people\n\
                  changed is kept; all is applied, or nothing. An edit of spec.yaml that is not built yet is left for\n\
                  `specgen build`: two changes are never mixed.\n\
                  Exit codes: 0 done or nothing to do, 4 conflicts."
)]
pub struct UpgradeArgs {
    /// Show what would happen; write nothing
    #[arg(long)]
    dry_run: bool,
    /// What happens where your changes and specgen's do not agree
    #[arg(long, value_enum, default_value_t = OnConflict::Stop, value_name = "WHAT")]
    conflict: OnConflict,
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    done: bool,
    steps: &'a [Step],
    conflicts: &'a [Disagreement],
    spec_edited: bool,
}

/// Plans, shows conflicts, or applies.
pub fn run(args: &UpgradeArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let progress = Progress::begin(terminal);
    let located = locate(&Disk, &global.workspace())?;
    let upgrade = Upgrade::plan(&Disk, &located, &mut |event| progress.follow(event))?;
    progress.end();
    let in_conflict = !upgrade.build.conflicts.is_empty();
    let class = if in_conflict {
        ExitClass::Conflicts
    } else {
        ExitClass::Done
    };
    let stops = in_conflict && args.conflict == OnConflict::Stop;
    let done = !args.dry_run && !stops && !upgrade.is_nothing();
    if done {
        upgrade.carry_out(&Disk, args.conflict.into(), &mut |event| {
            progress.follow(event);
        })?;
        progress.end();
    }
    if terminal.json {
        json_out(&Answer {
            done,
            steps: &upgrade.build.steps,
            conflicts: &upgrade.build.conflicts,
            spec_edited: upgrade.spec_edited,
        })?;
        return Ok(class);
    }
    terminal.out(&shown(&upgrade, done, stops))?;
    if stops && !args.dry_run {
        let both = "your changes and the new templates";
        let refused = conflicts::refused_with_ways(&upgrade.build.conflicts, both, "new");
        return Err(refused.into());
    }
    Ok(class)
}

fn shown(upgrade: &Upgrade, done: bool, stops: bool) -> String {
    if upgrade.is_nothing() {
        return "nothing to do: the backend follows the templates of this specgen\n".to_owned();
    }
    let mut text = String::new();
    if !stops {
        let verb = if done { "upgraded" } else { "would upgrade" };
        let verb = paint(GOOD, verb);
        text.push_str(&steps::counted_out(&verb, &upgrade.build.steps));
    }
    text.push_str(&conflicts::shown(&upgrade.build.conflicts));
    if upgrade.spec_edited {
        text.push_str(
            "\nspec.yaml is edited and not built yet: it stays so until `specgen build`\n",
        );
    }
    if done {
        let next = if !upgrade.build.conflicts.is_empty() {
            "specgen resolve"
        } else if upgrade.spec_edited {
            "specgen build"
        } else {
            "specgen run"
        };
        text.push_str(&steps::next(next));
    }
    text
}
