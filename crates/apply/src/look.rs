//! Looking at a workspace without touching it: what a killed run left stays, and is counted.

use std::path::{Path, PathBuf};

use specgen_tree::ProjectPath;

use crate::{ApplyError, Files, Kind, Workspace, layout, transaction, workspace};

/// A workspace as found, with what only a command that writes puts in order.
#[derive(Clone, Debug)]
pub struct Look {
    /// The workspace.
    pub workspace: Workspace,
    /// Whether a killed run left a transaction that is neither done nor taken back.
    pub unfinished: bool,
    /// The files of which a newer version waits in `.specgen/incoming`.
    pub incoming: Vec<ProjectPath>,
}

/// Reads the workspace that `start` lies in, and writes nothing.
///
/// # Errors
/// Says what is missing or double, which line of `specgen.lock` cannot be read, or what the
/// operating system says.
pub fn look(files: &dyn Files, start: &Path) -> Result<Look, ApplyError> {
    let root = workspace::find_root(files, start)?;
    let workspace = workspace::load(files, &root)?;
    let unfinished = transaction::is_unfinished(files, &root)?;
    let folder = root.join(layout::STATE_FOLDER).join("incoming");
    let incoming = files_below(files, &folder, &|_| true)?;
    Ok(Look {
        workspace,
        unfinished,
        incoming,
    })
}

impl Workspace {
    /// Returns the plain files below a folder, relative to it and sorted; folders that `enter`
    /// refuses are left out, as is what no path of a project can name.
    ///
    /// # Errors
    /// Returns what the operating system says.
    pub fn files_below(
        &self,
        files: &dyn Files,
        folder: &str,
        enter: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<ProjectPath>, ApplyError> {
        files_below(files, &self.root.join(folder), enter)
    }
}

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
