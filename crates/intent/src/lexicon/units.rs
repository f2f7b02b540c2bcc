//! Units: symbol, dimension and factor to the base unit of the dimension.

/// The table.
pub const UNITS: &str = include_str!("../../data/units.csv");

/// One unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The ASCII symbol in facts. Units of time end in `@`.
    pub symbol: String,
    /// What it measures.
    pub dimension: String,
    /// Base units per unit.
    pub factor: f64,
}

impl Unit {
    /// Is it a unit of time?
    pub fn is_time(&self) -> bool {
        self.symbol.ends_with('@')
    }
}

/// Reads the table: unit, dimension, factor, offset, words.
pub fn parse(table: &str) -> impl Iterator<Item = (Unit, Vec<&str>)> {
    table.lines().skip(1).filter_map(row)
}

fn row(line: &str) -> Option<(Unit, Vec<&str>)> {
    let mut cells = line.splitn(5, ',');
    let (symbol, dimension) = (cells.next()?.to_owned(), cells.next()?.to_owned());
    let factor = cells.next()?.parse().ok()?;
    let words = cells.nth(1)?.split('|').collect();
    Some((
        Unit {
            symbol,
            dimension,
            factor,
        },
        words,
    ))
}
