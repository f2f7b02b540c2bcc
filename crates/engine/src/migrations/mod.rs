//! Migrations of a backend that exists: written ones never change, what is new gets one of its own.
//!
//! Templates render the schema of a new backend. For an existing one its migrations stand as they
//! were written, wherever the target folder is now. A migration of the templates that the backend has not gets the
//! next free number; so does every column, new name and new unit of a metric that the render has beyond them.

#[cfg(test)]
mod cases;
mod columns;
mod metrics;

use std::collections::BTreeMap;

use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_spec::Spec;
use specgen_tree::{FileNode, LineRange, Owner, ProjectPath, Tree};

use crate::open::Opened;
use crate::project::add;
use crate::stored::as_written;
use crate::workspace::checked;

pub(crate) use metrics::Conversion;

/// How the unit of every migration begins, wherever its file stands.
const UNITS: &str = "migrations/";

/// What the migrations lead to.
pub struct Goal<'a> {
    /// The specification that the render follows.
    pub spec: &'a Spec,
    /// The one that the backend followed before, when it is known.
    pub before: Option<&'a Spec>,
    /// The metrics whose values are converted to another unit.
    pub conversions: &'a [Conversion],
}

/// Puts written migrations back into a render, and adds what the backend needs beyond them.
///
/// # Errors
///
/// Says which written migration is not in the object store any more.
pub fn keep(
    files: &dyn Files,
    opened: &Opened,
    goal: &Goal<'_>,
    tree: &mut Tree,
) -> Result<(), Diagnostics> {
    let target = &opened.settings.target;
    let folder = format!("{target}/migrations");
    let written = written(files, opened, &folder)?;
    let paths = tree.iter().map(|(path, _)| path);
    let rendered: Vec<ProjectPath> = paths.filter(|path| path.is_in(&folder)).cloned().collect();
    if written.is_empty() || rendered.is_empty() {
        return Ok(());
    }
    let mut last = highest_on_disk(files, opened, &folder);
    last = last.max(
        written
            .values()
            .map(|one| number(&one.file_name))
            .max()
            .unwrap_or(0),
    );
    let mut standing: Vec<(String, FileNode)> = Vec::new();
    let mut wanted = Vec::new();
    for path in rendered {
        let Some(node) = tree.remove(&path) else {
            continue;
        };
        if written.contains_key(&node.unit) {
            wanted.extend(columns::changes(&node.bytes));
        } else {
            last += 1;
            let words = path
                .file_name()
                .split_once('_')
                .map_or("", |(_, words)| words);
            standing.push((format!("{last:04}_{words}"), node));
        }
    }
    standing.extend(written.into_values().map(|one| (one.file_name, one.node)));
    let columns = columns::Columns::of(standing.iter().map(|(_, node)| &node.bytes[..]));
    for (words, text) in metrics::needed(goal, &columns, &wanted) {
        last += 1;
        let name = format!("{last:04}_{words}.sql");
        let node = FileNode::generated(format!("{UNITS}{name}"), text);
        standing.push((name, node.owned_by(Owner::AppendOnly)));
    }
    standing.sort_by(|one, other| one.0.cmp(&other.0));
    let names: Vec<String> = standing.iter().map(|(name, _)| stem(name)).collect();
    for (name, node) in standing {
        add(tree, checked(&format!("{folder}/{name}"))?, node)?;
    }
    list(
        tree,
        &checked(&format!("{target}/src/store/migrations.rs"))?,
        &names,
    )
}

/// A migration as it was written.
struct Written {
    file_name: String,
    node: FileNode,
}

/// Returns the written migrations by unit; of two of one unit the one in the present folder.
fn written(
    files: &dyn Files,
    opened: &Opened,
    folder: &str,
) -> Result<BTreeMap<String, Written>, Diagnostics> {
    let mut written = BTreeMap::new();
    for (path, record) in &opened.workspace.manifest.records {
        let is_one = record.owner == Owner::AppendOnly && record.unit.starts_with(UNITS);
        if !is_one || (written.contains_key(&record.unit) && !path.is_in(folder)) {
            continue;
        }
        let one = Written {
            file_name: path.file_name().to_owned(),
            node: as_written(files, &opened.workspace, path, record)?,
        };
        written.insert(record.unit.clone(), one);
    }
    Ok(written)
}

/// The highest number of a migration in the folder: people write some of their own.
fn highest_on_disk(files: &dyn Files, opened: &Opened, folder: &str) -> u32 {
    let names = files
        .list(&opened.workspace.root.join(folder))
        .unwrap_or_default();
    let names = names.iter().filter_map(|name| name.to_str());
    names.map(number).max().unwrap_or(0)
}

/// Writes the list in the code anew, as the templates do.
fn list(tree: &mut Tree, path: &ProjectPath, names: &[String]) -> Result<(), Diagnostics> {
    let Some(node) = tree.get_mut(path) else {
        return Ok(());
    };
    let Some(place) = node.lists.first().copied() else {
        return Err(Diagnostic::error(
            "E028",
            ExitClass::Internal,
            format!("the templates have no list of migrations in `{path}`"),
        )
        .into());
    };
    let text = String::from_utf8_lossy(&node.bytes).into_owned();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let entries = names
        .iter()
        .map(|name| format!("    migration!(\"{name}\"),"));
    lines.splice(place.start..place.end.min(lines.len()), entries);
    node.bytes = (lines.join("\n") + "\n").into();
    node.lists = vec![LineRange::new(place.start, place.start + names.len())];
    Ok(())
}

fn stem(file_name: &str) -> String {
    file_name.trim_end_matches(".sql").to_owned()
}

fn number(file_name: &str) -> u32 {
    let digits = file_name.split('_').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}
