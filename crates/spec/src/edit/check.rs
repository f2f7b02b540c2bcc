//! What must hold after edits that held before: names are unique, whatever is named exists.

use super::refer::{self, Holder};
use super::{Edit, Path, Refusal, tree};
use crate::Spec;
use crate::model::MetricKind;

/// Settles what the edits leave behind: lists let go of what was removed, what cannot do without
/// it goes along when the edit says so.
pub(super) fn settle(before: &Spec, after: Spec, edits: &[Edit]) -> Result<Spec, Vec<Refusal>> {
    let mut after = after;
    let mut refusals = Vec::new();
    for edit in edits {
        if let Edit::Remove { path, cascade } = edit
            && tree::get(&tree::to_tree(&after), path).is_none()
        {
            match remove_uses(before, after.clone(), path, *cascade) {
                Ok(settled) => after = settled,
                Err(refusal) => refusals.push(refusal),
            }
        }
    }
    if refusals.is_empty() {
        let known = problems(before);
        refusals = problems(&after)
            .into_iter()
            .filter(|problem| !known.contains(problem))
            .collect();
    }
    if refusals.is_empty() {
        Ok(after)
    } else {
        Err(refusals)
    }
}

fn remove_uses(before: &Spec, mut spec: Spec, gone: &Path, cascade: bool) -> Result<Spec, Refusal> {
    let section = gone.parent().unwrap_or_default().to_string();
    let users = refer::users(&spec, &section, gone.last());
    let (spare, stuck): (Vec<_>, Vec<_>) = users.into_iter().partition(|(_, spare)| *spare);
    let paths = |users: Vec<(Path, bool)>| users.into_iter().map(|(path, _)| path);
    let mut stuck: Vec<Path> = paths(stuck).collect();
    if section == "metrics" && is_position(before, gone.last()) && !has_position(&spec) {
        stuck.extend(refer::placed(&spec));
    }
    if !stuck.is_empty() && !cascade {
        let names: Vec<String> = stuck.iter().map(|path| format!("`{path}`")).collect();
        let used = format!("it is used by {}", names.join(", "));
        let next = "say that these go too, or change them first".to_owned();
        return Err(Refusal {
            does_without: paths(spare).collect(),
            ..Refusal::blocked(gone, used, stuck, next)
        });
    }
    for user in stuck {
        let mut work = tree::to_tree(&spec);
        tree::clear(&mut work, &user);
        if let Ok(less) = tree::to_spec(&work) {
            spec = remove_uses(before, less, &user, cascade)?;
        }
    }
    refer::trim(&mut spec, &section, gone.last());
    if section == "rollups" {
        retention_of(spec, gone, cascade)
    } else {
        Ok(spec)
    }
}

fn is_position(spec: &Spec, metric: &str) -> bool {
    spec.metric_view(metric)
        .is_some_and(|view| view.kind() == MetricKind::Position)
}

fn has_position(spec: &Spec) -> bool {
    spec.metric_views()
        .any(|view| view.kind() == MetricKind::Position)
}

/// A rollup that goes takes its retention along, when the edit says so.
fn retention_of(mut spec: Spec, gone: &Path, cascade: bool) -> Result<Spec, Refusal> {
    let level = gone.last();
    let kept = spec
        .storage
        .as_ref()
        .is_some_and(|storage| storage.retention.contains(level));
    if !kept {
        return Ok(spec);
    }
    let at = Path::of("storage.retention", &level);
    if !cascade {
        return Err(Refusal::blocked(
            gone,
            format!("`{at}` says how long it is kept"),
            vec![at],
            "say that this goes too".to_owned(),
        ));
    }
    if let Some(storage) = &mut spec.storage {
        storage.retention.remove(level);
    }
    Ok(spec)
}

/// Returns what does not fit together in a specification.
fn problems(spec: &Spec) -> Vec<Refusal> {
    let whole = tree::to_tree(spec);
    let mut found = Vec::new();
    let mut copy = spec.clone();
    refer::each(&mut copy, &mut |section, at, holder| {
        let names: Vec<String> = match holder {
            Holder::One(one) => vec![one.to_string()],
            Holder::List(list, _) => list.iter().map(ToString::to_string).collect(),
            Holder::Text(formula) => formula
                .names()
                .filter(|word| !word.contains('.'))
                .map(str::to_owned)
                .collect(),
        };
        for name in names {
            if tree::get(&whole, &Path::of(section, &name)).is_none() && !built_in(section, &name) {
                found.push(Refusal::impossible(
                    at,
                    format!("there is no `{name}` in `{section}`"),
                    format!("add `{section}.{name}` first"),
                ));
            }
        }
    });
    earlier_names(&whole, &Path::default(), &mut found);
    refused(spec, &whole, &mut found);
    found
}

/// Names that are there without being written.
fn built_in(section: &str, name: &str) -> bool {
    match section {
        "api.roles" => ["viewer", "operator", "admin", "public"].contains(&name),
        "ingest.payloads" => name == "reading",
        _ => false,
    }
}

/// A name is the present or an earlier one of at most one entry.
fn earlier_names(tree_: &serde_json::Value, path: &Path, found: &mut Vec<Refusal>) {
    let Some(serde_json::Value::Object(map)) = tree::get(tree_, path) else {
        return;
    };
    if tree::keeps_names(path) {
        for (name, entry) in map {
            let was = entry.get("was").and_then(serde_json::Value::as_array);
            for old in was.into_iter().flatten().filter_map(|old| old.as_str()) {
                if map.contains_key(old) {
                    found.push(Refusal::impossible(
                        &path.join(&old),
                        format!("it is an earlier name of `{}`", path.join(name)),
                        "choose another name".to_owned(),
                    ));
                }
            }
        }
    }
    for key in map.keys() {
        earlier_names(tree_, &path.join(key), found);
    }
}

/// What was refused and is there nevertheless.
fn refused(spec: &Spec, whole: &serde_json::Value, found: &mut Vec<Refusal>) {
    for line in &spec.refused {
        let Ok(path) = line.parse::<Path>() else {
            continue;
        };
        if tree::get(whole, &path).is_some() {
            found.push(Refusal::blocked(
                &path,
                "it was refused before".to_owned(),
                vec![Path::of("refused", line)],
                format!("take `{line}` out of `refused` in the same change"),
            ));
        }
    }
}
