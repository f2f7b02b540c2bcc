//! The plain files below a folder.

use std::path::{Path, PathBuf};

use specgen_tree::ProjectPath;

use crate::{ApplyError, Files, Kind};

/// Returns the plain files below a folder, relative to it and sorted; folders that `enter` refuses
/// are left out, as is what no path of a project can name.
///
/// # Errors
/// Returns what the operating system says.
pub(crate) fn files_below(
    files: &dyn Files,
    folder: &Path,
    enter: &dyn Fn(&str) -> bool,
) -> Result<Vec<ProjectPath>, ApplyError> {
    let mut found = Vec::new();
    let mut open: Vec<(PathBuf, String)> = vec![(folder.to_path_buf(), String::new())];
    while let Some((place, prefix)) = open.pop() {
        let stat = files
            .stat(&place)
            .map_err(ApplyError::io("look at", &place))?;
        match stat.map(|stat| stat.kind) {
            Some(Kind::Folder) if enter(&prefix) => {
                for name in files.list(&place).map_err(ApplyError::io("list", &place))? {
                    let below = name.to_string_lossy();
                    let path = if prefix.is_empty() {
                        below.into_owned()
                    } else {
                        format!("{prefix}/{below}")
                    };
                    open.push((place.join(&name), path));
                }
            }
            Some(Kind::File) => found.extend(ProjectPath::new(prefix)),
            _ => {}
        }
    }
    found.sort();
    Ok(found)
}
