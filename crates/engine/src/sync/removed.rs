//! A row that a person removed: the one thing of the model without which it would not be derived.

use serde_json::{Map, Value};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path, Reason};

use super::oracle::{Oracle, attempt};
use super::page::{Line, cells};
use super::values::slug;

/// The sections whose entries have a row somewhere.
const SECTIONS: [&str; 6] = [
    "metrics",
    "alerts",
    "topics",
    "api.roles",
    "api.endpoints",
    "storage.retention",
];

/// What a removed row means.
#[derive(Clone, Debug)]
pub enum Removal {
    /// This thing goes.
    Edit(Edit),
    /// It would go, but others need it.
    Needed(String),
    /// No thing of the model has this row for itself.
    Nothing,
}

/// Finds what a removed row stood for; `cascade` agrees that what needs it goes too.
pub fn removal(
    oracle: &Oracle<'_>,
    spec: &Spec,
    page: &'static str,
    row: &Line,
    cascade: bool,
) -> Removal {
    let first = cells(&row.text).into_iter().next().unwrap_or_default();
    let wanted = slug(&first);
    let mut found: Option<(bool, Removal)> = None;
    for path in entries(spec) {
        let edit = |cascade| Edit::Remove {
            path: path.clone(),
            cascade,
        };
        // Whether it is the one is asked as if nothing needed it.
        let Ok(without) = attempt(spec, &[edit(true)]) else {
            continue;
        };
        if oracle.page(&without, page).contains(row) {
            continue;
        }
        let named = slug(path.last()) == wanted;
        if found.as_ref().is_some_and(|(known, _)| *known >= named) {
            continue;
        }
        let removal = match attempt(spec, &[edit(cascade)]) {
            Ok(_) => Removal::Edit(edit(cascade)),
            Err(refusals) => {
                let blocked = refusals.iter().find(|one| one.reason == Reason::Blocked);
                blocked.map_or(Removal::Nothing, |one| Removal::Needed(one.what.clone()))
            }
        };
        found = Some((named, removal));
    }
    found.map_or(Removal::Nothing, |(_, removal)| removal)
}

fn entries(spec: &Spec) -> Vec<Path> {
    let tree = serde_json::to_value(spec).unwrap_or_default();
    let mut found = Vec::new();
    for section in SECTIONS {
        let keys = section.split('.').try_fold(&tree, |at, key| at.get(key));
        let names = keys
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::keys);
        found.extend(names.map(|name| Path::of(section, name)));
    }
    found
}
