//! Migrations of a backend that exists: written ones never change, what is new gets one of its own.
//!
//! Templates render the schema of a new backend. For an existing one its migrations stand as they
//! were written, wherever the target folder is now. A migration of the templates that the backend has not gets the
//! next free number; so does every column, new name and new unit of a metric that the render has beyond them.

#[cfg(test)]
mod cases;
mod columns;
mod metrics;
mod returned;
mod sequence;
mod shape;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Work as _;
use specgen_spec::Spec;
use specgen_tree::{FileNode, LineRange, Owner, ProjectPath, Tree};

use crate::open::Opened;
use crate::project::add;
use crate::stored::as_written;
use crate::workspace::checked;

pub(crate) use metrics::Conversion;
pub(crate) use returned::Returned;
pub use sequence::APART;
pub(crate) use sequence::Sequence;

/// How the unit of every migration begins, wherever its file stands.
const UNITS: &str = "migrations/";

/// How an entry of the list begins, and how it says that it does what another one does.
const ENTRY: (&str, &str) = ("migration!(\"", "\", same_as \"");

/// What the migrations lead to.
pub struct Goal<'a> {
    /// The specification that the render follows.
    pub spec: &'a Spec,
    /// The one that the backend followed before, when it is known.
    pub before: Option<&'a Spec>,
    /// The metrics whose values are converted to another unit.
    pub conversions: &'a [Conversion],
}

/// Puts written migrations back into a render, and adds what the backend needs beyond them. Returns how
/// they stand to each other.
///
/// # Errors
///
/// Says which written migration is not in the object store any more.
pub fn keep(
    files: &dyn Files,
    opened: &Opened,
    goal: &Goal<'_>,
    tree: &mut Tree,
) -> Result<Sequence, Diagnostics> {
    let target = &opened.settings.target;
    let folder = format!("{target}/migrations");
    let written = written(files, opened, &folder)?;
    let paths = tree.iter().map(|(path, _)| path);
    let rendered: Vec<ProjectPath> = paths.filter(|path| path.is_in(&folder)).cloned().collect();
    if written.is_empty() || rendered.is_empty() {
        return Ok(Sequence::default());
    }
    let mut last = highest_on_disk(files, opened, &folder);
    let numbers = written.iter().map(|one| number(&one.file_name));
    last = last.max(numbers.max().unwrap_or(0));
    let units: BTreeSet<String> = written.iter().map(|one| one.node.unit.clone()).collect();
    let mut standing: Vec<(String, FileNode)> = Vec::new();
    let mut wanted = Vec::new();
    for path in rendered {
        let Some(node) = tree.remove(&path) else {
            continue;
        };
        if units.contains(&node.unit) {
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
    standing.extend(written.into_iter().map(|one| (one.file_name, one.node)));
    let columns = columns::Columns::of(standing.iter().map(|(_, node)| &node.bytes[..]));
    let returned = returned::returned(files, opened, goal, &columns)?;
    let needed = metrics::needed(goal, &columns, &wanted);
    let back = metrics::returned(goal, &columns, &wanted, &returned);
    for (words, text) in needed.into_iter().chain(back) {
        last += 1;
        let name = format!("{last:04}_{words}.sql");
        let node = FileNode::generated(format!("{UNITS}{name}"), text);
        standing.push((name, node.owned_by(Owner::AppendOnly)));
    }
    standing.sort_by(|one, other| one.0.cmp(&other.0));
    let row: Vec<(&str, &[u8])> = standing
        .iter()
        .map(|(name, node)| (stem(name), &node.bytes[..]))
        .collect();
    let listed = checked(&format!("{target}/src/store/migrations.rs"))?;
    let mut sequence = Sequence::of(&row, &BTreeMap::new());
    for branch in of_branches(files, opened, &listed)? {
        sequence.follow_on(&branch, &row);
    }
    let entries: Vec<String> = row
        .iter()
        .map(|(name, _)| entry(name, sequence.twins.get(*name).map(String::as_str)))
        .collect();
    for (name, node) in standing {
        add(tree, checked(&format!("{folder}/{name}"))?, node)?;
    }
    list(tree, &listed, entries)?;
    sequence.returned = returned;
    Ok(sequence)
}

/// A migration as it was written.
struct Written {
    file_name: String,
    node: FileNode,
}

/// Returns the written migrations; of two of one unit and name the one in the present folder. Two
/// branches may have written the same one under different names.
fn written(files: &dyn Files, opened: &Opened, folder: &str) -> Result<Vec<Written>, Diagnostics> {
    let mut written = BTreeMap::new();
    for (path, record) in &opened.workspace.manifest.records {
        let is_one = record.owner == Owner::AppendOnly && record.unit.starts_with(UNITS);
        let key = (record.unit.as_str(), path.file_name());
        if !is_one || (written.contains_key(&key) && !path.is_in(folder)) {
            continue;
        }
        let one = Written {
            file_name: path.file_name().to_owned(),
            node: as_written(files, &opened.workspace, path, record)?,
        };
        written.insert(key, one);
    }
    Ok(written.into_values().collect())
}

/// The migrations that each branch had, where git merged two: each rendered a list of them.
fn of_branches(
    files: &dyn Files,
    opened: &Opened,
    list: &ProjectPath,
) -> Result<Vec<BTreeSet<String>>, Diagnostics> {
    let workspace = &opened.workspace;
    let Some(others) = workspace.merged.get(list) else {
        return Ok(Vec::new());
    };
    let work = workspace.tree(files);
    let mut branches = Vec::new();
    for record in workspace
        .manifest
        .records
        .get(list)
        .into_iter()
        .chain(others)
    {
        let Some(text) = work.object(record.base)? else {
            continue;
        };
        let text = String::from_utf8_lossy(&text).into_owned();
        branches.push(listed(&text).map(|(name, _)| name.to_owned()).collect());
    }
    Ok(branches)
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
fn list(tree: &mut Tree, path: &ProjectPath, entries: Vec<String>) -> Result<(), Diagnostics> {
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
    node.lists = vec![LineRange::new(place.start, place.start + entries.len())];
    let entries = entries.into_iter().map(|entry| format!("    {entry}"));
    lines.splice(place.start..place.end.min(lines.len()), entries);
    node.bytes = (lines.join("\n") + "\n").into();
    Ok(())
}

/// Writes the line that lists a migration, and which one it is a twin of.
pub(crate) fn entry(name: &str, twin: Option<&str>) -> String {
    twin.map_or_else(
        || format!("migration!(\"{name}\"),"),
        |first| format!("migration!(\"{name}\", same_as \"{first}\"),"),
    )
}

/// Returns the names that a list holds, and whose twins they are.
pub(crate) fn listed(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let (start, twin) = ENTRY;
    let entries = text.split(start).skip(1);
    entries.filter_map(move |rest| {
        let (name, _) = rest.split_once('"')?;
        let twin = rest[name.len()..].strip_prefix(twin);
        Some((
            name,
            twin.and_then(|rest| rest.split_once('"'))
                .map(|(first, _)| first),
        ))
    })
}

fn stem(file_name: &str) -> &str {
    file_name.trim_end_matches(".sql")
}

fn number(file_name: &str) -> u32 {
    let digits = file_name.split('_').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}
