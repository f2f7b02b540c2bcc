//! TOML as tables, and a table as keys.

use std::ops::Range;

use super::{Block, cut_at};
use crate::format::scan::{Scan, Syntax};

/// Cuts a range at its tables; one table is cut at its keys. Comments belong to what is below them.
pub(super) fn cut(lines: &[&str], range: Range<usize>) -> Option<Vec<Block>> {
    let scan = Scan::new(Syntax::Toml, lines);
    if scan.broken {
        return None;
    }
    let free = |at: &usize| scan.depth(*at) == 0 && !scan.hidden[*at];
    let headers: Vec<usize> = range
        .clone()
        .filter(|at| free(at) && lines[*at].trim_start().starts_with('['))
        .collect();
    let own = !headers.is_empty() && headers.first().copied() == first_code(lines, &range);
    let below = &headers[usize::from(own)..];
    if !below.is_empty() {
        let name = |at: usize| lines[at].trim().to_owned();
        let mut starts: Vec<(usize, String)> = Vec::new();
        for &at in &headers {
            starts.push((above(lines, at, range.start), name(at)));
        }
        return Some(cut_at(lines, range, "", &starts));
    }
    let from = headers.first().map_or(range.start, |at| at + 1);
    let mut starts = Vec::new();
    for at in (from..range.end).filter(free) {
        let line = lines[at].trim();
        if let Some((key, _)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            starts.push((above(lines, at, from), key.trim().to_owned()));
        }
    }
    Some(cut_at(lines, range, "", &starts))
}

fn first_code(lines: &[&str], range: &Range<usize>) -> Option<usize> {
    range
        .clone()
        .find(|at| !is_comment(lines[*at]) && !lines[*at].trim().is_empty())
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// The first of the comment lines right above a line.
fn above(lines: &[&str], at: usize, from: usize) -> usize {
    let comments = lines[from..at].iter().rev();
    at - comments.take_while(|line| is_comment(line)).count()
}
