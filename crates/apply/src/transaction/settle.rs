//! Brings the files of a committed transaction to one of its two ends, from wherever they are.

use std::path::Path;

use specgen_tree::{Digest, Manifest, ProjectPath};

use super::stage::{DONE, JOURNAL, ROLLBACK, Transaction};
use crate::files::create_folders;
use crate::{ApplyError, Files, Mode, confine, layout};

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Forward,
    Back,
}

/// Goes forward; when that fails, decides to go back and does so. Returns the files that were left
/// alone because somebody edited them in between.
///
/// # Errors
/// Returns why it did not go forward. Where going back failed too the next run goes on with it.
pub(super) fn finish(
    files: &dyn Files,
    root: &Path,
    transaction: &Transaction,
) -> Result<Vec<ProjectPath>, ApplyError> {
    let forward = settle(files, root, transaction, Way::Forward);
    let Err(error) = forward else {
        return forward;
    };
    let folder = &transaction.folder;
    let decided = files
        .rename(&folder.join(JOURNAL), &folder.join(ROLLBACK))
        .and_then(|()| files.sync(std::slice::from_ref(folder)));
    if decided.is_ok() {
        // The error that made it turn back is the one to report.
        let _ = settle(files, root, transaction, Way::Back);
    }
    Err(error)
}

/// Brings every file to one end. Doing it twice is doing it once.
///
/// # Errors
/// Returns what the operating system says; it can be called again.
pub(super) fn settle(
    files: &dyn Files,
    root: &Path,
    transaction: &Transaction,
    way: Way,
) -> Result<Vec<ProjectPath>, ApplyError> {
    let manifest = layout::manifest()?;
    let mut left = Vec::new();
    let mut touched = vec![root.to_path_buf()];
    let mut order: Vec<usize> = (0..transaction.entries.len()).collect();
    if way == Way::Back {
        order.reverse();
    }
    for index in order {
        let path = &transaction.entries[index].path;
        if *path == manifest && way == Way::Forward {
            // The manifest must not become durable before what it describes.
            sync_known(files, &touched)?;
            repair(files, root, transaction, index, &left)?;
        }
        if !bring(files, root, transaction, index, way)? {
            left.push(path.clone());
        }
        touched.extend(layout::place(root, path).parent().map(Path::to_path_buf));
    }
    left.retain(|path| *path != manifest);
    sync_known(files, &touched)?;
    close(files, root, transaction, way)?;
    Ok(left)
}

/// Brings one file to its end. Returns `false` when it is at neither: then the text that should
/// stand there goes beside it.
fn bring(
    files: &dyn Files,
    root: &Path,
    transaction: &Transaction,
    index: usize,
    way: Way,
) -> Result<bool, ApplyError> {
    let entry = &transaction.entries[index];
    let (from, to, source) = match way {
        Way::Forward => (entry.pre, entry.post, transaction.new_of(index)),
        Way::Back => (entry.post, entry.pre, transaction.old_of(index)),
    };
    let place = confine::check(files, root, &entry.path)?;
    let now = digest(files, &place)?;
    if now == to {
        return Ok(true);
    }
    let staged = is_there(files, &source)?;
    if now != from {
        if to.is_some() && staged {
            put_beside(files, root, &entry.path, &source)?;
            return Ok(false);
        }
        // Moved there before, and edited since: nothing is missing. A deletion is not repeated.
        return Ok(to.is_some());
    }
    if to.is_none() {
        files
            .remove_file(&place)
            .map_err(ApplyError::io("remove", &place))?;
        return Ok(true);
    }
    if let Some(folder) = place.parent() {
        create_folders(files, folder).map_err(ApplyError::io("create", folder))?;
    }
    files
        .rename(&source, &place)
        .map_err(ApplyError::io("write", &place))?;
    Ok(true)
}

/// Takes the records of files that were left alone back to what they were: their base did not move.
fn repair(
    files: &dyn Files,
    root: &Path,
    transaction: &Transaction,
    index: usize,
    left: &[ProjectPath],
) -> Result<(), ApplyError> {
    let staged = transaction.new_of(index);
    let place = root.join(layout::MANIFEST_FILE);
    let untouched = digest(files, &place)? == transaction.entries[index].pre;
    if left.is_empty() || !untouched || !is_there(files, &staged)? {
        return Ok(());
    }
    let old = read_manifest(files, &transaction.old_of(index))?;
    let mut new = read_manifest(files, &staged)?;
    for path in left {
        match old.records.get(path) {
            Some(record) => new.records.insert(path.clone(), record.clone()),
            None => new.records.remove(path),
        };
    }
    let repaired = transaction.folder.join("manifest");
    files
        .write(&repaired, new.print().as_bytes(), Mode::Plain)
        .and_then(|()| files.sync(std::slice::from_ref(&repaired)))
        .and_then(|()| files.rename(&repaired, &place))
        .and_then(|()| files.remove_file(&staged))
        .map_err(ApplyError::io("write", &place))
}

fn read_manifest(files: &dyn Files, place: &Path) -> Result<Manifest, ApplyError> {
    let bytes = files.read(place).map_err(ApplyError::io("read", place))?;
    let text = String::from_utf8(bytes).map_err(|_| ApplyError::NotText(place.to_path_buf()))?;
    Ok(Manifest::parse_merged(&text)?.manifest)
}

/// Copies what should have stood at a path into the folder of incoming texts.
fn put_beside(
    files: &dyn Files,
    root: &Path,
    path: &ProjectPath,
    source: &Path,
) -> Result<(), ApplyError> {
    let beside = layout::incoming(path)?;
    let place = confine::check(files, root, &beside)?;
    let bytes = files.read(source).map_err(ApplyError::io("read", source))?;
    if let Some(folder) = place.parent() {
        create_folders(files, folder).map_err(ApplyError::io("create", folder))?;
    }
    files
        .write(&place, &bytes, Mode::Plain)
        .map_err(ApplyError::io("write", &place))
}

/// Marks a transaction as ended. One that went forward is kept with its pre-images, to be undone;
/// one that went back leaves nothing.
fn close(
    files: &dyn Files,
    root: &Path,
    transaction: &Transaction,
    way: Way,
) -> Result<(), ApplyError> {
    let folder = &transaction.folder;
    if way == Way::Back {
        return files
            .remove_all(folder)
            .map_err(ApplyError::io("remove", folder));
    }
    files
        .rename(&folder.join(JOURNAL), &folder.join(DONE))
        .map_err(ApplyError::io("close", folder))?;
    // What is in the way of tidying does not make the transaction less done.
    let _ = files.remove_all(&folder.join("new"));
    for entry in transaction
        .entries
        .iter()
        .filter(|entry| entry.post.is_none())
    {
        prune(files, root, &layout::place(root, &entry.path));
    }
    super::kept::forget_old(files, root);
    Ok(())
}

/// Removes folders that became empty, up to the workspace; a folder that is not empty stays. Not
/// before the end: going back must not need space for folders.
fn prune(files: &dyn Files, root: &Path, place: &Path) {
    for folder in place.ancestors().skip(1) {
        if folder == root || files.remove_folder(folder).is_err() {
            return;
        }
    }
}

/// Syncs the folders among `paths` that are still there.
fn sync_known(files: &dyn Files, paths: &[std::path::PathBuf]) -> Result<(), ApplyError> {
    let mut known = Vec::new();
    for path in paths {
        if is_there(files, path)? && !known.contains(path) {
            known.push(path.clone());
        }
    }
    let first = known.first().cloned().unwrap_or_default();
    files.sync(&known).map_err(ApplyError::io("save", &first))
}

fn digest(files: &dyn Files, place: &Path) -> Result<Option<Digest>, ApplyError> {
    if !is_there(files, place)? {
        return Ok(None);
    }
    let bytes = files.read(place).map_err(ApplyError::io("read", place))?;
    Ok(Some(Digest::of(&bytes)))
}

fn is_there(files: &dyn Files, path: &Path) -> Result<bool, ApplyError> {
    let found = files.stat(path).map_err(ApplyError::io("look at", path))?;
    Ok(found.is_some())
}
