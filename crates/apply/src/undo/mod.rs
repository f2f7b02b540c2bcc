//! Taking ended transactions back, as a plan that can be shown and then carried out.
//!
//! Pre and post of the transaction are swapped. A file that was edited since is merged: its base is
//! what the transaction wrote, the user's side is the file as it stands, the new side is what stood
//! there before. A file that only ever grows, such as a migration, stays: it may have been applied.

mod desk;
mod records;

use std::collections::{BTreeMap, BTreeSet};

use specgen_merge::Plan;
use specgen_tree::{Manifest, Owner, ProjectPath};

use crate::transaction::{Transaction, ended};
use crate::{ApplyError, Files, Workspace, layout};

use desk::Desk;

/// How a workspace goes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What happens to each file, and the manifest afterwards.
    pub plan: Plan,
    /// The files that stay although the transactions made them, because nothing may remove them.
    pub kept: Vec<ProjectPath>,
}

/// Plans taking transactions back, the newest first, whatever the order of `ids`.
///
/// # Errors
/// Says which of them is not kept, or what the operating system says.
pub fn undo(files: &dyn Files, workspace: &Workspace, ids: &[String]) -> Result<Undo, ApplyError> {
    let all = ended(files, &workspace.root)?;
    if let Some(unknown) = ids.iter().find(|&id| all.iter().all(|one| one.id != *id)) {
        return Err(ApplyError::NoTransaction(unknown.clone()));
    }
    let tree = workspace.tree(files);
    let mut desk = Desk::new(&tree);
    let mut manifest = workspace.manifest.clone();
    let mut kept = BTreeSet::new();
    let mut objects = BTreeMap::new();
    for transaction in all.iter().rev().filter(|one| ids.contains(&one.id)) {
        let step = Step::read(files, workspace, transaction)?;
        let mut stays = step.append_only();
        for (index, entry) in transaction.entries.iter().enumerate() {
            if layout::is_reserved(&entry.path) || stays.contains(&entry.path) {
                continue;
            }
            desk.take_back(files, &workspace.root, &step, index)?;
        }
        kept.append(&mut stays.clone());
        stays.extend(desk.stays());
        if let Some((before, after)) = &step.manifests {
            let around = records::Around {
                stays: &stays,
                conflicts: desk.conflicts(),
                tree: &tree,
            };
            records::take_back(&mut manifest, before, after, &around, &mut objects)?;
        }
    }
    let plan = Plan {
        steps: desk.finish(),
        changes_manifest: manifest != workspace.manifest,
        manifest,
        objects,
        answers: BTreeMap::new(),
        followed: BTreeMap::new(),
    };
    Ok(Undo {
        plan,
        kept: kept.into_iter().collect(),
    })
}

/// One transaction with the manifests around it.
pub(crate) struct Step<'a> {
    pub transaction: &'a Transaction,
    /// The manifest before and after, when the transaction changed it.
    pub manifests: Option<(Manifest, Manifest)>,
}

impl<'a> Step<'a> {
    fn read(
        files: &dyn Files,
        workspace: &Workspace,
        transaction: &'a Transaction,
    ) -> Result<Self, ApplyError> {
        let path = layout::manifest()?;
        let index = transaction.entries.iter().position(|one| one.path == path);
        let mut step = Self {
            transaction,
            manifests: None,
        };
        let Some(index) = index else {
            return Ok(step);
        };
        let parse = |bytes: &[u8]| -> Result<Manifest, ApplyError> {
            let text = std::str::from_utf8(bytes)
                .map_err(|_| ApplyError::NotText(transaction.old_of(index)))?;
            Ok(Manifest::parse_merged(text)?.manifest)
        };
        let before = transaction.before(files, index)?;
        let after = transaction.after(files, &workspace.root, index)?;
        if let (Some((before, _)), Some(after)) = (before, after) {
            step.manifests = Some((parse(&before)?, parse(&after)?));
        }
        Ok(step)
    }

    /// The files that this transaction made and that nothing may remove.
    fn append_only(&self) -> BTreeSet<ProjectPath> {
        let Some((before, after)) = &self.manifests else {
            return BTreeSet::new();
        };
        let made = after.records.iter().filter(|(path, record)| {
            record.owner == Owner::AppendOnly && !before.records.contains_key(*path)
        });
        made.map(|(path, _)| path.clone()).collect()
    }

    /// Where the file that this transaction moved to `path` stood before: the same unit.
    pub fn moved_from(&self, path: &ProjectPath) -> Option<usize> {
        let (before, after) = self.manifests.as_ref()?;
        let unit = &after.records.get(path)?.unit;
        self.transaction.entries.iter().position(|entry| {
            let record = before.records.get(&entry.path);
            entry.post.is_none() && record.is_some_and(|record| record.unit == *unit)
        })
    }
}
