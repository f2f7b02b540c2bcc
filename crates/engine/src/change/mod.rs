//! `specgen change`: one request through the specification into documents and code.
//!
//! ```text
//! request ─► steps (facts and edits) ─► Proposal: the specification afterwards, or why not
//!                                          │
//!                                          └─► Change: text of spec.yaml, plan, record ─► apply
//! ```
//!
//! A proposal touches no file and can be shown, refused or carried on. A request never costs a
//! statement that it does not name: what would is left out and reported with its words.

mod assemble;
#[cfg(test)]
mod cases;
mod identity;
mod impact;
mod outcome;
mod plan;
mod propose;
mod record;

pub use identity::Turn;
pub use impact::{Criteria, Criterion, Impact, Turned};
pub use outcome::Outcome;
pub use plan::Change;
pub(crate) use plan::by_hand;
pub use propose::{Proposal, propose};
