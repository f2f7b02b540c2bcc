//! Where specgen keeps its own files inside a workspace.

use std::path::{Path, PathBuf};

use specgen_tree::{Digest, PathError, ProjectPath};

/// The settings file; the folder that holds it is the workspace's root.
pub const CONFIG_FILE: &str = "specgen.yaml";
/// The manifest.
pub const MANIFEST_FILE: &str = "specgen.lock";
/// The folder of specgen's own state.
pub const STATE_FOLDER: &str = ".specgen";

/// What git ignores of the state folder: all but the objects, which a teammate needs to merge.
pub(crate) const IGNORED: &str = "*\n!.gitignore\n!.gitattributes\n!objects/\n!objects/**\n";
/// Objects are raw bytes: a converted line end would change their digest.
pub(crate) const ATTRIBUTES: &str = "* -text linguist-generated\n";

/// Returns the place of a file of the project.
pub(crate) fn place(root: &Path, path: &ProjectPath) -> PathBuf {
    let mut place = root.to_path_buf();
    place.extend(path.names());
    place
}

/// Returns the place of the file that a specgen at work holds locked.
pub(crate) fn lock(root: &Path) -> PathBuf {
    root.join(STATE_FOLDER).join("lock")
}

/// Returns the place of an object.
///
/// One flat folder: a workspace has a few hundred objects, and a folder for each first byte would
/// cost `new` a third of its system calls.
pub(crate) fn object(root: &Path, digest: Digest) -> PathBuf {
    root.join(STATE_FOLDER)
        .join("objects")
        .join(digest.to_string())
}

/// Returns the path of the manifest.
pub(crate) fn manifest() -> Result<ProjectPath, PathError> {
    ProjectPath::new(MANIFEST_FILE)
}

/// Returns where the render of a file goes that may not be changed.
pub(crate) fn incoming(path: &ProjectPath) -> Result<ProjectPath, PathError> {
    ProjectPath::new(format!("{STATE_FOLDER}/incoming/{path}"))
}

/// Returns where the answer to a question is remembered.
pub(crate) fn answer(question: Digest) -> Result<ProjectPath, PathError> {
    ProjectPath::new(format!("{STATE_FOLDER}/answers/{question}"))
}

/// Returns whether a path is that of a render beside its file.
pub(crate) fn is_incoming(path: &ProjectPath) -> bool {
    path.is_in(".specgen/incoming")
}

/// Returns whether only specgen itself writes the path, so that no render may hold it.
pub(crate) fn is_reserved(path: &ProjectPath) -> bool {
    let folded = path.folded();
    folded == MANIFEST_FILE || folded.split('/').next() == Some(STATE_FOLDER)
}

#[cfg(test)]
mod tests {
    use super::is_reserved;
    use specgen_tree::ProjectPath;

    #[test]
    fn reserves_what_specgen_writes_itself() {
        for (path, reserved) in [
            ("specgen.lock", true),
            ("SPECGEN.lock", true),
            (".specgen/objects/abcd", true),
            (".specgen", true),
            ("backend/specgen.lock", false),
            (".specgen-notes", false),
        ] {
            let path = ProjectPath::new(path).expect("a good path");
            assert_eq!(is_reserved(&path), reserved, "{path}");
        }
    }
}
