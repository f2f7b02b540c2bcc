//! Columns of metrics in migrations: `m_<name>`, by convention of the templates.

use std::collections::BTreeSet;

/// What a migration does to a column: makes it, or gives a column another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The column afterwards.
    pub name: String,
    /// Its type; empty when it only gets another name.
    pub kind: String,
    /// The name before.
    pub renamed_from: Option<String>,
}

/// The columns that a list of migrations leaves behind.
#[derive(Clone, Debug, Default)]
pub struct Columns(BTreeSet<(String, String)>);

impl Columns {
    /// Follows migrations in their order.
    pub fn of<'a>(migrations: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut columns = Self::default();
        for change in migrations.flat_map(changes) {
            if let Some(old) = change.renamed_from {
                columns.0.remove(&(change.table.clone(), old));
            }
            columns.0.insert((change.table, change.name));
        }
        columns
    }

    /// Returns whether a table has a column.
    pub fn has(&self, table: &str, name: &str) -> bool {
        self.0.contains(&(table.to_owned(), name.to_owned()))
    }
}

/// Returns what a migration does to columns of metrics.
pub fn changes(sql: &[u8]) -> Vec<Change> {
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
                    table: name.to_owned(),
                    name: new.to_owned(),
                    kind: String::new(),
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
                table: table.clone(),
                name: name.to_owned(),
                kind: kind.to_owned(),
                renamed_from: None,
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::{Columns, changes};

    #[test]
    fn columns_are_found_where_they_are_made_added_and_renamed() {
        let sql = b"CREATE TABLE hot (\n    ts INTEGER NOT NULL,\n    m_co2 REAL,\n    PRIMARY KEY (ts)\n);\nALTER TABLE cold ADD COLUMN m_hum REAL;\nALTER TABLE cold RENAME COLUMN m_hum TO m_humidity;\n";
        let found = changes(sql);
        let seen: Vec<(&str, &str, Option<&str>)> = found
            .iter()
            .map(|one| {
                (
                    one.table.as_str(),
                    one.name.as_str(),
                    one.renamed_from.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("hot", "m_co2", None),
                ("cold", "m_hum", None),
                ("cold", "m_humidity", Some("m_hum"))
            ]
        );
        let columns = Columns::of(std::iter::once(sql.as_slice()));
        assert!(columns.has("cold", "m_humidity") && !columns.has("cold", "m_hum"));
    }
}
