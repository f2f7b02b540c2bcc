//! The order of the stages: prompt to facts to specification to documents and code to disk.
//!
//! This is the only place that knows the whole flow. Nothing here prints: results are values,
//! progress is an [`Event`] given to a [`Sink`].

mod event;
mod settings;
pub mod workspace;

pub use event::{Event, Sink, Stage};
pub use settings::{Engine, Run, SETTINGS_FILE, Settings};
pub use specgen_verify::{Environment, Processes, Request, Stop, SystemProcesses, tools};
