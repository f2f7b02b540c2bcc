//! Requirements, design, tasks and trace as pure functions of the specification.
//!
//! Every requirement, criterion, property and task has a [`Key`] made of names of the model; the
//! numbers that people see are given in [`numbers`] and never shift. What the template pack does
//! not emit is derived too, and marked as not built.

pub mod behaviour;
pub mod block;
pub mod design;
mod ears;
mod key;
mod notes;
pub mod numbers;
mod pack;
pub mod requirement;
mod requirements;
mod routes;
pub mod tasks;
pub mod trace;
mod view;
mod words;

use std::collections::BTreeSet;

pub use design::Design;
pub use ears::{Ears, SYSTEM, Trigger};
pub use key::Key;
pub use numbers::Numbers;
pub use pack::Pack;
pub use requirement::{Criterion, Requirements};
pub use routes::{Route, Who, statistics};
pub use tasks::Tasks;
pub use trace::Trace;

use crate::Spec;
use view::View;

/// What documents are derived from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The specification; valid.
    pub spec: &'a Spec,
    /// What the template pack emits.
    pub pack: &'a Pack,
    /// Model paths of values that the tool concluded itself, such as `metrics.temperature.unit`.
    pub assumed: &'a BTreeSet<String>,
    /// Phrases of the prompt that no part of the model holds, as they were written.
    pub not_understood: &'a [String],
}

/// The three documents as values.
#[derive(Clone, Debug, PartialEq)]
pub struct Documents {
    /// What must hold.
    pub requirements: Requirements,
    /// How it is made.
    pub design: Design,
    /// The steps.
    pub tasks: Tasks,
}

/// Derives the three documents.
pub fn documents(input: &Input<'_>) -> Documents {
    let view = View::new(input.spec, input.pack, input.assumed, input.not_understood);
    let requirements = requirements::derive(&view);
    let design = design::derive(&view, &requirements);
    let tasks = tasks::derive(&view, &requirements, &design);
    Documents {
        requirements,
        design,
        tasks,
    }
}
