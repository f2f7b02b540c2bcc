//! Looking at a workspace without touching it: what a killed run left stays, and is counted.

use std::path::Path;

use specgen_tree::ProjectPath;

use crate::below::files_below;
use crate::{ApplyError, Files, Workspace, layout, transaction, workspace};

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
