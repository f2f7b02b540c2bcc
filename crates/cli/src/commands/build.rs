//! `specgen build`: an edited model into documents and code.

use clap::Args;
use serde::Serialize;
use specgen_diag::ExitClass;
use specgen_engine::{APART, Build, Disagreement, Disk, Step, open};

use super::change::OnConflict;
use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::progress::Progress;
use crate::style::{GOOD, paint};
use crate::terminal::{Terminal, json_out};
use crate::{conflicts, steps};

/// Arguments of `specgen build`.
#[derive(Args, Debug)]
#[command(
    after_help = "Goes on after `specgen new --spec-only`, and carries an edited spec.yaml into documents and code.\n\
                  What people changed is kept; all is applied, or nothing. No compiler runs.\n\
                  Exit codes: 0 done or nothing to do, 3 spec.yaml is invalid, 4 conflicts: nothing was written."
)]
pub struct BuildArgs {
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
    migration_clashes: &'a [String],
}

/// Plans, shows conflicts, or applies.
pub fn run(args: &BuildArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let progress = Progress::begin(terminal);
    let opened = open(&Disk, &global.workspace())?;
    let build = Build::plan(&Disk, &opened, &mut |event| progress.follow(event))?;
    progress.end();
    let in_conflict = !build.conflicts.is_empty();
    if in_conflict && (args.dry_run || args.conflict == OnConflict::Stop) {
        return refuse(&build, terminal);
    }
    let done = !args.dry_run && !build.is_nothing();
    if done {
        build.carry_out(&Disk, &opened, args.conflict.into(), &mut |event| {
            progress.follow(event);
        })?;
        progress.end();
    }
    tell(&build, done, terminal)?;
    Ok(if in_conflict {
        ExitClass::Conflicts
    } else {
        ExitClass::Done
    })
}

fn refuse(build: &Build, terminal: &Terminal) -> Outcome {
    if terminal.json {
        json_out(&answer(build, false))?;
        return Ok(ExitClass::Conflicts);
    }
    terminal.out(&conflicts::shown(&build.conflicts))?;
    let both = "your changes and specgen's";
    let one = conflicts::refused_with_ways(&build.conflicts, both, "new");
    Err(one
        .hint("or take your own change back, or the edit of spec.yaml that leads to specgen's, then run `specgen build` again")
        .into())
}

fn tell(build: &Build, done: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.json {
        return json_out(&answer(build, done));
    }
    let only_records = build.steps.is_empty() && build.conflicts.is_empty();
    if build.is_nothing() || only_records {
        let lacking = lacking(build);
        let what = match (build.settles, done) {
            (true, true) => "settled specgen.lock, which git had merged",
            (true, false) => "would settle specgen.lock, which git merged",
            (false, _) => "nothing to do",
        };
        return terminal.out(&format!(
            "{what}: documents and code follow spec.yaml\n{lacking}{}",
            clashes(build)
        ));
    }
    let verb = if done { "done" } else { "would do" };
    let mut text = steps::counted_out(&paint(GOOD, verb), &build.steps);
    text.push_str(&lacking(build));
    text.push_str(&conflicts::shown(&build.conflicts));
    if !build.clashes.is_empty() {
        text.push_str(&clashes(build));
        return terminal.out(&text);
    }
    if done && (build.backend || !build.conflicts.is_empty()) {
        text.push_str(&steps::next(if build.conflicts.is_empty() {
            "specgen run"
        } else {
            "specgen resolve"
        }));
    }
    terminal.out(&text)
}

/// Says why no backend is built, and what to type to get one.
fn lacking(build: &Build) -> String {
    build.lacking.map_or_else(String::new, |(why, next)| {
        format!("\nno backend is built: {why}\n{}", steps::next(next))
    })
}

/// Says which migrations of two branches cannot run on one database.
fn clashes(build: &Build) -> String {
    if build.clashes.is_empty() {
        return String::new();
    }
    let list = build.clashes.iter().map(|one| format!("  {one}\n"));
    let list: String = list.collect();
    format!("\nmigrations that cannot run on one database:\n{list}{APART}\n")
}

fn answer(build: &Build, done: bool) -> Answer<'_> {
    Answer {
        done,
        steps: &build.steps,
        conflicts: &build.conflicts,
        migration_clashes: &build.clashes,
    }
}
