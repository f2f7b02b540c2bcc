//! Where things stand in a workspace.

use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_tree::ProjectPath;

/// The paths of a workspace. Specifications and steering stand below `.kiro` where that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    home: String,
    name: String,
}

impl Layout {
    /// Makes the layout of a workspace with one specification of this name.
    pub fn new(name: &str, kiro: bool) -> Self {
        let home = if kiro { ".kiro/" } else { "" };
        Self {
            home: home.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Returns the layout that has its model at this path; `None` when no layout has.
    pub fn of_spec(path: &ProjectPath) -> Option<Self> {
        let folder = path.as_str().strip_suffix("/spec.yaml")?;
        let (home, name) = folder.split_once("specs/")?;
        (!name.contains('/')).then(|| Self {
            home: home.to_owned(),
            name: name.to_owned(),
        })
    }

    /// Returns the name of the specification.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the folder of the specification.
    pub fn spec_folder(&self) -> String {
        format!("{}specs/{}", self.home, self.name)
    }

    /// Returns the folder of the steering files.
    pub fn steering_folder(&self) -> String {
        format!("{}steering", self.home)
    }

    /// Returns a file of the specification.
    pub fn of_spec_folder(&self, file: &str) -> String {
        format!("{}/{file}", self.spec_folder())
    }
}

/// Returns a checked path.
///
/// # Errors
///
/// Refuses what no file system can hold; that is a fault of specgen or an unusable name.
pub fn checked(path: &str) -> Result<ProjectPath, Diagnostics> {
    ProjectPath::new(path).map_err(|error| {
        Diagnostic::error(
            "E012",
            ExitClass::Refused,
            format!("`{path}` cannot be a path: {error}"),
        )
        .hint("choose another name with `--name`")
        .into()
    })
}

#[cfg(test)]
mod tests {
    use super::{Layout, checked};

    #[test]
    fn a_model_says_where_its_workspace_keeps_things() {
        for kiro in [false, true] {
            let layout = Layout::new("greenhouse", kiro);
            let path = checked(&layout.of_spec_folder("spec.yaml")).expect("a good path");
            assert_eq!(Layout::of_spec(&path), Some(layout));
        }
        let stray = checked("specs/a/b/spec.yaml").expect("a good path");
        assert_eq!(Layout::of_spec(&stray), None);
    }
}
