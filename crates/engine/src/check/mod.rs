//! Drift in both directions, by digests: what the specification, the documents, the code and
//! specgen's own files say differently. No compiler, no model, and nothing is written.

mod api;
mod documents;
mod finding;
mod links;
mod merged;
mod migrations;
mod model;
mod routes;
mod tree;

use std::path::Path;

use serde::Serialize;
use specgen_apply::{Files, look};
use specgen_diag::{Diagnostics, ExitClass};

pub(crate) use api::hand_written;
pub use finding::{Finding, Level, Policy, kinds};
pub(crate) use model::words;
pub(crate) use tree::Stand;

use crate::branches::Branches;
use crate::open::opened;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Whether specification, documents and code agree, and nothing is left half done.
    pub clean: bool,
    /// What was found: the gravest first, then by place.
    pub findings: Vec<Finding>,
}

impl Check {
    /// Returns the exit class: conflicts, drift, or done.
    pub fn exit(&self) -> ExitClass {
        let gravest = self.findings.iter().map(|finding| finding.level).min();
        match gravest {
            Some(Level::Conflict) => ExitClass::Conflicts,
            Some(Level::Drift) => ExitClass::Verification,
            Some(Level::Note) | None => ExitClass::Done,
        }
    }
}

/// Looks for drift in the workspace that `start` lies in.
///
/// # Errors
///
/// Says that there is no workspace, or points at what is wrong in its settings or its model.
pub fn check(files: &dyn Files, start: &Path, policy: &Policy) -> Result<Check, Diagnostics> {
    let seen = look(files, start)?;
    let (unfinished, incoming) = (seen.unfinished, seen.incoming);
    let opened = opened(files, seen.workspace)?;
    let stand = Stand::of(files, &opened)?;
    let mut findings = Vec::new();
    if unfinished {
        findings.push(
            Finding::new(
                "unfinished",
                "",
                "a run that was killed left a change half done",
            )
            .hint("`specgen build` finishes it or takes it back"),
        );
    }
    for path in &incoming {
        findings.push(
            Finding::new("incoming", path.as_str(), "a newer version waits beside your file").hint(
                format!("compare it with `.specgen/incoming/{path}`, take over what you want, then delete that copy"),
            ),
        );
    }
    let branches = Branches::of(files, &opened)?;
    findings.extend(merged::findings(&opened, &branches));
    let edited = model::findings(&opened, &stand)?;
    if edited.is_empty() {
        findings.extend(documents::findings(files, &opened)?);
    }
    findings.extend(edited);
    let settles_itself = |one: &Finding| {
        let mut unmarked = branches.unmarked.keys();
        one.kind == "markers" && unmarked.any(|path| path.as_str() == one.path)
    };
    findings.extend(
        stand
            .findings()
            .into_iter()
            .filter(|one| !settles_itself(one)),
    );
    findings.extend(migrations::findings(&opened.settings.target, &stand));
    findings.extend(api::findings(&opened, &stand));
    findings.extend(links::findings(files, &opened, &stand)?);
    policy.apply(&mut findings);
    findings.sort();
    findings.dedup();
    Ok(Check {
        clean: findings.iter().all(|one| one.level == Level::Note),
        findings,
    })
}
