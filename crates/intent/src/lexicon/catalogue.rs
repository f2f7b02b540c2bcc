//! The catalogue of quantities.

/// The table.
pub const METRICS: &str = include_str!("../../data/metrics.csv");

/// One quantity that devices report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The name in facts.
    pub name: String,
    /// The default unit in ASCII; empty when there is none. `bool` and `enum` are kinds.
    pub unit: String,
    /// `gauge counter boolean enum position`.
    pub kind: String,
    /// The states of an enumeration.
    pub values: Vec<String>,
}

/// Reads the table: name, quantity, unit, kind, values, synonyms. Gives each quantity its phrases.
pub fn parse(table: &str) -> impl Iterator<Item = (Quantity, Vec<&str>)> {
    table.lines().skip(1).filter_map(row)
}

fn row(line: &str) -> Option<(Quantity, Vec<&str>)> {
    let mut cells = line.splitn(6, ',');
    let name = cells.next()?.to_owned();
    let (_, unit, kind, values) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let synonyms = cells
        .next()?
        .split('|')
        .filter(|phrase| !phrase.is_empty())
        .collect();
    let values = values
        .split('|')
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect();
    Some((
        Quantity {
            name,
            unit: unit.to_owned(),
            kind: kind.to_owned(),
            values,
        },
        synonyms,
    ))
}
