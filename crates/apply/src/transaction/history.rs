//! The transactions that ended and are kept: what each changed, to list it or to take it back.

use std::path::Path;

use bytes::Bytes;
use specgen_tree::{Digest, ProjectPath};

use super::about::About;
use super::kept::{folders, is_there, read};
use super::stage::{ABOUT, DONE, Transaction};
use crate::{ApplyError, Files, layout, objects};

/// A transaction that ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its number, with leading zeros: later ones sort behind earlier ones.
    pub id: String,
    /// What it was for.
    pub about: About,
    /// The files of the project that it wrote, moved or deleted.
    pub changed: Vec<ProjectPath>,
}

/// Returns the kept transactions, the oldest first.
///
/// # Errors
/// Returns what the operating system says, or that another version wrote one of them.
pub fn history(files: &dyn Files, root: &Path) -> Result<Vec<Past>, ApplyError> {
    let mut all = Vec::new();
    for kept in ended(files, root)? {
        let place = kept.folder.join(ABOUT);
        let about = if is_there(files, &place)? {
            let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
            serde_json::from_slice(&bytes).map_err(|_| ApplyError::Journal {
                place,
                reason: "another version of specgen wrote it",
            })?
        } else {
            About::default()
        };
        let paths = kept.entries.iter().map(|entry| &entry.path);
        let changed = paths.filter(|path| !layout::is_reserved(path));
        all.push(Past {
            about,
            changed: changed.cloned().collect(),
            id: kept.id,
        });
    }
    Ok(all)
}

/// Returns the newest transaction that is not taken back and takes none back itself: what one more
/// step back is about.
pub fn last_step(history: &[Past]) -> Option<&Past> {
    let undone: Vec<&String> = history
        .iter()
        .filter(|past| !is_undone(history, &past.id))
        .flat_map(|past| &past.about.undoes)
        .collect();
    history
        .iter()
        .rev()
        .find(|past| past.about.undoes.is_empty() && !undone.contains(&&past.id))
}

/// Returns whether a transaction is taken back by one that was not taken back itself.
fn is_undone(history: &[Past], id: &String) -> bool {
    history
        .iter()
        .any(|past| past.about.undoes.contains(id) && !is_undone(history, &past.id))
}

/// Returns the kept transactions as their journals tell them, the oldest first.
pub(crate) fn ended(files: &dyn Files, root: &Path) -> Result<Vec<Transaction>, ApplyError> {
    let mut all = Vec::new();
    for folder in folders(files, root)? {
        let done = folder.join(DONE);
        if is_there(files, &done)? {
            all.push(read(files, &folder, &done)?);
        }
    }
    Ok(all)
}

impl Transaction {
    /// Returns what stood at the path of an entry before, and whether it could be run.
    pub(crate) fn before(
        &self,
        files: &dyn Files,
        index: usize,
    ) -> Result<Option<(Bytes, bool)>, ApplyError> {
        if self.entries[index].pre.is_none() {
            return Ok(None);
        }
        let place = self.old_of(index);
        let stat = files
            .stat(&place)
            .map_err(ApplyError::io("look at", &place))?;
        let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
        Ok(Some((
            bytes.into(),
            stat.is_some_and(|stat| stat.executable),
        )))
    }

    /// Returns what it wrote at the path of an entry, or `None` when that is not known any more.
    pub(crate) fn after(
        &self,
        files: &dyn Files,
        root: &Path,
        index: usize,
    ) -> Result<Option<Bytes>, ApplyError> {
        let Some(post) = self.entries[index].post else {
            return Ok(None);
        };
        let place = self.post_of(index);
        if is_there(files, &place)? {
            let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
            return Ok((Digest::of(&bytes) == post).then(|| bytes.into()));
        }
        objects::get(files, root, post)
    }
}

#[cfg(test)]
mod tests {
    use super::{Past, last_step};
    use crate::About;

    fn past(id: &str, undoes: &[&str]) -> Past {
        let about = About {
            label: String::new(),
            undoes: undoes.iter().map(|&id| id.to_owned()).collect(),
        };
        Past {
            id: id.to_owned(),
            about,
            changed: Vec::new(),
        }
    }

    #[test]
    fn a_step_back_goes_further_back_each_time_and_a_redo_makes_it_a_step_again() {
        let table: [(&[Past], Option<&str>); 6] = [
            (&[], None),
            (&[past("1", &[]), past("2", &[])], Some("2")),
            (
                &[past("1", &[]), past("2", &[]), past("3", &["2"])],
                Some("1"),
            ),
            (&[past("1", &[]), past("2", &["1"])], None),
            (
                &[past("1", &[]), past("2", &["1"]), past("3", &["2"])],
                Some("1"),
            ),
            (
                &[past("1", &[]), past("2", &["1"]), past("3", &[])],
                Some("3"),
            ),
        ];
        for (history, expected) in table {
            let found = last_step(history).map(|past| past.id.as_str());
            assert_eq!(found, expected, "{history:?}");
        }
    }
}
