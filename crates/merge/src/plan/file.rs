//! The plan for one file: the verdict on three digests, bent by who owns the file.

use std::collections::BTreeMap;

use bytes::Bytes;
use specgen_tree::{Digest, FileNode, Manifest, Owner, ProjectPath, Record, State};

use super::content::{Content, Sides};
use super::{Action, Conflict, Reason, Step, Work, WorkFile};
use crate::text::eol_of;
use crate::{Merge, Verdict, decide};

/// Collects steps, records and objects.
pub(super) struct Planner<'a, W> {
    work: &'a W,
    steps: Vec<Step>,
    manifest: Manifest,
    objects: BTreeMap<Digest, Bytes>,
}

impl<'a, W: Work> Planner<'a, W> {
    pub fn new(work: &'a W, templates: Digest) -> Self {
        Self {
            work,
            steps: Vec::new(),
            manifest: Manifest::new(templates),
            objects: BTreeMap::new(),
        }
    }

    pub fn finish(self) -> (Vec<Step>, Manifest, BTreeMap<Digest, Bytes>) {
        let mut steps = self.steps;
        steps.sort_by(|a, b| a.path.cmp(&b.path));
        (steps, self.manifest, self.objects)
    }

    /// A file of the user's that a render proposes: written when it is missing, else left alone.
    pub fn users_own(&mut self, path: &ProjectPath, node: &FileNode) -> Result<(), W::Error> {
        if self.work.file(path)?.is_none() {
            self.step(path, create(node));
        }
        Ok(())
    }

    /// A render at a path that specgen never wrote; `file` is what stands there.
    pub fn unknown(&mut self, path: &ProjectPath, node: &FileNode, file: Option<WorkFile>) {
        let work = file.map(|file| Digest::of(&file.bytes));
        let mut record = Record::of(node);
        let action = match (decide(None, work, Some(record.base)), work) {
            (Verdict::AddAdd, Some(_)) if node.owner == Owner::Seeded => Action::Offer {
                bytes: node.bytes.clone(),
            },
            (Verdict::AddAdd, Some(before)) => {
                record.state = State::Conflicted(record.base);
                Action::Conflict(Box::new(Conflict {
                    reason: Reason::AddAdd,
                    before,
                    from: None,
                    new: node.clone(),
                    merge: None,
                }))
            }
            (Verdict::Adopt, _) => Action::Adopt,
            _ => create(node),
        };
        self.objects.insert(record.base, node.bytes.clone());
        self.record(path, record);
        self.step(path, action);
    }

    /// A file that specgen wrote before; `false` when it is missing, and nothing is planned for it.
    pub fn known(
        &mut self,
        path: &ProjectPath,
        record: &Record,
        node: Option<&FileNode>,
    ) -> Result<bool, W::Error> {
        let followed = match &record.at {
            Some(at) => self.work.file(at)?.map(|file| (at, file)),
            None => None,
        };
        let back;
        let (record, at, file) = if let Some((at, file)) = followed {
            (record, at, file)
        } else if let Some(file) = self.work.file(path)? {
            back = Record {
                at: None,
                ..record.clone()
            };
            (&back, path, file)
        } else {
            return Ok(false);
        };
        let work = Digest::of(&file.bytes);
        let owner = match (record.owner, node) {
            (Owner::User, _) | (_, None) => record.owner,
            (_, Some(node)) => node.owner,
        };
        let Some(node) = node else {
            self.not_rendered(path, at, record, owner, work);
            return Ok(true);
        };
        let sides = Sides {
            path: at,
            record,
            file: &file,
            node,
            work,
            new: digest_of(node, &file, work),
        };
        match owner {
            Owner::Generated => self.generated(path, &sides)?,
            Owner::AppendOnly => {
                self.record(path, back_again(record));
                self.step(at, Action::Keep);
            }
            Owner::Seeded | Owner::User => self.offered(path, &sides),
        }
        Ok(true)
    }

    /// A generated unit whose render has another path now.
    pub fn moved(
        &mut self,
        from: &ProjectPath,
        record: &Record,
        to: &ProjectPath,
        node: &FileNode,
    ) -> Result<(), W::Error> {
        let Some(file) = self.work.file(from)? else {
            self.absent(to, to, record, Some(node));
            return Ok(());
        };
        if let Some(there) = self.work.file(to)? {
            self.not_rendered(from, from, record, record.owner, Digest::of(&file.bytes));
            self.unknown(to, node, Some(there));
            return Ok(());
        }
        let work = Digest::of(&file.bytes);
        let sides = Sides {
            path: to,
            record,
            file: &file,
            node,
            work,
            new: digest_of(node, &file, work),
        };
        let (bytes, reason) = match sides.content(self.work)? {
            Content::Same => (file.bytes.clone(), None),
            Content::Render => (node.bytes.clone(), None),
            Content::Merged { bytes, .. } => (bytes, None),
            Content::Conflict { reason, merge } => (Bytes::new(), Some((reason, merge))),
        };
        if let Some((reason, merge)) = reason {
            self.conflict(to, &sides, reason, merge, Some(from.clone()));
            return Ok(());
        }
        let executable = sides.executable();
        self.rendered(to, &sides, &bytes);
        let action = Action::Move {
            from: from.clone(),
            before: sides.work,
            bytes,
            executable,
        };
        self.step(to, action);
        Ok(())
    }

    fn generated(&mut self, path: &ProjectPath, sides: &Sides<'_>) -> Result<(), W::Error> {
        let executable = sides.executable();
        let before = sides.work;
        let action = match sides.content(self.work)? {
            Content::Conflict { reason, merge } => {
                self.conflict(path, sides, reason, merge, None);
                return Ok(());
            }
            Content::Same => {
                self.rendered(path, sides, &sides.file.bytes);
                if executable == sides.file.executable {
                    Action::Keep
                } else {
                    Action::Replace {
                        before,
                        bytes: sides.file.bytes.clone(),
                        executable,
                    }
                }
            }
            Content::Render => {
                self.rendered(path, sides, &sides.node.bytes);
                Action::Replace {
                    before,
                    bytes: sides.node.bytes.clone(),
                    executable,
                }
            }
            Content::Merged { bytes, touching } => {
                self.rendered(path, sides, &bytes);
                Action::Merge {
                    before,
                    bytes,
                    executable,
                    touching,
                }
            }
        };
        self.step(sides.path, action);
        Ok(())
    }

    fn conflict(
        &mut self,
        path: &ProjectPath,
        sides: &Sides<'_>,
        reason: Reason,
        merge: Option<Merge>,
        from: Option<ProjectPath>,
    ) {
        let mut record = sides.record.clone();
        if reason != Reason::Unresolved {
            record.state = State::Conflicted(sides.new);
            self.objects.insert(sides.new, sides.node.bytes.clone());
        }
        self.record(path, record);
        let conflict = Conflict {
            reason,
            before: sides.work,
            from,
            new: sides.node.clone(),
            merge,
        };
        self.step(sides.path, Action::Conflict(Box::new(conflict)));
    }

    /// A file that is the user's to change: a newer render is put beside it, or in its place while nobody has changed it.
    fn offered(&mut self, path: &ProjectPath, sides: &Sides<'_>) {
        let untouched = sides.node.owner == Owner::Seeded && sides.work == sides.record.base;
        if untouched && sides.new != sides.work && sides.record.owner == Owner::Seeded {
            self.rendered(path, sides, &sides.node.bytes);
            let action = Action::Replace {
                before: sides.work,
                bytes: sides.node.bytes.clone(),
                executable: sides.node.executable,
            };
            return self.step(sides.path, action);
        }
        let mut record = back_again(sides.record);
        let action = if sides.new == record.base {
            Action::Keep
        } else if sides.new == sides.work {
            record.base = sides.new;
            self.objects.insert(sides.new, sides.node.bytes.clone());
            Action::Keep
        } else {
            Action::Offer {
                bytes: sides.node.bytes.clone(),
            }
        };
        self.record(path, record);
        self.step(sides.path, action);
    }

    /// Records a file that follows the new render.
    fn rendered(&mut self, path: &ProjectPath, sides: &Sides<'_>, bytes: &[u8]) {
        let record = Record {
            at: sides.record.at.clone(),
            eol: if sides.new == sides.record.base {
                sides.record.eol
            } else {
                eol_of(bytes)
            },
            unknown: sides.record.unknown.clone(),
            ..Record::of_digested(sides.node, sides.new)
        };
        if record.base != sides.record.base {
            self.objects.insert(record.base, sides.node.bytes.clone());
        }
        self.record(path, record);
    }

    pub fn record(&mut self, path: &ProjectPath, record: Record) {
        self.manifest.records.insert(path.clone(), record);
    }

    pub fn step(&mut self, path: &ProjectPath, action: Action) {
        self.steps.push(Step {
            path: path.clone(),
            action,
        });
    }
}

/// Returns the digest of a render; nearly always it is what stands there already.
fn digest_of(node: &FileNode, file: &WorkFile, work: Digest) -> Digest {
    if node.bytes == file.bytes {
        work
    } else {
        node.digest()
    }
}

fn create(node: &FileNode) -> Action {
    Action::Create {
        bytes: node.bytes.clone(),
        executable: node.executable,
    }
}

/// The record of a file that the user deleted before and that is there again.
pub(super) fn back_again(record: &Record) -> Record {
    let mut record = record.clone();
    if record.state == State::DeletedByUser {
        record.state = State::Clean;
    }
    record
}
