//! Markdown as sections, each named by its heading.

use std::ops::Range;

use super::{Block, cut_at};
use crate::format::is_fence;

/// Cuts a range at its highest headings. A section is cut at those of the next level: its own
/// heading and the text under it are the first block.
pub(super) fn cut(lines: &[&str], range: Range<usize>) -> Option<Vec<Block>> {
    let headings = headings(lines, &range);
    let own = headings.first().is_some_and(|(at, _)| *at == range.start);
    let below = &headings[usize::from(own)..];
    let top = below.iter().map(|(_, level)| *level).min()?;
    let starts: Vec<(usize, String)> = below
        .iter()
        .filter(|(_, level)| *level == top)
        .map(|(at, _)| (*at, lines[*at].trim().to_owned()))
        .collect();
    Some(cut_at(lines, range, "", &starts))
}

/// The lines that are headings, with their levels; those in code blocks are none.
fn headings(lines: &[&str], range: &Range<usize>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for at in range.clone() {
        if is_fence(lines[at]) {
            in_code = !in_code;
        }
        let level = lines[at].chars().take_while(|c| *c == '#').count();
        let is_heading = (1..=6).contains(&level) && lines[at][level..].starts_with(' ');
        if !in_code && is_heading {
            found.push((at, level));
        }
    }
    found
}
