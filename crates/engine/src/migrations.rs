//! Migrations of a backend that exists: written ones never change, a new column gets one of its own.
//!
//! Templates render the schema of a new backend. For an existing one its migrations stand as they
//! were written, and every column that the render has beyond them is added by a new migration.

use std::collections::{BTreeMap, BTreeSet};

use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Work as _;
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
pub fn keep(files: &dyn Files, opened: &Opened, tree: &mut Tree) -> Result<(), Diagnostics> {
    let target = &opened.settings.target;
    let folder = format!("{target}/migrations");
    let written = written(files, opened, &folder)?;
    if written.is_empty() {
        return Ok(());
    }
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for node in written.values() {
        known.extend(
            columns(&node.bytes)
                .into_iter()
                .map(|one| (one.table, one.name)),
        );
    }
    let mut missing: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    let rendered = tree.iter().filter(|(path, _)| path.is_in(&folder));
    for column in rendered.flat_map(|(_, node)| columns(&node.bytes)) {
        if !known.contains(&(column.table.clone(), column.name.clone())) {
            missing.entry(column.name.clone()).or_default().push(column);
        }
    }
    let mut listed = Vec::new();
    let mut last = 0;
    for (path, node) in written {
        last = last.max(number(&path));
        if let Some(place) = tree.get_mut(&path) {
            *place = node;
        } else {
            listed.push(stem(&path));
            add(tree, path, node)?;
        }
    }
    for (name, columns) in missing {
        last += 1;
        let short: String = name
            .trim_start_matches("m_")
            .chars()
            .take(LONGEST)
            .collect();
        let stem = format!("{last:04}_add_{short}");
        let path = checked(&format!("{folder}/{stem}.sql"))?;
        let node = FileNode::generated(
            format!("migrations/{stem}.sql"),
            statements(&name, &columns),
        );
        add(tree, path, node.owned_by(Owner::AppendOnly))?;
        listed.push(stem);
    }
    list(
        tree,
        &checked(&format!("{target}/src/store/migrations.rs"))?,
        &listed,
    );
    Ok(())
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

/// Returns the columns of metrics that a migration makes: `m_<name>` by convention of the templates.
fn columns(sql: &[u8]) -> Vec<Column> {
    let text = String::from_utf8_lossy(sql);
    let mut table = String::new();
    let mut columns = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_end_matches([',', ';']);
        let definition = if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            rest.trim_end_matches(['(', ' ']).clone_into(&mut table);
            continue;
        } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
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
            columns.push(Column {
                table: table.clone(),
                name: name.to_owned(),
                kind: kind.to_owned(),
            });
        }
    }
    columns
}

fn statements(name: &str, columns: &[Column]) -> String {
    let metric = name.trim_start_matches("m_").replace('_', " ");
    let mut text = format!("-- Readings can hold {metric}; earlier ones have none.\n");
    for one in columns {
        text.push_str(&format!(
            "ALTER TABLE {} ADD COLUMN {} {};\n",
            one.table, one.name, one.kind
        ));
    }
    text
}

/// Adds migrations to the list in the code.
fn list(tree: &mut Tree, path: &ProjectPath, stems: &[String]) {
    let Some(node) = tree.get_mut(path) else {
        return;
    };
    let text = String::from_utf8_lossy(&node.bytes).into_owned();
    let Some(end) = text.rfind("];") else { return };
    let mut entries = String::new();
    for stem in stems {
        entries.push_str(&format!(
            "    Migration {{\n        name: \"{stem}\",\n        sql: include_str!(\"../../migrations/{stem}.sql\"),\n    }},\n"
        ));
    }
    node.bytes = format!("{}{entries}{}", &text[..end], &text[end..]).into_bytes();
}

fn stem(path: &ProjectPath) -> String {
    path.file_name().trim_end_matches(".sql").to_owned()
}

fn number(path: &ProjectPath) -> u32 {
    let digits = path.file_name().split('_').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{columns, statements};

    #[test]
    fn columns_are_found_where_they_are_made_and_added() {
        let sql = b"CREATE TABLE hot (\n    ts INTEGER NOT NULL,\n    m_co2 REAL,\n    PRIMARY KEY (ts)\n);\nALTER TABLE cold ADD COLUMN m_ph REAL;\n";
        let found = columns(sql);
        let seen: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|one| (one.table.as_str(), one.name.as_str(), one.kind.as_str()))
            .collect();
        assert_eq!(seen, [("hot", "m_co2", "REAL"), ("cold", "m_ph", "REAL")]);
        let added = statements("m_co2", &found[..1]);
        assert!(
            added.ends_with("ALTER TABLE hot ADD COLUMN m_co2 REAL;\n"),
            "{added}"
        );
        assert_eq!(columns(added.as_bytes()), found[..1]);
    }
}
