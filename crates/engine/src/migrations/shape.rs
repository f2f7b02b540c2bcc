//! The tables, columns and units that migrations leave behind one after the other, and what cannot follow.

use std::collections::BTreeMap;

use super::statements::{Does, does, statements};

/// A column and the table that it is in.
type Place = (String, String);

/// What a list of migrations has made so far; each entry knows the migration that it comes from.
#[derive(Debug, Default)]
pub struct Shape {
    tables: BTreeMap<String, BTreeMap<String, String>>,
    /// Columns that got another name or were dropped.
    gone: BTreeMap<Place, String>,
    units: BTreeMap<String, (String, String)>,
}

/// Why a migration cannot follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The earlier migration, where there is one.
    pub with: Option<String>,
    /// What it does and cannot do, as it is said after its name.
    pub why: String,
}

impl Clash {
    /// What cannot be done after an earlier migration, where it is known which.
    fn new(with: Option<&String>, why: String) -> Self {
        let after = with.map(|with| format!(": {with} came before it"));
        Self {
            with: with.cloned(),
            why: why + &after.unwrap_or_default(),
        }
    }
}

/// The remark that a conversion begins with.
pub fn remark(what: &str, from: &str, to: &str) -> String {
    format!("-- {what} is in {to}{NOW}{from}{FOLLOWS}\n")
}

const NOW: &str = " from now on and was in ";
const FOLLOWS: &str = ": what is stored follows.";

/// The units that a conversion leads from and to, by its remark.
fn units(sql: &[u8]) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(sql);
    let line = text.lines().next()?.strip_prefix("-- ")?;
    let (before, from) = line.strip_suffix(FOLLOWS)?.split_once(NOW)?;
    let (_, to) = before.rsplit_once(" is in ")?;
    Some((from.to_owned(), to.to_owned()))
}

impl Shape {
    /// Follows a migration as far as its statements can be carried out; returns the first that cannot.
    pub fn follow(&mut self, name: &str, sql: &[u8]) -> Option<Clash> {
        let mut clash = None;
        let statements = statements(sql);
        let done: Vec<Does> = statements.iter().filter_map(|one| does(one)).collect();
        if let Some((from, to)) = units(sql) {
            clash = self.convert(name, &done, &from, &to);
        }
        for one in done {
            let found = self.clash(&one);
            if found.is_none() {
                self.take(name, one);
            }
            clash = clash.or(found);
        }
        clash
    }

    /// Returns whether a migration could be carried out next.
    pub fn takes(&self, sql: &[u8]) -> bool {
        let statements = statements(sql);
        let mut done = statements.iter().filter_map(|one| does(one));
        done.all(|one| self.clash(&one).is_none())
    }

    fn convert(&mut self, name: &str, done: &[Does], from: &str, to: &str) -> Option<Clash> {
        let is_metric = |does: &Does| match does {
            Does::Sets(_, column) if column.starts_with("m_") => Some(column.clone()),
            _ => None,
        };
        let column = done.iter().find_map(is_metric)?;
        let known = self.units.get(&column);
        let clash = known.filter(|(unit, _)| unit != from).map(|(unit, by)| {
            let why = format!("converts `{column}` from {from}, which is in {unit} by then");
            Clash::new(Some(by), why)
        });
        if clash.is_none() {
            self.units.insert(column, (to.to_owned(), name.to_owned()));
        }
        clash
    }

    fn clash(&self, one: &Does) -> Option<Clash> {
        match one {
            Does::Makes(table, _) => {
                let columns = self.tables.get(table)?;
                let why = format!("makes the table `{table}`, which is there by then");
                Some(Clash::new(columns.values().next(), why))
            }
            Does::Adds(table, column) => {
                let by = self.tables.get(table)?.get(column)?;
                let why = format!("adds `{column}` to `{table}`, where it is by then");
                Some(Clash::new(Some(by), why))
            }
            Does::Renames(table, old, new) => self.absent(table, old).or_else(|| {
                let by = self.tables.get(table)?.get(new)?;
                let why =
                    format!("renames `{old}` of `{table}` to `{new}`, which is there by then");
                Some(Clash::new(Some(by), why))
            }),
            Does::Sets(table, column) | Does::DropsColumn(table, column) => {
                self.absent(table, column)
            }
            Does::Drops(_) | Does::Moves(..) => None,
        }
    }

    /// Says that a column is not in a table whose columns are known.
    fn absent(&self, table: &str, column: &str) -> Option<Clash> {
        let columns = self.tables.get(table)?;
        if columns.contains_key(column) {
            return None;
        }
        let why = format!("needs `{column}` of `{table}`, which is not there by then");
        let place = (table.to_owned(), column.to_owned());
        Some(Clash::new(self.gone.get(&place), why))
    }

    fn take(&mut self, name: &str, one: Does) {
        let by = name.to_owned();
        match one {
            Does::Makes(table, columns) => {
                let columns = columns.into_iter().map(|column| (column, by.clone()));
                self.tables.insert(table, columns.collect());
            }
            Does::Adds(table, column) => {
                if let Some(columns) = self.tables.get_mut(&table) {
                    columns.insert(column, by);
                }
            }
            Does::Renames(table, old, new) => {
                if let Some(unit) = self.units.get(&old).cloned() {
                    self.units.insert(new.clone(), unit);
                }
                if let Some(columns) = self.tables.get_mut(&table) {
                    columns.remove(&old);
                    columns.insert(new, by.clone());
                    self.gone.insert((table, old), by);
                }
            }
            Does::DropsColumn(table, column) => {
                if let Some(columns) = self.tables.get_mut(&table) {
                    columns.remove(&column);
                    self.gone.insert((table, column), by);
                }
            }
            Does::Drops(table) => {
                self.tables.remove(&table);
            }
            Does::Moves(old, new) => {
                let columns = self.tables.remove(&old);
                self.tables.remove(&new);
                self.tables.extend(columns.map(|columns| (new, columns)));
            }
            Does::Sets(..) => {}
        }
    }
}
