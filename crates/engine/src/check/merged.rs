//! What a merge of two branches by git left to do.

use super::Finding;
use crate::branches::Branches;
use crate::open::Opened;

/// Says that two branches were merged, and which files a person has to settle first.
pub(super) fn findings(opened: &Opened, branches: &Branches) -> Vec<Finding> {
    let workspace = &opened.workspace;
    if !workspace.untidy {
        return Vec::new();
    }
    let message = format!(
        "git merged two branches; {} files were rendered on both",
        workspace.merged.len()
    );
    let mut findings = vec![
        Finding::new("branches_merged", "specgen.lock", message)
            .hint("`specgen build` renders them from the merged model and keeps what people wrote"),
    ];
    if let Some(written) = &workspace.spec_marked {
        let (message, hint) = if written.contains("<<<<<<<") {
            (
                "git left a conflict in the model, of which both sides can stand together",
                "`specgen build` writes the model with both",
            )
        } else {
            (
                "what one branch renamed still stands under its old name where the other one speaks of it",
                "`specgen build` writes the new name there",
            )
        };
        let path = workspace.spec_path.as_str();
        findings.push(Finding::new("branches_merged", path, message).hint(hint));
    }
    for one in &branches.left {
        let line = one.places.first().map_or(1, |place| place.line);
        findings.push(
            Finding::new("markers", &one.path, one.why.as_str())
                .at_line(line)
                .hint("keep what is right, remove the marker lines, then run `specgen build`"),
        );
    }
    findings
}
