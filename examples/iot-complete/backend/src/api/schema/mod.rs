//! JSON Schemas of what goes in and out, made from the catalogues.

mod alerts;
mod analytics;
mod devices;
mod operation;
mod positions;
mod readings;

use serde_json::{Value, json};

use crate::domain::Severity;
use crate::domain::alert::AlertStatus;
use crate::domain::device::Status;
use crate::domain::id::MAX_DEVICE_ID_CHARS;
use crate::domain::page::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::domain::rule::Rule;

use super::readings::MAX_BUCKET_S;

pub use analytics::level;

/// A schema with its name.
pub type Named = (&'static str, Value);

/// All named schemas, sorted by name.
pub fn components(rules: &[Rule]) -> Vec<Named> {
    let mut all = [
        readings::components(),
        devices::components(rules),
        alerts::components(),
        analytics::components(),
        operation::components(),
        positions::components(),
    ]
    .concat();
    all.sort_by_key(|(name, _)| *name);
    all
}

/// Points to a named schema.
pub fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Any text.
pub fn text() -> Value {
    json!({ "type": "string" })
}

/// Any whole number.
pub fn integer() -> Value {
    json!({ "type": "integer", "format": "int64" })
}

/// A count.
pub fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// Any JSON object.
pub fn object() -> Value {
    json!({ "type": "object" })
}

/// A point in time.
pub fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

/// The id of a device.
pub fn device_id() -> Value {
    json!({ "type": "string", "pattern": format!("^[A-Za-z0-9_-]{{1,{MAX_DEVICE_ID_CHARS}}}$") })
}

/// One of these words.
pub fn words(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

/// The state of a device.
pub fn device_status() -> Value {
    words(&Status::ALL.map(Status::as_str))
}

/// The state of an alert.
pub fn alert_status() -> Value {
    words(&[AlertStatus::Active, AlertStatus::Cleared].map(AlertStatus::as_str))
}

/// How bad an alert is.
pub fn severity() -> Value {
    words(&Severity::ALL.map(Severity::as_str))
}

/// The size of a page.
pub fn limit() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT })
}

/// The length of a bucket.
pub fn bucket_seconds() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": MAX_BUCKET_S })
}

/// A schema that also allows null.
pub fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// One of these schemas.
pub fn one_of<const N: usize>(schemas: [Value; N]) -> Value {
    json!({ "anyOf": Vec::from(schemas) })
}

/// A list of these.
pub fn array_of(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A page of these.
pub fn list_of(name: &str) -> Value {
    answer([
        ("items", array_of(named(name))),
        (
            "nextCursor",
            described(
                nullable(text()),
                "`cursor` of the next page; null on the last",
            ),
        ),
    ])
}

/// The same schema with a description.
pub fn described(mut schema: Value, description: impl Into<String>) -> Value {
    if let Value::Object(map) = &mut schema {
        map.insert("description".to_owned(), Value::String(description.into()));
    }
    schema
}

/// An object of an answer: every field is always there.
pub fn answer(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let fields: Vec<_> = fields.into_iter().collect();
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let required = json!(names);
    let mut schema = request(fields, &[]);
    schema["required"] = required;
    schema
}

/// An object of a request: only `required` fields must be there, others than `fields` must not.
pub fn request(
    fields: impl IntoIterator<Item = (&'static str, Value)>,
    required: &[&str],
) -> Value {
    let properties: serde_json::Map<String, Value> = fields
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
