//! `specgen change`: one request through specification, documents and code.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;
use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{
    Change, ConflictMode, Disk, Impact, Opened, Outcome as Answered, Proposal, open, propose,
};

use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::progress::Progress;
use crate::style::{GOOD, HEADING, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::short;
use crate::{ask, conflicts, impact, prompt, report, steps};

/// Arguments of `specgen change`.
#[derive(Args, Debug)]
#[command(
    after_help = "Shows first what the request touches. On a terminal it then asks; without a terminal it writes only with --yes.\n\
                  What people changed by hand is kept; all is applied, or nothing. No compiler runs.\n\
                  Exit codes: 0 done or nothing to do, 4 conflicts, 7 nothing was written: not approved, or a question is open.\n\
                  For example:  specgen change \"add CO2\""
)]
pub struct ChangeArgs {
    /// What should be different, in plain words; `-` reads standard input
    #[arg(
        value_name = "REQUEST",
        required_unless_present = "from",
        allow_hyphen_values = true
    )]
    request: Option<String>,
    /// Read the request from a file
    #[arg(long, value_name = "FILE", conflicts_with = "request")]
    from: Option<PathBuf>,
    /// Show what would happen; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Approve everything
    #[arg(short, long)]
    yes: bool,
    /// What needs a removed thing goes with it
    #[arg(long)]
    cascade: bool,
    /// What happens where your changes and specgen's do not agree
    #[arg(long, value_enum, default_value_t = OnConflict::Stop, value_name = "WHAT")]
    conflict: OnConflict,
}

/// What happens where a person's change and specgen's do not agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnConflict {
    /// Nothing is written
    #[default]
    Stop,
    /// Both sides are written into the file, between markers
    Inline,
    /// The file stays; the new version is put into .specgen/incoming
    Incoming,
}

impl From<OnConflict> for ConflictMode {
    fn from(what: OnConflict) -> Self {
        match what {
            OnConflict::Stop => Self::Stop,
            OnConflict::Inline => Self::Inline,
            OnConflict::Incoming => Self::Incoming,
        }
    }
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    done: bool,
    #[serde(flatten)]
    proposal: &'a Proposal,
    impact: Option<&'a Impact>,
    next: Option<&'a str>,
}

/// Reads the request, shows what it touches, and carries it out.
pub fn run(args: &ChangeArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let request = match (&args.request, &args.from) {
        (Some(text), _) => prompt::from_argument(text)?,
        (None, Some(file)) => prompt::from_file(file)?,
        (None, None) => return Err(Failure::Ended(ExitClass::Usage)),
    };
    if request.trim().is_empty() {
        let one = Diagnostic::error("E018", ExitClass::Usage, "the request holds no words");
        return Err(one
            .hint("say what should be different, such as `specgen change \"add CO2\"`")
            .into());
    }
    let progress = Progress::begin(terminal);
    let opened = open(&Disk, &global.workspace())?;
    let proposal = propose(&Disk, &opened, &request, args.cascade)?;
    if !proposal.outcome.changes() {
        progress.end();
        return unchanged(&proposal, args.dry_run, terminal);
    }
    let change = Change::plan(&Disk, &opened, &proposal, &mut |event| {
        progress.follow(event);
    })?;
    progress.end();
    let asked = Asked {
        proposal: &proposal,
        change: &change,
        opened: &opened,
    };
    if args.dry_run {
        asked.tell(false, None, terminal)?;
        return Ok(ExitClass::Done);
    }
    if !change.impact.conflicts.is_empty() && args.conflict == OnConflict::Stop {
        return asked.stop_at_conflicts(terminal);
    }
    if !args.yes && !asked.approved(terminal)? {
        return asked.not_approved(terminal);
    }
    let mode = args.conflict.into();
    change.carry_out(&Disk, &opened, mode, &mut |event| progress.follow(event))?;
    progress.end();
    asked.tell(true, Some(asked.next()), terminal)?;
    Ok(if change.impact.conflicts.is_empty() {
        ExitClass::Done
    } else {
        ExitClass::Conflicts
    })
}

/// A proposal that changes something, and what is known of it.
struct Asked<'a> {
    proposal: &'a Proposal,
    change: &'a Change,
    opened: &'a Opened,
}

impl Asked<'_> {
    /// Asks on a terminal, after showing what is asked about.
    fn approved(&self, terminal: &Terminal) -> Result<bool, Failure> {
        if !terminal.can_ask() {
            return Ok(false);
        }
        terminal.show(&self.shown());
        ask::go_on("carry it out?")
    }

    fn not_approved(&self, terminal: &Terminal) -> Outcome {
        if terminal.can_ask() {
            return Ok(ask::stopped(terminal, "written"));
        }
        self.tell(false, Some("the same command with --yes"), terminal)?;
        ask::not_approved(terminal, "written")
    }

    fn stop_at_conflicts(&self, terminal: &Terminal) -> Outcome {
        if terminal.json {
            self.tell(false, None, terminal)?;
            return Ok(ExitClass::Conflicts);
        }
        terminal.out(&conflicts::shown(&self.change.impact.conflicts))?;
        let both = "your changes and specgen's";
        let one = conflicts::refused_with_ways(&self.change.impact.conflicts, both, "new");
        Err(one
            .hint("or take your own change back, then run the same command again")
            .into())
    }

    fn next(&self) -> &'static str {
        if !self.change.impact.conflicts.is_empty() {
            "specgen resolve"
        } else if self.change.build.backend && !self.change.impact.builds {
            "specgen build"
        } else if self.change.build.backend {
            "specgen run"
        } else {
            "specgen status"
        }
    }

    fn shown(&self) -> String {
        impact::shown(
            self.proposal,
            &self.change.impact,
            &self.opened.settings.target,
        ) + &report::shown(&self.proposal.report)
            + &report::listed("held and not built yet", &self.change.impact.not_built)
    }

    fn tell(&self, done: bool, next: Option<&str>, terminal: &Terminal) -> Result<(), Failure> {
        if terminal.json {
            return json_out(&Answer {
                done,
                proposal: self.proposal,
                impact: Some(&self.change.impact),
                next,
            });
        }
        let (style, verb) = if done {
            (GOOD, "changed")
        } else {
            (HEADING, "would change")
        };
        let request = short(&self.proposal.request, 70);
        let mut text = format!("{}: {request}\n\n{}", paint(style, verb), self.shown());
        text.push_str(&conflicts::shown(&self.change.impact.conflicts));
        if let Some(next) = next {
            text = format!("{}\n{}", text.trim_end(), steps::next(next));
        }
        terminal.out(&text)
    }
}

/// Tells why nothing changes: it is so already, or something has to be known first.
fn unchanged(proposal: &Proposal, dry_run: bool, terminal: &Terminal) -> Outcome {
    let is_noop = proposal.outcome == Answered::Noop;
    let class = if is_noop || dry_run {
        ExitClass::Done
    } else {
        ExitClass::Refused
    };
    if terminal.json {
        json_out(&Answer {
            done: false,
            proposal,
            impact: None,
            next: None,
        })?;
        return Ok(class);
    }
    let head = match proposal.outcome {
        Answered::Noop => "nothing to do: the specification says so already",
        Answered::Refuse => "nothing was changed: it cannot be done this way",
        _ => "nothing was changed: something has to be known first",
    };
    let text = format!(
        "{}\n\n{}",
        paint(HEADING, head),
        report::shown(&proposal.report)
    );
    terminal.out(&format!("{}\n", text.trim_end()))?;
    Ok(class)
}
