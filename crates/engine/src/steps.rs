//! What a plan does to files, as values to show: a step per file, and both sides of each conflict.

use serde::Serialize;
use specgen_merge::{Action, Conflict, Merge, Reason};

/// What happens to one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The file.
    pub path: String,
    /// What happens, as a word.
    pub what: &'static str,
}

/// A file on which a person's change and specgen's do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The file.
    pub path: String,
    /// Why the two cannot stand together.
    pub why: String,
    /// The places, both sides each.
    pub places: Vec<Sides>,
    /// Whether an earlier run left it: both sides are in the file or beside it already.
    pub earlier: bool,
    /// Whether it is git that left it, when it merged two branches: a person settles it in the file.
    pub by_git: bool,
}

/// Both sides of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sides {
    /// The line in the person's file, from 1.
    pub line: usize,
    /// What the person has.
    pub yours: String,
    /// What specgen would write.
    pub specgens: String,
}

/// Returns what happens to a file as a word; nothing when it stays as it is.
pub(crate) fn shown(step: &specgen_merge::Step) -> Option<Step> {
    let what = match &step.action {
        Action::Create { .. } => "new",
        Action::Replace { .. } => "changed",
        Action::Merge { .. } => "merged with your changes",
        Action::Move { .. } => "moved here",
        Action::Edit { .. } => "edited",
        Action::Delete { .. } => "deleted",
        Action::Offer { .. } => "yours; the new version is in .specgen/incoming",
        Action::Orphan { .. } => "yours from now on; nothing makes it any more",
        Action::StaysDeleted { changed: true, .. } => "deleted by you; its content changed",
        Action::Keep
        | Action::Adopt
        | Action::Forget
        | Action::StaysDeleted { .. }
        | Action::Conflict(_) => return None,
    };
    Some(Step {
        path: step.path.to_string(),
        what,
    })
}

/// Returns a conflict with the reason in words and both sides of each place.
pub(crate) fn disagreement(path: &str, conflict: &Conflict) -> Disagreement {
    let why = match &conflict.reason {
        Reason::Overlap(count) => format!("both changed the same lines, in {count} places"),
        Reason::AddAdd => "a file of yours stands where a new one should go".to_owned(),
        Reason::NotText => "one of the versions is no text".to_owned(),
        Reason::BaseMissing => "the version rendered last is not in .specgen/objects".to_owned(),
        Reason::Loss(_) => "merging would have lost a line of yours".to_owned(),
        Reason::Unresolved => "an earlier conflict is not resolved".to_owned(),
    };
    let hunks = conflict.merge.iter().flat_map(Merge::conflicts);
    let places = hunks.map(|hunk| Sides {
        line: hunk.user.first_line + 1,
        yours: hunk.user.text.clone(),
        specgens: hunk.new.text.clone(),
    });
    Disagreement {
        path: path.to_owned(),
        why: why.replace("in 1 places", "in one place"),
        places: places.collect(),
        earlier: conflict.reason == Reason::Unresolved,
        by_git: false,
    }
}
