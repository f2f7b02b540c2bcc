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
    edits
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
