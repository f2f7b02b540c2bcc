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

/// The tables and the columns of metrics that a list of migrations leaves behind.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    columns: BTreeSet<(String, String)>,
    tables: BTreeSet<String>,
}

impl Columns {
    /// Follows migrations in their order.
    pub fn of<'a>(migrations: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut found = Self::default();
        for sql in migrations {
            let text = String::from_utf8_lossy(sql);
            found
                .tables
                .extend(text.lines().filter_map(made_table).map(str::to_owned));
            for change in changes(sql) {
                if let Some(old) = change.renamed_from {
                    found.columns.remove(&(change.table.clone(), old));
                }
                found.columns.insert((change.table, change.name));
            }
        }
        found
    }

    /// Returns whether there is a table.
    pub fn has_table(&self, name: &str) -> bool {
        self.tables.contains(name)
    }

    /// Returns whether any table has a column.
    pub fn has_anywhere(&self, name: &str) -> bool {
        self.columns.iter().any(|(_, column)| column == name)
    }

    /// Returns whether a table has a column.
    pub fn has(&self, table: &str, name: &str) -> bool {
        self.columns.contains(&(table.to_owned(), name.to_owned()))
    }
}

/// Returns what a migration does to columns of metrics.
pub fn changes(sql: &[u8]) -> Vec<Change> {
    let text = String::from_utf8_lossy(sql);
    let mut table = String::new();
    let mut changes = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_end_matches([',', ';']);
        let definition = if let Some(name) = made_table(line) {
            name.clone_into(&mut table);
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

/// Returns the table that a line begins to make.
fn made_table(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("CREATE TABLE ")?;
    Some(rest.trim_end_matches(['(', ' ']))
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
        assert!(columns.has_table("hot") && !columns.has_table("cold"));
    }
}
