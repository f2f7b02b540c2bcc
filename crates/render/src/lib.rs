//! Specification to plan to tree: which template, which data, which owner.
//!
//! ```text
//! Spec ─► View (plain data, every default filled in)
//!            │
//! Pack ─► Plan: one entry per file: template, output path, owner, unit, condition
//!            │
//!            └─► Tree: bytes in final form, list places as line ranges
//! ```
//!
//! Rendering is a pure function of the specification and the pack: no clock, no disk, no formatter.
//! Templates know only the [`View`], so what a template may say is visible in one place.

mod embedded;
mod environment;
mod error;
mod filters;
mod json;
mod lists;
mod pack;
mod plan;
mod render;
mod version;
pub mod view;

pub use pack::{Entry, Pack, PackFile};
pub use plan::{Plan, Planned, plan};
pub use render::{render, render_file};
pub use view::View;
