//! One question on a terminal, to go on or to stop.

use std::io;

use specgen_diag::{Diagnostic, ExitClass};

use crate::failure::{Failure, Outcome};
use crate::terminal::Terminal;

/// Asks whether to go on; the caller has shown with what. Enter goes on, `n` stops at once.
///
/// # Errors
///
/// Says that the person interrupted, or that the terminal is gone.
pub fn go_on(question: &str) -> Result<bool, Failure> {
    cliclack::confirm(question)
        .initial_value(true)
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

/// Ends a command that nobody approved, after it told what it would do; `what` would have happened:
/// `written`. As JSON all is said then; in words the way on follows.
///
/// # Errors
///
/// Refuses, with what to type.
pub fn not_approved(terminal: &Terminal, what: &str) -> Outcome {
    if terminal.json {
        return Ok(ExitClass::Refused);
    }
    let one = Diagnostic::error(
        "E011",
        ExitClass::Refused,
        format!(
            "nothing was {what}: nobody approved it, and without a terminal nobody can be asked"
        ),
    );
    Err(one.hint("run the same command with `--yes`").into())
}
