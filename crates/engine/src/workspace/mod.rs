//! A workspace as a tree: everything that `specgen new` writes but the backend itself.

mod fixed;
mod layout;

pub use fixed::{AGENTS_FILE, ATTRIBUTES_FILE, fixed};
pub use layout::{Layout, checked};
