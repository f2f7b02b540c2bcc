//! Rust as declarations, and a declaration with a body as those within it.

use std::ops::Range;

use super::{Block, cut_at};
use crate::format::scan::{Scan, Syntax};
use crate::format::{declared, is_aside};

/// Cuts a range at its declarations. One `impl`, `trait` or `mod` is cut into its head, what it
/// declares and its end.
pub(super) fn cut(lines: &[&str], range: Range<usize>) -> Option<Vec<Block>> {
    let lines = &lines[..range.end];
    let scan = Scan::new(Syntax::Rust, lines);
    if scan.broken {
        return None;
    }
    let outer = scan.depth(range.start);
    let mut starts = declarations(lines, &scan, range.clone(), outer)?;
    if starts.len() > 1 {
        return Some(cut_at(lines, range, "", &starts));
    }
    let body = range.clone().find(|at| scan.depth(at + 1) > outer)?;
    let head = lines[starts.first()?.0..=body]
        .iter()
        .find(|line| !is_aside(line.trim()))?;
    let kind = declared(&[head])?;
    let holds = ["impl ", "impl<", "trait ", "mod "]
        .iter()
        .any(|word| kind.starts_with(word));
    let end = (body..range.end)
        .rev()
        .find(|at| lines[*at].trim() == "}")?;
    if !holds || end <= body || scan.depth(end + 1) != outer {
        return None;
    }
    starts = declarations(lines, &scan, body + 1..end, outer + 1)?;
    starts.push((end, "}".to_owned()));
    Some(cut_at(lines, range, "", &starts))
}

/// Where declarations begin, comments and attributes included, and what they are called.
fn declarations(
    lines: &[&str],
    scan: &Scan,
    range: Range<usize>,
    depth: usize,
) -> Option<Vec<(usize, String)>> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let (mut start, mut inside) = (range.start, false);
    for at in range.clone() {
        let line = lines[at].trim();
        let aside = line.starts_with("//!") || line.starts_with("#![");
        if scan.hidden[at] || scan.depth(at) < depth {
            continue;
        }
        if !inside && (aside || line.is_empty()) {
            start = at + 1;
            continue;
        }
        if !inside && !is_aside(line) {
            let text: Vec<&str> = lines[at..range.end].to_vec();
            found.push((
                start,
                name(&declared(&text[..1]).or_else(|| declared(&text))?, line),
            ));
            inside = true;
        }
        let ended = scan.depth(at + 1) == depth && line.ends_with(['}', ';']);
        if inside && ended {
            (start, inside) = (at + 1, false);
        }
    }
    (!inside).then_some(found)
}

/// An import is called by the path that its names come from, so that lists of names can be merged.
fn name(declared: &str, line: &str) -> String {
    if declared.starts_with("use ") {
        return line.split('{').next().unwrap_or(line).trim().to_owned();
    }
    declared.to_owned()
}
