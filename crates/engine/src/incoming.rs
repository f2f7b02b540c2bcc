//! Copies in `.specgen/incoming` that nobody needs any more.

use specgen_apply::{Files, STATE_FOLDER};
use specgen_diag::Diagnostics;
use specgen_merge::{Action, Step};
use specgen_tree::{Digest, Manifest, Owner, ProjectPath, State};

use crate::open::Located;
use crate::workspace::checked;

/// Returns the steps that remove the copies beside files which, by a manifest, are neither in conflict
/// nor their user's to change.
///
/// # Errors
///
/// Says what cannot be read.
pub(crate) fn stale(
    files: &dyn Files,
    located: &Located,
    manifest: &Manifest,
) -> Result<Vec<Step>, Diagnostics> {
    let workspace = &located.workspace;
    let folder = format!("{STATE_FOLDER}/incoming");
    let mut steps = Vec::new();
    for path in workspace.files_below(files, &folder, &|_| true)? {
        if waits(manifest, &path) {
            continue;
        }
        let copy = checked(&format!("{folder}/{path}"))?;
        if let Some(bytes) = workspace.read(files, &copy)? {
            let before = Digest::of(&bytes);
            steps.push(Step {
                path: copy,
                action: Action::Delete { before },
            });
        }
    }
    Ok(steps)
}

/// Returns whether somebody has still to look at the copy beside a file. One beside a file that is
/// unknown was put there for a reason that only its user knows.
fn waits(manifest: &Manifest, path: &ProjectPath) -> bool {
    let mut records = manifest.records.iter();
    let record = manifest.records.get(path).or_else(|| {
        let moved = records.find(|(_, record)| record.at.as_ref() == Some(path));
        moved.map(|(_, record)| record)
    });
    record.is_none_or(|record| {
        matches!(record.state, State::Conflicted(_))
            || matches!(record.owner, Owner::User | Owner::Seeded)
    })
}
