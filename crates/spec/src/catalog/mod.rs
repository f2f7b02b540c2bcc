//! The catalogue of measured quantities: names, units, limits and kinds, as data.
//!
//! A metric whose name matches a row takes its unit, kind and limits from it. Quantities that are
//! not listed are as good: they have no limits of their own.

mod row;
mod table;
mod unit;
mod zone;

use std::sync::LazyLock;

pub use row::{Bounds, Row};
pub use unit::{UnitRow, Units, convert, convert_difference, parse_unit, units};
pub use zone::{Summer, Turn, ZoneRow, zone, zones};

/// The quantities that specgen knows, in the order of the data file.
#[derive(Debug)]
pub struct Catalog {
    rows: Vec<Row>,
}

impl Catalog {
    /// Returns the catalogue that comes with specgen, read on first use.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Catalog> =
            LazyLock::new(|| Catalog::read(include_str!("../../data/metrics.csv")));
        &EMBEDDED
    }

    fn read(text: &'static str) -> Self {
        Self {
            rows: table::records(text).filter_map(|f| Row::read(&f)).collect(),
        }
    }

    /// Returns all rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns the row of a canonical name.
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Returns the row that a name or phrase stands for, in any spelling.
    ///
    /// Case, blanks, `_`, `-` and `.` do not count, nor does an axis or a number at the end
    /// (`vibration_x`, `temp_2`). A canonical name wins over a synonym.
    pub fn find(&self, phrase: &str) -> Option<&Row> {
        self.candidates(phrase).next()
    }

    /// Returns the row that a name stands for when its values are in `unit`.
    ///
    /// The unit tells `battery` in `V` from `battery` in `%`. A row of another quantity is none.
    pub fn find_with_unit(&self, phrase: &str, unit: &str) -> Option<&Row> {
        self.candidates(phrase)
            .find(|row| row.unit == unit || convert(0.0, unit, row.unit).is_some())
    }

    fn candidates(&self, phrase: &str) -> impl Iterator<Item = &Row> {
        let whole = normalise(phrase);
        let stem = without_suffix(phrase).map(normalise);
        let by = move |test: fn(&Row, &str) -> bool, word: Option<String>| {
            self.rows
                .iter()
                .filter(move |row| word.as_deref().is_some_and(|word| test(row, word)))
        };
        let (name, synonym) = (
            Row::is_named as fn(&Row, &str) -> bool,
            Row::is_also_called as _,
        );
        by(name, Some(whole.clone()))
            .chain(by(synonym, Some(whole)))
            .chain(by(name, stem.clone()))
            .chain(by(synonym, stem))
    }
}

/// Folds a phrase for comparison: lower case, subscript digits as digits, only letters and digits.
pub fn normalise(phrase: &str) -> String {
    phrase
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            '₀'..='₉' => char::from_u32(u32::from('0') + u32::from(c) - u32::from('₀')),
            '²' => Some('2'),
            '³' => Some('3'),
            c => c.is_alphanumeric().then_some(c),
        })
        .collect()
}

/// Takes an axis, `rms` or a number off the end of a snake-case name.
fn without_suffix(name: &str) -> Option<&str> {
    let (stem, last) = name.rsplit_once('_')?;
    let numbered = last.bytes().all(|b| b.is_ascii_digit());
    (numbered || matches!(last, "x" | "y" | "z" | "rms")).then_some(stem)
}
