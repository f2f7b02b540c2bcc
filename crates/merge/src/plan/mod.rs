//! What will happen to each file: a value to show, compare and then carry out.

mod content;
mod file;
mod gone;
mod rename;
mod report;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use specgen_tree::{Digest, FileNode, Manifest, Owner, ProjectPath, Record, Tree};

use crate::{Loss, Merge};
use file::Planner;

pub use work::{Work, WorkFile};

/// What will happen, by path, and the manifest that will describe it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// One step per file that specgen knows, sorted by path.
    pub steps: Vec<Step>,
    /// The manifest after the steps.
    pub manifest: Manifest,
    /// Whether the manifest differs from the one before.
    pub changes_manifest: bool,
    /// The renders that the object store must hold, by digest: the bases of later merges.
    pub objects: BTreeMap<Digest, Bytes>,
    /// Answers to remember, by question.
    pub answers: BTreeMap<Digest, String>,
    /// Files that the user moved since the last time: where each was, and where it is.
    pub followed: BTreeMap<ProjectPath, ProjectPath>,
}

/// What will happen to one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where the file stands on disk.
    pub path: ProjectPath,
    /// What happens to it.
    pub action: Action,
}

/// What happens to a file. `before` is the digest of the file as planned with: another one on disk
/// when the plan is carried out stops it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A file is written where none is.
    Create {
        /// The content.
        bytes: Bytes,
        /// Whether it may be run.
        executable: bool,
    },
    /// A file that the user did not touch is replaced by its new render.
    Replace {
        /// The file as planned with.
        before: Digest,
        /// The content.
        bytes: Bytes,
        /// Whether it may be run.
        executable: bool,
    },
    /// The user's changes and specgen's stand together.
    Merge {
        /// The file as planned with.
        before: Digest,
        /// The content.
        bytes: Bytes,
        /// Whether it may be run.
        executable: bool,
        /// The lines of `bytes`, counted from 0, at which changes of both sides touch.
        touching: Vec<usize>,
    },
    /// The render has another path now; the file moves there, merged.
    Move {
        /// Where it was.
        from: ProjectPath,
        /// The file as planned with.
        before: Digest,
        /// The content.
        bytes: Bytes,
        /// Whether it may be run.
        executable: bool,
    },
    /// A text that the user owns is edited, such as the model by an accepted change.
    Edit {
        /// The file as planned with.
        before: Digest,
        /// The content.
        bytes: Bytes,
    },
    /// A file that the user did not touch and nothing renders any more is deleted.
    Delete {
        /// The file as planned with.
        before: Digest,
    },
    /// The file stays as it is.
    Keep,
    /// The file stands there already as rendered; from now on it is known.
    Adopt,
    /// The file is the user's; the new render is put beside it.
    Offer {
        /// The new render.
        bytes: Bytes,
    },
    /// Nothing renders the file any more; it stays and is the user's now.
    Orphan {
        /// Whether the user changed it.
        edited: bool,
    },
    /// The user deleted the file; it stays deleted.
    StaysDeleted {
        /// Whether this is seen for the first time.
        first: bool,
        /// Whether there is a newer render than the one that was deleted.
        changed: bool,
    },
    /// The file is gone and nothing renders it any more.
    Forget,
    /// The two sides do not agree.
    Conflict(Box<Conflict>),
}

/// A file on which the two sides do not agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Why.
    pub reason: Reason,
    /// The file as planned with.
    pub before: Digest,
    /// Where the file was, when its render has another path now.
    pub from: Option<ProjectPath>,
    /// The new render.
    pub new: FileNode,
    /// The merge with its open hunks, when both sides are text and the base is known.
    pub merge: Option<Merge>,
}

/// Why the two sides do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Both changed the same lines, in this many places.
    Overlap(usize),
    /// A file that specgen never wrote stands where a new one should go.
    AddAdd,
    /// One of the sides is not UTF-8 text.
    NotText,
    /// The bytes rendered last are missing from the object store.
    BaseMissing,
    /// The merge would not have kept this line as it must.
    Loss(Loss),
    /// An earlier conflict is not resolved yet.
    Unresolved,
}

impl Plan {
    /// Makes a plan that changes nothing yet.
    pub fn unchanged(manifest: &Manifest) -> Self {
        Self {
            steps: Vec::new(),
            manifest: manifest.clone(),
            changes_manifest: false,
            objects: BTreeMap::new(),
            answers: BTreeMap::new(),
            followed: BTreeMap::new(),
        }
    }

    /// Returns whether carrying it out writes nothing at all.
    pub fn is_empty(&self) -> bool {
        !self.changes_manifest
            && self.answers.is_empty()
            && self.steps.iter().all(|step| !step.action.writes())
    }

    /// Returns the conflicts by path.
    pub fn conflicts(&self) -> impl Iterator<Item = (&ProjectPath, &Conflict)> {
        self.steps.iter().filter_map(|step| match &step.action {
            Action::Conflict(conflict) => Some((&step.path, conflict.as_ref())),
            _ => None,
        })
    }

    /// Adds the edit of a text that the user owns, such as the model.
    pub fn edit(&mut self, path: ProjectPath, before: &[u8], bytes: impl Into<Bytes>) {
        let before = Digest::of(before);
        let action = Action::Edit {
            before,
            bytes: bytes.into(),
        };
        let at = self.steps.partition_point(|step| step.path < path);
        self.steps.insert(at, Step { path, action });
    }
}

impl Action {
    /// Returns whether the action changes a file of the project.
    pub const fn writes(&self) -> bool {
        matches!(
            self,
            Self::Create { .. }
                | Self::Replace { .. }
                | Self::Merge { .. }
                | Self::Move { .. }
                | Self::Edit { .. }
                | Self::Delete { .. }
        )
    }
}

/// Plans how a workspace follows a new render.
///
/// `old` is the manifest on disk, `templates` the digest of the template set that made `new`.
///
/// # Errors
/// Returns what `work` says when it cannot read.
pub fn plan<W: Work>(
    old: &Manifest,
    work: &W,
    new: &Tree,
    templates: Digest,
) -> Result<Plan, W::Error> {
    let moves = rename::moves(old, new);
    let left: BTreeSet<&ProjectPath> = moves.values().copied().collect();
    let mut planner = Planner::new(work, templates);
    let mut missing = Vec::new();
    let paths: BTreeSet<&ProjectPath> = old
        .records
        .keys()
        .chain(new.iter().map(|(path, _)| path))
        .collect();
    for path in paths {
        let node = new.get(path);
        match (old.records.get(path), node) {
            (None, Some(node)) => match moves.get(path) {
                Some(from) => planner.moved(from, &old.records[*from], path, node)?,
                None if node.owner == Owner::User => planner.users_own(path, node)?,
                None => planner.unknown(path, node, work.file(path)?),
            },
            (Some(_), None) if left.contains(path) => {}
            (Some(record), node) => {
                if !planner.known(path, record, node)? {
                    missing.push((path, record, node));
                }
            }
            (None, None) => {}
        }
    }
    let followed = rename::followed(old, work, new, &missing)?;
    for (path, record, node) in missing {
        let at = followed.get(path).or(record.at.as_ref());
        let record = Record {
            at: at.cloned(),
            ..record.clone()
        };
        if !planner.known(path, &record, node)? {
            planner.absent(path, record.at.as_ref().unwrap_or(path), &record, node);
        }
    }
    let (steps, manifest, objects) = planner.finish();
    Ok(Plan {
        changes_manifest: manifest != *old,
        steps,
        manifest,
        objects,
        answers: BTreeMap::new(),
        followed,
    })
}
