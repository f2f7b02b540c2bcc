//! A specification as a tree of values, the form in which single keys are changed.
//!
//! The model is closed and reads itself back, so a tree that reads as a [`Spec`] is a legal one.

use serde_json::{Map, Value};

use super::Path;
use crate::Spec;

/// The maps whose keys are names that a person chose; their order is the person's too.
const SECTIONS: &[&str] = &[
    "groups",
    "groups.*.fields",
    "metrics",
    "devices.fields",
    "devices.types",
    "ingest.payloads",
    "ingest.payloads.*.fields",
    "topics",
    "alerts",
    "alerts.*.scope.groups",
    "channels",
    "commands",
    "commands.*.args",
    "storage.also",
    "storage.retention",
    "rollups",
    "reports",
    "api.roles",
    "api.allow",
    "api.filters",
    "api.sort",
    "api.search",
    "api.export",
    "api.endpoints",
    "resources",
    "resources.*.fields",
    "resources.*.belongs_to",
    "resources.*.allow",
    "resources.*.rules",
    "nfr",
    "tests",
    "docs",
    "extra",
];

/// The sections that go when their last key goes; elsewhere an empty map says something.
const FOLDING: &[&str] = &[
    "devices",
    "ingest",
    "ingest.transports",
    "storage",
    "api",
    "api.live",
    "api.pagination",
    "api.rate_limit",
    "dashboard",
    "features",
    "scale",
    "architecture",
];

fn matches(pattern: &str, path: &Path) -> bool {
    let mut keys = path.keys().iter();
    let mut steps = pattern.split('.');
    loop {
        match (steps.next(), keys.next()) {
            (None, None) => return true,
            (Some(step), Some(key)) if step == "*" || step == key => {}
            _ => return false,
        }
    }
}

/// Returns whether the path is a map of named things.
pub(super) fn is_section(path: &Path) -> bool {
    SECTIONS.iter().any(|pattern| matches(pattern, path))
}

/// Returns whether the path is a part of the file that only groups keys.
pub(super) fn is_folding(path: &Path) -> bool {
    FOLDING.iter().any(|pattern| matches(pattern, path))
}

/// Returns whether entries of a section keep their earlier names.
pub(super) fn keeps_names(path: &Path) -> bool {
    const PLAIN: [&str; 13] = [
        "alerts.*.scope.groups",
        "storage.also",
        "storage.retention",
        "rollups",
        "api.allow",
        "api.filters",
        "api.sort",
        "api.search",
        "api.export",
        "api.endpoints",
        "resources.*.belongs_to",
        "resources.*.allow",
        "extra",
    ];
    is_section(path)
        && !path.keys().starts_with(&["ingest".to_owned()])
        && !PLAIN.iter().any(|pattern| matches(pattern, path))
}

/// Returns the specification as a tree.
pub(crate) fn to_tree(spec: &Spec) -> Value {
    serde_json::to_value(spec).unwrap_or_default()
}

/// Reads a tree as a specification.
pub(crate) fn to_spec(tree: &Value) -> Result<Spec, String> {
    serde_json::from_value(tree.clone()).map_err(|error| error.to_string())
}

/// Returns the value at a path; an item of a list of words is found by itself.
pub(crate) fn get<'a>(tree: &'a Value, path: &Path) -> Option<&'a Value> {
    path.keys().iter().try_fold(tree, |at, key| match at {
        Value::Array(items) => items.iter().find(|item| item.as_str() == Some(key)),
        _ => at.get(key),
    })
}

/// Returns the map at a path.
pub(super) fn map_mut<'a>(tree: &'a mut Value, path: &Path) -> Option<&'a mut Map<String, Value>> {
    path.keys()
        .iter()
        .try_fold(tree, |at, key| at.get_mut(key))?
        .as_object_mut()
}

/// Sets the value at a path; the grouping parts on the way are made.
///
/// Returns whether it could be: every element on the way has to be there.
pub(super) fn set(tree: &mut Value, path: &Path, value: Value) -> bool {
    let Some(parent) = path.parent() else {
        return false;
    };
    if !ensure(tree, &parent) {
        return false;
    }
    map_mut(tree, &parent).is_some_and(|map| {
        map.insert(path.last().to_owned(), value);
        true
    })
}

/// Makes the grouping parts and sections of a path that are missing.
pub(super) fn ensure(tree: &mut Value, path: &Path) -> bool {
    if get(tree, path).is_some() {
        return true;
    }
    let Some(parent) = path.parent() else {
        return true;
    };
    let missing_element = is_section(&parent) && !is_folding(path);
    if missing_element || !ensure(tree, &parent) {
        return false;
    }
    map_mut(tree, &parent).is_some_and(|map| {
        map.insert(path.last().to_owned(), Value::Object(Map::new()));
        true
    })
}

/// Takes the value at a path away, and the grouping parts that become empty.
pub(super) fn clear(tree: &mut Value, path: &Path) -> Option<Value> {
    let parent = path.parent()?;
    let map = map_mut(tree, &parent)?;
    let old = map.shift_remove(path.last())?;
    if map.is_empty() && (is_folding(&parent) || is_section(&parent)) {
        let _ = clear(tree, &parent);
    }
    Some(old)
}
