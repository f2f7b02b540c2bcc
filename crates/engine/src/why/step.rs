//! The step that brought a line, as far as the steps are kept.

use bytes::Bytes;
use serde::Serialize;
use specgen_apply::{Files, history, manifest_before};
use specgen_diag::Diagnostics;
use specgen_merge::{Work as _, same_lines};
use specgen_tree::ProjectPath;

use crate::history::title_of;
use crate::open::Located;

/// The step that brought a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brought {
    /// The number of its transaction.
    pub step: String,
    /// What it was.
    pub title: String,
}

/// Goes back through the kept steps until one is found before which the line was not rendered.
/// `None` when it is older than all of them.
pub(super) fn brought(
    files: &dyn Files,
    located: &Located,
    key: &ProjectPath,
    mut text: Bytes,
    mut line: usize,
) -> Result<Option<Brought>, Diagnostics> {
    let root = &located.workspace.root;
    let work = located.workspace.tree(files);
    for past in history(files, root)?.iter().rev() {
        let Some(manifest) = manifest_before(files, root, &past.id)? else {
            continue;
        };
        let before = match manifest.records.get(key) {
            Some(record) => match work.object(record.base)? {
                Some(before) => before,
                None => return Ok(None),
            },
            None => Bytes::new(),
        };
        let same = same_lines(&before, &text).unwrap_or_default();
        let Some(earlier) = same.get(line).copied().flatten() else {
            return Ok(Some(Brought {
                step: past.id.clone(),
                title: title_of(files, located, past),
            }));
        };
        (text, line) = (before, earlier);
    }
    Ok(None)
}
