//! One question on a terminal, to go on or to stop.

use std::io;

use specgen_diag::ExitClass;

use crate::failure::Failure;

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
