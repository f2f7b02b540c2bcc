//! The JSON Schema of `spec.yaml`, for editors and for models that propose specifications.

use serde_json::{Map, Value, json};

use crate::Spec;
use crate::yaml::FORMAT;

/// Returns the JSON Schema (draft 2020-12) of the format that this specgen reads.
///
/// Keys, words and descriptions are those of the types, so it cannot differ from what is read.
pub fn json_schema() -> Value {
    let schema = schemars::schema_for!(Spec).to_value();
    let mut whole = Map::new();
    whole.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    whole.insert(
        "$id".to_owned(),
        json!(format!("urn:specgen:spec:{FORMAT}")),
    );
    if let Value::Object(rest) = schema {
        for (key, value) in rest {
            whole.entry(key).or_insert(value);
        }
    }
    if let Some(version) = whole
        .get_mut("properties")
        .and_then(|properties| properties.get_mut("specgen"))
        .and_then(Value::as_object_mut)
    {
        version.insert("const".to_owned(), json!(FORMAT));
    }
    whole.insert("title".to_owned(), json!("Specification of an IoT backend"));
    Value::Object(whole)
}
