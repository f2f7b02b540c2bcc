//! The object store: raw bytes named by their SHA-256, `.specgen/objects/abcdef…`.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use specgen_tree::Digest;

use crate::files::create_folders;
use crate::{ApplyError, Files, Mode, layout};

/// Writes an object unless it is there, and returns what a sync must cover: nothing when it was.
///
/// # Errors
/// Returns what the operating system says.
pub(crate) fn put(
    files: &dyn Files,
    root: &Path,
    digest: Digest,
    bytes: &[u8],
) -> Result<Option<PathBuf>, ApplyError> {
    let place = layout::object(root, digest);
    if get(files, root, digest)?.is_some() {
        return Ok(None);
    }
    if let Some(folder) = place.parent() {
        create_folders(files, folder).map_err(ApplyError::io("create", folder))?;
    }
    files
        .write(&place, bytes, Mode::Plain)
        .map_err(ApplyError::io("write", &place))?;
    Ok(Some(place))
}

/// Reads an object; `None` when it is missing or its bytes do not match its name.
///
/// # Errors
/// Returns what the operating system says.
pub(crate) fn get(
    files: &dyn Files,
    root: &Path,
    digest: Digest,
) -> Result<Option<Bytes>, ApplyError> {
    let place = layout::object(root, digest);
    let found = files.stat(&place).map_err(ApplyError::io("read", &place))?;
    if found.is_none() {
        return Ok(None);
    }
    let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
    Ok((Digest::of(&bytes) == digest).then(|| bytes.into()))
}
