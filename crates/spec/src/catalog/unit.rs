//! Units of measurement and exact conversion between units of one quantity.

use std::sync::LazyLock;

use super::table;

/// A unit: `base value = value * factor + offset` within its quantity.
#[derive(Debug)]
pub struct UnitRow {
    /// The ASCII form that specifications write.
    pub unit: &'static str,
    /// The quantity: only units of the same one convert.
    pub quantity: &'static str,
    /// The factor to the base unit of the quantity.
    pub factor: f64,
    /// The offset to the base unit of the quantity.
    pub offset: f64,
    /// The UCUM code.
    pub ucum: &'static str,
    /// The SenML unit; empty when there is none.
    pub senml: &'static str,
    /// Other spellings and words.
    pub aliases: Vec<&'static str>,
}

/// The units that specgen can convert.
#[derive(Debug)]
pub struct Units(Vec<UnitRow>);

/// Returns the unit table that comes with specgen, read on first use.
pub fn units() -> &'static Units {
    static EMBEDDED: LazyLock<Units> = LazyLock::new(|| {
        let text = include_str!("../../data/units.csv");
        Units(table::records(text).filter_map(|f| read(&f)).collect())
    });
    &EMBEDDED
}

fn read(fields: &[&'static str]) -> Option<UnitRow> {
    let &[unit, quantity, factor, offset, ucum, senml, aliases] = fields else {
        return None;
    };
    Some(UnitRow {
        unit,
        quantity,
        factor: factor.parse().ok()?,
        offset: offset.parse().ok()?,
        ucum,
        senml,
        aliases: table::words(aliases),
    })
}

impl Units {
    /// Returns all rows.
    pub fn rows(&self) -> &[UnitRow] {
        &self.0
    }

    /// Returns the rows of an ASCII form: several when it means several things, such as `g`.
    pub fn of<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a UnitRow> {
        self.0.iter().filter(move |row| row.unit == unit)
    }
}

/// Returns the ASCII form of a unit as people write it: `°C`, `㎍/m³`, `Celsius`, `kph`.
pub fn parse_unit(text: &str) -> Option<&'static str> {
    let plain: String = text
        .trim()
        .chars()
        .filter_map(|c| match c {
            '\u{b0}' | '\u{ba}' => None,
            '\u{b5}' | '\u{3bc}' => Some('u'),
            '\u{b2}' => Some('2'),
            '\u{b3}' => Some('3'),
            '\u{3a9}' | '\u{2126}' => Some('O'),
            '\u{2103}' => Some('C'),
            '\u{2109}' => Some('F'),
            '\u{ff05}' => Some('%'),
            c => Some(c),
        })
        .collect();
    let plain = match plain.as_str() {
        "O" => "Ohm",
        "kO" => "kOhm",
        "MO" => "MOhm",
        "c" => "C",
        "f" => "F",
        other => other,
    };
    let rows = &units().0;
    let exact = rows.iter().find(|row| row.unit == plain);
    let alias = || rows.iter().find(|row| row.aliases.contains(&plain));
    let loose = || {
        // A word may be in any case; a symbol may not: `mW` is not `MW`.
        let lower = plain.to_lowercase();
        rows.iter()
            .find(|row| plain.len() > 3 && row.aliases.contains(&lower.as_str()))
    };
    exact.or_else(alias).or_else(loose).map(|row| row.unit)
}

/// Converts a value between two units of one quantity; nothing when they are of different ones.
///
/// The result is rounded to twelve significant digits, so that 72 F and back is 72.
pub fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    let (from, to) = pair(from, to)?;
    Some(tidy(
        (value * from.factor + from.offset - to.offset) / to.factor,
    ))
}

/// Converts a difference between two values, such as a hysteresis: offsets do not count.
pub fn convert_difference(value: f64, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    let (from, to) = pair(from, to)?;
    Some(tidy(value * from.factor / to.factor))
}

fn pair(from: &str, to: &str) -> Option<(&'static UnitRow, &'static UnitRow)> {
    let rows = &units().0;
    rows.iter().filter(|row| row.unit == from).find_map(|a| {
        let b = rows
            .iter()
            .find(|row| row.unit == to && row.quantity == a.quantity)?;
        Some((a, b))
    })
}

/// Drops the noise of binary fractions behind the twelfth significant digit.
fn tidy(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}
