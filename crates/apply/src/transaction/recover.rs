//! What a killed run left: finished, taken back or removed.

use std::path::{Path, PathBuf};

use specgen_tree::ProjectPath;

use super::journal::{self, Unreadable};
use super::settle::{Way, settle};
use super::stage::{DONE, JOURNAL, ROLLBACK, Transaction};
use crate::{ApplyError, Files};

/// How many ended transactions are kept, to be undone.
const KEPT: usize = 20;

/// What [`recover`] found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// How many transactions it finished.
    pub finished: usize,
    /// How many it took back.
    pub taken_back: usize,
    /// The files that somebody edited in between: left as they are, the other text beside them.
    pub left: Vec<ProjectPath>,
}

/// Ends what a killed run began. Without such a thing it takes no lock and writes nothing.
///
/// # Errors
/// Returns what the operating system says, or that another specgen is at work; it can be called
/// again.
pub fn recover(files: &dyn Files, root: &Path) -> Result<Recovered, ApplyError> {
    if !is_unfinished(files, root)? {
        return Ok(Recovered::default());
    }
    let lock = super::lock(files, root)?;
    let recovered = all(files, root);
    drop(lock);
    recovered
}

/// Returns whether there is a transaction that has not ended.
pub(crate) fn is_unfinished(files: &dyn Files, root: &Path) -> Result<bool, ApplyError> {
    for folder in folders(files, root)? {
        if !is_there(files, &folder.join(DONE))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends every transaction, the oldest first. The caller holds the lock.
pub(super) fn all(files: &dyn Files, root: &Path) -> Result<Recovered, ApplyError> {
    let mut recovered = Recovered::default();
    for folder in folders(files, root)? {
        if is_there(files, &folder.join(DONE))? {
            continue;
        }
        let found = [(JOURNAL, Way::Forward), (ROLLBACK, Way::Back)]
            .map(|(name, way)| (folder.join(name), way));
        let mut committed = None;
        for (place, way) in found {
            if is_there(files, &place)? {
                committed = Some((place, way));
            }
        }
        let Some((place, way)) = committed else {
            files
                .remove_all(&folder)
                .map_err(ApplyError::io("remove", &folder))?;
            continue;
        };
        let transaction = read(files, &folder, &place)?;
        let left = match way {
            Way::Forward => super::settle::finish(files, root, &transaction)?,
            Way::Back => settle(files, root, &transaction, way)?,
        };
        recovered.left.extend(left);
        match way {
            Way::Forward => recovered.finished += 1,
            Way::Back => recovered.taken_back += 1,
        }
    }
    Ok(recovered)
}

pub(super) fn read(
    files: &dyn Files,
    folder: &Path,
    place: &Path,
) -> Result<Transaction, ApplyError> {
    let bytes = files.read(place).map_err(ApplyError::io("read", place))?;
    let entries = journal::parse(&bytes).map_err(|why| ApplyError::Journal {
        place: place.to_path_buf(),
        reason: match why {
            Unreadable::Torn => "it is damaged",
            Unreadable::Foreign => "another version of specgen wrote it",
        },
    })?;
    Ok(Transaction {
        id: folder
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        folder: folder.to_path_buf(),
        entries,
    })
}

/// Removes ended transactions but the last ones; what cannot be removed stays.
pub(super) fn forget_old(files: &dyn Files, root: &Path) {
    let Ok(all) = folders(files, root) else {
        return;
    };
    let surplus = all.len().saturating_sub(KEPT);
    for folder in &all[..surplus] {
        let _ = files.remove_all(folder);
    }
}

/// Returns the folders of transactions, the oldest first.
pub(super) fn folders(files: &dyn Files, root: &Path) -> Result<Vec<PathBuf>, ApplyError> {
    let all = super::folder(root);
    if !is_there(files, &all)? {
        return Ok(Vec::new());
    }
    let names = files.list(&all).map_err(ApplyError::io("list", &all))?;
    Ok(names.into_iter().map(|name| all.join(name)).collect())
}

pub(super) fn is_there(files: &dyn Files, path: &Path) -> Result<bool, ApplyError> {
    let found = files.stat(path).map_err(ApplyError::io("look at", path))?;
    Ok(found.is_some())
}
