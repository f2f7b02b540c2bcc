//! What people wrote into the documents and the model does not say.

use specgen_apply::Files;
use specgen_diag::Diagnostics;

use super::Finding;
use crate::open::Opened;
use crate::sync::document_edits;

/// Says which lines of the documents `sync` would take over, and which look like statements and
/// cannot be read.
pub(super) fn findings(files: &dyn Files, opened: &Opened) -> Result<Vec<Finding>, Diagnostics> {
    let reading = document_edits(files, opened)?;
    let mut findings = Vec::new();
    for taken in &reading.taken {
        let message = format!("says what the model does not: {}", taken.means.join(", "));
        findings.push(
            Finding::new("document_drift", &taken.path, message)
                .at_line(taken.line)
                .hint("`specgen sync` takes it into the specification"),
        );
    }
    for unread in &reading.unread {
        findings.push(
            Finding::new("document_unread", &unread.path, unread.why.as_str()).at_line(unread.line),
        );
    }
    Ok(findings)
}
