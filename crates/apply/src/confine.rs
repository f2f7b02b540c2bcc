//! Keeps every access inside the workspace, also when somebody put a symbolic link into it.

use std::path::{Path, PathBuf};

use specgen_tree::ProjectPath;

use crate::{ApplyError, Files, Kind, Stat, layout};

/// Returns the place of a project's file, which may be absent.
///
/// # Errors
/// Refuses a folder on the way that is a link out of the workspace, and a file that is a link, a
/// folder or a device: replacing it would not do what its owner expects.
pub(crate) fn check(
    files: &dyn Files,
    root: &Path,
    path: &ProjectPath,
) -> Result<PathBuf, ApplyError> {
    let place = layout::place(root, path);
    if leads_there(files, root, path)? {
        look(files, path, &place)?;
    }
    Ok(place)
}

/// Returns whether all folders above a project's file are there.
///
/// # Errors
/// Refuses one that is a link out of the workspace, or no folder.
pub(crate) fn leads_there(
    files: &dyn Files,
    root: &Path,
    path: &ProjectPath,
) -> Result<bool, ApplyError> {
    let mut folder = root.to_path_buf();
    let mut names = path.names().peekable();
    while let Some(name) = names.next() {
        if names.peek().is_none() {
            break;
        }
        folder.push(name);
        let Some(stat) = stat(files, &folder)? else {
            return Ok(false);
        };
        let refused = match stat.kind {
            Kind::Link => !stays_inside(files, root, &folder),
            Kind::Folder => false,
            Kind::File | Kind::Other => true,
        };
        if refused {
            return Err(not_a_file(path, folder));
        }
    }
    Ok(true)
}

/// Returns what is known of a project's file; nothing when it is absent.
///
/// # Errors
/// Refuses what is no plain file.
pub(crate) fn look(
    files: &dyn Files,
    path: &ProjectPath,
    place: &Path,
) -> Result<Option<Stat>, ApplyError> {
    let found = stat(files, place)?;
    if found.is_some_and(|stat| stat.kind != Kind::File) {
        return Err(not_a_file(path, place.to_path_buf()));
    }
    Ok(found)
}

fn stat(files: &dyn Files, place: &Path) -> Result<Option<Stat>, ApplyError> {
    files.stat(place).map_err(ApplyError::io("look at", place))
}

fn not_a_file(path: &ProjectPath, at: PathBuf) -> ApplyError {
    let path = path.clone();
    ApplyError::NotAFile { path, at }
}

fn stays_inside(files: &dyn Files, root: &Path, link: &Path) -> bool {
    match (files.real(root), files.real(link)) {
        (Ok(root), Ok(to)) => to.starts_with(root),
        _ => false,
    }
}
