//! Paths as people type them: from where they stand, or from the root of the workspace.

use std::path::{Component, Path, PathBuf};

use specgen_apply::{Files, Workspace};
use specgen_diag::{Diagnostic, ExitClass, nearest};
use specgen_tree::ProjectPath;

use crate::open::{Located, Opened};

/// Returns the files of the project that a typed path can mean: one file, or all emitted ones below
/// a folder.
///
/// `from` is where the person stands. A path that means nothing there is taken from the root of the
/// workspace.
///
/// # Errors
///
/// Says that the path leaves the workspace or that nothing is known of it.
pub(crate) fn meant(
    files: &dyn Files,
    located: &Located,
    from: &Path,
    typed: &str,
) -> Result<Vec<ProjectPath>, Diagnostic> {
    let workspace = &located.workspace;
    let candidates = inside(files, workspace, from, typed);
    let found = candidates.iter().map(|path| known(files, workspace, path));
    match found.into_iter().find(|found| !found.is_empty()) {
        Some(found) => Ok(found),
        None => Err(unknown(workspace, typed, candidates.is_empty())),
    }
}

impl Opened {
    /// Returns the path in the workspace, of a file or a folder, that a typed path means where these
    /// paths are looked through: a file among them need not be there yet.
    ///
    /// # Errors
    ///
    /// Says that the path leaves the workspace or that nothing is known of it.
    pub fn place(
        &self,
        files: &dyn Files,
        from: &Path,
        typed: &str,
        paths: &[&str],
    ) -> Result<String, Diagnostic> {
        let candidates = inside(files, &self.workspace, from, typed);
        let is_among = |place: &&String| paths.iter().any(|path| is_at_or_below(path, place));
        let is_known = |place: &&String| !known(files, &self.workspace, place).is_empty();
        let found = candidates.iter().find(is_among);
        match found.or_else(|| candidates.iter().find(is_known)) {
            Some(place) => Ok(place.clone()),
            None => Err(unknown(&self.workspace, typed, candidates.is_empty())),
        }
    }
}

/// Returns whether a path is this place or lies below it; all paths lie below the empty one.
pub fn is_at_or_below(path: &str, place: &str) -> bool {
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| place.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

/// Returns the paths inside the workspace that a typed path can mean: from where the person stands,
/// then from its root.
fn inside(files: &dyn Files, workspace: &Workspace, from: &Path, typed: &str) -> Vec<String> {
    let root = &workspace.root;
    let from = files.real(from).unwrap_or_else(|_| root.clone());
    let bases = [from.as_path(), root.as_path()];
    let paths = bases
        .iter()
        .map(|base| below(root, &plain(&base.join(typed))));
    paths.flatten().collect()
}

/// Returns the record's key of a file: people move files.
pub(crate) fn key_of(located: &Located, path: &ProjectPath) -> Option<ProjectPath> {
    key_in(&located.workspace, path)
}

fn key_in(workspace: &Workspace, path: &ProjectPath) -> Option<ProjectPath> {
    let records = &workspace.manifest.records;
    if records.contains_key(path) {
        return Some(path.clone());
    }
    let found = records
        .iter()
        .find(|(_, record)| record.at.as_ref() == Some(path));
    found.map(|(key, _)| key.clone())
}

/// Returns the path without `.` and `..`; links were followed where the person stands.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

fn below(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let names: Option<Vec<&str>> = relative.iter().map(|name| name.to_str()).collect();
    Some(names?.join("/"))
}

fn known(files: &dyn Files, workspace: &Workspace, path: &str) -> Vec<ProjectPath> {
    if let Ok(one) = ProjectPath::new(path)
        && (key_in(workspace, &one).is_some()
            || workspace.read(files, &one).ok().flatten().is_some())
    {
        return vec![one];
    }
    let below = workspace
        .manifest
        .records
        .keys()
        .filter(|key| path.is_empty() || key.is_in(path));
    below.cloned().collect()
}

fn unknown(workspace: &Workspace, typed: &str, outside: bool) -> Diagnostic {
    if outside {
        return Diagnostic::error(
            "E031",
            ExitClass::Usage,
            format!("`{typed}` lies outside the workspace"),
        )
        .hint("name a file of the workspace, from where you stand or from its root");
    }
    let one = Diagnostic::error(
        "E031",
        ExitClass::Usage,
        format!("there is no file `{typed}` in the workspace"),
    );
    let records = &workspace.manifest.records;
    match nearest(typed, records.keys().map(ProjectPath::as_str)) {
        Some(path) => one.hint(format!("nearest is `{path}`")),
        None => one.hint("name a file from where you stand or from the root of the workspace"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{below, plain};

    #[test]
    fn a_way_around_is_a_way() {
        assert_eq!(plain(Path::new("/a/b/../c/./d")), PathBuf::from("/a/c/d"));
        let root = Path::new("/a");
        assert_eq!(below(root, Path::new("/a/c/d")), Some("c/d".to_owned()));
        assert_eq!(below(root, Path::new("/a")), Some(String::new()));
        assert_eq!(below(root, Path::new("/b")), None);
    }
}
