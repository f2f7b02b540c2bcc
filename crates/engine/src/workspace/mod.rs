//! A workspace as a tree: everything that `specgen new` writes but the backend itself.

mod fixed;
mod layout;

pub use fixed::fixed;
pub use layout::{Layout, checked};
