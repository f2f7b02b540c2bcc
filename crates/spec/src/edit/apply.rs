//! Applying edits: all or none, checked on the state after the last one.

use serde_json::Value;

use super::{Edit, Path, Refusal, check, convert, difference, rename, tree};
use crate::Spec;

/// What came of a list of edits.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The specification afterwards.
    pub spec: Spec,
    /// The edits that lead back; empty when nothing changed.
    pub inverse: Vec<Edit>,
}

/// Applies edits to a specification.
///
/// What is removed goes out of the lists that name it as well.
///
/// # Errors
///
/// Every reason why not, all at once; the specification is then as before.
pub fn apply(spec: &Spec, edits: &[Edit]) -> Result<Applied, Vec<Refusal>> {
    let mut work = tree::to_tree(spec);
    let mut refusals = Vec::new();
    for edit in edits {
        if let Err(refusal) = step(&mut work, edit) {
            refusals.push(refusal);
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let after = match tree::to_spec(&work) {
        Ok(after) => after,
        Err(error) => return Err(vec![culprit(spec, edits, &error)]),
    };
    let after = check::settle(spec, after, edits)?;
    Ok(Applied {
        inverse: difference(&after, spec),
        spec: after,
    })
}

fn step(work: &mut Value, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Add { path, value, at } => add(work, path, value, *at),
        Edit::Remove { path, .. } => {
            entry(work, path)?;
            tree::clear(work, path);
            Ok(())
        }
        Edit::Rename { path, to } => {
            *work = rename::rename(work, path, to)?;
            Ok(())
        }
        Edit::Move { path, at } => {
            let value = entry(work, path)?;
            if let Some(map) = path.parent().and_then(|p| tree::map_mut(work, &p)) {
                map.shift_remove(path.last());
                map.shift_insert((*at).min(map.len()), path.last().to_owned(), value);
            }
            Ok(())
        }
        Edit::Set { path, to } => {
            if tree::set(work, path, to.clone()) {
                return Ok(());
            }
            Err(missing(path))
        }
        Edit::Clear { path } => tree::clear(work, path)
            .map(drop)
            .ok_or_else(|| missing(path)),
        Edit::Include { list, item, at } => include(work, list, item, *at),
        Edit::Exclude { list, item } => exclude(work, list, item),
        Edit::Convert { metric, unit } => {
            let spec = tree::to_spec(work).map_err(|error| unreadable(&edit.path(), &error))?;
            *work = tree::to_tree(&convert::convert(spec, metric, unit)?);
            Ok(())
        }
    }
}

fn missing(path: &Path) -> Refusal {
    Refusal::impossible(
        path,
        "there is no such place".to_owned(),
        "look at `spec.yaml` for the names it holds".to_owned(),
    )
}

fn unreadable(path: &Path, error: &str) -> Refusal {
    Refusal::impossible(
        path,
        error.to_owned(),
        "see `specgen schema` for what this key takes".to_owned(),
    )
}

/// Returns the entry of a named section.
fn entry(work: &Value, path: &Path) -> Result<Value, Refusal> {
    if !path
        .parent()
        .is_some_and(|section| tree::is_section(&section))
    {
        return Err(Refusal::impossible(
            path,
            "this is no entry of a named section".to_owned(),
            "use `clear` for a key".to_owned(),
        ));
    }
    tree::get(work, path).cloned().ok_or_else(|| missing(path))
}

fn add(work: &mut Value, path: &Path, value: &Value, at: Option<usize>) -> Result<(), Refusal> {
    let Some(section) = path.parent().filter(tree::is_section) else {
        return Err(Refusal::impossible(
            path,
            "this is no entry of a named section".to_owned(),
            "use `set` for a key".to_owned(),
        ));
    };
    if tree::get(work, path).is_some() {
        return Err(Refusal::impossible(
            path,
            "it is there already".to_owned(),
            "change it, or choose another name".to_owned(),
        ));
    }
    if !tree::ensure(work, &section) {
        return Err(missing(&section));
    }
    if let Some(map) = tree::map_mut(work, &section) {
        let at = at.unwrap_or(map.len()).min(map.len());
        map.shift_insert(at, path.last().to_owned(), value.clone());
    }
    Ok(())
}

fn include(work: &mut Value, list: &Path, item: &Value, at: Option<usize>) -> Result<(), Refusal> {
    let mut items = match tree::get(work, list) {
        None => Vec::new(),
        Some(Value::Array(items)) => items.clone(),
        Some(_) => return Err(no_list(list)),
    };
    if !items.contains(item) {
        let at = at.unwrap_or(items.len()).min(items.len());
        items.insert(at, item.clone());
    }
    if tree::set(work, list, Value::Array(items)) {
        return Ok(());
    }
    Err(missing(list))
}

fn exclude(work: &mut Value, list: &Path, item: &Value) -> Result<(), Refusal> {
    let Some(Value::Array(items)) = tree::get(work, list) else {
        return Err(no_list(list));
    };
    let left: Vec<Value> = items
        .iter()
        .filter(|known| *known != item)
        .cloned()
        .collect();
    if left.len() == items.len() {
        return Err(Refusal::impossible(
            list,
            format!("`{}` is not in this list", plain(item)),
            "name an item that is".to_owned(),
        ));
    }
    if left.is_empty() {
        tree::clear(work, list);
    } else {
        tree::set(work, list, Value::Array(left));
    }
    Ok(())
}

fn plain(item: &Value) -> String {
    item.as_str()
        .map_or_else(|| item.to_string(), str::to_owned)
}

fn no_list(list: &Path) -> Refusal {
    Refusal::impossible(
        list,
        "this is no list".to_owned(),
        "use `set` for a key".to_owned(),
    )
}

/// Finds the first edit after which the tree no longer reads as a specification.
fn culprit(spec: &Spec, edits: &[Edit], error: &str) -> Refusal {
    let mut work = tree::to_tree(spec);
    for edit in edits {
        if step(&mut work, edit).is_err() {
            break;
        }
        if let Err(error) = tree::to_spec(&work) {
            return unreadable(&edit.path(), &error);
        }
    }
    unreadable(&edits.last().map(Edit::path).unwrap_or_default(), error)
}
