//! What merging knows of a format: where two insertions at one point may both stand.

mod distinct;
mod items;
mod join;
mod place;
pub(crate) mod scan;

use specgen_tree::ProjectPath;

pub(crate) use items::{declared, is_aside};
pub(crate) use join::{Piece, is_fence, join, join_marked};

/// A text format, as far as merging cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rust source: declarations, variants, fields, arms, imports and routes are items.
    Rust,
    /// TOML: keys and tables are items.
    Toml,
    /// Markdown: rows of a table, points of a list and paragraphs are items.
    Markdown,
    /// JSON: merged by key where lines do not agree.
    Json,
    /// A script: its declarations are items.
    Script,
    /// A list of lines, such as `.gitignore`: each line is an item.
    Lines,
    /// Anything else: only lists that a template marked are sets.
    Other,
}

impl Format {
    /// Returns the format that the name of a file says.
    pub fn of(path: &ProjectPath) -> Self {
        match (path.file_name(), path.extension()) {
            (_, Some("rs")) => Self::Rust,
            (_, Some("toml")) => Self::Toml,
            (_, Some("md")) => Self::Markdown,
            (_, Some("json")) => Self::Json,
            (_, Some("js" | "mjs" | "ts")) => Self::Script,
            (".gitignore" | ".dockerignore" | ".env.example", _) => Self::Lines,
            _ => Self::Other,
        }
    }
}
