//! The files of the project while steps are taken back, before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bytes::Bytes;
use specgen_merge::{
    Action, Conflict, Format, Reason, Step as PlanStep, Work as _, WorkFile, no_loss_in, three_way,
};
use specgen_tree::{Digest, FileNode, ProjectPath};

use super::Step;
use crate::{ApplyError, Files, WorkTree};

/// The files that steps back have looked at so far.
pub(super) struct Desk<'a> {
    work: &'a WorkTree<'a>,
    faces: BTreeMap<ProjectPath, Face>,
    /// The files that somebody edited and that were not there before: they stay.
    stays: BTreeSet<ProjectPath>,
    /// The files in conflict, with the digest of what they were to go back to.
    conflicts: BTreeMap<ProjectPath, Digest>,
}

/// One file: as it stands on disk, and as it will be.
struct Face {
    disk: Option<WorkFile>,
    now: Option<WorkFile>,
    merged: bool,
    conflict: Option<Conflict>,
}

fn digest(file: Option<&WorkFile>) -> Option<Digest> {
    file.map(|file| Digest::of(&file.bytes))
}

impl<'a> Desk<'a> {
    pub fn new(work: &'a WorkTree<'a>) -> Self {
        Self {
            work,
            faces: BTreeMap::new(),
            stays: BTreeSet::new(),
            conflicts: BTreeMap::new(),
        }
    }

    pub fn stays(&self) -> impl Iterator<Item = ProjectPath> {
        self.stays.iter().cloned()
    }

    pub fn conflicts(&self) -> &BTreeMap<ProjectPath, Digest> {
        &self.conflicts
    }

    fn face(&mut self, path: &ProjectPath) -> Result<&mut Face, ApplyError> {
        if !self.faces.contains_key(path) {
            let disk = self.work.file(path)?;
            let face = Face {
                now: disk.clone(),
                disk,
                merged: false,
                conflict: None,
            };
            self.faces.insert(path.clone(), face);
        }
        self.faces
            .get_mut(path)
            .ok_or(ApplyError::Reserved(path.clone()))
    }

    /// Takes one entry of a transaction back.
    pub fn take_back(
        &mut self,
        files: &dyn Files,
        root: &Path,
        step: &Step<'_>,
        index: usize,
    ) -> Result<(), ApplyError> {
        let transaction = step.transaction;
        let entry = &transaction.entries[index];
        let before = transaction.before(files, index)?;
        let before = before.map(|(bytes, executable)| WorkFile { bytes, executable });
        let face = self.face(&entry.path)?;
        let now = digest(face.now.as_ref());
        if face.conflict.is_some() || now == entry.pre && entry.pre != entry.post {
            return Ok(());
        }
        if now == entry.post {
            face.now = before;
            return Ok(());
        }
        let Some(work) = face.now.clone() else {
            return Ok(());
        };
        let base = transaction.after(files, root, index)?;
        match before {
            Some(before) if entry.post.is_some() => {
                self.merge(&entry.path, &entry.path, base.as_deref(), &work, &before)
            }
            Some(_) => Ok(()),
            None => {
                if let Some(from) = step.moved_from(&entry.path)
                    && let Some((bytes, executable)) = transaction.before(files, from)?
                {
                    let old = &transaction.entries[from].path;
                    let before = WorkFile { bytes, executable };
                    return self.merge(&entry.path, old, base.as_deref(), &work, &before);
                }
                self.stays.insert(entry.path.clone());
                Ok(())
            }
        }
    }

    /// Merges what somebody edited since at `path` with what goes back to `to`.
    fn merge(
        &mut self,
        path: &ProjectPath,
        to: &ProjectPath,
        base: Option<&[u8]>,
        work: &WorkFile,
        before: &WorkFile,
    ) -> Result<(), ApplyError> {
        let merged = merged(path, base, &work.bytes, &before.bytes);
        let moved = path != to;
        match merged {
            Ok(bytes) => {
                let target = self.face(to)?;
                target.merged = !moved;
                target.now = Some(WorkFile {
                    bytes,
                    executable: work.executable,
                });
                if moved {
                    self.face(path)?.now = None;
                }
            }
            // Where it was before the text stands again; the edited file stays beside it.
            Err(_) if moved => {
                self.stays.insert(path.clone());
            }
            Err(found) => {
                let (reason, merge) = *found;
                let conflict = Conflict {
                    reason,
                    before: Digest::of(&work.bytes),
                    from: None,
                    new: FileNode {
                        bytes: before.bytes.clone(),
                        executable: before.executable,
                        ..FileNode::default()
                    },
                    merge,
                };
                self.conflicts
                    .insert(path.clone(), Digest::of(&before.bytes));
                self.face(path)?.conflict = Some(conflict);
            }
        }
        Ok(())
    }

    /// Returns what happens to each file, by path.
    pub fn finish(self) -> Vec<PlanStep> {
        let steps = self.faces.into_iter().filter_map(|(path, face)| {
            let action = match (face.conflict, digest(face.disk.as_ref())) {
                (Some(conflict), _) => Action::Conflict(Box::new(conflict)),
                (None, _) if face.disk == face.now => return None,
                (None, before) => change(before, face.now, face.merged)?,
            };
            Some(PlanStep { path, action })
        });
        steps.collect()
    }
}

fn change(before: Option<Digest>, now: Option<WorkFile>, merged: bool) -> Option<Action> {
    Some(match (before, now) {
        (None, Some(WorkFile { bytes, executable })) => Action::Create { bytes, executable },
        (Some(before), None) => Action::Delete { before },
        (Some(before), Some(WorkFile { bytes, executable })) if merged => Action::Merge {
            before,
            bytes,
            executable,
            touching: Vec::new(),
        },
        (Some(before), Some(WorkFile { bytes, executable })) => Action::Replace {
            before,
            bytes,
            executable,
        },
        (None, None) => return None,
    })
}

type Disagreement = Box<(Reason, Option<specgen_merge::Merge>)>;

/// Returns a text without what `base` is beyond `before`, or on what the sides do not agree.
pub(super) fn merged(
    path: &ProjectPath,
    base: Option<&[u8]>,
    work: &[u8],
    before: &[u8],
) -> Result<Bytes, Disagreement> {
    let alone = |reason| Box::new((reason, None));
    let base = base.ok_or_else(|| alone(Reason::BaseMissing))?;
    let format = Format::of(path);
    let merge = three_way(base, work, before, &[], format).map_err(|_| alone(Reason::NotText))?;
    let Some(text) = merge.text() else {
        let reason = Reason::Overlap(merge.conflicts().count());
        return Err(Box::new((reason, Some(merge))));
    };
    match no_loss_in(format, [base, work, before, text.as_bytes()]) {
        Ok(None) => Ok(text.into()),
        Ok(Some(loss)) => Err(alone(Reason::Loss(loss))),
        Err(_) => Err(alone(Reason::NotText)),
    }
}
