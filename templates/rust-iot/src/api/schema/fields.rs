//! Schemas of the fields of devices.

use serde_json::{Value, json};

use crate::domain::fields::{FIELDS, FieldRow, Kind, MAX_TEXT_CHARS};

use super::{described, integer, nullable, time, words};

/// Each field with what it holds.
pub fn of_device() -> impl Iterator<Item = (&'static str, Value)> {
    let schema = |row: &FieldRow| described(nullable(value(row)), row.label);
    FIELDS.iter().map(move |row| (row.key, schema(row)))
}

/// What a field holds when it holds something.
pub fn value(row: &FieldRow) -> Value {
    match row.kind {
        Kind::Text => json!({ "type": "string", "maxLength": MAX_TEXT_CHARS }),
        Kind::Int => integer(),
        Kind::Decimal => json!({ "type": "number" }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Time => time(),
        Kind::Enum => words(row.values),
    }
}
