//! Another name for an element, in place, with everything that names it.

use serde_json::{Map, Value};

use super::{Path, Refusal, refer, tree};
use crate::catalog::Catalog;
use crate::model::Name;

/// Returns the tree with the element at `path` under its new name.
///
/// The old name goes to `was`; going back to an earlier name takes that one out instead.
pub(super) fn rename(base: &Value, path: &Path, to: &Name) -> Result<Value, Refusal> {
    let mut base = base.clone();
    let Some(section) = path.parent().filter(tree::keeps_names) else {
        return Err(Refusal::impossible(
            path,
            "this cannot be renamed".to_owned(),
            "remove it and add it under the new name".to_owned(),
        ));
    };
    let Some(map) = tree::map_mut(&mut base, &section) else {
        return Err(missing(path));
    };
    if !map.contains_key(path.last()) {
        return Err(missing(path));
    }
    if map.contains_key(to.as_str()) {
        return Err(Refusal::impossible(
            path,
            format!("`{to}` is there already"),
            "choose another name".to_owned(),
        ));
    }
    *map = std::mem::take(map)
        .into_iter()
        .map(|(key, mut value)| {
            if key != path.last() {
                return (key, value);
            }
            if let Some(entry) = value.as_object_mut() {
                remember(entry, &key, to.as_str());
                if section.last() == "metrics" {
                    keep_quantity(entry, &key, to.as_str());
                }
            }
            (to.to_string(), value)
        })
        .collect();
    let Ok(mut spec) = tree::to_spec(&base) else {
        return Ok(base);
    };
    refer::follow(&mut spec, &section.to_string(), path.last(), to);
    Ok(tree::to_tree(&spec))
}

fn missing(path: &Path) -> Refusal {
    Refusal::impossible(
        path,
        "there is no such element".to_owned(),
        "look at the names in `spec.yaml`".to_owned(),
    )
}

/// Moves the old name to `was`, or takes the new one out of it.
fn remember(entry: &mut Map<String, Value>, old: &str, new: &str) {
    let mut was = match entry.shift_remove("was") {
        Some(Value::Array(names)) => names,
        _ => Vec::new(),
    };
    let known = was.len();
    was.retain(|name| name != new);
    if was.len() == known {
        was.push(old.into());
    }
    if !was.is_empty() {
        entry.insert("was".to_owned(), Value::Array(was));
    }
}

/// Writes down the catalogue row that the old name stood for, so that limits stay as they are.
fn keep_quantity(entry: &mut Map<String, Value>, old: &str, new: &str) {
    let catalog = Catalog::embedded();
    let row = |name: &str| catalog.find(name).map(|row| row.name);
    match entry.get("quantity").and_then(Value::as_str) {
        None => {
            if let Some(known) = row(old).filter(|known| row(new) != Some(*known)) {
                entry.insert("quantity".to_owned(), known.into());
            }
        }
        Some(written) => {
            if row(new) == Some(written) {
                entry.shift_remove("quantity");
            }
        }
    }
}
