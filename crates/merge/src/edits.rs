//! What one side changed, and which changes of the two sides meet.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Whose change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    User,
    New,
}

/// One change: lines `base` became lines `side`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub who: Who,
    pub base: Range<usize>,
    pub side: Range<usize>,
}

/// Changes that belong together: one alone, or some that meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    pub base: Range<usize>,
    pub edits: Vec<Edit>,
}

impl Cluster {
    /// Returns whose changes these are, or `None` when both sides take part.
    pub fn only(&self) -> Option<Who> {
        let who = self.edits.first()?.who;
        self.edits.iter().all(|edit| edit.who == who).then_some(who)
    }

    /// Returns the lines of one side that stand for the cluster's base lines, or `None` when that
    /// side takes no part in it.
    pub fn side(&self, who: Who) -> Option<Range<usize>> {
        let mut own = self.edits.iter().filter(|edit| edit.who == who);
        let first = own.next()?;
        let last = own.next_back().unwrap_or(first);
        let start = first.side.start - (first.base.start - self.base.start);
        Some(start..last.side.end + (self.base.end - last.base.end))
    }
}

/// Returns the changes from `base` to `side`, apart by at least one common line.
pub(crate) fn edits(who: Who, base: &[&str], side: &[&str]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, base, side) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let edit = Edit {
            who,
            base: op.old_range(),
            side: op.new_range(),
        };
        match edits.last_mut() {
            Some(last) if last.base.end == edit.base.start && last.side.end == edit.side.start => {
                last.base.end = edit.base.end;
                last.side.end = edit.side.end;
            }
            _ => edits.push(edit),
        }
    }
    for index in 0..edits.len() {
        let from = index.checked_sub(1).map_or(0, |at| edits[at].base.end + 1);
        let until = edits
            .get(index + 1)
            .map_or(base.len(), |next| next.base.start.saturating_sub(1));
        settle(&mut edits[index], base, side, from..until);
    }
    edits
}

/// The most lines that a change is slid over, to find its natural place.
const SLIDE_LINES: usize = 100;

/// Moves an insertion or a deletion among its equal places to the one where a person would see it:
/// whole items, and not the end of one with the beginning of the next. So the changes of both sides
/// are seen alike. It stays within `room`, lines of the base.
fn settle(edit: &mut Edit, base: &[&str], side: &[&str], room: Range<usize>) {
    let inserts = edit.base.is_empty();
    if !inserts && !edit.side.is_empty() {
        return;
    }
    let (text, mut group) = if inserts {
        (side, edit.side.clone())
    } else {
        (base, edit.base.clone())
    };
    let mut steps = 0_isize;
    while steps.unsigned_abs() < SLIDE_LINES
        && edit.base.start.saturating_add_signed(steps) > room.start
        && group.start > 0
        && text[group.start - 1] == text[group.end - 1]
    {
        group = group.start - 1..group.end - 1;
        steps -= 1;
    }
    let mut best = (usize::MAX, 0);
    loop {
        let cost = strangeness(text, &group);
        if cost <= best.0 {
            best = (cost, steps);
        }
        let below = edit.base.end.saturating_add_signed(steps) < room.end;
        if !below || group.end >= text.len() || text[group.start] != text[group.end] {
            break;
        }
        group = group.start + 1..group.end + 1;
        steps += 1;
        if steps.unsigned_abs() > SLIDE_LINES {
            break;
        }
    }
    let moved = |range: &Range<usize>| {
        range.start.saturating_add_signed(best.1)..range.end.saturating_add_signed(best.1)
    };
    (edit.base, edit.side) = (moved(&edit.base), moved(&edit.side));
}

/// How unlikely it is that these lines were inserted or deleted together.
fn strangeness(text: &[&str], group: &Range<usize>) -> usize {
    let first = text[group.start].trim();
    let leads = |line: &str| line.starts_with("///") || line.starts_with("#[");
    let closes = |line: &str| line.starts_with(['}', ')', ']']);
    let before = group.start.checked_sub(1).map_or("", |at| text[at].trim());
    let last = text[group.end - 1].trim();
    let inner = text[group.clone()]
        .iter()
        .find(|line| !line.trim().is_empty());
    let indent = inner.map_or(0, |line| line.len() - line.trim_start().len());
    let mut cost = indent;
    cost += if closes(first) { 1000 } else { 0 };
    cost += if leads(before) { 500 } else { 0 };
    cost += if leads(last) { 500 } else { 0 };
    cost += usize::from(first.is_empty());
    cost
}

/// Sorts the changes of both sides by place and joins those that meet.
pub(crate) fn clusters(user: &[Edit], new: &[Edit]) -> Vec<Cluster> {
    let mut all: Vec<&Edit> = user.iter().chain(new).collect();
    all.sort_by_key(|edit| (edit.base.start, edit.base.end));
    let mut clusters: Vec<Cluster> = Vec::new();
    for edit in all {
        match clusters.last_mut() {
            Some(last) if last.edits.iter().any(|other| meet(other, edit)) => {
                last.base.end = last.base.end.max(edit.base.end);
                last.edits.push(edit.clone());
            }
            _ => clusters.push(Cluster {
                base: edit.base.clone(),
                edits: vec![edit.clone()],
            }),
        }
    }
    clusters
}

/// Two changes meet when they share a base line, when both insert at the same point, or when one
/// inserts strictly inside what the other replaces. Changes that only touch do not meet.
fn meet(one: &Edit, other: &Edit) -> bool {
    if one.who == other.who {
        return false;
    }
    let (a, b) = (&one.base, &other.base);
    match (a.is_empty(), b.is_empty()) {
        (true, true) => a.start == b.start,
        (true, false) => b.start < a.start && a.start < b.end,
        (false, true) => a.start < b.start && b.start < a.end,
        (false, false) => a.start < b.end && b.start < a.end,
    }
}

#[cfg(test)]
mod tests {
    use super::{Who, clusters, edits};

    fn lines(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    /// Returns the base ranges of the clusters and how many changes each holds.
    fn found(base: &str, user: &str, new: &str) -> Vec<(usize, usize, usize)> {
        let base = lines(base);
        let user = edits(Who::User, &base, &lines(user));
        let new = edits(Who::New, &base, &lines(new));
        let all = clusters(&user, &new);
        all.iter()
            .map(|one| (one.base.start, one.base.end, one.edits.len()))
            .collect()
    }

    #[test]
    fn a_change_settles_where_whole_items_are() {
        let base = "A { x }, B { x }, ]";
        for (side, expected) in [
            ("A { x }, U { x }, B { x }, ]", 4),
            ("A { x }, B { x }, U { x }, ]", 8),
        ] {
            let words = |text: &'static str| -> Vec<&str> { text.split(' ').collect() };
            let found = edits(Who::User, &words(base), &words(side));
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].base, expected..expected, "{side}");
        }
    }

    #[test]
    fn changes_that_touch_stay_apart() {
        assert_eq!(
            found("a b c d", "a B c d", "a b C d"),
            [(1, 2, 1), (2, 3, 1)]
        );
        assert_eq!(found("a b c", "a B c", "a b x c"), [(1, 2, 1), (2, 2, 1)]);
        assert_eq!(found("a b c", "a x b c", "a B c"), [(1, 1, 1), (1, 2, 1)]);
    }

    #[test]
    fn changes_that_meet_are_joined_to_the_last() {
        assert_eq!(found("a b c", "a x b c", "a y b c"), [(1, 1, 2)]);
        assert_eq!(found("a b c", "a B c", "a X c"), [(1, 2, 2)]);
        assert_eq!(found("a b c d e", "a e", "a b x c y d e"), [(1, 4, 3)]);
    }

    #[test]
    fn a_side_covers_the_lines_between_its_changes() {
        let base = lines("a b c d e f");
        let user = edits(Who::User, &base, &lines("a U1 U2 c D e f"));
        let new = edits(Who::New, &base, &lines("a N f"));
        let all = clusters(&user, &new);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].side(Who::User), Some(1..6));
        assert_eq!(all[0].side(Who::New), Some(1..2));
        assert_eq!(all[0].only(), None);
    }
}
