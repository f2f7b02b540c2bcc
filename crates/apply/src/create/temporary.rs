//! The temporary folder of a workspace that is being made: `.<name>.specgen-NNNN`.
//!
//! It holds `lock`, held by its maker; `w`, the workspace so far; and, once the entries of `w` may
//! be moved one by one, `commit`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Place;
use crate::{ApplyError, Files, Held, Kind, Mode, layout};

const LOCK: &str = "lock";
const WORKSPACE: &str = "w";
const COMMIT: &str = "commit";
/// How many temporary folders may stand beside one place before something is clearly wrong.
const MOST: u32 = 1000;

/// A temporary folder, locked.
pub(super) struct Temporary {
    folder: PathBuf,
    lock: Box<dyn Held>,
}

impl Temporary {
    /// Makes the first temporary folder that is not there and locks it.
    pub fn make(files: &dyn Files, place: &Place) -> Result<Self, ApplyError> {
        for number in 1..=MOST {
            let folder = place
                .holder
                .join(format!(".{}.specgen-{number:04}", place.name));
            match files.create_folder(&folder) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(ApplyError::io("create", &folder)(error)),
            }
            // Between the folder and its lock another `new` may take it for a stale one.
            match files.try_lock(&folder.join(LOCK)) {
                Ok(Some(lock)) => return Ok(Self { folder, lock }),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(ApplyError::io("lock", &folder)(error)),
            }
        }
        Err(ApplyError::Busy(place.target.clone()))
    }

    /// Returns whether another `new` is making a workspace in the same existing folder.
    pub fn has_rival(&self, files: &dyn Files, place: &Place) -> Result<bool, ApplyError> {
        if !place.exists() {
            return Ok(false);
        }
        let names = files
            .list(&place.holder)
            .map_err(ApplyError::io("list", &place.holder))?;
        Ok(names.iter().any(|name| {
            name.to_str()
                .is_some_and(|name| is_one_of(name, &place.name))
                && Some(name.as_os_str()) != self.folder.file_name()
        }))
    }

    /// Returns where the workspace is written.
    pub fn root(&self, place: &Place) -> PathBuf {
        let mut root = self.folder.join(WORKSPACE);
        root.extend(place.missing.iter().skip(1));
        root
    }

    /// Makes the written workspace appear at its place.
    pub fn move_in(&self, files: &dyn Files, place: &Place) -> Result<(), ApplyError> {
        let workspace = self.folder.join(WORKSPACE);
        let Some(first) = place.missing.first() else {
            let commit = self.folder.join(COMMIT);
            files
                .write(&commit, b"", Mode::Plain)
                .and_then(|()| files.sync(&[commit.clone(), self.folder.clone()]))
                .map_err(ApplyError::io("write", &commit))?;
            return move_entries(files, &self.folder, &place.holder);
        };
        let to = place.holder.join(first);
        if files
            .stat(&to)
            .map_err(ApplyError::io("look at", &to))?
            .is_some()
        {
            return Err(place.occupied(&first.to_string_lossy()));
        }
        files
            .rename(&workspace, &to)
            .and_then(|()| files.sync(std::slice::from_ref(&place.holder)))
            .map_err(ApplyError::io("create", &to))
    }

    /// Removes the folder, unless it holds a workspace that is committed but not yet all moved.
    pub fn remove(self, files: &dyn Files) -> Result<(), ApplyError> {
        if is_there(files, &self.folder.join(COMMIT))?
            && is_there(files, &self.folder.join(WORKSPACE))?
        {
            return Ok(());
        }
        let removed = files.remove_all(&self.folder);
        drop(self.lock);
        removed.map_err(ApplyError::io("remove", &self.folder))
    }
}

/// Returns whether `name` is that of a temporary folder for a workspace called `workspace`.
pub(super) fn is_one_of(name: &str, workspace: &str) -> bool {
    number_of(name).is_some_and(|(of, _)| of == workspace)
}

fn number_of(name: &str) -> Option<(&str, &str)> {
    let (of, number) = name.strip_prefix('.')?.rsplit_once(".specgen-")?;
    (number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_digit()))
        .then_some((of, number))
}

/// Removes temporary folders for this place whose makers are gone, and finishes one that is
/// committed. A folder with anything else in it is left alone.
pub(super) fn clean(files: &dyn Files, place: &Place) -> Result<(), ApplyError> {
    let is_ours = |name: &str| is_one_of(name, &place.name);
    if let Some(above) = &place.above {
        // What cannot be read or removed up there does not stand in the way.
        let _ = clean_in(files, above, &is_ours);
    }
    clean_in(files, &place.holder, &is_ours)
}

/// Finishes what a killed `new` had committed in an existing folder.
///
/// # Errors
/// Returns what the operating system says.
pub(crate) fn finish(files: &dyn Files, root: &Path) -> Result<(), ApplyError> {
    clean_in(files, root, &|name| number_of(name).is_some())
}

fn clean_in(
    files: &dyn Files,
    holder: &Path,
    is_ours: &dyn Fn(&str) -> bool,
) -> Result<(), ApplyError> {
    let names = files.list(holder).map_err(ApplyError::io("list", holder))?;
    for name in names {
        if name.to_str().is_some_and(is_ours) {
            clean_one(files, holder, &holder.join(name))?;
        }
    }
    Ok(())
}

fn clean_one(files: &dyn Files, holder: &Path, folder: &Path) -> Result<(), ApplyError> {
    let is_folder = files
        .stat(folder)
        .map_err(ApplyError::io("look at", folder))?
        .is_some_and(|stat| stat.kind == Kind::Folder);
    if !is_folder {
        return Ok(());
    }
    let names = files.list(folder).map_err(ApplyError::io("list", folder))?;
    if names
        .iter()
        .any(|name| name != LOCK && name != WORKSPACE && name != COMMIT)
    {
        return Ok(());
    }
    if names.is_empty() {
        // Its maker is about to lock it, or was killed right then; a maker that loses it here
        // takes the next number.
        let _ = files.remove_folder(folder);
        return Ok(());
    }
    let lock = folder.join(LOCK);
    let Some(held) = files
        .try_lock(&lock)
        .map_err(ApplyError::io("lock", &lock))?
    else {
        return Ok(());
    };
    if is_there(files, &folder.join(COMMIT))? {
        move_entries(files, folder, holder)?;
    }
    let removed = files.remove_all(folder);
    drop(held);
    removed.map_err(ApplyError::io("remove", folder))
}

/// Moves what is below `w` to its place, the manifest last, so that a workspace with a manifest is
/// whole. What stands at a place already is never replaced.
fn move_entries(files: &dyn Files, folder: &Path, target: &Path) -> Result<(), ApplyError> {
    let workspace = folder.join(WORKSPACE);
    if !is_there(files, &workspace)? {
        return Ok(());
    }
    let manifest = workspace.join(layout::MANIFEST_FILE);
    move_below(files, &workspace, target, Some(&manifest))?;
    if is_there(files, &manifest)? {
        let to = target.join(layout::MANIFEST_FILE);
        move_one(files, &manifest, &to)?;
    }
    files
        .remove_folder(&workspace)
        .and_then(|()| files.sync(&[target.to_path_buf()]))
        .map_err(ApplyError::io("create", target))
}

fn move_below(
    files: &dyn Files,
    from: &Path,
    to: &Path,
    last: Option<&Path>,
) -> Result<(), ApplyError> {
    let names = files.list(from).map_err(ApplyError::io("list", from))?;
    for name in names {
        let source = from.join(&name);
        if Some(source.as_path()) != last {
            move_one(files, &source, &to.join(&name))?;
        }
    }
    Ok(())
}

fn move_one(files: &dyn Files, from: &Path, to: &Path) -> Result<(), ApplyError> {
    let look = |path: &Path| files.stat(path).map_err(ApplyError::io("look at", path));
    match (
        look(from)?.map(|one| one.kind),
        look(to)?.map(|one| one.kind),
    ) {
        (_, None) => files.rename(from, to).map_err(ApplyError::io("create", to)),
        (Some(Kind::Folder), Some(Kind::Folder)) => {
            move_below(files, from, to, None)?;
            files
                .remove_folder(from)
                .map_err(ApplyError::io("remove", from))
        }
        _ => Err(ApplyError::Occupied {
            target: to.parent().unwrap_or(to).to_path_buf(),
            found: to
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        }),
    }
}

fn is_there(files: &dyn Files, path: &Path) -> Result<bool, ApplyError> {
    let found = files.stat(path).map_err(ApplyError::io("look at", path))?;
    Ok(found.is_some())
}
