//! Two insertions at one point that may both stand: what was rendered first, then what is the user's.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Format;
use super::distinct::distinct;
use super::items::{Item, Kind, items};
use super::nested;
use super::place::kind_at;
use super::scan::{Scan, Syntax};
use crate::edits::{Who, edits};

/// Lines of one side, to be written next; counted from the start of its insertion.
pub(crate) type Piece = (Who, Range<usize>);

/// Returns how what both sides inserted before line `at` of `base` stands together, or `None` when
/// that is not known to be right.
pub(crate) fn join(
    format: Format,
    base: &[&str],
    at: usize,
    user: &[&str],
    new: &[&str],
) -> Option<Vec<Piece>> {
    match format {
        Format::Rust => {
            let scan = Scan::new(Syntax::Rust, base);
            let cut = |kind| both(user, new, |lines| items(kind, Syntax::Rust, lines));
            cut(Kind::Routes).or_else(|| cut(kind_at(base, &scan, at)?))
        }
        Format::Script => {
            let scan = Scan::new(Syntax::Script, base);
            let kind = script_kind(base, &scan, at)?;
            both(user, new, |lines| items(kind, Syntax::Script, lines))
        }
        Format::Toml => toml(base, at, user, new),
        Format::Markdown if in_table(base, at) => both(user, new, |lines| by_line(lines, row)),
        Format::Markdown => markdown(base, at, user, new),
        Format::Lines => both(user, new, |lines| {
            by_line(lines, |line| Some(line.trim().to_owned()))
        }),
        Format::Yaml => nested::yaml(user, new),
        Format::Markup => nested::markup(user, new),
        Format::Style => nested::style(base, at, user, new),
        Format::Json | Format::Sql | Format::Other => None,
    }
}

/// What a script may be given before a line: a declaration, a value or a property.
fn script_kind(base: &[&str], scan: &Scan, at: usize) -> Option<Kind> {
    if scan.broken || is_hidden(scan, at) {
        return None;
    }
    let mut before = base[..at].iter().rev().map(|line| line.trim());
    let last = before.find(|line| !line.is_empty())?;
    let in_list = last.ends_with(['(', '[', '{', ',']);
    match scan.enclosing(at) {
        None => Some(Kind::Declarations),
        Some(('{', _)) => Some(Kind::Named),
        Some(_) => Some(Kind::Values),
    }
    .filter(|kind| *kind == Kind::Declarations || in_list)
}

/// Returns the lines that stay of `user` when whole items of a list go: those that the user put
/// between them. `None` when the user changed what goes, or wrote within an item.
pub(crate) fn stay(
    format: Format,
    base: &[&str],
    gone: &Range<usize>,
    user: &[&str],
) -> Option<Vec<Range<usize>>> {
    let own = inserted(&base[gone.clone()], user)?;
    let mut at = gone.start;
    let mut told = 0;
    for run in &own {
        at += run.start - told;
        told = run.end;
        // Whole items before it, and whole items of its own.
        let lines = &user[run.clone()];
        let apart = |removed: &[&str]| match format {
            Format::Yaml => nested::are_neighbours(lines, removed),
            Format::Lines => true,
            Format::Toml => {
                let keys = both(lines, removed, toml_keys);
                keys.or_else(|| both(lines, removed, toml_tables)).is_some()
            }
            Format::Rust => {
                let scan = Scan::new(Syntax::Rust, base);
                let cut = |lines: &[&str]| items(kind_at(base, &scan, at)?, Syntax::Rust, lines);
                both(lines, removed, cut).is_some()
            }
            _ => false,
        };
        let parts = [&base[gone.start..at], &base[at..gone.end]];
        if !parts.iter().all(|part| part.is_empty() || apart(part)) {
            return None;
        }
    }
    Some(own)
}

/// The runs of lines that `user` has beside all lines of `base`.
fn inserted(base: &[&str], user: &[&str]) -> Option<Vec<Range<usize>>> {
    let changes = edits(Who::User, base, user);
    let only = changes.iter().all(|edit| edit.base.is_empty());
    let runs = changes.into_iter().map(|edit| edit.side).collect();
    only.then_some(runs)
}

/// The same as [`join`] for a place that a template marked as a list.
pub(crate) fn join_marked(format: Format, user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let syntax = match format {
        Format::Toml => Syntax::Toml,
        _ => Syntax::Rust,
    };
    if distinct(user, new) {
        return Some(vec![(Who::New, 0..new.len()), (Who::User, 0..user.len())]);
    }
    // What both have is written once; the rest must still be told apart.
    let pieces = both(user, new, |lines| items(Kind::Values, syntax, lines))?;
    let apart = pieces
        .iter()
        .filter(|(who, _)| *who == Who::User)
        .all(|(_, lines)| distinct(&user[lines.clone()], new));
    apart.then_some(pieces)
}

fn is_hidden(scan: &Scan, at: usize) -> bool {
    scan.hidden.get(at).copied().unwrap_or(false)
}

/// Joins two lists of items: an item that both have is written once, one key with two texts never.
pub(super) fn both(
    user: &[&str],
    new: &[&str],
    cut: impl Fn(&[&str]) -> Option<Vec<Item>>,
) -> Option<Vec<Piece>> {
    let (own, theirs) = (cut(user)?, cut(new)?);
    if !is_set(&own) || !is_set(&theirs) {
        return None;
    }
    let mut pieces = vec![(Who::New, 0..new.len())];
    for item in own {
        match theirs.iter().find(|other| other.key == item.key) {
            None => pieces.push((Who::User, item.lines)),
            Some(other) if bare(&user[item.lines.clone()]) == bare(&new[other.lines.clone()]) => {}
            Some(_) => return None,
        }
    }
    Some(pieces)
}

fn is_set(items: &[Item]) -> bool {
    let keys: BTreeSet<&str> = items.iter().map(|item| item.key.as_str()).collect();
    keys.len() == items.len()
}

/// Lines without blank ones around them.
fn bare<'a>(lines: &'a [&'a str]) -> Vec<&'a str> {
    let lines = lines.iter().map(|line| line.trim_end());
    lines.filter(|line| !line.is_empty()).collect()
}

/// Each line is an item.
fn by_line(lines: &[&str], key: impl Fn(&str) -> Option<String>) -> Option<Vec<Item>> {
    let lines = lines.iter().enumerate();
    lines
        .map(|(index, line)| {
            let key = key(line)?;
            let lines = index..index + 1;
            Some(Item { key, lines })
        })
        .collect()
}

/// A table row; its first cell is its key.
fn row(line: &str) -> Option<String> {
    let cells = line.trim().strip_prefix('|')?;
    cells.split('|').next().map(|cell| cell.trim().to_owned())
}

/// Returns whether a row of a table stands right before line `at`, below the line of dashes.
fn in_table(base: &[&str], at: usize) -> bool {
    base[..at]
        .iter()
        .rev()
        .take_while(|line| line.trim_start().starts_with('|'))
        .any(|line| line.contains("---"))
}

/// Keys of one table first, whole tables behind them.
fn toml(base: &[&str], at: usize, user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let scan = Scan::new(Syntax::Toml, base);
    if scan.depth(at) != 0 || scan.broken {
        return None;
    }
    let split = |lines: &[&str]| {
        let header = lines.iter().position(|line| line.starts_with('['))?;
        let asides = lines[..header].iter().rev();
        let above = asides.take_while(|line| line.is_empty() || line.starts_with('#'));
        Some(header - above.count())
    };
    let (user_keys, new_keys) = (
        split(user).unwrap_or(user.len()),
        split(new).unwrap_or(new.len()),
    );
    let keys = part(&user[..user_keys], &new[..new_keys], toml_keys)?;
    let tables = part(&user[user_keys..], &new[new_keys..], toml_tables)?;
    let moved = |(who, range): Piece| {
        let by = if who == Who::User {
            user_keys
        } else {
            new_keys
        };
        (who, range.start + by..range.end + by)
    };
    Some(
        keys.into_iter()
            .chain(tables.into_iter().map(moved))
            .collect(),
    )
}

fn part(
    user: &[&str],
    new: &[&str],
    cut: impl Fn(&[&str]) -> Option<Vec<Item>>,
) -> Option<Vec<Piece>> {
    if user.is_empty() || new.is_empty() {
        return Some(vec![(Who::New, 0..new.len()), (Who::User, 0..user.len())]);
    }
    both(user, new, cut)
}

/// `key = value`, on one line or on some.
fn toml_keys(lines: &[&str]) -> Option<Vec<Item>> {
    toml_items(lines, |line| {
        let (key, _) = line.split_once('=')?;
        Some(key.trim().to_owned())
    })
}

fn toml_tables(lines: &[&str]) -> Option<Vec<Item>> {
    let headers: Vec<usize> = (0..lines.len())
        .filter(|&index| lines[index].starts_with('['))
        .collect();
    let mut found = Vec::new();
    for (index, &header) in headers.iter().enumerate() {
        let end = headers.get(index + 1).copied().unwrap_or(lines.len());
        let start = if index == 0 { 0 } else { header };
        // Two `[[tables]]` of one name are two items of a list.
        let key = if lines[header].starts_with("[[") {
            lines[header..end].concat()
        } else {
            lines[header].trim().to_owned()
        };
        found.push(Item {
            key,
            lines: start..end,
        });
    }
    (!found.is_empty()).then_some(found)
}

fn toml_items(lines: &[&str], key: impl Fn(&str) -> Option<String>) -> Option<Vec<Item>> {
    let scan = Scan::new(Syntax::Toml, lines);
    if scan.broken || scan.depth(lines.len()) != 0 {
        return None;
    }
    let mut found: Vec<Item> = Vec::new();
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        let aside = line.trim().is_empty() || line.trim_start().starts_with('#');
        if scan.depth(index) == 0 && !aside {
            let key = key(line)?;
            found.push(Item {
                key,
                lines: start..index + 1,
            });
        }
        if let Some(last) = found.last_mut().filter(|_| !aside || scan.depth(index) > 0) {
            last.lines.end = index + 1;
            start = index + 1;
        }
    }
    found.last_mut()?.lines.end = lines.len();
    Some(found)
}

/// Points of one list, or whole paragraphs and sections between blank lines.
fn markdown(base: &[&str], at: usize, user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let fences = |lines: &[&str]| lines.iter().filter(|line| is_fence(line)).count();
    if fences(user) % 2 == 1 || fences(new) % 2 == 1 {
        return None;
    }
    if fences(&base[..at]) % 2 == 1 {
        let plain = fences(user) + fences(new) == 0;
        let cut = |lines: &[&str]| by_line(lines, |line| Some(line.trim().to_owned()));
        // A line that belongs to the one above it must stay below it.
        let depth = |line: &&str| line.len() - line.trim_start().len();
        let mut depths = user.iter().chain(new).map(depth);
        let flat = depths
            .next()
            .is_none_or(|first| depths.all(|depth| depth == first));
        let apart = !user.iter().any(|line| new.contains(line));
        return both(user, new, cut).filter(|_| plain && flat && apart);
    }
    if let Some(pieces) = both(user, new, points) {
        return Some(pieces);
    }
    let blank = |line: Option<&&str>| line.is_none_or(|line| line.trim().is_empty());
    let apart = |lines: &[&str]| {
        let above = blank(base[..at].last()) || blank(lines.first());
        let below = blank(base.get(at)) || blank(lines.last());
        above && below && (blank(lines.first()) || blank(lines.last()))
    };
    let shared = user
        .iter()
        .any(|line| !line.trim().is_empty() && new.contains(line));
    let ends_alike = blank(user.last()) == blank(new.last());
    (apart(user) && apart(new) && ends_alike && !shared)
        .then(|| vec![(Who::New, 0..new.len()), (Who::User, 0..user.len())])
}

pub(crate) fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Points of a list with the lines that belong to them.
fn points(lines: &[&str]) -> Option<Vec<Item>> {
    let mut found: Vec<Item> = Vec::new();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let first = depth(lines.first()?);
    for (index, line) in lines.iter().enumerate() {
        if depth(line) == first && is_point(line.trim_start()) {
            found.push(Item {
                key: line.trim().to_owned(),
                lines: index..index + 1,
            });
        } else if depth(line) > first && !line.trim().is_empty() {
            found.last_mut()?.lines.end = index + 1;
        } else {
            return None;
        }
    }
    Some(found)
}

fn is_point(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(". ");
    numbered || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}
