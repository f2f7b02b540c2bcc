//! Puts everything that a transaction needs on the disk, then commits it with one rename.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use specgen_tree::Digest;

use super::about::About;
use super::journal::{self, Entry};
use super::writes::Writes;
use crate::files::create_folders;
use crate::{ApplyError, Files, Mode, layout, objects};

pub(super) const JOURNAL: &str = "journal";
pub(super) const ROLLBACK: &str = "rollback";
pub(super) const DONE: &str = "done";
pub(super) const ABOUT: &str = "about";
const PART: &str = "journal.part";

/// A transaction that is committed.
pub(crate) struct Transaction {
    /// Its number, with leading zeros.
    pub id: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What it changes.
    pub entries: Vec<Entry>,
}

impl Transaction {
    /// Returns where the new content of an entry is staged.
    pub fn new_of(&self, index: usize) -> PathBuf {
        self.folder.join("new").join(index.to_string())
    }

    /// Returns where the content that an entry got is kept, when no object holds it.
    pub fn post_of(&self, index: usize) -> PathBuf {
        self.folder.join("post").join(index.to_string())
    }

    /// Returns where the old content of an entry is kept.
    pub fn old_of(&self, index: usize) -> PathBuf {
        self.folder.join("old").join(index.to_string())
    }
}

/// Stages and commits.
///
/// # Errors
/// Returns what the operating system says; nothing of the project has changed then.
pub(super) fn stage(
    files: &dyn Files,
    root: &Path,
    writes: &Writes<'_>,
    about: &About,
) -> Result<Transaction, ApplyError> {
    let id = next_id(files, root)?;
    let transaction = Transaction {
        folder: super::folder(root).join(&id),
        id,
        entries: writes.entries.iter().map(|one| one.entry.clone()).collect(),
    };
    let committed = write(files, root, writes, about, &transaction);
    if committed.is_err() {
        // The first error is the one to report; what stays is removed by the next run.
        let _ = files.remove_all(&transaction.folder);
    }
    committed.map(|()| transaction)
}

fn write(
    files: &dyn Files,
    root: &Path,
    writes: &Writes<'_>,
    about: &About,
    transaction: &Transaction,
) -> Result<(), ApplyError> {
    let folder = &transaction.folder;
    let mut written = BTreeSet::from([folder.clone()]);
    for below in ["new", "old", "post"] {
        let below = folder.join(below);
        create_folders(files, &below).map_err(ApplyError::io("create", &below))?;
        written.insert(below);
    }
    let mut put = |place: PathBuf, bytes: &[u8], mode: Mode<'_>| {
        files
            .write(&place, bytes, mode)
            .map_err(ApplyError::io("write", &place))?;
        written.insert(place);
        Ok::<(), ApplyError>(())
    };
    for (index, one) in writes.entries.iter().enumerate() {
        let as_it_was = match one.old {
            Some(_) => Mode::Like(&one.place),
            None => Mode::Plain,
        };
        if let Some(old) = &one.old {
            put(transaction.old_of(index), old, as_it_was)?;
        }
        let mode = match one.executable {
            Some(true) => Mode::Executable,
            Some(false) => Mode::Plain,
            None => as_it_was,
        };
        if let Some(new) = &one.new {
            put(transaction.new_of(index), new, mode)?;
            let digest = Digest::of(new);
            let known = writes.objects.contains_key(&digest)
                || objects::get(files, root, digest)?.is_some();
            if !known && !layout::is_incoming(&one.entry.path) {
                put(transaction.post_of(index), new, Mode::Plain)?;
            }
        }
    }
    if *about != About::default() {
        let text = serde_json::to_vec(about)
            .map_err(|error| ApplyError::io("write", folder)(error.into()))?;
        put(folder.join(ABOUT), &text, Mode::Plain)?;
    }
    let text = journal::print(&transaction.entries)
        .map_err(|error| ApplyError::io("write", folder)(error.into()))?;
    let part = folder.join(PART);
    put(part.clone(), text.as_bytes(), Mode::Plain)?;
    for (digest, bytes) in writes.objects {
        if let Some(place) = objects::put(files, root, *digest, bytes)? {
            written.extend(place.parent().map(Path::to_path_buf));
            written.insert(place);
        }
    }
    let written: Vec<PathBuf> = written.into_iter().collect();
    files
        .sync(&written)
        .and_then(|()| files.rename(&part, &folder.join(JOURNAL)))
        .and_then(|()| files.sync(std::slice::from_ref(folder)))
        .map_err(ApplyError::io("write", folder))
}

fn next_id(files: &dyn Files, root: &Path) -> Result<String, ApplyError> {
    let folder = super::folder(root);
    create_folders(files, &folder).map_err(ApplyError::io("create", &folder))?;
    let names = files
        .list(&folder)
        .map_err(ApplyError::io("list", &folder))?;
    let last = names
        .iter()
        .filter_map(|name| name.to_str()?.parse::<u64>().ok())
        .max();
    Ok(format!("{:06}", last.unwrap_or(0) + 1))
}
