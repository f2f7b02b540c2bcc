//! How a command ends early.

use std::io;

use specgen_diag::{Diagnostic, Diagnostics, ExitClass};

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// There is something to tell the user.
    Told(Diagnostics),
    /// Everything is told already; only the exit code is left.
    Ended(ExitClass),
    /// Whoever read our output has read enough: that is success.
    BrokenPipe,
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Told(diagnostics)
    }
}

impl From<Diagnostic> for Failure {
    fn from(one: Diagnostic) -> Self {
        Self::Told(one.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        let one = Diagnostic::error(
            "E010",
            ExitClass::Internal,
            format!("cannot write to the terminal: {error}"),
        );
        Self::Told(one.into())
    }
}

/// What a command returns.
pub type Outcome = Result<ExitClass, Failure>;
