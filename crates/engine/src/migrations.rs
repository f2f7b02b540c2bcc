//! Migrations of a backend that exists: written ones never change, a new column gets one of its own.
//!
//! Templates render the schema of a new backend. For an existing one its migrations stand as they
//! were written, and every column that the render has beyond them is added by a new migration.

use std::collections::{BTreeMap, BTreeSet};

use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Work as _;
use specgen_spec::Spec;
use specgen_tree::{FileNode, Owner, ProjectPath, Tree};

use crate::open::Opened;
use crate::project::add;
use crate::workspace::checked;

/// The longest part of a metric's name in the name of a file: the line that lists it stays short.
const LONGEST: usize = 30;

/// Puts written migrations back into a render, and adds those that new columns need.
///
/// # Errors
///
/// Says which written migration is not in the object store any more.
pub fn keep(
    files: &dyn Files,
    opened: &Opened,
    spec: &Spec,
    tree: &mut Tree,
) -> Result<(), Diagnostics> {
    let target = &opened.settings.target;
    let folder = format!("{target}/migrations");
    let written = written(files, opened, &folder)?;
    if written.is_empty() {
        return Ok(());
    }
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for node in written.values() {
        for change in changes(&node.bytes) {
            if let Some(old) = change.renamed_from {
                known.remove(&(change.column.table.clone(), old));
            }
            known.insert((change.column.table, change.column.name));
        }
    }
    let mut missing: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    let rendered = tree.iter().filter(|(path, _)| path.is_in(&folder));
    for mut change in rendered.flat_map(|(_, node)| changes(&node.bytes)) {
        let table = &change.column.table;
        if !known.contains(&(table.clone(), change.column.name.clone())) {
            let earlier = earlier_columns(spec, &change.column.name);
            let old = earlier
                .into_iter()
                .find(|old| known.contains(&(table.clone(), old.clone())));
            change.renamed_from = old;
            missing
                .entry(change.column.name.clone())
                .or_default()
                .push(change);
        }
    }
    let mut listed = Vec::new();
    let mut last = highest_on_disk(files, opened, &folder);
    for (path, node) in written {
        last = last.max(number(&path));
        if let Some(place) = tree.get_mut(&path) {
            *place = node;
        } else {
            listed.push(stem(&path));
            add(tree, path, node)?;
        }
    }
    for (name, changes) in missing {
        last += 1;
        let short: String = name
            .trim_start_matches("m_")
            .chars()
            .take(LONGEST)
            .collect();
        let renamed = changes.iter().any(|change| change.renamed_from.is_some());
        let verb = if renamed { "rename_to" } else { "add" };
        let stem = format!("{last:04}_{verb}_{short}");
        let path = checked(&format!("{folder}/{stem}.sql"))?;
        let node = FileNode::generated(
            format!("migrations/{stem}.sql"),
            statements(&name, &changes),
        );
        add(tree, path, node.owned_by(Owner::AppendOnly))?;
        listed.push(stem);
    }
    list(
        tree,
        &checked(&format!("{target}/src/store/migrations.rs"))?,
        &listed,
    )
}

/// The columns that a metric had under its earlier names, the newest first.
fn earlier_columns(spec: &Spec, column: &str) -> Vec<String> {
    let metric = spec
        .metrics
        .iter()
        .find(|(name, _)| column == format!("m_{name}"));
    let was = metric.map_or(&[][..], |(_, metric)| &metric.was);
    was.iter().rev().map(|name| format!("m_{name}")).collect()
}

/// The highest number of a migration in the folder: people write some of their own.
fn highest_on_disk(files: &dyn Files, opened: &Opened, folder: &str) -> u32 {
    let names = files
        .list(&opened.workspace.root.join(folder))
        .unwrap_or_default();
    let names = names.iter().filter_map(|name| name.to_str());
    names.map(leading_number).max().unwrap_or(0)
}

/// What a migration does to a column: makes it, or gives a column another name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    column: Column,
    renamed_from: Option<String>,
}

/// A column of a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    table: String,
    name: String,
    kind: String,
}

fn written(
    files: &dyn Files,
    opened: &Opened,
    folder: &str,
) -> Result<BTreeMap<ProjectPath, FileNode>, Diagnostics> {
    let work = opened.workspace.tree(files);
    let mut written = BTreeMap::new();
    for (path, record) in &opened.workspace.manifest.records {
        if record.owner != Owner::AppendOnly || !path.is_in(folder) {
            continue;
        }
        let bytes = work.object(record.base)?.ok_or_else(|| {
            Diagnostic::error(
                "E026",
                ExitClass::Refused,
                format!("the object store does not hold `{path}` as it was written"),
            )
            .hint("restore `.specgen/objects` from version control")
        })?;
        let node = FileNode {
            bytes,
            executable: record.executable,
            owner: record.owner,
            unit: record.unit.clone(),
            lists: record.lists.clone(),
        };
        written.insert(path.clone(), node);
    }
    Ok(written)
}

/// Returns what a migration does to columns of metrics: `m_<name>` by convention of the templates.
fn changes(sql: &[u8]) -> Vec<Change> {
    let text = String::from_utf8_lossy(sql);
    let mut table = String::new();
    let mut changes = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_end_matches([',', ';']);
        let definition = if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            rest.trim_end_matches(['(', ' ']).clone_into(&mut table);
            continue;
        } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
            if let Some((name, words)) = rest.split_once(" RENAME COLUMN ")
                && let Some((old, new)) = words.split_once(" TO ")
            {
                changes.push(Change {
                    column: Column {
                        table: name.to_owned(),
                        name: new.to_owned(),
                        kind: String::new(),
                    },
                    renamed_from: Some(old.to_owned()),
                });
                continue;
            }
            let Some((name, definition)) = rest.split_once(" ADD COLUMN ") else {
                continue;
            };
            name.clone_into(&mut table);
            definition
        } else {
            line
        };
        if let Some((name, kind)) = definition.split_once(' ')
            && name.starts_with("m_")
        {
            changes.push(Change {
                column: Column {
                    table: table.clone(),
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                },
                renamed_from: None,
            });
        }
    }
    changes
}

fn statements(name: &str, changes: &[Change]) -> String {
    let metric = name.trim_start_matches("m_").replace('_', " ");
    let renamed = changes.iter().any(|change| change.renamed_from.is_some());
    let mut text = if renamed {
        format!("-- A metric is called {metric} now; its values stay.\n")
    } else {
        format!("-- Readings can hold {metric}; earlier ones have none.\n")
    };
    for Change {
        column,
        renamed_from,
    } in changes
    {
        text.push_str(&match renamed_from {
            Some(old) => format!(
                "ALTER TABLE {} RENAME COLUMN {old} TO {};\n",
                column.table, column.name
            ),
            None => format!(
                "ALTER TABLE {} ADD COLUMN {} {};\n",
                column.table, column.name, column.kind
            ),
        });
    }
    text
}

/// Adds migrations to the list in the code.
fn list(tree: &mut Tree, path: &ProjectPath, stems: &[String]) -> Result<(), Diagnostics> {
    let Some(node) = tree.get_mut(path) else {
        return Ok(());
    };
    let text = String::from_utf8_lossy(&node.bytes).into_owned();
    let Some(end) = text.rfind("];") else {
        return Err(Diagnostic::error(
            "E028",
            ExitClass::Internal,
            format!("the templates have no list of migrations in `{path}`"),
        )
        .into());
    };
    let mut entries = String::new();
    for stem in stems {
        entries.push_str(&format!(
            "    Migration {{\n        name: \"{stem}\",\n        sql: include_str!(\"../../migrations/{stem}.sql\"),\n    }},\n"
        ));
    }
    node.bytes = format!("{}{entries}{}", &text[..end], &text[end..]).into_bytes();
    Ok(())
}

fn stem(path: &ProjectPath) -> String {
    path.file_name().trim_end_matches(".sql").to_owned()
}

fn number(path: &ProjectPath) -> u32 {
    leading_number(path.file_name())
}

fn leading_number(file_name: &str) -> u32 {
    let digits = file_name.split('_').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{changes, statements};

    #[test]
    fn columns_are_found_where_they_are_made_added_and_renamed() {
        let sql = b"CREATE TABLE hot (\n    ts INTEGER NOT NULL,\n    m_co2 REAL,\n    PRIMARY KEY (ts)\n);\nALTER TABLE cold ADD COLUMN m_ph REAL;\nALTER TABLE cold RENAME COLUMN m_hum TO m_humidity;\n";
        let found = changes(sql);
        let seen: Vec<(&str, &str, Option<&str>)> = found
            .iter()
            .map(|one| {
                let column = &one.column;
                (
                    column.table.as_str(),
                    column.name.as_str(),
                    one.renamed_from.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("hot", "m_co2", None),
                ("cold", "m_ph", None),
                ("cold", "m_humidity", Some("m_hum"))
            ]
        );
        let added = statements("m_co2", &found[..1]);
        assert!(
            added.ends_with("ALTER TABLE hot ADD COLUMN m_co2 REAL;\n"),
            "{added}"
        );
        assert_eq!(changes(added.as_bytes()), found[..1]);
        let renamed = statements("m_humidity", &found[2..]);
        assert_eq!(changes(renamed.as_bytes()), found[2..]);
    }
}
