//! `specgen completions`: what a shell completes.

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};
use specgen_diag::ExitClass;

use crate::args::Cli;
use crate::failure::Outcome;
use crate::terminal::Terminal;

/// Arguments of `specgen completions`.
#[derive(Args, Debug)]
#[command(
    after_help = "For example:  specgen completions bash > ~/.local/share/bash-completion/completions/specgen"
)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub fn run(args: &CompletionsArgs, terminal: &mut Terminal) -> Outcome {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "specgen", &mut script);
    terminal.out(&String::from_utf8_lossy(&script))?;
    Ok(ExitClass::Done)
}
