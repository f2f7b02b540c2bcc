//! Conflicts in words, with three ways out.

use specgen_diag::{Diagnostic, ExitClass, Place};
use specgen_tree::ProjectPath;

use super::{Conflict, Plan, Reason};
use crate::{Hunk, Loss};

impl Plan {
    /// Returns one diagnostic per conflict, by path.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.conflicts()
            .map(|(path, conflict)| conflict.diagnostic(path))
            .collect()
    }
}

impl Conflict {
    /// Says what the conflict is, where it begins and how to get out of it.
    pub fn diagnostic(&self, path: &ProjectPath) -> Diagnostic {
        let first = self
            .merge
            .as_ref()
            .and_then(|merge| merge.conflicts().next());
        let place = first.map_or_else(
            || Place::from_line_column(path.as_str(), "", 1, 1),
            |hunk| place(path, hunk),
        );
        Diagnostic::error("E641", ExitClass::Conflicts, self.reason.words(path))
            .at(place)
            .hint(format!(
                "write specgen's lines, shown here, into `{path}` where you agree"
            ))
            .hint("or take back the change that leads to them; then run the same command again")
    }
}

impl Reason {
    fn words(&self, path: &ProjectPath) -> String {
        match self {
            Self::Overlap(1) => format!("you and specgen changed the same lines of `{path}`"),
            Self::Overlap(places) => {
                format!("you and specgen changed the same lines of `{path}`, in {places} places")
            }
            Self::AddAdd => format!("`{path}` is there already, and specgen did not write it"),
            Self::NotText => format!("`{path}` is not UTF-8 text and cannot be merged"),
            Self::BaseMissing => format!(
                "the last render of `{path}` is missing from `.specgen/objects`, so that your \
                 changes cannot be told from specgen's"
            ),
            Self::Loss(Loss::Lost(line)) => {
                format!(
                    "merging `{path}` would have lost your line `{}`",
                    line.trim()
                )
            }
            Self::Loss(Loss::CameBack(line)) => format!(
                "merging `{path}` would have brought back the line `{}`",
                line.trim()
            ),
            Self::Unresolved => format!("the conflict in `{path}` is not resolved yet"),
        }
    }
}

fn place(path: &ProjectPath, hunk: &Hunk) -> Place {
    Place {
        file: path.to_string(),
        line: hunk.user.first_line + 1,
        column: 1,
        length: 1,
        source_line: hunk.user.text.lines().next().unwrap_or("").to_owned(),
    }
}
