//! The port: what can be asked of whoever runs processes.

use std::path::PathBuf;

use specgen_diag::{Diagnostic, ExitClass};

use crate::{Request, Stop};

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this exit code.
    Code(i32),
    /// By a signal that this program did not send.
    Signal,
    /// It ran longer than allowed and was stopped.
    TimedOut,
    /// A stop was asked for, and it ended.
    Stopped,
}

impl Ended {
    /// Returns whether it ended by itself with code 0.
    pub fn is_success(self) -> bool {
        self == Self::Code(0)
    }
}

/// What a process left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// How it ended.
    pub ended: Ended,
    /// What was kept of standard output.
    pub stdout: Vec<u8>,
    /// What was kept of standard error.
    pub stderr: Vec<u8>,
    /// Whether more came than was kept.
    pub truncated: bool,
}

/// Why a process could not be run.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// No such program.
    #[error("`{0}` is not installed, or not in PATH")]
    Missing(String),
    /// It is there and did not start.
    #[error("`{program}` does not start: {source}")]
    Start {
        /// The program.
        program: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system lost track of it.
    #[error("`{program}` cannot be waited for: {source}")]
    Wait {
        /// The program.
        program: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl ProcessError {
    /// Returns it as something to tell the user.
    pub fn diagnostic(&self) -> Diagnostic {
        let one = match self {
            Self::Missing(_) => {
                Diagnostic::error("E701", ExitClass::Verification, self.to_string())
            }
            Self::Start { .. } | Self::Wait { .. } => {
                Diagnostic::error("E702", ExitClass::Verification, self.to_string())
            }
        };
        one.hint("`specgen doctor` shows what is missing and how to get it")
    }
}

/// Runs processes. The real one is [`crate::SystemProcesses`].
pub trait Processes {
    /// Returns where a program stands in `PATH`.
    fn find(&self, program: &str) -> Option<PathBuf>;

    /// Runs a process to its end and returns what it left behind.
    ///
    /// When a stop is asked for, the process and its children get an interrupt, then some seconds,
    /// then are killed.
    ///
    /// # Errors
    ///
    /// Says why it could not be started or waited for. An exit code other than 0 is no error.
    fn run(&self, request: &Request, stop: &Stop) -> Result<Output, ProcessError>;
}
