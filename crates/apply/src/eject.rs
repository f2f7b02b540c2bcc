//! Leaving specgen: its own files go, everything else stays as it is.
//!
//! What only helps to work with specgen goes first, as long as the manifest tells whether somebody edited
//! it; the settings, by which a workspace is found, go last: a kill in between leaves something that the
//! same command finishes.

use std::path::Path;

use specgen_tree::{Digest, ProjectPath};

use crate::files::create_folders;
use crate::{ApplyError, Files, layout, transaction};

/// What goes when a workspace leaves specgen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// What is removed, relative to the workspace; a folder ends with `/`.
    pub removed: Vec<String>,
    /// What would go too if nobody had edited it: it stays.
    pub kept: Vec<String>,
    /// The files among what is removed that people may edit, as they were seen.
    pub seen: Vec<(String, Digest)>,
}

/// Looks at what goes. `written` are files that go unless somebody edited them, with their digests as
/// specgen wrote them.
///
/// # Errors
/// Returns what the operating system says.
pub fn leaving(
    files: &dyn Files,
    root: &Path,
    written: &[(&str, Digest)],
) -> Result<Leaving, ApplyError> {
    let mut leaving = Leaving::default();
    for name in [layout::MANIFEST_FILE, layout::STATE_FOLDER] {
        if is_there(files, &root.join(name))? {
            let end = if name == layout::STATE_FOLDER {
                "/"
            } else {
                ""
            };
            leaving.removed.push(format!("{name}{end}"));
        }
    }
    for (name, digest) in written {
        let place = root.join(name);
        if is_there(files, &place)? {
            let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
            let goes = Digest::of(&bytes) == *digest;
            let list = if goes {
                &mut leaving.removed
            } else {
                &mut leaving.kept
            };
            list.push((*name).to_owned());
            if goes {
                leaving.seen.push(((*name).to_owned(), *digest));
            }
        }
    }
    Ok(leaving)
}

/// Removes what goes, after ending what a killed run left.
///
/// # Errors
/// Refuses while another specgen is at work, and when somebody edited since what would go; returns what the
/// operating system says. It can be called again.
pub fn eject(files: &dyn Files, root: &Path, leaving: &Leaving) -> Result<(), ApplyError> {
    transaction::recover(files, root)?;
    let state = root.join(layout::STATE_FOLDER);
    create_folders(files, &state).map_err(ApplyError::io("create", &state))?;
    let held = transaction::lock(files, root)?;
    unchanged(files, root, leaving)?;
    let remove = |name: &str| {
        let place = root.join(name);
        if !leaving.removed.iter().any(|one| one == name) || !is_there(files, &place)? {
            return Ok(());
        }
        files
            .remove_file(&place)
            .map_err(ApplyError::io("remove", &place))
    };
    let known = [layout::CONFIG_FILE, layout::MANIFEST_FILE];
    let folder = format!("{}/", layout::STATE_FOLDER);
    for name in &leaving.removed {
        if !known.contains(&name.as_str()) && *name != folder {
            remove(name)?;
        }
    }
    remove(layout::MANIFEST_FILE)?;
    // The lock lies in the folder that goes.
    drop(held);
    files
        .remove_all(&state)
        .map_err(ApplyError::io("remove", &state))?;
    remove(layout::CONFIG_FILE)?;
    files
        .sync(&[root.to_path_buf()])
        .map_err(ApplyError::io("save", root))
}

/// Refuses when what would go is no longer what was seen: an answer may have taken its time.
fn unchanged(files: &dyn Files, root: &Path, leaving: &Leaving) -> Result<(), ApplyError> {
    let mut changed = Vec::new();
    for (name, digest) in &leaving.seen {
        let place = root.join(name);
        if !is_there(files, &place)? {
            continue;
        }
        let bytes = files.read(&place).map_err(ApplyError::io("read", &place))?;
        if Digest::of(&bytes) != *digest {
            changed.extend(ProjectPath::new(name.as_str()));
        }
    }
    if changed.is_empty() {
        Ok(())
    } else {
        Err(ApplyError::Changed(changed))
    }
}

fn is_there(files: &dyn Files, place: &Path) -> Result<bool, ApplyError> {
    let found = files
        .stat(place)
        .map_err(ApplyError::io("look at", place))?;
    Ok(found.is_some())
}
