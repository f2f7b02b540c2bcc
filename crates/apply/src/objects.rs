//! The object store: raw bytes named by their SHA-256, `.specgen/objects/ab/cdef…`.

use std::path::Path;

use specgen_tree::Digest;

use crate::{ApplyError, Files, layout};

/// Reads an object; `None` when it is missing or its bytes do not match its name.
///
/// # Errors
/// Returns what the operating system says.
pub(crate) fn get(
    files: &dyn Files,
    root: &Path,
    digest: Digest,
) -> Result<Option<Vec<u8>>, ApplyError> {
    let place = layout::object(root, digest);
    let found = files.stat(&place).map_err(ApplyError::io("read", &place))?;
    if found.is_none() {
        return Ok(None);
    }
    let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
    Ok((Digest::of(&bytes) == digest).then_some(bytes))
}
