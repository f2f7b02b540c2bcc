//! Paths as people type them: from where they stand, or from the root of the workspace.

use std::path::{Component, Path, PathBuf};

use specgen_apply::Files;
use specgen_diag::{Diagnostic, ExitClass, nearest};
use specgen_tree::ProjectPath;

use crate::open::Located;

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
    let root = &located.workspace.root;
    let from = files.real(from).unwrap_or_else(|_| root.clone());
    let mut inside = Vec::new();
    for base in [from.as_path(), root.as_path()] {
        let Some(path) = below(root, &plain(&base.join(typed))) else {
            continue;
        };
        let found = known(files, located, &path);
        if !found.is_empty() {
            return Ok(found);
        }
        inside.push(path);
    }
    Err(unknown(located, typed, inside.is_empty()))
}

/// Returns the record's key of a file: people move files.
pub(crate) fn key_of(located: &Located, path: &ProjectPath) -> Option<ProjectPath> {
    let records = &located.workspace.manifest.records;
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

fn known(files: &dyn Files, located: &Located, path: &str) -> Vec<ProjectPath> {
    if let Ok(one) = ProjectPath::new(path)
        && (key_of(located, &one).is_some()
            || located.workspace.read(files, &one).ok().flatten().is_some())
    {
        return vec![one];
    }
    let records = &located.workspace.manifest.records;
    let below = records
        .keys()
        .filter(|key| path.is_empty() || key.is_in(path));
    below.cloned().collect()
}

fn unknown(located: &Located, typed: &str, outside: bool) -> Diagnostic {
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
    let records = &located.workspace.manifest.records;
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
