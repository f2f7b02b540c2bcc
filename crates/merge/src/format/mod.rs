//! What merging knows of a format: where two insertions at one point may both stand.

mod distinct;
mod items;
mod join;
mod nested;
mod place;
pub(crate) mod scan;

use specgen_tree::ProjectPath;

pub(crate) use items::{declared, is_aside};
pub(crate) use join::{Piece, is_fence, join, join_marked, stay};

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
    /// YAML: keys and points of one depth are items.
    Yaml,
    /// SQL: statements are items.
    Sql,
    /// A style sheet: its rules, and what stands within one, are items.
    Style,
    /// HTML and SVG: elements are items.
    Markup,
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
            (_, Some("yaml" | "yml")) => Self::Yaml,
            (_, Some("sql")) => Self::Sql,
            (_, Some("css")) => Self::Style,
            (_, Some("html" | "svg")) => Self::Markup,
            (".gitignore" | ".dockerignore" | ".env.example", _) => Self::Lines,
            _ => Self::Other,
        }
    }

    /// Returns whether the space before a line says nothing.
    pub(crate) fn indents_freely(self) -> bool {
        matches!(
            self,
            Self::Rust | Self::Script | Self::Style | Self::Sql | Self::Markup
        )
    }
}
