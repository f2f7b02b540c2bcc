//! Keeps every access inside the workspace, also when somebody put a symbolic link into it.

use std::path::{Path, PathBuf};

use specgen_tree::ProjectPath;

use crate::{ApplyError, Files, Kind, layout};

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
    let mut folder = root.to_path_buf();
    let mut names = path.names().peekable();
    while let Some(name) = names.next() {
        folder.push(name);
        let look = files
            .stat(&folder)
            .map_err(ApplyError::io("look at", &folder))?;
        let Some(stat) = look else {
            return Ok(place);
        };
        let last = names.peek().is_none();
        let refused = match stat.kind {
            Kind::Link if !last => !stays_inside(files, root, &folder),
            Kind::Folder => last,
            Kind::File => !last,
            Kind::Link | Kind::Other => true,
        };
        if refused {
            return Err(ApplyError::NotAFile {
                path: path.clone(),
                at: folder,
            });
        }
    }
    Ok(place)
}

fn stays_inside(files: &dyn Files, root: &Path, link: &Path) -> bool {
    match (files.real(root), files.real(link)) {
        (Ok(root), Ok(to)) => to.starts_with(root),
        _ => false,
    }
}
