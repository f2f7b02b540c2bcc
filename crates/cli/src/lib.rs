//! The command line: arguments in, engine called, words and exit codes out.
//!
//! One file per subcommand under `commands`: its arguments, and one function that reads like what
//! the user wants. Results go to standard output, everything else to standard error.

mod args;
mod ask;
mod brief;
mod commands;
mod conflicts;
mod editor;
mod facts;
mod failure;
mod fault;
mod global;
mod impact;
mod interrupt;
mod progress;
mod prompt;
mod report;
mod review;
mod steps;
mod style;
mod terminal;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;
use specgen_diag::{Diagnostic, ExitClass};

use crate::args::Cli;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Runs the program with these arguments, the first being its own name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let json = args.iter().any(|arg| arg == "--json");
    let code = fault::guarded(|| match Cli::try_parse_from(args) {
        Ok(cli) => {
            let mut terminal = Terminal::open(&cli.global);
            let result = commands::run(&cli.command, &cli.global, &mut terminal);
            terminal.end(result)
        }
        Err(error) if json && error.use_stderr() => usage_as_json(&error),
        Err(error) => usage(&error),
    });
    ExitCode::from(code)
}

/// Prints help, the version or what is wrong with the arguments; clap knows which stream it goes to.
fn usage(error: &clap::Error) -> u8 {
    let printed = error.print();
    if error.use_stderr() {
        return ExitClass::Usage.code();
    }
    match printed.map_err(Failure::from) {
        Ok(()) | Err(Failure::BrokenPipe) => ExitClass::Done.code(),
        Err(Failure::Told(_) | Failure::Ended(_)) => ExitClass::Internal.code(),
    }
}

/// Tells what is wrong with the arguments to a script: what clap prints, a paragraph a hint.
fn usage_as_json(error: &clap::Error) -> u8 {
    let text = error.to_string();
    let mut paragraphs = text.split("\n\n").map(words::harmless);
    let message = paragraphs.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let one = Diagnostic::error("E009", ExitClass::Usage, message);
    let told = paragraphs.fold(one, Diagnostic::hint);
    // The exit code still tells the story when nobody reads the stream.
    terminal::diagnostics_out(&told.into()).ok();
    ExitClass::Usage.code()
}
