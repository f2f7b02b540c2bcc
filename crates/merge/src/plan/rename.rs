//! Files that moved: by the render (one unit, another path) or by the user (one text, another path).

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use specgen_tree::{FileNode, Manifest, Owner, ProjectPath, Record, State, Tree};

use super::Work;

/// Returns the old path by the new one, for each generated or append-only unit that stood at exactly
/// one path which is not rendered any more and now stands at exactly one that was not known.
pub(super) fn moves<'a>(
    old: &'a Manifest,
    new: &'a Tree,
) -> BTreeMap<&'a ProjectPath, &'a ProjectPath> {
    let moves_along = |owner| matches!(owner, Owner::Generated | Owner::AppendOnly);
    let mut gone: BTreeMap<&str, Vec<&ProjectPath>> = BTreeMap::new();
    for (path, record) in &old.records {
        let in_place = record.at.is_none();
        if new.get(path).is_none() && moves_along(record.owner) && in_place {
            gone.entry(&record.unit).or_default().push(path);
        }
    }
    let mut come: BTreeMap<&str, Vec<&ProjectPath>> = BTreeMap::new();
    for (path, node) in new {
        if !old.records.contains_key(path) && moves_along(node.owner) {
            come.entry(&node.unit).or_default().push(path);
        }
    }
    come.into_iter()
        .filter_map(
            |(unit, to)| match (to.as_slice(), gone.get(unit)?.as_slice()) {
                ([to], [from]) if !unit.is_empty() => Some((*to, *from)),
                _ => None,
            },
        )
        .collect()
}

/// A file with fewer lines than this is only found again when nothing in it changed.
const FEW_LINES: usize = 3;
/// How much of two files must be the same, in percent of their lines.
const SIMILAR_PERCENT: usize = 60;

/// Returns where the user moved those of the missing files to that are missed for the first time: the
/// one file that nobody knows, with the same extension, whose text is like the last render of the
/// missing one, and like that of no other missing one.
///
/// # Errors
/// Returns why a file could not be read.
pub(super) fn followed<W: Work>(
    old: &Manifest,
    work: &W,
    new: &Tree,
    gone: &[(&ProjectPath, &Record, Option<&FileNode>)],
) -> Result<BTreeMap<ProjectPath, ProjectPath>, W::Error> {
    let mut missing: BTreeMap<&ProjectPath, Bytes> = BTreeMap::new();
    for (path, record, node) in gone {
        let merged = record.owner == Owner::Generated && record.state != State::DeletedByUser;
        if merged
            && node.is_some()
            && let Some(base) = work.object(record.base)?
        {
            missing.insert(path, base);
        }
    }
    let mut strays: BTreeMap<ProjectPath, Bytes> = BTreeMap::new();
    let extensions: BTreeSet<Option<&str>> = missing.keys().map(|path| path.extension()).collect();
    for extension in extensions {
        for path in work.files(extension)? {
            let known = old.records.contains_key(&path)
                || new.get(&path).is_some()
                || old
                    .records
                    .values()
                    .any(|one| one.at.as_ref() == Some(&path));
            if !known && let Some(file) = work.file(&path)? {
                strays.insert(path, file.bytes);
            }
        }
    }
    let mut found = BTreeMap::new();
    for alike in [same_bytes, same_lines] {
        let mut pairs = Vec::new();
        for (&path, base) in &missing {
            let near = strays.iter().filter(|(stray, bytes)| {
                stray.extension() == path.extension() && alike(base, bytes)
            });
            pairs.extend(near.map(|(stray, _)| (path, stray.clone())));
        }
        for (path, stray) in &pairs {
            let alone = pairs.iter().filter(|(one, _)| one == path).count() == 1
                && pairs.iter().filter(|(_, one)| one == stray).count() == 1;
            if alone {
                missing.remove(path);
                strays.remove(stray);
                found.insert((*path).clone(), stray.clone());
            }
        }
    }
    Ok(found)
}

fn same_bytes(base: &[u8], stray: &[u8]) -> bool {
    !base.is_empty() && base == stray
}

fn same_lines(base: &[u8], stray: &[u8]) -> bool {
    let (Ok(base), Ok(stray)) = (std::str::from_utf8(base), std::str::from_utf8(stray)) else {
        return false;
    };
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (index, text) in [base, stray].iter().enumerate() {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            counts.entry(line).or_default()[index] += 1;
        }
    }
    let total: usize = counts.values().map(|[one, other]| one + other).sum();
    let common: usize = counts.values().map(|[one, other]| one.min(other)).sum();
    let of_base: usize = counts.values().map(|[one, _]| one).sum();
    of_base >= FEW_LINES && common * 200 >= total * SIMILAR_PERCENT
}

#[cfg(test)]
mod tests {
    use super::same_lines;

    #[test]
    fn likeness_is_a_share_of_the_lines() {
        let base = b"a\nb\nc\nd\ne\n";
        assert!(same_lines(base, b"a\nb\nc\nX\nY\n"), "three of five");
        assert!(!same_lines(base, b"a\nb\nX\nY\nZ\n"), "two of five");
        assert!(
            same_lines(base, b"  a\n  b\n  c\n\n\nd\n"),
            "spaces do not count"
        );
        assert!(!same_lines(b"a\nb\n", b"a\nb\nc\n"), "too short to tell");
        assert!(!same_lines(base, &[0xff]));
    }
}
