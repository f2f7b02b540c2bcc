//! What a plan would write, as differences to read.

use serde::Serialize;
use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_merge::{Action, unified};
use specgen_tree::ProjectPath;

use crate::build::Build;
use crate::open::Opened;

/// What one file would become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The file.
    pub path: String,
    /// How many lines come.
    pub added: usize,
    /// How many lines go.
    pub removed: usize,
    /// The unified difference.
    pub text: String,
}

impl Build {
    /// Returns what the files of the project would become, by path; what is put beside a file or
    /// stands in conflict changes none.
    ///
    /// # Errors
    ///
    /// Says which file cannot be read.
    pub fn differences(
        &self,
        files: &dyn Files,
        opened: &Opened,
    ) -> Result<Vec<Difference>, Diagnostics> {
        let mut found = Vec::new();
        for step in &self.plan.steps {
            let mut becomes = |path: &ProjectPath, new: Option<&[u8]>| {
                let old = opened.workspace.read(files, path)?;
                let text = unified(path.as_str(), old.as_deref(), new);
                if !text.is_empty() {
                    found.push(Difference::of(path, text));
                }
                Ok::<(), Diagnostics>(())
            };
            match &step.action {
                Action::Create { bytes, .. }
                | Action::Replace { bytes, .. }
                | Action::Merge { bytes, .. }
                | Action::Edit { bytes, .. } => becomes(&step.path, Some(bytes))?,
                Action::Move { from, bytes, .. } => {
                    becomes(from, None)?;
                    becomes(&step.path, Some(bytes))?;
                }
                Action::Delete { .. } => becomes(&step.path, None)?,
                Action::Keep
                | Action::Adopt
                | Action::Forget
                | Action::Offer { .. }
                | Action::Orphan { .. }
                | Action::StaysDeleted { .. }
                | Action::Conflict(_) => {}
            }
        }
        Ok(found)
    }
}

impl Difference {
    fn of(path: &ProjectPath, text: String) -> Self {
        let lines = text.lines().skip(2);
        let count = |sign: char| lines.clone().filter(|line| line.starts_with(sign)).count();
        Self {
            path: path.to_string(),
            added: count('+'),
            removed: count('-'),
            text,
        }
    }
}
