//! An ordered map from paths to files that any file system can hold.

use std::collections::BTreeMap;
use std::collections::btree_map;

use specgen_diag::{Diagnostic, ExitClass};
use thiserror::Error;

use crate::{FileNode, ProjectPath};

/// A project as a value: files by path, in the order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<ProjectPath, FileNode>,
    /// Each file and folder in the form of file systems that ignore case, as first spelled.
    seen: BTreeMap<String, Seen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    path: String,
    folder: bool,
}

/// Why a file does not fit into a tree.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TreeError {
    /// The path is taken.
    #[error("two files have the path `{0}`")]
    Duplicate(ProjectPath),
    /// The paths differ in case only, so that macOS and Windows cannot hold both.
    #[error("the paths `{first}` and `{second}` differ in case only")]
    CaseOnly {
        /// The path as first spelled.
        first: String,
        /// The path that came later.
        second: String,
    },
    /// The same path is a file and a folder.
    #[error("the path `{0}` is a file and a folder")]
    FileAndFolder(String),
}

impl Tree {
    /// Makes an empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// Refuses a path that is taken, that differs from another in case only, or that is a folder.
    pub fn insert(&mut self, path: ProjectPath, node: FileNode) -> Result<(), TreeError> {
        if self.files.contains_key(&path) {
            return Err(TreeError::Duplicate(path));
        }
        self.check(&path, false)?;
        let mut folders = Vec::new();
        let mut folder = path.parent();
        while let Some(above) = folder {
            // A folder that is known has known folders above it.
            if self.holds_folder(&above) {
                break;
            }
            self.check(&above, true)?;
            folder = above.parent();
            folders.push(above);
        }
        for above in folders {
            self.note(&above, true);
        }
        self.note(&path, false);
        self.files.insert(path, node);
        Ok(())
    }

    /// Returns the file at a path.
    pub fn get(&self, path: &ProjectPath) -> Option<&FileNode> {
        self.files.get(path)
    }

    /// Returns the file at a path, to change it.
    pub fn get_mut(&mut self, path: &ProjectPath) -> Option<&mut FileNode> {
        self.files.get_mut(path)
    }

    /// Takes a file out; the folders above it stay taken for folders.
    pub fn remove(&mut self, path: &ProjectPath) -> Option<FileNode> {
        let node = self.files.remove(path)?;
        self.seen.remove(&path.folded());
        Some(node)
    }

    /// Returns files by path, in the order of the paths.
    pub fn iter(&self) -> btree_map::Iter<'_, ProjectPath, FileNode> {
        self.files.iter()
    }

    /// Returns how many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds all files of another tree.
    ///
    /// # Errors
    /// Refuses the first file that does not fit, as [`Tree::insert`] does.
    pub fn absorb(&mut self, other: Self) -> Result<(), TreeError> {
        for (path, node) in other.files {
            self.insert(path, node)?;
        }
        Ok(())
    }

    fn holds_folder(&self, path: &ProjectPath) -> bool {
        let seen = self.seen.get(&path.folded());
        seen.is_some_and(|seen| seen.folder && seen.path == path.as_str())
    }

    fn check(&self, path: &ProjectPath, folder: bool) -> Result<(), TreeError> {
        match self.seen.get(&path.folded()) {
            Some(seen) if seen.path != path.as_str() => Err(TreeError::CaseOnly {
                first: seen.path.clone(),
                second: path.to_string(),
            }),
            Some(seen) if seen.folder != folder => Err(TreeError::FileAndFolder(path.to_string())),
            _ => Ok(()),
        }
    }

    fn note(&mut self, path: &ProjectPath, folder: bool) {
        let spelled = || Seen {
            path: path.to_string(),
            folder,
        };
        self.seen.entry(path.folded()).or_insert_with(spelled);
    }
}

impl<'a> IntoIterator for &'a Tree {
    type Item = (&'a ProjectPath, &'a FileNode);
    type IntoIter = btree_map::Iter<'a, ProjectPath, FileNode>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Tree {
    type Item = (ProjectPath, FileNode);
    type IntoIter = btree_map::IntoIter<ProjectPath, FileNode>;

    fn into_iter(self) -> Self::IntoIter {
        self.files.into_iter()
    }
}

impl From<TreeError> for Diagnostic {
    fn from(error: TreeError) -> Self {
        Self::error("E602", ExitClass::Internal, error.to_string())
            .hint("rename one of the things in `spec.yaml` that these files are made for")
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, TreeError};
    use crate::{FileNode, ProjectPath};

    fn add(tree: &mut Tree, path: &str) -> Result<(), TreeError> {
        let path = ProjectPath::new(path).expect("a good path");
        tree.insert(path, FileNode::generated("unit", "text\n"))
    }

    #[test]
    fn holds_files_in_the_order_of_their_paths() {
        let mut tree = Tree::new();
        for path in ["b/z.rs", "a.rs", "b/a.rs"] {
            add(&mut tree, path).expect(path);
        }
        let paths: Vec<&str> = tree.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["a.rs", "b/a.rs", "b/z.rs"]);
    }

    #[test]
    fn refuses_what_some_file_system_cannot_hold() {
        let mut tree = Tree::new();
        add(&mut tree, "src/Main.rs").expect("first");
        assert!(matches!(
            add(&mut tree, "src/Main.rs"),
            Err(TreeError::Duplicate(_))
        ));
        assert!(matches!(
            add(&mut tree, "src/main.rs"),
            Err(TreeError::CaseOnly { .. })
        ));
        assert!(matches!(
            add(&mut tree, "SRC/lib.rs"),
            Err(TreeError::CaseOnly { .. })
        ));
        assert!(matches!(
            add(&mut tree, "src/Main.rs/x"),
            Err(TreeError::FileAndFolder(_))
        ));
        assert!(matches!(
            add(&mut tree, "src"),
            Err(TreeError::FileAndFolder(_))
        ));
        assert_eq!(tree.len(), 1);
    }
}
