//! The order of the stages: prompt to facts to specification to documents and code to disk.
//!
//! ```text
//! prompt ─► Draft ─► Project ─► create            a new workspace
//!             │
//!             └─► explain                         how a text is read
//!
//! Opened ─► Build ─► carry_out                    an edited model into documents and code
//!    ├────► status, tasks, run
//!    └────► Proposal ─► Change ─► carry_out      a request into model, documents and code
//! ```
//!
//! This is the only place that knows the whole flow. Nothing here prints: results are values,
//! progress is an [`Event`] given to a [`Sink`].

mod accepted;
mod branches;
mod build;
mod change;
mod check;
mod differences;
mod documents;
mod draft;
mod eject;
mod event;
mod explain;
mod history;
mod incoming;
mod lexicon;
mod links;
mod migrations;
mod name;
mod open;
mod own;
mod paths;
mod project;
mod record;
mod report;
mod resolve;
mod restore;
mod run;
mod settings;
mod specify;
mod status;
mod steps;
mod stored;
mod sync;
mod target;
mod tasks;
mod undo;
mod upgrade;
mod why;
mod workspace;

pub use build::Build;
pub use change::{Change, Criteria, Criterion, Impact, Outcome, Proposal, Turn, Turned, propose};
pub use check::{Check, Finding, Level, Policy, check, kinds};
pub use differences::Difference;
pub use draft::Draft;
pub use eject::Eject;
pub use event::{Event, Sink, Stage};
pub use explain::{Explanation, explain};
pub use history::{Entry, Log, log};
pub use migrations::APART;
pub use open::{Located, Opened, locate, open};
pub use own::Owning;
pub use paths::is_at_or_below;
pub use project::{Project, Scope};
pub use report::{Contradiction, NotUnderstood, Note, Report, Substitution};
pub use resolve::{Conflicts, OpenFile};
pub use restore::{Restore, Restored};
pub use run::{RunOptions, build_backend, named_variables, serve_backend};
pub use settings::{Engine, Run, SETTINGS_FILE, Settings};
pub use specgen_apply::{Applied, ConflictMode, Disk, Resolution};
pub use specgen_merge::Answer;
pub use specgen_spec::fact::{Facet, Fact, Origin};
pub use specgen_spec::schema::json_schema as spec_schema;
pub use specgen_verify::{Environment, Processes, Request, Stop, SystemProcesses, tools};
pub use status::{Status, status};
pub use steps::{Disagreement, Sides, Step};
pub use sync::{Reading as SyncReading, Sync, Taken, Unread};
pub use tasks::{Task, TaskList, tasks};
pub use undo::{Back, TakenBack, Undo};
pub use upgrade::Upgrade;
pub use why::{Brought, By, Cited, Why};
pub use workspace::Layout;
