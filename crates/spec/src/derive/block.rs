//! Pieces of a document: paragraphs, lists, tables, drawings.

use serde::{Deserialize, Serialize};

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading below the sections of the document.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list, one line per item.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A drawing or a listing, by its language: `mermaid`, `json`, `text`.
    Code {
        /// The language.
        language: String,
        /// The lines.
        text: String,
    },
}

impl Block {
    /// Makes a heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading(text.into())
    }

    /// Makes a paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Makes a table.
    pub fn table(head: &[&str], rows: Vec<Vec<String>>) -> Self {
        Self::Table(Table {
            head: head.iter().map(|&cell| cell.to_owned()).collect(),
            rows,
        })
    }

    /// Makes a mermaid drawing.
    pub fn mermaid(text: impl Into<String>) -> Self {
        Self::Code {
            language: "mermaid".to_owned(),
            text: text.into(),
        }
    }
}

/// A table, one line per row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; each has as many cells as the head.
    pub rows: Vec<Vec<String>>,
}
