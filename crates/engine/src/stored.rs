//! Files as they were written last: out of the object store, or where they stand when nobody changed them.

use specgen_apply::{Files, Workspace};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Work as _;
use specgen_tree::{Digest, FileNode, ProjectPath, Record};

/// Returns a file as it was written last.
///
/// # Errors
///
/// Says that the object store does not hold it any more and that the file was changed or is gone.
pub(crate) fn as_written(
    files: &dyn Files,
    workspace: &Workspace,
    path: &ProjectPath,
    record: &Record,
) -> Result<FileNode, Diagnostics> {
    let mut bytes = workspace.tree(files).object(record.base)?;
    if bytes.is_none() {
        let place = record.at.as_ref().unwrap_or(path);
        let stands = workspace.read(files, place)?;
        bytes = stands.filter(|bytes| Digest::of(bytes) == record.base);
    }
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
