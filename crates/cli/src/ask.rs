//! One question on a terminal, to go on or to stop.

use std::io;

use specgen_diag::{Diagnostic, ExitClass};

use crate::failure::Failure;
use crate::terminal::Terminal;

/// Asks whether to go on; the caller has shown with what.
///
/// # Errors
///
/// Says that the person interrupted, or that the terminal is gone.
pub fn go_on(question: &str) -> Result<bool, Failure> {
    cliclack::select(question)
        .item(true, "yes", "write all of it")
        .item(false, "stop", "write nothing")
        .interact()
        .map_err(interrupted)
}

/// Tells an interruption from a terminal that is gone.
pub fn interrupted(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::Interrupted => Failure::Ended(ExitClass::Interrupted),
        _ => Failure::from(error),
    }
}

/// Ends a command that the person stopped; `what` would have happened: `written`.
pub fn stopped(terminal: &Terminal, what: &str) -> ExitClass {
    terminal.note(&format!("stopped: nothing was {what}\n"));
    ExitClass::Refused
}

/// Refuses what nobody approved; `what` would have happened: `written`.
pub fn not_approved(what: &str) -> Diagnostic {
    Diagnostic::error(
        "E011",
        ExitClass::Refused,
        format!(
            "nothing was {what}: nobody approved it, and without a terminal nobody can be asked"
        ),
    )
    .hint("run the same command with `--yes`")
}
