//! Exit classes: the process exit codes that scripts may rely on.

use serde::{Deserialize, Serialize};

/// How a run ended, as the exit code that scripts see. A number is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExitClass {
    /// Done. Open questions are no error.
    Done = 0,
    /// A fault of specgen itself.
    Internal = 1,
    /// The command line does not say what to do.
    Usage = 2,
    /// The specification is invalid.
    SpecInvalid = 3,
    /// Conflicts are left.
    Conflicts = 4,
    /// Verification failed, or specification and code drifted apart.
    Verification = 5,
    /// A model is unavailable, or its budget is spent.
    Model = 6,
    /// Refused by policy: nothing was written.
    Refused = 7,
    /// Interrupted by a signal.
    Interrupted = 130,
}

impl ExitClass {
    /// Returns the process exit code.
    pub const fn code(self) -> u8 {
        self as u8
    }
}
