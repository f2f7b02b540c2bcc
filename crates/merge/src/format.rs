//! Which lines of a format are items of a set, so that two additions at one point may both stand.

use std::collections::BTreeSet;

/// A text format, as far as merging cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rust source: neighbouring imports and module lines are items.
    Rust,
    /// TOML: the keys of a dependency or feature table are items.
    Toml,
    /// Markdown: the rows of a table are items, told apart by their first cell.
    Markdown,
    /// Anything else: only lists that a template marked are sets.
    Other,
}

impl Format {
    /// Returns the format that an extension names.
    pub fn of_extension(extension: Option<&str>) -> Self {
        match extension {
            Some("rs") => Self::Rust,
            Some("toml") => Self::Toml,
            Some("md") => Self::Markdown,
            _ => Self::Other,
        }
    }

    /// Returns whether what both sides inserted before line `at` of `base` may stand one after the
    /// other: all lines are items of one set, and no item is in both.
    pub(crate) fn may_join(self, base: &[&str], at: usize, user: &[&str], new: &[&str]) -> bool {
        let item = match self {
            Self::Rust => rust_item,
            Self::Toml if in_set_table(base, at) => toml_item,
            Self::Markdown if in_table(base, at) => markdown_item,
            Self::Toml | Self::Markdown | Self::Other => return false,
        };
        let mut seen = BTreeSet::new();
        user.iter()
            .chain(new)
            .all(|line| item(line).is_some_and(|key| seen.insert(key)))
    }
}

/// A whole import or module line; its text is its key.
fn rust_item(line: &str) -> Option<&str> {
    let line = line.trim();
    let declared = line.strip_prefix("pub ").unwrap_or(line);
    let starts = ["use ", "mod "]
        .iter()
        .any(|word| declared.starts_with(word));
    (starts && line.ends_with(';')).then_some(line)
}

/// `key = value` on one line.
fn toml_item(line: &str) -> Option<&str> {
    let (key, value) = line.split_once('=')?;
    let balanced = |open, close| value.matches(open).count() == value.matches(close).count();
    let whole = balanced('[', ']') && balanced('{', '}');
    (whole && !key.trim_start().starts_with('#')).then(|| key.trim())
}

/// A table row; its first cell is its key.
fn markdown_item(line: &str) -> Option<&str> {
    line.trim()
        .strip_prefix('|')?
        .split('|')
        .next()
        .map(str::trim)
}

/// Returns whether line `at` is in, or right behind, a table whose keys are a set.
fn in_set_table(base: &[&str], at: usize) -> bool {
    let header = base[..at].iter().rev().find(|line| line.starts_with('['));
    header.is_some_and(|line| {
        let name = line.trim().trim_matches(['[', ']']);
        name.ends_with("dependencies") || name == "features"
    })
}

/// Returns whether a row of a table stands right before line `at`, below the line of dashes.
fn in_table(base: &[&str], at: usize) -> bool {
    base[..at]
        .iter()
        .rev()
        .take_while(|line| line.trim_start().starts_with('|'))
        .any(|line| line.contains("---"))
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn joins_items_of_a_set() {
        let rust = ["mod a;", "mod b;"];
        assert!(Format::Rust.may_join(&rust, 2, &["mod mine;"], &["pub use b::B;"]));
        let toml = ["[dependencies]", "a = \"1\"", "", "[profile.dev]", "x = 1"];
        assert!(Format::Toml.may_join(&toml, 2, &["b = \"1\""], &["c = { version = \"1\" }"]));
        let table = ["text", "| a | b |", "|---|---|", "| x | 1 |", ""];
        assert!(Format::Markdown.may_join(&table, 4, &["| y | 2 |"], &["| z | 2 |"]));
    }

    #[test]
    fn joins_nothing_else() {
        let rust = ["mod a;"];
        assert!(
            !Format::Rust.may_join(&rust, 1, &["mod b;"], &["mod b;"]),
            "one item twice"
        );
        assert!(!Format::Rust.may_join(&rust, 1, &["mod b;", "fn f() {}"], &["mod c;"]));
        assert!(!Format::Rust.may_join(&rust, 1, &["use a::{"], &["mod c;"]));
        let toml = ["[dependencies]", "a = \"1\"", "[profile.dev]", "x = 1"];
        assert!(
            !Format::Toml.may_join(&toml, 2, &["b = \"1\""], &["b = \"2\""]),
            "one key twice"
        );
        assert!(
            !Format::Toml.may_join(&toml, 4, &["y = 1"], &["z = 1"]),
            "no set"
        );
        assert!(
            !Format::Toml.may_join(&toml, 2, &["b = ["], &["c = \"1\""]),
            "part of a value"
        );
        let table = ["| a | b |", "|---|---|"];
        assert!(
            !Format::Markdown.may_join(&table, 1, &["| c | d |"], &["| e | f |"]),
            "header"
        );
        assert!(!Format::Other.may_join(&table, 2, &["| c | d |"], &["| e | f |"]));
    }
}
