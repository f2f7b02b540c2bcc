//! The OpenAPI document: committed as the program makes it, and sound in itself.

use std::collections::BTreeSet;
use std::path::Path;

use backend::api::openapi_document;
use backend::rules::RULES;
use serde_json::Value;

use super::client::Ask;
use super::contract::{DOCUMENT, faults};
use super::rig::Rig;
use crate::ingest::metrics::all_usual;

#[test]
fn docs__openapi__is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == openapi_document(RULES),
        "docs/openapi.json is stale; run `cargo run -- openapi > docs/openapi.json`"
    );
}

#[tokio::test]
async fn the_served_document_is_the_same() {
    let rig = Rig::start().await;
    let served = rig.ask(Ask::get("/openapi.json")).await;
    assert_eq!(served.text, openapi_document(RULES));
}

#[test]
fn operations_have_names_of_their_own() {
    let mut names = BTreeSet::new();
    for item in DOCUMENT["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "{name} is there twice");
            assert_ne!(operation["summary"], "", "{name}");
            assert_ne!(operation["tags"][0], "", "{name}");
            assert_ne!(operation["responses"], serde_json::json!({}), "{name}");
        }
    }
}

fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str));
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_schema_is_there_and_used() {
    let mut used = BTreeSet::new();
    references(&DOCUMENT, &mut used);
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let known: BTreeSet<String> = schemas
        .keys()
        .map(|name| format!("#/components/schemas/{name}"))
        .collect();
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    assert_eq!(used, known);
}

#[test]
fn the_schema_of_readings_takes_what_the_tests_send() {
    let schema = &DOCUMENT["components"]["schemas"]["NewReading"];
    assert_eq!(faults(schema, &all_usual(), ""), Vec::<String>::new());
}

/// Routes come only from the list of operations, and from the files of the dashboard; both know what they serve.
#[test]
fn no_route_bypasses_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api");
    let parts = std::fs::read_to_string(folder.join("mod.rs")).unwrap();
    let parts = parts.lines().filter_map(|line| {
        let name = line.strip_prefix("mod ")?.strip_suffix(';')?;
        Some(format!("{name}.rs"))
    });
    let with_routes: BTreeSet<String> = parts
        .filter(|file| {
            let text = std::fs::read_to_string(folder.join(file));
            text.is_ok_and(|text| text.contains(".route("))
        })
        .collect();
    let expected = ["assets.rs", "operation.rs"].map(str::to_owned);
    assert_eq!(with_routes, BTreeSet::from(expected));
}
