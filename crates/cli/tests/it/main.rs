//! The program as a user meets it: started for real, in a sealed environment.
#![expect(
    clippy::disallowed_methods,
    reason = "tests start the program and play the user who edits files"
)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod support;

mod arguments;
mod branch_migrations;
mod branches;
mod build;
mod change;
mod check;
mod crash;
mod dashboard;
mod diff;
mod doctor;
mod eject;
mod explain;
mod hostile;
mod new;
mod own;
mod resolve;
mod run;
mod sync;
mod undo;
mod upgrade;
mod versions;
mod why;
