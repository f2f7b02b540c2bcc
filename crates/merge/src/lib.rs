//! Three-way merge of what was rendered, what a person made of it, and what is rendered now.
//!
//! ```text
//! manifest ─► base ─┐
//! disk ─────► user ─┼─► decide ─► three_way ─► no_loss ─► Plan
//! render ───► new ──┘
//! ```
//!
//! Texts are merged by lines. Where those do not agree, `sides` looks at what the format knows by name:
//! remarks beside what is rendered (`remarks`), insertions that are items of one list (`format`), blocks that may have moved (`structure`), lists
//! within a statement (`inline`), words of a sentence (`prose`), JSON by key (`json`), code that somebody only formatted (`reformat`).
//! The outcome with the fewest conflicts stands.
//!
//! A conflict is a value with its three sides, never an error. No file is touched here: the
//! outcome is a [`Plan`] that can be shown, compared and then handed to `apply`. Before a merged
//! text enters a plan, [`no_loss`] checks it without knowing how it was made.

mod answer;
mod decide;
mod edits;
mod format;
mod inline;
mod json;
mod lines;
mod markers;
mod no_loss;
mod plan;
mod prose;
mod reformat;
mod remarks;
mod sides;
mod structure;
mod text;
mod three_way;
mod unified;

pub use answer::Answer;
pub use decide::{Verdict, decide};
pub use format::Format;
pub use lines::same_lines;
pub use markers::{Labels, damaged_marker, has_markers};
pub use no_loss::{Loss, no_loss, no_loss_in};
pub use plan::{Action, Conflict, Plan, Reason, Step, Work, WorkFile, plan};
pub use text::NotText;
pub use three_way::{Hunk, Merge, Part, Side, three_way};
pub use unified::unified;
