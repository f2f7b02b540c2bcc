//! A plan as writes: for each file what stands there now, and what shall.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use bytes::Bytes;
use specgen_merge::{Action, Conflict, Labels, Plan};
use specgen_tree::{Digest, ProjectPath, Record, State};

use super::ConflictMode;
use super::journal::Entry;
use crate::{ApplyError, Files, Workspace, confine, layout};

/// Everything that a transaction writes.
pub(super) struct Writes<'a> {
    /// The files in the order in which they change: deletions late, the manifest last.
    pub entries: Vec<Write>,
    /// The renders that the object store must hold.
    pub objects: &'a BTreeMap<Digest, Bytes>,
    /// The files of the project among the entries.
    pub changed: Vec<ProjectPath>,
    /// The files whose render goes beside them.
    pub incoming: Vec<ProjectPath>,
}

/// One file to change.
pub(super) struct Write {
    pub entry: Entry,
    /// Where it stands.
    pub place: PathBuf,
    /// What stands there now.
    pub old: Option<Bytes>,
    /// What shall stand there.
    pub new: Option<Bytes>,
    /// Whether it may be run; `None` keeps the mode of what stands there.
    pub executable: Option<bool>,
}

/// Turns a plan into writes against the disk as it is.
///
/// # Errors
/// Names all files that changed since they were planned with, or that are read-only.
pub(super) fn of<'a>(
    files: &'a dyn Files,
    workspace: &'a Workspace,
    plan: &'a Plan,
    mode: ConflictMode,
) -> Result<Writes<'a>, ApplyError> {
    let mut builder = Builder {
        files,
        workspace,
        writes: Writes {
            entries: Vec::new(),
            objects: &plan.objects,
            changed: Vec::new(),
            incoming: Vec::new(),
        },
        moved_on: Vec::new(),
        read_only: Vec::new(),
    };
    let beside = workspace.root.join(layout::STATE_FOLDER).join("incoming");
    let has_beside = files
        .stat(&beside)
        .map_err(ApplyError::io("look at", &beside))?
        .is_some();
    let mut settled = resolved(workspace, plan);
    for step in &plan.steps {
        builder.step(&step.path, &step.action, mode)?;
        if step.action.writes() {
            settled.insert(&step.path);
        }
    }
    if has_beside {
        for path in settled {
            builder.tidy(path)?;
        }
    }
    for (question, answer) in &plan.answers {
        let path = layout::answer(*question)?;
        let place = layout::place(&workspace.root, &path);
        let old = workspace.read(files, &path)?;
        if old.as_deref() != Some(answer.as_bytes()) {
            let before = old.as_deref().map(Digest::of);
            builder.push(&path, place, before, Some(answer.clone().into()), None)?;
        }
    }
    builder.finish(plan)
}

/// Returns the files whose conflict the plan ends.
fn resolved<'a>(workspace: &'a Workspace, plan: &Plan) -> BTreeSet<&'a ProjectPath> {
    let open = |record: &Record| matches!(record.state, State::Conflicted(_));
    let records = workspace.manifest.records.iter();
    records
        .filter(|(path, record)| open(record) && !plan.manifest.records.get(path).is_some_and(open))
        .map(|(path, record)| record.at.as_ref().unwrap_or(path))
        .collect()
}

struct Builder<'a> {
    files: &'a dyn Files,
    workspace: &'a Workspace,
    writes: Writes<'a>,
    moved_on: Vec<ProjectPath>,
    read_only: Vec<ProjectPath>,
}

impl<'a> Builder<'a> {
    fn step(
        &mut self,
        path: &ProjectPath,
        action: &Action,
        mode: ConflictMode,
    ) -> Result<(), ApplyError> {
        match action {
            Action::Create { bytes, executable } => {
                self.change(path, None, Some(bytes.clone()), Some(*executable))
            }
            Action::Replace {
                before,
                bytes,
                executable,
            }
            | Action::Merge {
                before,
                bytes,
                executable,
                ..
            } => self.change(path, Some(*before), Some(bytes.clone()), Some(*executable)),
            Action::Edit { before, bytes } => {
                self.change(path, Some(*before), Some(bytes.clone()), None)
            }
            Action::Move {
                from,
                before,
                bytes,
                executable,
            } => {
                self.change(path, None, Some(bytes.clone()), Some(*executable))?;
                self.change(from, Some(*before), None, None)
            }
            Action::Delete { before } => self.change(path, Some(*before), None, None),
            Action::Offer { bytes } => self.beside(path, bytes),
            Action::Conflict(conflict) => self.conflict(path, conflict, mode),
            Action::Keep
            | Action::Adopt
            | Action::Orphan { .. }
            | Action::StaysDeleted { .. }
            | Action::Forget => Ok(()),
        }
    }

    fn conflict(
        &mut self,
        path: &ProjectPath,
        conflict: &Conflict,
        mode: ConflictMode,
    ) -> Result<(), ApplyError> {
        let marked = match (&conflict.merge, mode) {
            (Some(merge), ConflictMode::Inline) => {
                Some(merge.with_markers(&Labels::default()).into())
            }
            _ => None,
        };
        if marked.is_none() {
            self.beside(path, &conflict.new.bytes)?;
        }
        match (&conflict.from, marked) {
            (None, None) => Ok(()),
            (None, Some(bytes)) => self.change(path, Some(conflict.before), Some(bytes), None),
            (Some(from), marked) => {
                let bytes = match marked {
                    Some(bytes) => bytes,
                    None => self.workspace.read(self.files, from)?.unwrap_or_default(),
                };
                self.change(path, None, Some(bytes), Some(conflict.new.executable))?;
                self.change(from, Some(conflict.before), None, None)
            }
        }
    }

    /// A change of a file of the project.
    fn change(
        &mut self,
        path: &ProjectPath,
        before: Option<Digest>,
        new: Option<Bytes>,
        executable: Option<bool>,
    ) -> Result<(), ApplyError> {
        let place = confine::check(self.files, &self.workspace.root, path)?;
        let stat = self
            .files
            .stat(&place)
            .map_err(ApplyError::io("look at", &place))?;
        if stat.is_some_and(|stat| stat.read_only) {
            self.read_only.push(path.clone());
        }
        let keeps_mode = stat.map(|stat| stat.executable) == executable;
        self.writes.changed.push(path.clone());
        self.push(path, place, before, new, executable.filter(|_| !keeps_mode))
    }

    /// Removes the render that was put beside a file before: the file follows a newer one now.
    fn tidy(&mut self, path: &ProjectPath) -> Result<(), ApplyError> {
        let beside = layout::incoming(path)?;
        if let Some(old) = self.workspace.read(self.files, &beside)? {
            let place = layout::place(&self.workspace.root, &beside);
            self.push(&beside, place, Some(Digest::of(&old)), None, None)?;
        }
        Ok(())
    }

    /// A render beside the file that it may not change.
    fn beside(&mut self, path: &ProjectPath, bytes: &Bytes) -> Result<(), ApplyError> {
        let path_beside = layout::incoming(path)?;
        let place = confine::check(self.files, &self.workspace.root, &path_beside)?;
        let old = self.workspace.read(self.files, &path_beside)?;
        if old.as_deref() == Some(bytes) {
            return Ok(());
        }
        self.writes.incoming.push(path.clone());
        let before = old.as_deref().map(Digest::of);
        self.push(&path_beside, place, before, Some(bytes.clone()), None)
    }

    fn push(
        &mut self,
        path: &ProjectPath,
        place: PathBuf,
        before: Option<Digest>,
        new: Option<Bytes>,
        executable: Option<bool>,
    ) -> Result<(), ApplyError> {
        let old = self.workspace.read(self.files, path)?;
        if old.as_deref().map(Digest::of) != before {
            self.moved_on.push(path.clone());
        }
        self.writes.entries.push(Write {
            entry: Entry {
                path: path.clone(),
                pre: before,
                post: new.as_deref().map(Digest::of),
            },
            place,
            old,
            new,
            executable,
        });
        Ok(())
    }

    fn finish(mut self, plan: &Plan) -> Result<Writes<'a>, ApplyError> {
        self.writes.entries.sort_by_key(|write| write.new.is_none());
        if plan.changes_manifest {
            let path = layout::manifest()?;
            let place = layout::place(&self.workspace.root, &path);
            let before = Some(self.workspace.manifest_digest);
            let new = plan.manifest.print().into();
            self.push(&path, place, before, Some(new), None)?;
        }
        if !self.moved_on.is_empty() {
            return Err(ApplyError::Changed(self.moved_on));
        }
        if !self.read_only.is_empty() {
            return Err(ApplyError::ReadOnly(self.read_only));
        }
        Ok(self.writes)
    }
}
