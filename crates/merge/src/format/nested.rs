//! Texts whose items are told by their depth: YAML, markup, style sheets.

use super::items::Item;
use super::join::{Piece, both};
use super::scan::{Scan, Syntax};
use crate::edits::Who;
use crate::{Format, remarks};

/// Keys and points of YAML: those of one depth are a set, deeper ones belong to what stands above.
pub(super) fn yaml(user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let (own, theirs) = (by_depth(user, entry)?, by_depth(new, entry)?);
    let whole = |who, lines: &[&str]| (who, 0..lines.len());
    if own.depth == theirs.depth {
        return both(user, new, |lines| Some(by_depth(lines, entry)?.items));
    }
    let pieces = if own.depth > theirs.depth {
        [whole(Who::User, user), whole(Who::New, new)]
    } else {
        [whole(Who::New, new), whole(Who::User, user)]
    };
    Some(pieces.to_vec())
}

/// Whether keys and points of two runs of lines stand at one depth and may be told apart.
pub(super) fn are_neighbours(one: &[&str], other: &[&str]) -> bool {
    let depth = |lines: &[&str]| by_depth(lines, entry).map(|found| found.depth);
    depth(one).is_some() && depth(one) == depth(other) && yaml(one, other).is_some()
}

/// Elements of markup, each from its first line to the one that closes it.
pub(super) fn markup(user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let cut = |lines: &[&str]| {
        let found = by_depth(lines, element)?;
        let whole = |item: &Item| is_closed(&lines[item.lines.clone()]);
        found.items.iter().all(whole).then_some(found.items)
    };
    both(user, new, cut)
}

/// Rules of a style sheet, or properties within one.
pub(super) fn style(base: &[&str], at: usize, user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let scan = Scan::new(Syntax::Script, base);
    if scan.broken || scan.hidden.get(at).copied().unwrap_or(false) {
        return None;
    }
    both(user, new, |lines| {
        let scan = Scan::new(Syntax::Script, lines);
        if scan.broken || scan.depth(lines.len()) != 0 {
            return None;
        }
        let mut found: Vec<Item> = Vec::new();
        let (mut start, mut head): (usize, Option<usize>) = (0, None);
        for (index, line) in lines.iter().enumerate() {
            let line = line.trim();
            if remarks::is_remark(Format::Style, line) || scan.hidden[index] {
                continue;
            }
            let first = *head.get_or_insert(index);
            if scan.depth(index + 1) == 0 && line.ends_with(['}', ';']) {
                let text = lines[first..=index].join(" ");
                let end = text.find(['{', ':']).filter(|_| !text.contains('{'));
                let end = text.find('{').or(end)?;
                let key = text[..end].trim().to_owned();
                let lines = start..index + 1;
                found.push(Item { key, lines });
                (start, head) = (index + 1, None);
            }
        }
        found.last_mut()?.lines.end = lines.len();
        head.is_none().then_some(found)
    })
}

struct Nested {
    depth: usize,
    items: Vec<Item>,
}

/// Cuts lines at those that are no deeper than the first; `key` says what such a line is called.
fn by_depth(lines: &[&str], key: impl Fn(&str) -> Option<String>) -> Option<Nested> {
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let depth = |line: &str| line.len() - line.trim_start().len();
    let first = lines.iter().find(|line| !blank(line))?;
    let mut items: Vec<Item> = Vec::new();
    let mut aside = 0;
    for (index, line) in lines.iter().enumerate() {
        if blank(line) {
            continue;
        }
        let closes = line.trim_start().starts_with("</");
        if depth(line) < depth(first) {
            return None;
        }
        if depth(line) > depth(first) || closes {
            items.last_mut()?.lines.end = index + 1;
        } else {
            items.push(Item {
                key: key(line.trim())?,
                lines: aside..index + 1,
            });
        }
        aside = index + 1;
    }
    items.last_mut()?.lines.end = lines.len();
    Some(Nested {
        depth: depth(first),
        items,
    })
}

/// A point of a list, or what stands before the colon.
fn entry(line: &str) -> Option<String> {
    if line.starts_with("- ") {
        return Some(line.to_owned());
    }
    let end = line
        .find(": ")
        .or_else(|| line.strip_suffix(':').map(str::len))?;
    Some(line[..end].to_owned())
}

fn element(line: &str) -> Option<String> {
    line.starts_with('<').then(|| line.to_owned())
}

/// Whether what an element opens is closed within its lines.
fn is_closed(lines: &[&str]) -> bool {
    let text = lines.concat();
    let text = text.trim();
    let name: String = text[1..]
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '-')
        .collect();
    let alone = ["br", "hr", "img", "input", "link", "meta", "path", "source"];
    text.ends_with("/>")
        || text.ends_with(&format!("</{name}>"))
        || lines.len() == 1 && alone.contains(&name.as_str()) && text.ends_with('>')
}
