//! The edits that lead from one specification to another.
//!
//! One function serves three: the inverse of a list of edits, the edits that facts ask for, and
//! the account of what a person changed in `spec.yaml` by hand.

use serde_json::{Map, Value};

use super::{Edit, Path, rename, tree};
use crate::Spec;

/// Returns edits that turn `from` into `to`, each with nothing but what changes.
///
/// An entry that names its old key in `was` is a rename; any other new key is a new thing.
pub fn difference(from: &Spec, to: &Spec) -> Vec<Edit> {
    let mut edits = Vec::new();
    let target = tree::to_tree(to);
    let mut base = tree::to_tree(from);
    for edit in renames(&base, &target) {
        if let Edit::Rename { path, to } = &edit
            && let Ok(after) = rename::rename(&base, path, to)
        {
            base = after;
            edits.push(edit);
        }
    }
    if let (Value::Object(from), Value::Object(to)) = (&base, &target) {
        walk(&Path::default(), from, to, &mut edits);
    }
    edits
}

/// Finds entries that went and whose name a new entry carries in `was`, or the other way round.
fn renames(from: &Value, to: &Value) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut open = vec![Path::default()];
    while let Some(path) = open.pop() {
        let (Some(Value::Object(old)), Some(Value::Object(new))) =
            (tree::get(from, &path), tree::get(to, &path))
        else {
            continue;
        };
        if tree::keeps_names(&path) {
            for (name, entry) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
                let earlier =
                    old.iter()
                        .filter(|(key, _)| !new.contains_key(*key))
                        .find(|(key, gone)| {
                            was(entry).any(|w| w == *key) || was(gone).any(|w| w == name)
                        });
                if let (Some((key, _)), Ok(to)) = (earlier, name.parse()) {
                    found.push(Edit::Rename {
                        path: path.join(key),
                        to,
                    });
                }
            }
        }
        open.extend(
            old.keys()
                .filter(|key| new.contains_key(*key))
                .map(|key| path.join(key)),
        );
    }
    found
}

fn was(entry: &Value) -> impl Iterator<Item = &str> {
    let names = entry.get("was").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}

fn walk(path: &Path, from: &Map<String, Value>, to: &Map<String, Value>, edits: &mut Vec<Edit>) {
    if tree::is_section(path) {
        entries(path, from, to, edits);
    } else {
        for key in from.keys().filter(|key| !to.contains_key(*key)) {
            gone(&path.join(key), &from[key], edits);
        }
        for (key, value) in to.iter().filter(|(key, _)| !from.contains_key(*key)) {
            come(&path.join(key), value, edits);
        }
    }
    for (key, new) in to {
        if let Some(old) = from.get(key)
            && !same(old, new)
        {
            changed(&path.join(key), old, new, edits);
        }
    }
}

/// Returns whether two values are the same, the order of their names included.
fn same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            old.len() == new.len()
                && old
                    .iter()
                    .zip(new)
                    .all(|((key, one), (name, other))| key == name && same(one, other))
        }
        _ => old == new,
    }
}

/// Removals, additions and moves of named entries, so that the order is that of `to`.
fn entries(path: &Path, from: &Map<String, Value>, to: &Map<String, Value>, edits: &mut Vec<Edit>) {
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        edits.push(Edit::Remove {
            path: path.join(key),
            cascade: false,
        });
    }
    let mut order: Vec<&String> = from.keys().filter(|key| to.contains_key(*key)).collect();
    for (at, (key, value)) in to.iter().enumerate() {
        if order.get(at) == Some(&key) {
            continue;
        }
        if let Some(old) = order.iter().position(|known| *known == key) {
            order.remove(old);
            edits.push(Edit::Move {
                path: path.join(key),
                at,
            });
        } else {
            edits.push(Edit::Add {
                path: path.join(key),
                value: value.clone(),
                at: (at < order.len()).then_some(at),
            });
        }
        order.insert(at, key);
    }
}

fn gone(path: &Path, old: &Value, edits: &mut Vec<Edit>) {
    match old {
        Value::Object(old) if tree::is_section(path) => walk(path, old, &Map::new(), edits),
        _ => edits.push(Edit::Clear { path: path.clone() }),
    }
}

fn come(path: &Path, new: &Value, edits: &mut Vec<Edit>) {
    match new {
        Value::Object(new)
            if !new.is_empty() && (tree::is_section(path) || tree::is_folding(path)) =>
        {
            walk(path, &Map::new(), new, edits);
        }
        Value::Array(items) if distinct(items) => include(path, &[], items, edits),
        _ => edits.push(set(path, new)),
    }
}

fn changed(path: &Path, old: &Value, new: &Value, edits: &mut Vec<Edit>) {
    match (old, new) {
        (Value::Object(_), Value::Object(to)) if to.is_empty() => edits.push(set(path, new)),
        (Value::Object(from), Value::Object(to))
            if tree::is_section(path)
                || tree::is_folding(path)
                || from.is_empty()
                || from.keys().any(|key| to.contains_key(key)) =>
        {
            walk(path, from, to, edits);
        }
        (Value::Array(from), Value::Array(to)) if distinct(from) && distinct(to) => {
            include(path, from, to, edits);
        }
        _ => edits.push(set(path, new)),
    }
}

fn set(path: &Path, to: &Value) -> Edit {
    Edit::Set {
        path: path.clone(),
        to: to.clone(),
    }
}

fn distinct(items: &[Value]) -> bool {
    let scalar = |item: &Value| item.is_string() || item.is_number();
    items
        .iter()
        .enumerate()
        .all(|(at, item)| scalar(item) && !items[..at].contains(item))
}

/// Items that go and come in a list; a new order of those that stay sets the list as a whole.
fn include(list: &Path, from: &[Value], to: &[Value], edits: &mut Vec<Edit>) {
    let stay: Vec<&Value> = from.iter().filter(|item| to.contains(item)).collect();
    let kept: Vec<&Value> = to.iter().filter(|item| from.contains(item)).collect();
    if stay != kept {
        edits.push(set(list, &Value::from(to.to_vec())));
        return;
    }
    for item in from.iter().filter(|item| !to.contains(item)) {
        edits.push(Edit::Exclude {
            list: list.clone(),
            item: item.clone(),
        });
    }
    let mut len = kept.len();
    for (at, item) in to.iter().enumerate() {
        if !from.contains(item) {
            edits.push(Edit::Include {
                list: list.clone(),
                item: item.clone(),
                at: (at < len).then_some(at),
            });
            len += 1;
        }
    }
}
