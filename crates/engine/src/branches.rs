//! Branches that git merged: what people wrote on either is told from what specgen wrote on both.
//!
//! A file that both branches rendered has no base in common: each branch has a render of its own,
//! and git has merged the two with what people wrote. Here the renders are taken out of the merged
//! file, line by line. What is left of it is a base that holds every generated line of both sides,
//! and the difference to it is what people wrote: the next render merges with that as with any edit.
//! Conflict markers of git around generated lines settle themselves that way.

pub(crate) mod ancestry;
mod edits;
pub(crate) mod model;
mod people;
mod unmarked;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use bytes::Bytes;
use specgen_apply::{Files, Workspace};
use specgen_diag::Diagnostics;
use specgen_merge::{Action, Plan, Step, Work as _, has_markers};
use specgen_tree::{Digest, Manifest, Owner, ProjectPath, Tree};

use crate::open::Opened;
use crate::steps::{Disagreement, Sides};
use people::{is_untouched, without_people};
use unmarked::unmarked;

/// What is known of the files that both branches rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Branches {
    /// Files of which git's markers are taken out, with the text that is left.
    pub unmarked: BTreeMap<ProjectPath, Bytes>,
    /// What counts as rendered last, by path.
    pub bases: BTreeMap<ProjectPath, Bytes>,
    /// Files with markers around lines that people wrote.
    pub left: Vec<Disagreement>,
}

impl Branches {
    /// Looks at the files that both branches rendered; at nothing when no branches were merged.
    ///
    /// # Errors
    ///
    /// Says which file cannot be read.
    pub fn of(files: &dyn Files, opened: &Opened) -> Result<Self, Diagnostics> {
        let mut found = Self::default();
        let workspace = &opened.workspace;
        if !workspace.untidy {
            return Ok(found);
        }
        let work = workspace.tree(files);
        let before = Before {
            files,
            opened,
            tree: OnceCell::new(),
        };
        for (path, others) in &workspace.merged {
            let record = &workspace.manifest.records[path];
            if record.owner != Owner::Generated {
                continue;
            }
            let Some(bytes) = workspace.read(files, path)? else {
                continue;
            };
            let mut renders = Vec::new();
            for record in [record].into_iter().chain(others) {
                renders.extend(work.object(record.base)?);
            }
            let texts = renders.iter().map(|render| std::str::from_utf8(render));
            let texts: Result<Vec<&str>, _> = texts.collect();
            if let (Ok(text), Ok(texts)) = (std::str::from_utf8(&bytes), texts)
                && texts.len() == others.len() + 1
            {
                found.file(path, text, &texts, &before)?;
            }
        }
        // Where one branch only wrote and the other only rendered, git may leave a conflict as well.
        let rendered_once = workspace.manifest.records.iter().filter(|(path, record)| {
            record.owner == Owner::Generated && !workspace.merged.contains_key(path)
        });
        for (path, record) in rendered_once {
            let Some(bytes) = workspace.read(files, path)? else {
                continue;
            };
            let render = work.object(record.base)?.unwrap_or_default();
            if let (Ok(text), Ok(render)) =
                (std::str::from_utf8(&bytes), std::str::from_utf8(&render))
                && text.lines().any(|line| line.starts_with("<<<<<<< "))
            {
                found.rendered_once(path, text, render, &before)?;
            }
        }
        Ok(found)
    }

    fn file(
        &mut self,
        path: &ProjectPath,
        text: &str,
        renders: &[&str],
        before: &Before<'_>,
    ) -> Result<(), Diagnostics> {
        let mut text = text.to_owned();
        let marked = has_markers(&text);
        if is_untouched(&text, renders, marked)
            && let Ok(plain) = unmarked(&text, renders)
        {
            if plain != text {
                let bytes: Bytes = plain.clone().into();
                self.unmarked.insert(path.clone(), bytes);
            }
            self.bases.insert(path.clone(), plain.into());
            return Ok(());
        }
        if marked {
            let plain = match unmarked(&text, renders) {
                Ok(plain) => Ok(plain),
                Err(sides) => before.joined(path, &text)?.ok_or(sides),
            };
            match plain {
                Ok(plain) => {
                    self.unmarked.insert(path.clone(), plain.clone().into());
                    text = plain;
                }
                Err(sides) => {
                    self.left.push(left(path, sides));
                    return Ok(());
                }
            }
        }
        let base = without_people(&text, renders, marked);
        self.bases.insert(path.clone(), base.into());
        Ok(())
    }

    fn rendered_once(
        &mut self,
        path: &ProjectPath,
        text: &str,
        render: &str,
        before: &Before<'_>,
    ) -> Result<(), Diagnostics> {
        let plain = match before.joined(path, text)? {
            Some(plain) => Ok(plain),
            None => unmarked(text, &[render]),
        };
        match plain {
            Ok(plain) => {
                self.unmarked.insert(path.clone(), plain.into());
            }
            Err(sides) => self.left.push(left(path, sides)),
        }
        Ok(())
    }

    /// Returns the manifest in which the taken-out renders are the bases.
    pub fn manifest(&self, manifest: &Manifest) -> Manifest {
        let mut manifest = manifest.clone();
        for (path, base) in &self.bases {
            if let Some(record) = manifest.records.get_mut(path) {
                record.base = Digest::of(base);
                // The ranges were those of another text.
                record.lists.clear();
            }
        }
        manifest
    }

    /// Puts the files as they stand on disk back into a plan that was made without git's markers,
    /// and leaves those alone that a person has to settle.
    ///
    /// # Errors
    ///
    /// Says which file cannot be read.
    pub fn settle(
        &self,
        files: &dyn Files,
        workspace: &Workspace,
        plan: &mut Plan,
    ) -> Result<(), Diagnostics> {
        for one in &self.left {
            plan.steps.retain(|step| step.path.as_str() != one.path);
            let old = workspace.manifest.records.iter();
            let old = old.filter(|(path, _)| path.as_str() == one.path);
            plan.manifest
                .records
                .extend(old.map(|(path, record)| (path.clone(), record.clone())));
        }
        for (path, base) in &self.bases {
            let digest = Digest::of(base);
            let records = &plan.manifest.records;
            // The text is new to the store, though the plan takes it for what stands there.
            if records
                .get(path)
                .is_some_and(|record| record.base == digest)
            {
                plan.objects.insert(digest, base.clone());
            }
        }
        for (path, plain) in &self.unmarked {
            let disk = workspace.read(files, path)?.unwrap_or_default();
            let disk = Digest::of(&disk);
            let Some(step) = plan.steps.iter_mut().find(|step| step.path == *path) else {
                continue;
            };
            match &mut step.action {
                Action::Replace { before, .. } | Action::Merge { before, .. } => *before = disk,
                Action::Conflict(conflict) => conflict.before = disk,
                Action::Keep => {
                    *step = Step {
                        path: path.clone(),
                        action: Action::Edit {
                            before: disk,
                            bytes: plain.clone(),
                        },
                    };
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What stood there before the branches parted, rendered when a conflict needs it.
struct Before<'a> {
    files: &'a dyn Files,
    opened: &'a Opened,
    tree: OnceCell<Option<Tree>>,
}

impl Before<'_> {
    /// Merges both sides of the conflicts of git in a file.
    fn joined(&self, path: &ProjectPath, text: &str) -> Result<Option<String>, Diagnostics> {
        if self.tree.get().is_none() {
            let tree = ancestry::rendered(self.files, self.opened)?;
            self.tree.get_or_init(|| tree);
        }
        let tree = self.tree.get().and_then(Option::as_ref);
        let base = tree.and_then(|tree| tree.get(path));
        Ok(base.and_then(|base| model::joined(path, &base.bytes, text)))
    }
}

fn left(path: &ProjectPath, sides: Sides) -> Disagreement {
    Disagreement {
        path: path.to_string(),
        why: "git left a conflict around lines that people wrote".to_owned(),
        places: vec![sides],
        earlier: false,
        by_git: true,
    }
}
