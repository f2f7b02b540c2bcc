//! Texts as named blocks: sections, tables, declarations, and their order.
//!
//! Where lines do not agree because a block moved, or because both sides added one, the blocks are
//! merged by name: each on its own, in an order that both sides recognise.

mod markdown;
mod order;
mod rust;
mod toml;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::Format;

pub(crate) use order::order;

/// A named piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its name, unique among its neighbours.
    pub key: String,
    /// Its lines, blank ones at the end left out.
    pub lines: Range<usize>,
    /// How many blank lines follow it.
    pub gap: usize,
}

/// The same piece of three texts; an empty range where one does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub base: Range<usize>,
    pub user: Range<usize>,
    pub new: Range<usize>,
}

/// A region and how many blank lines follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub region: Region,
    pub gap: usize,
}

/// The three texts as lines.
pub(crate) struct Lines<'a> {
    pub base: &'a [&'a str],
    pub user: &'a [&'a str],
    pub new: &'a [&'a str],
}

/// Cuts a region into the regions of its blocks; `None` when it has no blocks, or when their names
/// do not tell them apart.
pub(crate) fn blocks(format: Format, lines: &Lines<'_>, region: &Region) -> Option<Vec<Placed>> {
    let cut = match format {
        Format::Rust => rust::cut,
        Format::Toml => toml::cut,
        Format::Markdown => markdown::cut,
        _ => return None,
    };
    let side = |lines: &[&str], range: &Range<usize>| {
        let blocks = cut(lines, range.clone())?;
        let keys: BTreeSet<&str> = blocks.iter().map(|one| one.key.as_str()).collect();
        (keys.len() == blocks.len() && blocks.len() > 1).then_some(blocks)
    };
    let sides = [
        side(lines.base, &region.base)?,
        side(lines.user, &region.user)?,
        side(lines.new, &region.new)?,
    ];
    Some(place(lines, &sides))
}

type Named<'a> = BTreeMap<&'a str, &'a Block>;

fn place(lines: &Lines<'_>, sides: &[Vec<Block>; 3]) -> Vec<Placed> {
    let keys = sides
        .each_ref()
        .map(|side| side.iter().map(|one| one.key.as_str()).collect::<Vec<_>>());
    let named: [Named<'_>; 3] = sides
        .each_ref()
        .map(|side| side.iter().map(|one| (one.key.as_str(), one)).collect());
    let [base, user, new] = &named;
    let text = |of: &Named<'_>, key: &str, lines: &[&str]| -> Option<Vec<String>> {
        let block = of.get(key)?;
        let lines = lines[block.lines.clone()].iter();
        Some(lines.map(|&line| line.to_owned()).collect())
    };
    let wanted = |key: &str| match (user.contains_key(key), new.contains_key(key)) {
        (true, true) => true,
        // Taken out by one side: gone, unless the other changed it.
        (true, false) => {
            !base.contains_key(key) || text(user, key, lines.user) != text(base, key, lines.base)
        }
        (false, true) => {
            !base.contains_key(key) || text(new, key, lines.new) != text(base, key, lines.base)
        }
        (false, false) => false,
    };
    let order = order(&keys[0], &keys[1], &keys[2], wanted);
    let range = |of: &Named<'_>, key: &str| of.get(key).map_or(0..0, |block| block.lines.clone());
    order
        .iter()
        .enumerate()
        .map(|(index, &key)| Placed {
            region: Region {
                base: range(base, key),
                user: range(user, key),
                new: range(new, key),
            },
            gap: gap(sides, key, order.get(index + 1).copied()),
        })
        .collect()
}

/// How many blank lines stand between two blocks: as many as where they already are neighbours.
fn gap([base, user, new]: &[Vec<Block>; 3], key: &str, next: Option<&str>) -> usize {
    let between = |side: &[Block]| {
        let at = side.iter().position(|one| one.key == key)?;
        let follows = side.get(at + 1).map(|one| one.key.as_str());
        (follows == next).then(|| side[at].gap)
    };
    match (between(base), between(user), between(new)) {
        (Some(base), Some(user), Some(new)) => {
            if user == base {
                new
            } else {
                user
            }
        }
        (_, Some(gap), _) | (_, None, Some(gap)) => gap,
        _ if next.is_none() => 0,
        _ => usual(user),
    }
}

/// The gap that most blocks have, but the last.
fn usual(side: &[Block]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for block in &side[..side.len().saturating_sub(1)] {
        *counts.entry(block.gap).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(0, |(gap, _)| gap)
}

/// Cuts a range at the given starts and leaves the blank lines between as gaps. What stands before
/// the first start has the name `first`.
fn cut_at(
    lines: &[&str],
    range: Range<usize>,
    first: &str,
    starts: &[(usize, String)],
) -> Vec<Block> {
    let mut marks = Vec::new();
    if starts.first().is_none_or(|(start, _)| *start > range.start) {
        marks.push((range.start, first.to_owned()));
    }
    marks.extend(starts.iter().cloned());
    let ends = marks.iter().skip(1).map(|(start, _)| *start);
    let ends: Vec<usize> = ends.chain([range.end]).collect();
    let blocks = marks.into_iter().zip(ends).map(|((start, key), end)| {
        let blank = lines[start..end]
            .iter()
            .rev()
            .take_while(|line| line.trim().is_empty())
            .count();
        Block {
            key,
            lines: start..end - blank,
            gap: blank,
        }
    });
    blocks.collect()
}

#[cfg(test)]
mod tests {
    use super::{Lines, Region, blocks};
    use crate::Format;

    /// Returns the heads of the blocks of each side and their gaps, in the order of the result.
    fn placed(base: &str, user: &str, new: &str) -> Vec<(String, usize)> {
        let [base, user, new] = [base, user, new].map(|text| text.lines().collect::<Vec<&str>>());
        let lines = Lines {
            base: &base,
            user: &user,
            new: &new,
        };
        let region = Region {
            base: 0..base.len(),
            user: 0..user.len(),
            new: 0..new.len(),
        };
        let found = blocks(Format::Markdown, &lines, &region).expect("blocks");
        found
            .into_iter()
            .map(|one| {
                let head = user[one.region.user.clone()]
                    .first()
                    .or(new[one.region.new.clone()].first());
                (head.map_or("", |head| head).to_owned(), one.gap)
            })
            .collect()
    }

    #[test]
    fn a_section_that_moved_to_the_end_keeps_a_line_before_the_next() {
        let base = "# A\n\n## B\nb\n\n## C\nc\n";
        let user = "# A\n\n## C\nc\n\n## B\nb\n";
        let new = "# A\n\n## B\nb2\n\n## C\nc\n\n## D\nd\n";
        let found = placed(base, user, new);
        let expected = [("# A", 1), ("## C", 1), ("## D", 1), ("## B", 0)];
        assert_eq!(found, expected.map(|(head, gap)| (head.to_owned(), gap)));
    }

    #[test]
    fn a_section_that_one_side_took_out_is_gone() {
        let base = "# A\n\n## B\nb\n\n## C\nc\n\n## D\nd\n";
        let user = "# A\n\n## C\nc\n\n## D\nd\n";
        let new = "# A\n\n## B\nb\n\n## D\nd\n\n## E\ne\n";
        let heads: Vec<String> = placed(base, user, new)
            .into_iter()
            .map(|one| one.0)
            .collect();
        assert_eq!(heads, ["# A", "## D", "## E"]);
    }
}
