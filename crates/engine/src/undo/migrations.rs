//! Migrations of a backend whose specification goes back: those that were written stay and are still
//! listed, and where the schema must go back a later one is added.

use bytes::Bytes;
use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_merge::{Action, Plan, Step, plan as merge};
use specgen_spec::Spec;
use specgen_spec::yaml;
use specgen_tree::{Manifest, Owner, ProjectPath, Tree};

use crate::accepted::text_of;
use crate::documents::{Memory, remembered};
use crate::migrations::{Conversion, Goal, keep};
use crate::open::{Located, Opened, checked_spec};
use crate::project::{Scope, Source, add};
use crate::workspace::checked;

/// Adds to an undo what the migrations that stay ask for.
pub(super) fn follow(
    files: &dyn Files,
    located: &Located,
    kept: &[ProjectPath],
    plan: &mut Plan,
) -> Result<(), Diagnostics> {
    let folder = format!("{}/migrations", located.settings.target);
    let stays = kept.iter().any(|path| path.is_in(&folder));
    if !stays && !comes_back(files, located, &folder, plan)? {
        return Ok(());
    }
    let (fresh, listed) = rendered(files, located, kept, plan)?;
    let now = &located.workspace.manifest;
    let mut base = Manifest::new(now.templates);
    let mut new = Tree::new();
    for (path, node) in &listed {
        let as_rendered = fresh.get(path).is_some_and(|one| one.bytes == node.bytes);
        let written = node.owner == Owner::AppendOnly && now.records.contains_key(path);
        if as_rendered || written {
            continue;
        }
        if let Some(record) = now.records.get(path) {
            let place = record.at.as_ref().unwrap_or(path);
            if located.workspace.read(files, place)?.is_none() {
                continue;
            }
            base.records.insert(path.clone(), record.clone());
        }
        add(&mut new, path.clone(), node.clone())?;
    }
    let work = located.workspace.tree(files);
    let merged = merge(&base, &work, &new, now.templates)?;
    for (path, record) in merged.manifest.records {
        plan.manifest.records.insert(path, record);
    }
    plan.objects.extend(merged.objects);
    plan.steps.retain(|step| new.get(&step.path).is_none());
    plan.steps.extend(merged.steps);
    Ok(())
}

/// Does a backend with a database get a metric back? What is stored of it may have been converted since.
fn comes_back(
    files: &dyn Files,
    located: &Located,
    folder: &str,
    plan: &Plan,
) -> Result<bool, Diagnostics> {
    let workspace = &located.workspace;
    if !workspace
        .manifest
        .records
        .keys()
        .any(|path| path.is_in(folder))
    {
        return Ok(false);
    }
    let read = |manifest: &Manifest| {
        let text = text_of(files, located, manifest)?;
        Ok::<_, Diagnostics>(yaml::read(workspace.spec_path.as_str(), &text).ok())
    };
    let (Some(after), Some(present)) = (read(&plan.manifest)?, read(&workspace.manifest)?) else {
        return Ok(false);
    };
    let mut metrics = after.metrics.keys();
    Ok(metrics.any(|name| !present.metrics.contains(name)))
}

/// Renders the specification as it was: without and with the migrations that stay.
fn rendered(
    files: &dyn Files,
    located: &Located,
    kept: &[ProjectPath],
    plan: &Plan,
) -> Result<(Tree, Tree), Diagnostics> {
    let Located {
        workspace,
        settings,
        layout,
    } = located;
    let spec_text = text_of(files, located, &plan.manifest)?;
    let spec = checked_spec(workspace.spec_path.as_str(), &spec_text)?;
    let trace = checked(&layout.of_spec_folder("trace.json"))?;
    let written = match bytes_after(&plan.steps, &trace) {
        Some(bytes) => Some(bytes.clone()),
        None => workspace.read(files, &trace)?,
    };
    let memory = match written {
        Some(bytes) => remembered(trace.as_str(), &String::from_utf8_lossy(&bytes))?,
        None => Memory::default(),
    };
    let source = Source {
        layout,
        settings,
        spec: &spec,
        spec_text: &spec_text,
        memory: &memory,
        scope: Scope::Everything,
    };
    let fresh = source.render(&mut |_| {})?.tree;
    let mut listed = fresh.clone();
    let present = text_of(files, located, &workspace.manifest)?;
    let present = checked_spec(workspace.spec_path.as_str(), &present).ok();
    let wanted = present
        .as_ref()
        .map_or_else(|| spec.clone(), |present| with_later_names(&spec, present));
    let conversions = present
        .as_ref()
        .map_or_else(Vec::new, |present| Conversion::back(kept, present, &wanted));
    let opened = Opened {
        workspace: workspace.clone(),
        settings: settings.clone(),
        layout: layout.clone(),
        spec,
    };
    let goal = Goal {
        spec: &wanted,
        before: present.as_ref(),
        conversions: &conversions,
    };
    keep(files, &opened, &goal, &mut listed)?;
    Ok((fresh, listed))
}

/// Returns what a file will hold after some steps, when they write it.
pub(super) fn bytes_after<'a>(steps: &'a [Step], path: &ProjectPath) -> Option<&'a Bytes> {
    let step = steps.iter().find(|step| step.path == *path)?;
    match &step.action {
        Action::Create { bytes, .. }
        | Action::Replace { bytes, .. }
        | Action::Merge { bytes, .. }
        | Action::Move { bytes, .. }
        | Action::Edit { bytes, .. } => Some(bytes),
        _ => None,
    }
}

/// Returns the specification as it was, in which a metric that was renamed since knows its later name
/// too: the column of that name holds its values.
fn with_later_names(before: &Spec, present: &Spec) -> Spec {
    let mut spec = before.clone();
    for (later, metric) in present.metrics.iter() {
        if before.metrics.contains(later) {
            continue;
        }
        for earlier in &metric.was {
            if let Some(metric) = spec.metrics.get_mut(earlier) {
                metric.was.push(later.clone());
            }
        }
    }
    spec
}
