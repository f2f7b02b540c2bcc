//! The JSON Schema: complete, closed, described, and true to what is read.

use serde_json::Value;
use specgen_spec::schema::json_schema;
use specgen_spec::yaml::read;

/// Calls `see` with each object of the schema and the path to it.
fn walk(value: &Value, path: &str, see: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            see(path, map);
            for (key, inner) in map {
                walk(inner, &format!("{path}/{key}"), see);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                walk(inner, &format!("{path}/{at}"), see);
            }
        }
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let schema = json_schema();
    let mut seen = 0;
    walk(&schema, "", &mut |path, map| {
        if let Some(Value::String(target)) = map.get("$ref") {
            let pointer = target.strip_prefix('#').expect("a local reference");
            assert!(schema.pointer(pointer).is_some(), "{path}: {target}");
            seen += 1;
        }
    });
    assert!(seen > 50, "{seen}");
}

#[test]
fn every_key_is_described_and_nothing_else_is_allowed() {
    let schema = json_schema();
    let mut keys = 0;
    walk(&schema, "", &mut |path, map| {
        let Some(Value::Object(properties)) = map.get("properties") else {
            return;
        };
        // A kind is a map with the word as its only key; its description stands beside it.
        let kind = map.get("required").is_some() && properties.len() == 1;
        assert_eq!(
            map.get("additionalProperties"),
            Some(&Value::Bool(false)),
            "{path}"
        );
        for (key, property) in properties {
            let described = property.get("description").is_some() || kind;
            assert!(described, "{path}: {key}");
            keys += 1;
        }
    });
    assert!(keys > 150, "{keys}");
    assert_eq!(schema["$id"], "urn:specgen:spec:1");
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn the_sections_of_the_schema_are_those_that_are_read() {
    let schema = json_schema();
    let sections = schema["properties"].as_object().expect("its sections");
    for section in sections
        .keys()
        .filter(|key| !["specgen", "name"].contains(&key.as_str()))
    {
        let text = format!("specgen: 1\nname: demo\n{section}: [[]]\n");
        let found = read("spec.yaml", &text).expect_err("no value of any section");
        assert!(!found.0[0].message.contains("unknown key"), "{section}");
    }
    let found = read("spec.yaml", "specgen: 1\nname: demo\nsection: {}\n").expect_err("unknown");
    assert!(found.0[0].message.contains("unknown key"));
}
