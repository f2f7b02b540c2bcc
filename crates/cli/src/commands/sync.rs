//! `specgen sync`: what people wrote into documents and code, back into the model.

use clap::Args;
use serde::Serialize;
use specgen_diag::ExitClass;
use specgen_engine::{Disagreement, Disk, Step, Sync, SyncReading, open};

use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::progress::Progress;
use crate::style::{DIM, GOOD, WARN, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{differing, harmless, short};
use crate::{ask, conflicts, steps};

/// How much of a line is shown.
const WIDTH: usize = 90;

/// Arguments of `specgen sync`.
#[derive(Args, Debug)]
#[command(
    after_help = "Reads edits of requirements.md, design.md and tasks.md, and routes that were written into the code, and\n\
                  turns them into edits of spec.yaml; then documents and code follow. It shows them first. On a terminal it\n\
                  then asks; without a terminal it writes only with --yes. Prose stays as it is.\n\
                  Exit codes: 0 done or nothing to do, 4 conflicts: nothing was written, 7 not approved: nothing was written."
)]
pub struct SyncArgs {
    /// Show what would happen; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Approve everything
    #[arg(short, long)]
    yes: bool,
    /// What needs a removed thing goes with it
    #[arg(long)]
    cascade: bool,
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    done: bool,
    #[serde(flatten)]
    reading: &'a SyncReading,
    steps: &'a [Step],
    conflicts: &'a [Disagreement],
}

/// Reads, shows, asks, writes.
pub fn run(args: &SyncArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let progress = Progress::begin(terminal);
    let opened = open(&Disk, &global.workspace())?;
    let sync = Sync::plan(&Disk, &opened, args.cascade, &mut |event| {
        progress.follow(event);
    })?;
    progress.end();
    if sync.build.is_none() || args.dry_run {
        tell(&sync, false, terminal)?;
        return Ok(ExitClass::Done);
    }
    if conflicts_of(&sync).is_empty() {
        if !args.yes && !approved(&sync, terminal)? {
            return not_approved(&sync, terminal);
        }
        sync.carry_out(&Disk, &opened, &mut |event| progress.follow(event))?;
        progress.end();
        tell(&sync, true, terminal)?;
        return Ok(ExitClass::Done);
    }
    tell(&sync, false, terminal)?;
    if terminal.json {
        return Ok(ExitClass::Conflicts);
    }
    let one = conflicts::refused(conflicts_of(&sync), "your changes and specgen's");
    Err(one
        .hint("take specgen's lines over by hand, or take your own change back, then run `specgen sync` again")
        .into())
}

fn conflicts_of(sync: &Sync) -> &[Disagreement] {
    sync.build.as_ref().map_or(&[], |build| &build.conflicts)
}

fn approved(sync: &Sync, terminal: &Terminal) -> Result<bool, Failure> {
    if !terminal.can_ask() {
        return Ok(false);
    }
    terminal.show(&shown(sync, false));
    ask::go_on("take it over?")
}

fn not_approved(sync: &Sync, terminal: &Terminal) -> Outcome {
    if terminal.can_ask() {
        return Ok(ask::stopped(terminal, "written"));
    }
    tell(sync, false, terminal)?;
    ask::not_approved(terminal, "written")
}

fn tell(sync: &Sync, done: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.json {
        return json_out(&Answer {
            done,
            reading: &sync.reading,
            steps: sync.build.as_ref().map_or(&[], |build| &build.steps),
            conflicts: conflicts_of(sync),
        });
    }
    terminal.out(&shown(sync, done))
}

fn shown(sync: &Sync, done: bool) -> String {
    let reading = &sync.reading;
    let mut text = String::new();
    for taken in &reading.taken {
        text.push_str(&format!("{}:{}\n", harmless(&taken.path), taken.line));
        let (was, now) = differing(&taken.was, &taken.now, WIDTH);
        for (sign, line) in [("-", was), ("+", now)] {
            if !line.is_empty() {
                text.push_str(&format!("  {sign} {line}\n"));
            }
        }
        for means in &taken.means {
            text.push_str(&format!("  {} {}\n", paint(GOOD, "=>"), harmless(means)));
        }
        for beyond in &taken.beyond {
            let said = format!("stays text of yours: {}", short(beyond, WIDTH));
            text.push_str(&format!("  {}\n", paint(DIM, &said)));
        }
    }
    for phrase in &reading.dismissed {
        text.push_str(&format!("dismissed: \"{}\"\n", short(phrase, WIDTH)));
    }
    for (style, heading, notes) in [
        (
            WARN,
            "could not be read, and stays in the document",
            &reading.unread,
        ),
        (DIM, "yours, and kept", &reading.kept),
    ] {
        if !notes.is_empty() {
            text.push_str(&format!("\n{}\n", paint(style, heading)));
        }
        for one in notes {
            let line = short(&one.text, WIDTH);
            text.push_str(&format!("  {}:{}: {line}\n", harmless(&one.path), one.line));
            text.push_str(&format!("    {}\n", harmless(&one.why)));
        }
    }
    let Some(build) = &sync.build else {
        text.push_str(if reading.unread.is_empty() {
            "nothing to take over: the model says what documents and code say\n"
        } else {
            "nothing to take over but what could not be read\n"
        });
        return text;
    };
    text.push_str(&conflicts::shown(&build.conflicts));
    let verb = if done { "done" } else { "would do" };
    text.push('\n');
    text.push_str(&steps::counted_out(&paint(GOOD, verb), &build.steps));
    if done {
        text.push_str(&steps::next("specgen status"));
    }
    text
}
