//! The tree of a YAML text: each key and value with its bytes.

use std::cell::Cell;

use specgen_diag::Span;

/// A value and the bytes that it stands in.
#[derive(Debug)]
pub(super) struct Node {
    /// From its first to its last character; of a block collection from the first key on.
    pub span: Span,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// A plain or quoted text.
    Scalar { text: String, plain: bool },
    /// A list.
    List { items: Vec<Item>, flow: bool },
    /// A map, its keys in the order of the text.
    Map { entries: Vec<Entry>, flow: bool },
}

/// An element of a list.
#[derive(Debug)]
pub(super) struct Item {
    pub value: Node,
    /// Whether it was reported as faulty; later passes leave it out.
    pub faulty: Cell<bool>,
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
    /// Whether it was reported as faulty; later passes leave it out.
    pub faulty: Cell<bool>,
}

impl Node {
    /// Returns the bytes that a caret should underline: a scalar whole, of a collection its start.
    pub fn mark(&self) -> Span {
        match &self.kind {
            Kind::Scalar { .. } => self.span,
            Kind::List { .. } | Kind::Map { .. } => Span::new(self.span.start, self.span.start),
        }
    }

    /// Returns whether it is an unquoted nothing: `null`, `~` or empty.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Returns the entry of a map.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map { entries, .. } => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// Returns the value at a path.
    pub fn get(&self, path: &str) -> Option<&Self> {
        let mut node = self;
        let mut rest = path;
        while !rest.is_empty() {
            let (next, _, after) = node.step(rest)?;
            (node, rest) = (next, after);
        }
        Some(node)
    }

    /// Returns the value at a path and the bytes of its key, or the nearest ones around it.
    pub fn find(&self, path: &str) -> (&Self, Option<Span>) {
        let (mut node, mut key, mut rest) = (self, None, path);
        while let Some((next, span, after)) = node.step(rest) {
            (node, key, rest) = (next, span.or(key), after);
        }
        (node, key)
    }

    /// Takes one step along a path: a key, which may hold dots itself, or a position in a list.
    fn step<'a>(&self, path: &'a str) -> Option<(&Self, Option<Span>, &'a str)> {
        let after = |word: &str| {
            let rest = path.strip_prefix(word)?;
            if rest.is_empty() {
                return Some(rest);
            }
            rest.strip_prefix('.')
        };
        match &self.kind {
            Kind::Scalar { .. } => None,
            Kind::Map { entries, .. } => entries.iter().find_map(|entry| {
                // A key that is no name stands in quotes in the address of an edit.
                let quoted = || after(&format!("\"{}\"", entry.key));
                let rest = after(&entry.key)
                    .or_else(quoted)
                    .filter(|_| !path.is_empty())?;
                Some((&entry.value, Some(entry.key_span), rest))
            }),
            Kind::List { items, .. } => {
                let word = path.split('.').next()?;
                let item = items.get(word.parse::<usize>().ok()?)?;
                Some((&item.value, None, after(word)?))
            }
        }
    }
}
