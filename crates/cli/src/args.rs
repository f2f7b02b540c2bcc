//! What was typed. Parsing has no side effects.

use clap::{Parser, Subcommand};

use crate::commands::build::BuildArgs;
use crate::commands::change::ChangeArgs;
use crate::commands::check::CheckArgs;
use crate::commands::completions::CompletionsArgs;
use crate::commands::diff::DiffArgs;
use crate::commands::doctor::DoctorArgs;
use crate::commands::eject::EjectArgs;
use crate::commands::explain::ExplainArgs;
use crate::commands::log::LogArgs;
use crate::commands::new::NewArgs;
use crate::commands::own::OwnArgs;
use crate::commands::resolve::ResolveArgs;
use crate::commands::restore::RestoreArgs;
use crate::commands::run::RunArgs;
use crate::commands::schema::SchemaArgs;
use crate::commands::status::StatusArgs;
use crate::commands::sync::SyncArgs;
use crate::commands::tasks::TasksArgs;
use crate::commands::undo::UndoArgs;
use crate::commands::upgrade::UpgradeArgs;
use crate::commands::why::WhyArgs;
use crate::global::Global;

const AFTER_HELP: &str = "\
Exit codes:
  0    done; open questions are no error
  1    internal fault
  2    usage: the arguments, or no workspace here
  3    specification invalid
  4    conflicts left: nothing was written
  5    verification failed, drift, the backend does not build, or a tool is missing
  7    refused: nothing was written
  130  interrupted

Start with:
  specgen new \"temperature and humidity of my greenhouse every minute, alert above 30 C\"";

/// One sentence to a specification and a complete Rust IoT backend.
#[derive(Debug, Parser)]
#[command(name = "specgen", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order of their use.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One sentence to a workspace: specification, documents, backend
    New(NewArgs),
    /// Carry an edited spec.yaml into documents and code
    Build(BuildArgs),
    /// One request through specification, documents, code, migration and tests together
    Change(ChangeArgs),
    /// One step back: specification, documents and code
    Undo(UndoArgs),
    /// Work through conflicts, place by place
    Resolve(ResolveArgs),
    /// Take files over, or give them back
    Own(OwnArgs),
    /// Bring back a deleted file, or show what specgen would write
    Restore(RestoreArgs),
    /// Merge the templates of this specgen, in a step of their own
    Upgrade(UpgradeArgs),
    /// Leave specgen and keep everything
    Eject(EjectArgs),
    /// Where a line comes from
    Why(WhyArgs),
    /// The steps that the workspace went
    Log(LogArgs),
    /// What a build or a change would write, line by line
    Diff(DiffArgs),
    /// Build the backend and start it with simulated devices
    Run(RunArgs),
    /// How a text is read; writes nothing
    Explain(ExplainArgs),
    /// Where the work stands, and what to type next
    Status(StatusArgs),
    /// Whether specification, documents and code still say the same; for CI
    Check(CheckArgs),
    /// What people wrote into documents and code, back into the model
    Sync(SyncArgs),
    /// The task list and how far it is
    Tasks(TasksArgs),
    /// What is installed, what it is needed for, and how to get what is missing
    Doctor(DoctorArgs),
    /// Print the JSON Schema of a file that people edit
    Schema(SchemaArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
}
