//! Formulas over metrics and device fields, and references to fields.

use std::fmt;
use std::str::FromStr;

/// A small expression: `+ - * / ( )`, numbers, metrics, references; kept as its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula(String);

impl Formula {
    /// Returns the names used in it, in order of appearance.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
            .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
    }
}

impl FromStr for Formula {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let legal = |c: char| c.is_ascii_alphanumeric() || "_.+-*/()<>=% ".contains(c);
        let mut depth = 0_i32;
        let balanced = text.chars().all(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth >= 0
        }) && depth == 0;
        if text.trim().is_empty() || text.len() > 200 || !text.chars().all(legal) || !balanced {
            return Err(format!(
                "`{}` is no formula: write for example `device.depth - distance`",
                text.chars().take(80).collect::<String>().escape_debug()
            ));
        }
        Ok(Self(text.trim().to_owned()))
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

super::scalar!(
    Formula,
    "Formula",
    "^[A-Za-z0-9_.+*/()<>=% -]{1,200}$",
    "device.depth - distance"
);

/// A reference to a field of an owner: `device.depth`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// The owner: `device`, `payload`, a group or a resource.
    pub owner: super::Name,
    /// The field.
    pub field: super::Name,
}

impl FromStr for Ref {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (owner, field) = text.trim().split_once('.').ok_or_else(|| {
            format!(
                "`{}` is no reference: write for example `device.depth`",
                text.escape_debug()
            )
        })?;
        Ok(Self {
            owner: owner.parse()?,
            field: field.parse()?,
        })
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.owner, self.field)
    }
}

super::scalar!(
    Ref,
    "Ref",
    "^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$",
    "device.depth"
);
