//! What differs between two trees, in the order of the paths.

use crate::{FileNode, ProjectPath, Tree};

/// A path at which two trees differ; at least one side is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// Where.
    pub path: &'a ProjectPath,
    /// The file in the first tree.
    pub before: Option<&'a FileNode>,
    /// The file in the second tree.
    pub after: Option<&'a FileNode>,
}

/// Returns the paths at which content or mode differ, in the order of the paths.
pub fn difference<'a>(before: &'a Tree, after: &'a Tree) -> Vec<Change<'a>> {
    let mut changes: Vec<Change<'a>> = Vec::new();
    for (path, old) in before {
        let new = after.get(path);
        let same =
            new.is_some_and(|new| new.bytes == old.bytes && new.executable == old.executable);
        if !same {
            changes.push(Change {
                path,
                before: Some(old),
                after: new,
            });
        }
    }
    for (path, new) in after {
        if before.get(path).is_none() {
            changes.push(Change {
                path,
                before: None,
                after: Some(new),
            });
        }
    }
    changes.sort_by_key(|change| change.path);
    changes
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::{FileNode, ProjectPath, Tree};

    fn tree(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::new();
        for (path, text) in files {
            let path = ProjectPath::new(*path).expect("a good path");
            tree.insert(path, FileNode::generated("unit", *text))
                .expect("fits");
        }
        tree
    }

    #[test]
    fn lists_added_removed_and_changed_in_order() {
        let before = tree(&[("b", "1"), ("c", "1"), ("d", "1")]);
        let after = tree(&[("a", "1"), ("b", "2"), ("c", "1")]);
        let found: Vec<(&str, bool, bool)> = difference(&before, &after)
            .iter()
            .map(|one| (one.path.as_str(), one.before.is_some(), one.after.is_some()))
            .collect();
        assert_eq!(
            found,
            [("a", false, true), ("b", true, true), ("d", true, false)]
        );
        assert!(difference(&before, &before).is_empty());
    }

    #[test]
    fn a_mode_is_a_difference() {
        let before = tree(&[("run", "1")]);
        let mut after = before.clone();
        let path = ProjectPath::new("run").expect("a good path");
        after.get_mut(&path).expect("there").executable = true;
        assert_eq!(difference(&before, &after).len(), 1);
    }
}
