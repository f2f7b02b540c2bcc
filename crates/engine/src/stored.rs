//! Files as they were written last, out of the object store.

use specgen_apply::{Files, Workspace};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Work as _;
use specgen_tree::{FileNode, ProjectPath, Record};

/// Returns a file as it was written last.
///
/// # Errors
///
/// Says that the object store does not hold it any more.
pub(crate) fn as_written(
    files: &dyn Files,
    workspace: &Workspace,
    path: &ProjectPath,
    record: &Record,
) -> Result<FileNode, Diagnostics> {
    let bytes = workspace.tree(files).object(record.base)?;
    let bytes = bytes.ok_or_else(|| {
        Diagnostic::error(
            "E026",
            ExitClass::Refused,
            format!("the object store does not hold `{path}` as it was written"),
        )
        .hint("restore `.specgen/objects` from version control")
    })?;
    Ok(FileNode {
        bytes,
        executable: record.executable,
        owner: record.owner,
        unit: record.unit.clone(),
        lists: record.lists.clone(),
    })
}
