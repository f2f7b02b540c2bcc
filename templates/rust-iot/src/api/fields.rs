//! The fields of devices in requests.

use serde_json::Value;

use crate::domain::fields::{FIELDS, FieldChange, FieldRow};

use super::body::Fields;
use super::error::ApiError;
use super::query::Params;

/// The fields that a body changes.
pub fn changes(body: &mut Fields) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for row in FIELDS {
        match body.value(row.key) {
            None => {}
            Some(Value::Null) => changes.push((row, None)),
            Some(sent) => match row.read(&sent) {
                Ok(value) => changes.push((row, Some(value))),
                Err(expected) => body.fault(row.key, "value", expected),
            },
        }
    }
    changes
}

/// The values that a list is narrowed to.
pub fn filters(params: &Params) -> Result<Vec<(&'static FieldRow, Value)>, ApiError> {
    let mut wanted = Vec::new();
    for row in FIELDS {
        if let Some(text) = params.text(row.key) {
            let value = row.read_text(text);
            let wrong = |expected| ApiError::bad_parameter(row.key, "value", expected);
            wanted.push((row, value.map_err(wrong)?));
        }
    }
    Ok(wanted)
}
