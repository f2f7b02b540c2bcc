//! A changed specification into its file, without touching a byte of what did not change.
//!
//! The old and the new value are compared key by key, and each difference becomes a splice at the
//! place that the tree knows. Order and style of everything else stay, and every comment.

use serde_json::{Map, Value};
use specgen_diag::Span;

use super::comments::carried;
use super::node::{Entry, Kind, Node};
use super::splice::Splices;
use super::write::{
    WIDTH, block, element, entry, fits, flow as flow_of, is_block, scalar, sections,
};
use super::{Document, read, write_new};
use crate::Spec;

/// Changes the text of a specification so that it reads as `new`.
///
/// `text` must read as `old`. The result is read again before it is returned; should a splice not
/// give the new specification, the sections that differ are written afresh, and if nothing else
/// helps the whole file is.
pub fn update(text: &str, old: &Spec, new: &Spec) -> String {
    if old == new {
        return text.to_owned();
    }
    let is_right = |text: &String| read("spec.yaml", text).is_ok_and(|spec| spec == *new);
    let (old, new_values) = (sections(old), sections(new));
    [true, false]
        .into_iter()
        .filter_map(|fine| spliced(text, &old, &new_values, fine))
        .find(is_right)
        .unwrap_or_else(|| carried(text, write_new(new)))
}

fn spliced(
    text: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    fine: bool,
) -> Option<String> {
    let document = Document::parse("spec.yaml", text).ok()?;
    let mark = &text[..text.len() - document.text.len()];
    let mut changes = Changes {
        splices: Splices::new(&document.text),
        fine,
    };
    changes.map(&document.root, old, new, true);
    Some(format!("{mark}{}", changes.splices.apply()))
}

struct Changes<'a> {
    splices: Splices<'a>,
    /// Whether to go below the sections.
    fine: bool,
}

impl Changes<'_> {
    fn map(&mut self, node: &Node, old: &Map<String, Value>, new: &Map<String, Value>, top: bool) {
        let Kind::Map { entries, flow } = &node.kind else {
            return;
        };
        let renamed = |key: &str| {
            let was = new.get(key)?.get("was")?.as_array()?;
            let gone = |name: &&str| old.contains_key(*name) && !new.contains_key(*name);
            was.iter().rev().filter_map(Value::as_str).find(gone)
        };
        let mut kept: Vec<&str> = Vec::new();
        let mut before: Option<&Entry> = None;
        for (key, value) in new {
            let earlier = renamed(key).filter(|_| !old.contains_key(key));
            let written = earlier.unwrap_or(key);
            let Some(entry) = entries.iter().find(|entry| entry.key == written) else {
                self.insert(node, before, key, value, top);
                continue;
            };
            kept.push(written);
            if earlier.is_some() {
                self.splices.replace(entry.key_span, scalar(key));
            }
            if !old.get(written).is_some_and(|old| is_same(old, value)) {
                self.value(entry, old.get(written), value, *flow, top);
            }
            before = Some(entry);
        }
        for entry in entries {
            let gone = old.contains_key(&entry.key) && !kept.contains(&entry.key.as_str());
            if gone && !new.contains_key(&entry.key) {
                self.remove(entry, entries, *flow);
            }
        }
    }

    /// Changes the value of an entry that stays.
    fn value(&mut self, entry: &Entry, old: Option<&Value>, new: &Value, flow: bool, top: bool) {
        let node = &entry.value;
        if let (
            Kind::Map {
                entries,
                flow: inner,
            },
            Some(Value::Object(old)),
            Value::Object(after),
        ) = (&node.kind, old, new)
        {
            let before = Value::Object(old.clone());
            let room = self.room_behind(entry.key_span);
            // A line that was short enough and no longer is becomes a block.
            let outgrows = flow_of(new).len() > room && flow_of(&before).len() <= room;
            let grown = *inner && !flow && outgrows && !self.splices.comment_in(node.span);
            let stays = |entry: &Entry| after.contains_key(&entry.key);
            let other = *inner && !self.splices.comment_in(node.span) && !entries.iter().any(stays);
            let emptied = after.is_empty() || entries.is_empty() || other;
            if (self.fine || !top) && !grown && !emptied && same_order(entries, old, after) {
                self.map(node, old, after, false);
                return;
            }
        }
        if let (Kind::List { .. }, Some(Value::Array(old)), Value::Array(after)) =
            (&node.kind, old, new)
            && self.list(node, old, after)
        {
            return;
        }
        self.rewrite(entry, new, flow, top);
    }

    /// Writes the value of an entry afresh.
    fn rewrite(&mut self, entry: &Entry, new: &Value, parent_flow: bool, top: bool) {
        let span = Span::new(entry.key_span.end, entry.value.span.end);
        let between = &self.splices.text[span.start..entry.value.span.start];
        let column = self.splices.column(entry.key_span.start);
        let one_line =
            parent_flow || (fits(new, self.room_behind(entry.key_span)) && !(top && is_block(new)));
        if one_line && !between.contains('\n') && !between.trim_end().ends_with('#') {
            let gap = if between.ends_with(' ') { "" } else { " " };
            self.splices
                .replace(entry.value.span, format!("{gap}{}", flow_of(new)));
        } else if one_line {
            self.splices.replace(span, format!(": {}", flow_of(new)));
        } else {
            let lines = block(new, column + 2);
            self.splices.replace(span, format!(":\n{lines}"));
        }
    }

    fn room_behind(&self, key: Span) -> usize {
        WIDTH.saturating_sub(self.splices.column(key.end) + 2)
    }

    /// Changes a block list whose elements were added or removed; returns whether it could.
    fn list(&mut self, node: &Node, old: &[Value], new: &[Value]) -> bool {
        let Kind::List { items, flow: false } = &node.kind else {
            return false;
        };
        let same = |(a, b): &(&Value, &Value)| a == b;
        let head = old.iter().zip(new).take_while(same).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest);
        let tail = tail.take_while(same).count();
        let gone = head..old.len() - tail;
        if items.len() != old.len() || (head == 0 && tail == 0) || new.is_empty() {
            return false;
        }
        let dash = self.splices.column(node.span.start);
        let added: Vec<String> = new[head..new.len() - tail]
            .iter()
            .map(|value| format!("{}- {}", " ".repeat(dash), element(value, dash + 2)))
            .collect();
        if !added.is_empty() {
            let (at, behind) = match head {
                0 => (items[0].value.span, false),
                _ => (items[head - 1].value.span, true),
            };
            self.splices.insert_lines(at, behind, &added.join("\n"));
        }
        for item in &items[gone] {
            let name = match &item.value.kind {
                Kind::Scalar { .. } => item.value.span.of(self.splices.text),
                _ => "",
            };
            self.splices.remove_lines(item.value.span, name);
        }
        true
    }

    fn insert(&mut self, node: &Node, before: Option<&Entry>, key: &str, value: &Value, top: bool) {
        let Kind::Map {
            entries,
            flow: inline,
        } = &node.kind
        else {
            return;
        };
        if *inline {
            let pair = format!("{}: {}", scalar(key), flow_of(value));
            match (before, entries.first()) {
                (Some(entry), _) => {
                    let end = entry.value.span.end.max(entry.key_span.end);
                    self.splices.insert(end, format!(", {pair}"));
                }
                (None, Some(first)) => {
                    self.splices
                        .insert(first.key_span.start, format!("{pair}, "));
                }
                (None, None) => self.splices.insert(node.span.start + 1, pair),
            }
            return;
        }
        let column = entries
            .first()
            .map_or(0, |first| self.splices.column(first.key_span.start));
        let lines = format!("{}{}", " ".repeat(column), entry(key, value, column));
        let apart = top && is_block(value) && self.splices.has_blank_lines();
        match before {
            Some(entry) => {
                let span = Span::new(entry.key_span.start, entry.value.span.end);
                let gap = if apart { "\n" } else { "" };
                self.splices
                    .insert_lines(span, true, &format!("{gap}{lines}"));
            }
            None => {
                if let Some(first) = entries.first() {
                    self.splices.insert_lines(first.key_span, false, &lines);
                }
            }
        }
    }

    fn remove(&mut self, entry: &Entry, entries: &[Entry], flow: bool) {
        let whole = Span::new(
            entry.key_span.start,
            entry.value.span.end.max(entry.key_span.end),
        );
        if !flow {
            self.splices.remove_lines(whole, &entry.key);
            return;
        }
        let at = entries.iter().position(|one| std::ptr::eq(one, entry));
        let position = at.unwrap_or(0);
        // The comma goes with the entry: the one behind it, or before it when it is the last.
        let span = match (entries.get(position + 1), position.checked_sub(1)) {
            (Some(next), _) => Span::new(whole.start, next.key_span.start),
            (None, Some(last)) => {
                let last = &entries[last];
                Span::new(last.value.span.end.max(last.key_span.end), whole.end)
            }
            (None, None) => whole,
        };
        self.splices.remove(span, &entry.key);
    }
}

/// Returns whether two values are the same, the order of keys too.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((key, one), (known, other))| key == known && is_same(one, other))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        _ => one == other,
    }
}

/// Returns whether the keys that stay keep their order, so that none has to be moved.
fn same_order(entries: &[Entry], old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let written: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let position = |key: &str| written.iter().position(|word| *word == key);
    let places: Vec<usize> = new
        .keys()
        .filter(|key| old.contains_key(*key))
        .filter_map(|key| position(key))
        .collect();
    places.is_sorted()
}
