//! Links of the trace that lead nowhere: a criterion whose test is gone proves nothing.

use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_spec::derive::Trace;

use super::Finding;
use super::tree::Stand;
use crate::documents::Memory;
use crate::open::Opened;
use crate::workspace::checked;

/// Says which tests the trace names and no file holds.
pub(super) fn findings(
    files: &dyn Files,
    opened: &Opened,
    stand: &Stand,
) -> Result<Vec<Finding>, Diagnostics> {
    let path = checked(&opened.layout.of_spec_folder("trace.json"))?;
    if opened.workspace.read(files, &path)?.is_none() {
        let finding = Finding::new("link_broken", path.as_str(), "the trace is gone");
        return Ok(vec![finding.hint("take it back from version control")]);
    }
    let memory = Memory::of(files, opened)?;
    let records = memory.trace.iter().flat_map(Trace::records);
    let target = &opened.settings.target;
    let touched = |file: &str| {
        let place = format!("{target}/{file}");
        stand
            .file(&place)
            .is_none_or(|file| file.changed || file.bytes.is_none())
    };
    let mut findings = Vec::new();
    for record in records.filter(|record| !record.withdrawn) {
        // What stands as rendered holds the tests that were linked when it was.
        if !record.files.iter().any(|file| touched(file)) {
            continue;
        }
        for test in &record.tests {
            if !is_there(stand, test) {
                findings.push(
                    Finding::new(
                        "link_broken",
                        path.as_str(),
                        format!(
                            "criterion {} ({}) lost its test `{test}`",
                            record.number, record.key
                        ),
                    )
                    .hint(
                        "bring the test back, or give it its name back: the key is how it is found",
                    ),
                );
            }
        }
    }
    Ok(findings)
}

/// Returns whether any Rust file of the backend holds a function of this name.
fn is_there(stand: &Stand, test: &str) -> bool {
    let own = stand.added.iter().map(|(path, bytes)| (path, bytes));
    let emitted = stand
        .emitted
        .iter()
        .filter_map(|file| Some((&file.place, file.bytes.as_ref()?)));
    let opening = format!("fn {test}(");
    own.chain(emitted)
        .filter(|(path, _)| path.extension() == Some("rs"))
        .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&opening))
}
