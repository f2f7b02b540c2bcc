//! The manifest after a step back: record by record, like the files.

use std::collections::{BTreeMap, BTreeSet};

use specgen_tree::{Digest, Manifest, ProjectPath, Record, State};

/// Takes the records back that a transaction changed and nobody changed since.
///
/// A file that `stays` keeps its record. A file on which the sides do not agree keeps its base, and
/// the render that it goes back to is what its conflict is about.
pub(super) fn take_back(
    now: &mut Manifest,
    before: &Manifest,
    after: &Manifest,
    stays: &BTreeSet<ProjectPath>,
    conflicts: &BTreeMap<ProjectPath, Digest>,
) {
    if now.templates == after.templates {
        now.templates = before.templates;
    }
    let paths: BTreeSet<&ProjectPath> = before.records.keys().chain(after.records.keys()).collect();
    for path in paths.into_iter().filter(|path| !stays.contains(*path)) {
        let (was, is) = (before.records.get(path), after.records.get(path));
        if was == is {
            continue;
        }
        if conflicts.contains_key(path) {
            if let (Some(record), Some(was)) = (now.records.get_mut(path), was) {
                record.state = State::Conflicted(was.base);
            }
            continue;
        }
        if now.records.get(path) == is {
            put(now, path, was);
        }
    }
}

fn put(manifest: &mut Manifest, path: &ProjectPath, record: Option<&Record>) {
    match record {
        Some(record) => manifest.records.insert(path.clone(), record.clone()),
        None => manifest.records.remove(path),
    };
}
