//! Processes: the one crate that starts them.
//!
//! Others receive [`Processes`] as an argument and say what to run as a [`Request`]; they never
//! see how. [`SystemProcesses`] really starts programs, with an environment that its maker chose,
//! a time limit and a cap on what is kept of their output. Behind the feature `testing`,
//! `Scripted` plays them.
//!
//! On top of the port: [`tools`] looks at what is installed, [`backend`] builds and starts an
//! emitted backend.

pub mod backend;
mod environment;
mod processes;
mod request;
#[cfg(any(test, feature = "testing"))]
mod scripted;
mod stop;
mod system;
pub mod tools;

pub use environment::Environment;
pub use processes::{Ended, Output, ProcessError, Processes};
pub use request::{Request, Stream};
#[cfg(any(test, feature = "testing"))]
pub use scripted::{Reply, Scripted};
pub use stop::Stop;
pub use system::SystemProcesses;
