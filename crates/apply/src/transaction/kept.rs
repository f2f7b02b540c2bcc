//! The folders of transactions: the last ones stay, to be undone.

use std::path::{Path, PathBuf};

use super::journal::{self, Unreadable};
use super::stage::{DONE, Transaction};
use crate::{ApplyError, Files};

/// How many steps can be taken back.
const STEPS: usize = 20;

/// How many ended transactions are kept: what takes a step back is one too, and must push no other
/// step out that is still to be taken back.
const KEPT: usize = 2 * STEPS;

/// Returns whether there is a transaction that has not ended.
pub(crate) fn is_unfinished(files: &dyn Files, root: &Path) -> Result<bool, ApplyError> {
    for folder in folders(files, root)? {
        if !is_there(files, &folder.join(DONE))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads the transaction whose journal lies at `place`.
///
/// # Errors
/// Returns what the operating system says, or that the journal is damaged or of another version.
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
