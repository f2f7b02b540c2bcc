//! The manifest of a workspace before a kept transaction.

use std::path::Path;

use specgen_tree::Manifest;

use super::history::ended;
use crate::{ApplyError, Files, layout};

/// Returns the manifest before a kept transaction; `None` when that is not kept or did not change it.
///
/// # Errors
/// Returns what the operating system says, or which line of the manifest cannot be read.
pub fn manifest_before(
    files: &dyn Files,
    root: &Path,
    id: &str,
) -> Result<Option<Manifest>, ApplyError> {
    let path = layout::manifest()?;
    for transaction in ended(files, root)?.iter().filter(|one| one.id == id) {
        let mut entries = transaction.entries.iter();
        if let Some(index) = entries.position(|entry| entry.path == path)
            && let Some((bytes, _)) = transaction.before(files, index)?
        {
            return Ok(Some(
                Manifest::parse_merged(&String::from_utf8_lossy(&bytes))?.manifest,
            ));
        }
    }
    Ok(None)
}
