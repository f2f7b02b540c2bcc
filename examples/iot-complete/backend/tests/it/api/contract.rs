//! Holds answers against the OpenAPI document: known status, known media type, body that fits its schema.

use std::sync::LazyLock;

use backend::api::openapi_document;
use backend::rules::RULES;
use serde_json::Value;

use super::client::{Answer, Ask};

/// The document.
pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&openapi_document(RULES)).unwrap());

/// The operation that a request asks for.
fn operation(ask: &Ask) -> Option<&'static Value> {
    let asked = ask.bare_path();
    let paths = DOCUMENT["paths"].as_object().unwrap();
    // A path without parameters goes before one with, as in the router.
    let exact = paths.get(&asked);
    let item = exact.or_else(|| {
        let mut fitting = paths.iter().filter(|(path, _)| fits(path, &asked));
        fitting.next().map(|(_, item)| item)
    });
    item?.get(ask.method())
}

fn fits(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(known, given)| known.starts_with('{') || known == given)
}

/// Panics when the answer is not one that the document promises.
pub fn check(ask: &Ask, answer: &Answer) {
    let what = format!("{} {} -> {}", ask.method(), ask.bare_path(), answer.status);
    let Some(operation) = operation(ask) else {
        assert!(
            matches!(answer.status, 404 | 405),
            "{what} is not documented"
        );
        return;
    };
    let promised = &operation["responses"][answer.status.to_string()];
    assert!(
        promised.is_object(),
        "{what} is not documented: {}",
        answer.text
    );
    let Some(content) = promised["content"].as_object() else {
        assert_eq!(answer.text, "", "{what} has no body");
        return;
    };
    let media_type = answer.header("content-type");
    let schema = content.get(media_type).map(|content| &content["schema"]);
    let schema = schema.unwrap_or_else(|| panic!("{what}: `{media_type}` is not documented"));
    if media_type.ends_with("json") {
        let faults = faults(schema, &answer.json(), "");
        assert!(faults.is_empty(), "{what}: {faults:#?}\n{}", answer.text);
    }
}

/// What does not fit, each with its place. Knows as much of JSON Schema as the document uses.
pub fn faults(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').unwrap();
        let target = DOCUMENT.pointer(pointer);
        return faults(target.expect(reference), value, place);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let tried: Vec<_> = choices
            .iter()
            .map(|choice| faults(choice, value, place))
            .collect();
        return if tried.iter().any(Vec::is_empty) {
            Vec::new()
        } else {
            tried.concat()
        };
    }
    let mut found = Vec::new();
    if let Some(kind) = schema["type"].as_str()
        && !is_a(kind, value)
    {
        found.push(format!("{place}: {value} is no {kind}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{place}: {value} is none of {words:?}"));
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), value.as_f64())
        && number < least
    {
        found.push(format!("{place}: {number} is less than {least}"));
    }
    if let Some(items) = value.as_array() {
        for (index, item) in items.iter().enumerate() {
            found.extend(faults(&schema["items"], item, &format!("{place}/{index}")));
        }
    }
    found.extend(faults_of_object(schema, value, place));
    found
}

fn faults_of_object(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let (Some(fields), Some(known)) = (value.as_object(), schema["properties"].as_object()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for name in schema["required"].as_array().into_iter().flatten() {
        if !fields.contains_key(name.as_str().unwrap()) {
            found.push(format!("{place}: {name} is missing"));
        }
    }
    for (name, field) in fields {
        match known.get(name) {
            Some(schema) => found.extend(faults(schema, field, &format!("{place}/{name}"))),
            None if schema["additionalProperties"] == Value::Bool(false) => {
                found.push(format!("{place}: `{name}` is not documented"));
            }
            None => {}
        }
    }
    found
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the document uses the type `{other}`"),
    }
}
