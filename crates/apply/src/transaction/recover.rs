//! What a killed run left: finished, taken back or removed.

use std::path::Path;

use specgen_tree::ProjectPath;

use super::kept::{folders, is_there, is_unfinished, read};
use super::settle::{Way, settle};
use super::stage::{DONE, JOURNAL, ROLLBACK};
use crate::{ApplyError, Files};

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
