//! The seed: its facts give its specification, and the specification gives its facts.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use serde_json::{Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{apply, empty_spec};
use specgen_spec::fact::{Fact, edits_from, facts};

const SEED: &str = r#"
specgen: 1
name: iot_backend
devices: {auth: token}
metrics: {temperature: {unit: C}, humidity: {unit: "%"}}
ingest: {interval: 10s..20s, transports: {mqtt: {}}}
alerts:
  temperature_high:
    when: {threshold: {metric: temperature, above: null}}
    limits: per_device
storage: {engine: sqlite, asked: mongodb}
api: {offers: [validation, readings_query]}
asked: [nodejs]
"#;

fn seed_facts() -> Vec<Fact> {
    let facts = json!([
        {"facet": "metric", "name": "temperature", "unit": "C", "assumed": ["unit"], "origin": "prompt", "start": 37, "end": 48},
        {"facet": "metric", "name": "humidity", "unit": "%", "assumed": ["unit"], "origin": "prompt", "start": 53, "end": 61},
        {"facet": "scale", "interval_s": 10, "interval_max_s": 20, "origin": "prompt", "start": 109, "end": 128},
        {"facet": "capability", "value": "readings_query", "origin": "prompt", "start": 218, "end": 255},
        {"facet": "capability", "value": "validation", "origin": "prompt", "start": 164, "end": 177},
        {"facet": "device_auth", "value": "token", "assumed": ["value"], "origin": "prompt", "start": 187, "end": 208},
        {"facet": "alert", "kind": "threshold", "metric": "temperature", "op": "gt", "value": null, "configurable": true, "origin": "prompt", "start": 262, "end": 303},
        {"facet": "broker", "protocol": "mqtt", "origin": "prompt", "start": 319, "end": 323},
        {"facet": "storage", "value": "sqlite", "asked": "mongodb", "assumed": ["value"], "origin": "prompt", "start": 326, "end": 333},
        {"facet": "stack", "value": "nodejs", "used": false, "origin": "prompt", "start": 309, "end": 316},
        {"facet": "capability", "value": "health", "origin": "default"},
        {"facet": "topic", "value": "sensors/{deviceId}/readings", "origin": "default"},
        {"facet": "dashboard", "value": true, "origin": "default"}
    ]);
    serde_json::from_value(facts).expect("facts")
}

fn sorted(facts: &[Fact]) -> Vec<String> {
    let print = |fact: &Fact| {
        let value: Value = serde_json::to_value(fact).expect("printable");
        let map = value.as_object().expect("a map").clone();
        let sorted: std::collections::BTreeMap<String, Value> = map.into_iter().collect();
        format!("{sorted:?}")
    };
    let mut lines: Vec<String> = facts.iter().map(print).collect();
    lines.sort();
    lines
}

#[test]
fn the_seed_facts_give_the_seed_and_it_gives_them_back() {
    let base = empty_spec("iot_backend".parse().expect("a name"));
    let asked = edits_from(&seed_facts(), &base);
    assert!(asked.unheld.is_empty());
    let spec = apply(&base, &asked.edits).expect("edits that fit").spec;
    let seed: Spec = serde_saphyr::from_str(SEED).expect("the seed");
    assert_eq!(spec, seed);
    assert_eq!(sorted(&facts(&spec, &asked.origins)), sorted(&seed_facts()));
}

#[test]
fn a_value_changed_by_hand_is_the_users_own() {
    let base = empty_spec("iot_backend".parse().expect("a name"));
    let asked = edits_from(&seed_facts(), &base);
    let text = SEED.replace("unit: C", "unit: F");
    let edited: Spec = serde_saphyr::from_str(&text).expect("the edited seed");
    let listed = facts(&edited, &asked.origins);
    let of = |name: &str| {
        listed
            .iter()
            .find(|fact| fact.text("name") == Some(name))
            .expect("the metric")
            .clone()
    };
    assert_eq!(of("temperature").text("unit"), Some("F"));
    assert!(of("temperature").assumed.is_empty());
    assert_eq!(of("humidity").assumed, ["unit"]);
}

#[test]
fn origins_read_as_they_print() {
    let base = empty_spec("iot_backend".parse().expect("a name"));
    let origins = edits_from(&seed_facts(), &base).origins;
    let printed = serde_json::to_string(&origins).expect("printable");
    assert!(printed.contains(r#""metrics.temperature.unit":{"origin":"prompt","value":"C","assumed":true,"start":37,"end":48}"#), "{printed}");
    let read: specgen_spec::origin::Origins = serde_json::from_str(&printed).expect("origins");
    assert_eq!(read, origins);
}

#[test]
fn stating_the_seed_twice_changes_nothing() {
    let base = empty_spec("iot_backend".parse().expect("a name"));
    let first = edits_from(&seed_facts(), &base);
    let spec = apply(&base, &first.edits).expect("edits that fit").spec;
    assert_eq!(edits_from(&seed_facts(), &spec).edits, []);
}
