//! Markdown pieces: headings, lists, tables, fences, each set off by blank lines.

use std::borrow::Cow;

use crate::derive::block::{Block, Table};

/// Returns a text that starts no heading, list or quote of its own.
fn led(text: &str) -> Cow<'_, str> {
    let after_digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = after_digits.len() < text.len() && after_digits.starts_with(['.', ')']);
    if numbered {
        let digits = &text[..text.len() - after_digits.len()];
        return Cow::Owned(format!("{digits}\\{after_digits}"));
    }
    if text.starts_with(['#', '-', '+', '>', '=', '~']) {
        return Cow::Owned(format!("\\{text}"));
    }
    Cow::Borrowed(text)
}

/// A document that grows.
#[derive(Default)]
pub(super) struct Text(String);

impl Text {
    /// Starts a document with its title.
    pub fn titled(title: &str) -> Self {
        let mut text = Self::default();
        text.heading(1, title);
        text
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: usize, title: &str) {
        self.paragraph(&format!("{} {title}", "#".repeat(level)));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.gap();
        self.line(text);
    }

    /// Adds one line right below the last.
    pub fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// Adds a blank line, unless nothing is above.
    pub fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    /// Adds blocks; their headings get this level.
    pub fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            match block {
                Block::Heading(title) => self.heading(level, title),
                Block::Text(text) => self.paragraph(&led(text)),
                Block::List(items) => {
                    self.gap();
                    for item in items {
                        self.line(&format!("- {}", led(item)));
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Code { language, text } => {
                    self.paragraph(&format!("```{language}"));
                    self.line(text.trim_end());
                    self.line("```");
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.gap();
        self.row(&table.head);
        let rule: Vec<String> = table.head.iter().map(|_| "---".to_owned()).collect();
        self.row(&rule);
        for row in &table.rows {
            self.row(row);
        }
    }

    fn row(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| cell.replace("\\|", "|").replace('|', "\\|"))
            .collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    /// Returns the document.
    pub fn finish(self) -> String {
        self.0
    }
}
