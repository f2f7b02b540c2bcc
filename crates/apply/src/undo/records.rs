//! The manifest after a step back: record by record, like the files.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use specgen_merge::Work as _;
use specgen_tree::{Digest, Manifest, Owner, ProjectPath, Record, State};

use super::desk::merged;
use crate::ApplyError;
use crate::work_tree::WorkTree;

/// What decides over a record beside the manifests.
pub(super) struct Around<'a> {
    /// Files that stay keep their records.
    pub stays: &'a BTreeSet<ProjectPath>,
    /// Files on which the sides do not agree keep their bases, and the render that they go back to is
    /// what their conflicts are about.
    pub conflicts: &'a BTreeMap<ProjectPath, Digest>,
    /// The object store.
    pub tree: &'a WorkTree<'a>,
}

/// Takes the records back that a transaction changed. What was rendered last is merged like the file
/// itself where other steps came between, such as those of another branch; `objects` gets it then.
///
/// # Errors
/// Returns what the operating system says.
pub(super) fn take_back(
    now: &mut Manifest,
    before: &Manifest,
    after: &Manifest,
    around: &Around<'_>,
    objects: &mut BTreeMap<Digest, Bytes>,
) -> Result<(), ApplyError> {
    let Around {
        stays, conflicts, ..
    } = around;
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
        if is_same(now.records.get(path), is) {
            put(now, path, was);
        } else if let (Some(was), Some(is), Some(record)) = (was, is, now.records.get_mut(path))
            && let Some(base) = without_step(path, [is, record, was], around.tree, objects)?
        {
            record.base = Digest::of(&base);
            // The ranges were those of another text.
            record.lists.clear();
            objects.insert(record.base, base);
        }
    }
    Ok(())
}

/// Returns what counts as rendered last without a step that was not the last one there: `is` is what the
/// step made of `was`, and others made `now` of it.
fn without_step(
    path: &ProjectPath,
    [is, now, was]: [&Record; 3],
    tree: &WorkTree<'_>,
    objects: &BTreeMap<Digest, Bytes>,
) -> Result<Option<Bytes>, ApplyError> {
    if now.owner == Owner::User || is.base == was.base || now.base == was.base {
        return Ok(None);
    }
    let object = |digest: Digest| match objects.get(&digest) {
        Some(bytes) => Ok(Some(bytes.clone())),
        None => tree.object(digest),
    };
    let (Some(is), Some(now), Some(was)) = (object(is.base)?, object(now.base)?, object(was.base)?)
    else {
        return Ok(None);
    };
    Ok(merged(path, Some(&is), &now, &was).ok())
}

/// Returns whether a step left a record as it is now. The ranges of its lists say nothing of a step, since
/// the end of a conflict clears them and the next build enters them again; nor do the bases before.
fn is_same(now: Option<&Record>, is: Option<&Record>) -> bool {
    match (now, is) {
        (Some(now), Some(is)) => {
            let now = Record {
                lists: is.lists.clone(),
                before: is.before.clone(),
                ..now.clone()
            };
            now == *is
        }
        (now, is) => now == is,
    }
}

fn put(manifest: &mut Manifest, path: &ProjectPath, record: Option<&Record>) {
    match record {
        Some(record) => manifest.records.insert(path.clone(), record.clone()),
        None => manifest.records.remove(path),
    };
}
