//! One file per subcommand.

pub mod build;
pub mod change;
pub mod check;
pub mod completions;
pub mod diff;
pub mod doctor;
pub mod eject;
pub mod explain;
pub mod log;
pub mod new;
pub mod own;
pub mod resolve;
pub mod restore;
pub mod run;
pub mod schema;
pub mod status;
pub mod sync;
pub mod tasks;
pub mod undo;
pub mod upgrade;
pub mod why;

use crate::args::Command;
use crate::failure::Outcome;
use crate::global::Global;
use crate::terminal::Terminal;

/// Runs a command.
pub fn run(command: &Command, global: &Global, terminal: &mut Terminal) -> Outcome {
    match command {
        Command::New(args) => new::run(args, global, terminal),
        Command::Build(args) => build::run(args, global, terminal),
        Command::Change(args) => change::run(args, global, terminal),
        Command::Undo(args) => undo::run(args, global, terminal),
        Command::Resolve(args) => resolve::run(args, global, terminal),
        Command::Own(args) => own::run(args, global, terminal),
        Command::Restore(args) => restore::run(args, global, terminal),
        Command::Upgrade(args) => upgrade::run(args, global, terminal),
        Command::Eject(args) => eject::run(args, global, terminal),
        Command::Why(args) => why::run(args, global, terminal),
        Command::Log(args) => log::run(args, global, terminal),
        Command::Diff(args) => diff::run(args, global, terminal),
        Command::Run(args) => run::run(args, global, terminal),
        Command::Explain(args) => explain::run(args, terminal),
        Command::Status(args) => status::run(args, global, terminal),
        Command::Check(args) => check::run(args, global, terminal),
        Command::Sync(args) => sync::run(args, global, terminal),
        Command::Tasks(args) => tasks::run(args, global, terminal),
        Command::Doctor(args) => doctor::run(args, global, terminal),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args, terminal),
    }
}
