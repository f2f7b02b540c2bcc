//! The three documents as Markdown in the layout of Kiro.
//!
//! Calm under merges: one item per line, no dates, no counts, an order that never depends on
//! numbers given elsewhere. Boxes are printed empty: they are ticked on evidence, not here.

mod design;
mod requirements;
mod tasks;
mod text;

use crate::derive::{Documents, Numbers};

/// Returns the text of `requirements.md`.
pub fn requirements(documents: &Documents, numbers: &Numbers) -> String {
    requirements::print(&documents.requirements, numbers)
}

/// Returns the text of `design.md`.
pub fn design(documents: &Documents, numbers: &Numbers) -> String {
    design::print(&documents.design, numbers)
}

/// Returns the text of `tasks.md`; `name` is the title of the plan.
pub fn tasks(documents: &Documents, numbers: &Numbers, name: &str) -> String {
    tasks::print(&documents.tasks, &documents.design, numbers, name)
}
