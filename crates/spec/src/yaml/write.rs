//! A specification as text: blocks for what is edited line by line, one line for small things.

use serde_json::{Map, Value};

use super::scalar::stands_plain;
use crate::Spec;

/// The widest line that a map or list in one line may make.
pub(super) const WIDTH: usize = 100;
/// How deep a map in one line may be nested.
const FLOW_DEPTH: usize = 2;
/// How many values a map in one line may hold.
const FLOW_VALUES: usize = 6;

const HEADER: &str = "\
# What this backend is. Documents and code are made from this file.
# Edit it and run `specgen build`: both follow, and hand edits in them stay.
# A number that is `null` was asked for and is still open.
";

/// Writes the file of a new specification; reading it gives the same specification back.
pub fn write_new(spec: &Spec) -> String {
    let mut text = HEADER.to_owned();
    for (key, value) in sections(spec) {
        if is_block(&value) {
            text.push('\n');
        }
        text.push_str(&entry(&key, &value, 0));
        text.push('\n');
    }
    text
}

/// Returns the written keys of a specification.
pub(super) fn sections(spec: &Spec) -> Map<String, Value> {
    match serde_json::to_value(spec) {
        Ok(Value::Object(map)) => map,
        // Nothing in the model fails to print: its keys are texts and its numbers finite.
        _ => Map::new(),
    }
}

/// Returns whether a value of the uppermost level takes lines of its own.
pub(super) fn is_block(value: &Value) -> bool {
    value.as_object().is_some_and(|map| !map.is_empty())
}

/// Prints a key and its value in lines that start at a column, without a last line end.
///
/// The first line is not indented.
pub(super) fn entry(key: &str, value: &Value, column: usize) -> String {
    let key = scalar(key);
    let room = WIDTH.saturating_sub(column + key.len() + 2);
    // What stands on the uppermost level is a section, however small.
    if (column == 0 && is_block(value)) || !fits(value, room) {
        return format!("{key}:\n{}", block(value, column + 2));
    }
    format!("{key}: {}", flow(value))
}

/// Prints a map or list as a block whose lines, the first too, start at a column.
pub(super) fn block(value: &Value, column: usize) -> String {
    let indent = " ".repeat(column);
    let lines: Vec<String> = match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| format!("{indent}{}", entry(key, value, column)))
            .collect(),
        Value::Array(items) => items
            .iter()
            .map(|value| format!("{indent}- {}", element(value, column + 2)))
            .collect(),
        other => vec![format!("{indent}{}", flow(other))],
    };
    lines.join("\n")
}

/// Prints an element of a block list, behind its dash.
pub(super) fn element(value: &Value, column: usize) -> String {
    if fits(value, WIDTH.saturating_sub(column)) {
        return flow(value);
    }
    block(value, column).trim_start().to_owned()
}

/// Prints a value in one line.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let pairs: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", scalar(key), flow(value)))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// Prints a text, quoted when it could be read as something else.
pub(super) fn scalar(text: &str) -> String {
    if stands_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns whether a value is small enough for one line.
pub(super) fn fits(value: &Value, room: usize) -> bool {
    match value {
        Value::Object(map) if !map.is_empty() => {
            depth(value) <= FLOW_DEPTH && values(value) <= FLOW_VALUES && flow(value).len() <= room
        }
        Value::Array(items) if !items.is_empty() => depth(value) <= 1 && flow(value).len() <= room,
        _ => true,
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Object(map) if !map.is_empty() => 1 + map.values().map(depth).max().unwrap_or(0),
        Value::Array(items) if !items.is_empty() => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn values(value: &Value) -> usize {
    match value {
        Value::Object(map) => map.values().map(values).sum(),
        Value::Array(items) => items.iter().map(values).sum(),
        _ => 1,
    }
}
