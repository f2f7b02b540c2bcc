//! Working through conflicts: which files are open, and what their user decides.

use std::path::Path;

use serde::Serialize;
use specgen_apply::{
    About, Applied, ConflictMode, Files, Open, Resolution, apply_as, open_conflicts, resolve,
};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::{Hunk, Merge};
use specgen_tree::ProjectPath;

use crate::incoming::stale;
use crate::open::Located;
use crate::paths::meant;
use crate::steps::Sides;

/// A file in conflict.
#[derive(Clone, Debug, Serialize)]
pub struct OpenFile {
    /// Where it stands.
    pub path: String,
    /// Whether both sides stand in it between markers; else the other side is in `.specgen/incoming`.
    pub marked: bool,
    /// The line with a marker that lost its others: nothing is done to the file before it is gone too.
    pub damaged: Option<usize>,
    /// Whether the file can only be taken whole.
    pub whole: bool,
    /// The places on which the sides do not agree; none when somebody settled them by hand.
    pub places: Vec<Sides>,
    #[serde(skip)]
    key: ProjectPath,
}

/// The files in conflict, by path.
#[derive(Clone, Debug)]
pub struct Conflicts {
    /// The files.
    pub files: Vec<OpenFile>,
}

impl Conflicts {
    /// Finds the files in conflict.
    ///
    /// # Errors
    ///
    /// Says what cannot be read.
    pub fn find(files: &dyn Files, located: &Located) -> Result<Self, Diagnostics> {
        let open = open_conflicts(files, &located.workspace)?;
        Ok(Self {
            files: open.iter().map(shown).collect(),
        })
    }

    /// Returns the files that typed paths mean, or all when nothing is typed.
    ///
    /// # Errors
    ///
    /// Refuses a path below which no file is in conflict.
    pub fn meant(
        &self,
        files: &dyn Files,
        located: &Located,
        from: &Path,
        typed: &[String],
    ) -> Result<Vec<&OpenFile>, Diagnostics> {
        if typed.is_empty() {
            return Ok(self.files.iter().collect());
        }
        let mut found = Vec::new();
        for one in typed {
            let paths = meant(files, located, from, one)?;
            let open = self.files.iter().filter(|file| {
                paths
                    .iter()
                    .any(|path| *path == file.key || path.as_str() == file.path)
            });
            let before = found.len();
            found.extend(open);
            if found.len() == before {
                return Err(not_open(one).into());
            }
        }
        Ok(found)
    }

    /// Ends conflicts in one step. Answers are remembered: the same question is not asked again.
    ///
    /// # Errors
    ///
    /// Refuses a file with markers left, and a choice that does not fit a file.
    pub fn end(
        files: &dyn Files,
        located: &Located,
        decided: &[(&OpenFile, Resolution)],
    ) -> Result<Applied, Diagnostics> {
        let names: Vec<&str> = decided.iter().map(|(file, _)| file.path.as_str()).collect();
        let about = About::labelled(format!("resolve {}", names.join(" ")));
        let decided: Vec<(ProjectPath, Resolution)> = decided
            .iter()
            .map(|(file, resolution)| (file.key.clone(), resolution.clone()))
            .collect();
        let mut plan = resolve(files, &located.workspace, &decided)?;
        plan.steps.extend(stale(files, located, &plan.manifest)?);
        let mode = ConflictMode::Stop;
        Ok(apply_as(files, &located.workspace, &plan, mode, &about)?)
    }
}

fn shown(open: &Open) -> OpenFile {
    let hunks = open.merge.iter().flat_map(Merge::conflicts);
    OpenFile {
        path: open.at.to_string(),
        marked: open.marked,
        damaged: open.damaged,
        whole: open.merge.is_none(),
        places: hunks.map(sides).collect(),
        key: open.path.clone(),
    }
}

fn sides(hunk: &Hunk) -> Sides {
    Sides {
        line: hunk.user.first_line + 1,
        yours: hunk.user.text.clone(),
        specgens: hunk.new.text.clone(),
    }
}

fn not_open(typed: &str) -> Diagnostic {
    Diagnostic::error(
        "E035",
        ExitClass::Usage,
        format!("`{typed}` is not in conflict"),
    )
    .hint("`specgen resolve --list` shows the files that are")
}
