//! Renders that moved: one unit, another path.

use std::collections::BTreeMap;

use specgen_tree::{Manifest, Owner, ProjectPath, State, Tree};

/// Returns the old path by the new one, for each generated unit that stood at exactly one path
/// which is not rendered any more and now stands at exactly one that was not known.
pub(super) fn moves<'a>(
    old: &'a Manifest,
    new: &'a Tree,
) -> BTreeMap<&'a ProjectPath, &'a ProjectPath> {
    let mut gone: BTreeMap<&str, Vec<&ProjectPath>> = BTreeMap::new();
    for (path, record) in &old.records {
        let in_place = !matches!(record.state, State::Moved(_));
        if new.get(path).is_none() && record.owner == Owner::Generated && in_place {
            gone.entry(&record.unit).or_default().push(path);
        }
    }
    let mut come: BTreeMap<&str, Vec<&ProjectPath>> = BTreeMap::new();
    for (path, node) in new {
        if !old.records.contains_key(path) && node.owner == Owner::Generated {
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
