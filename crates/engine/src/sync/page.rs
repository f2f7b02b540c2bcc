//! A document as lines below headings, and what a person did to them.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pieces::{Piece, likeness, pieces};

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The headings above it, without numbers.
    pub heading: String,
    /// The line.
    pub text: String,
    /// What it is.
    pub shape: Shape,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A row of a table.
    Row,
    /// A numbered acceptance criterion.
    Criterion,
    /// A task with its box.
    Task,
    /// An item of a list.
    Item,
    /// A listing or drawing: made, never read.
    Listing,
    /// Anything else.
    Prose,
}

/// What a person did to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delta {
    /// A line of the base became a line of the work file.
    Changed(usize, usize),
    /// A line of the base is gone.
    Removed(usize),
    /// A line of the work file is new; it stands before this line of the base.
    Added(usize, usize),
}

/// Two lines that share less than this part of their pieces, in thousandths, are two lines.
const ALIKE: usize = 400;

/// Takes a document apart.
pub fn lines(text: &str) -> Vec<Line> {
    let mut headings: Vec<(usize, String)> = Vec::new();
    let mut fenced = false;
    let mut found = Vec::new();
    for text in text.lines() {
        let level = text.chars().take_while(|c| *c == '#').count();
        if level > 0 && !fenced && text[level..].starts_with(' ') {
            headings.retain(|(above, _)| *above < level);
            headings.push((level, title(&text[level..])));
        }
        let fence = text.trim_start().starts_with("```");
        let shape = if fenced || fence {
            Shape::Listing
        } else {
            shape(text)
        };
        fenced ^= fence;
        let path: Vec<&str> = headings.iter().map(|(_, title)| title.as_str()).collect();
        found.push(Line {
            heading: path.join(" / "),
            text: text.to_owned(),
            shape,
        });
    }
    found
}

/// Returns a heading without `Requirement 3: ` before it: numbers are given anew.
fn title(text: &str) -> String {
    let text = text.trim();
    let (first, rest) = text.split_once(": ").unwrap_or(("", text));
    let counted = first
        .rsplit(' ')
        .next()
        .is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()));
    if counted {
        rest.to_owned()
    } else {
        text.to_owned()
    }
}

fn shape(text: &str) -> Shape {
    let text = text.trim_start();
    if text.starts_with('|') {
        return Shape::Row;
    }
    if text.starts_with("- [") {
        return Shape::Task;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len() && rest.starts_with(". ") && text.contains("SHALL") {
        return Shape::Criterion;
    }
    if text.starts_with("- ") || text.starts_with("* ") {
        return Shape::Item;
    }
    Shape::Prose
}

/// Returns the cells of a row of a table.
pub fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut letters = row.trim().trim_start_matches('|').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'|') => {
                letters.next();
                push(&mut cells, '|');
            }
            '|' => cells.push(String::new()),
            other => push(&mut cells, other),
        }
    }
    if cells.len() > 1 && cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

fn push(cells: &mut [String], letter: char) {
    if let Some(last) = cells.last_mut() {
        last.push(letter);
    }
}

/// Returns the cells of the head of the table in which a line stands.
pub fn table_head(lines: &[Line], at: usize) -> Option<Vec<String>> {
    let first = (0..=at)
        .rev()
        .take_while(|place| lines[*place].shape == Shape::Row)
        .last()?;
    (first < at).then(|| cells(&lines[first].text))
}

/// Returns what a person did, lines that only moved left out.
pub fn deltas(base: &[Line], work: &[Line]) -> Vec<Delta> {
    let old: Vec<&str> = base.iter().map(|line| line.text.as_str()).collect();
    let new: Vec<&str> = work.iter().map(|line| line.text.as_str()).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut gone: BTreeMap<&str, usize> = BTreeMap::new();
    let mut come: BTreeMap<&str, usize> = BTreeMap::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        for at in op.old_range() {
            *gone.entry(old[at]).or_default() += 1;
        }
        for at in op.new_range() {
            *come.entry(new[at]).or_default() += 1;
        }
    }
    let mut moved: BTreeMap<&str, usize> = BTreeMap::new();
    for (text, count) in &gone {
        let both = come.get(text).copied().unwrap_or(0).min(*count);
        moved.insert(text, both);
    }
    let mut came_back = moved.clone();
    let skip = |left: &mut BTreeMap<&str, usize>, text: &str| {
        left.get_mut(text).is_some_and(|count| {
            let is_moved = *count > 0;
            *count -= usize::from(is_moved);
            is_moved
        })
    };
    let mut found = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let says = |lines: &[Line], at: usize| !lines[at].text.trim().is_empty();
        let removed: Vec<usize> = op
            .old_range()
            .filter(|at| says(base, *at) && !skip(&mut moved, old[*at]))
            .collect();
        let added: Vec<usize> = op
            .new_range()
            .filter(|at| says(work, *at) && !skip(&mut came_back, new[*at]))
            .collect();
        pair(base, work, &removed, &added, op.old_range().end, &mut found);
    }
    found
}

/// Pairs the lines of one place: by what names them, then by likeness.
fn pair(
    base: &[Line],
    work: &[Line],
    removed: &[usize],
    added: &[usize],
    before: usize,
    found: &mut Vec<Delta>,
) {
    let mut left: Vec<usize> = added.to_vec();
    let mut alone: Vec<usize> = Vec::new();
    for &old in removed {
        let named = name(&base[old]);
        let same = left.iter().position(|new| {
            named.is_some() && base[old].shape == work[*new].shape && name(&work[*new]) == named
        });
        match same {
            Some(place) => found.push(Delta::Changed(old, left.remove(place))),
            None => alone.push(old),
        }
    }
    for old in alone {
        let pieces_of_old = pieces(&base[old].text);
        let best = (0..left.len())
            .filter(|place| work[left[*place]].shape == base[old].shape)
            .map(|place| {
                (
                    likeness(&pieces_of_old, &pieces(&work[left[place]].text)),
                    place,
                )
            })
            .max_by_key(|(score, place)| (*score, std::cmp::Reverse(*place)));
        match best {
            Some((score, place)) if score >= ALIKE => {
                found.push(Delta::Changed(old, left.remove(place)));
            }
            _ => found.push(Delta::Removed(old)),
        }
    }
    found.extend(left.into_iter().map(|new| Delta::Added(new, before)));
}

/// Returns what names a line among its neighbours: the first cell, the number.
fn name(line: &Line) -> Option<Vec<Piece>> {
    match line.shape {
        Shape::Row => cells(&line.text).first().map(|cell| pieces(cell)),
        Shape::Criterion => {
            let number = line.text.trim_start().split('.').next()?;
            Some(pieces(number))
        }
        Shape::Task => {
            let (_, rest) = line.text.split_once(']')?;
            let number = rest.trim_start_matches('*').split_whitespace().next()?;
            Some(pieces(number))
        }
        Shape::Item | Shape::Listing | Shape::Prose => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Delta, cells, deltas, lines, table_head};

    const BASE: &str = "# T\n\n### Requirement 6: Alert\n\n1. WHEN a, THE B SHALL c\n2. WHEN d, THE B SHALL e\n\n| Metric | Unit |\n| --- | --- |\n| Light | lux |\n| CO2 | ppm |\n";

    #[test]
    fn edits_are_told_apart_and_moves_are_none() {
        let work = BASE
            .replace("SHALL e", "SHALL f")
            .replace("| CO2 | ppm |\n", "| Noise | dB |\n");
        let (base, work) = (lines(BASE), lines(&work));
        assert_eq!(base[4].heading, "T / Alert");
        assert_eq!(
            deltas(&base, &work),
            [
                Delta::Changed(5, 5),
                Delta::Removed(10),
                Delta::Added(10, 11)
            ]
        );
        assert_eq!(
            table_head(&work, 10),
            Some(vec!["Metric".to_owned(), "Unit".to_owned()])
        );
        let moved =
            lines("# T\n\n| Metric | Unit |\n| --- | --- |\n| CO2 | ppm |\n| Light | lux |\n");
        let before =
            lines("# T\n\n| Metric | Unit |\n| --- | --- |\n| Light | lux |\n| CO2 | ppm |\n");
        assert_eq!(deltas(&before, &moved), []);
    }

    #[test]
    fn a_row_is_cells() {
        assert_eq!(cells("| a | b \\| c |"), ["a", "b | c"]);
        assert_eq!(cells("|a|  |c|"), ["a", "", "c"]);
    }
}
