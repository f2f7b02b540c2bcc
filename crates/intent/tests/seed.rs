//! The first prompt anybody tries, fact by fact and byte by byte.
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

use serde_json::{Value, json};
use specgen_intent::{Lexicon, read};

const SEED: &str = "Create an IoT backend for collecting temperature and humidity data from many sensors. Each device sends data every 10-20 seconds. The backend must: store readings, validate data, support device authentication, provide REST APIs for dashboard visualization, send alerts if temperature exceeds a threshold. Use Node.js + MQTT + MongoDB.";

fn reading() -> Value {
    serde_json::to_value(read(SEED, &Lexicon::embedded())).unwrap()
}

#[test]
fn seed_prompt_gives_exactly_these_facts() {
    let expected = [
        json!({"facet": "metric", "name": "temperature", "unit": "C", "assumed": ["unit"], "origin": "prompt", "start": 37, "end": 48}),
        json!({"facet": "metric", "name": "humidity", "unit": "%", "assumed": ["unit"], "origin": "prompt", "start": 53, "end": 61}),
        json!({"facet": "scale", "interval_s": 10, "interval_max_s": 20, "origin": "prompt", "start": 109, "end": 128}),
        json!({"facet": "capability", "value": "readings_query", "origin": "prompt", "start": 218, "end": 255}),
        json!({"facet": "capability", "value": "validation", "origin": "prompt", "start": 164, "end": 177}),
        json!({"facet": "device_auth", "value": "token", "assumed": ["value"], "origin": "prompt", "start": 187, "end": 208}),
        json!({"facet": "alert", "kind": "threshold", "metric": "temperature", "op": "gt", "value": null, "configurable": true, "origin": "prompt", "start": 262, "end": 303}),
        json!({"facet": "broker", "protocol": "mqtt", "origin": "prompt", "start": 319, "end": 323}),
        json!({"facet": "storage", "value": "sqlite", "asked": "mongodb", "assumed": ["value"], "origin": "prompt", "start": 326, "end": 333}),
        json!({"facet": "stack", "value": "nodejs", "used": false, "origin": "prompt", "start": 309, "end": 316}),
        json!({"facet": "capability", "value": "health", "origin": "default"}),
        json!({"facet": "topic", "value": "sensors/{deviceId}/readings", "origin": "default"}),
        json!({"facet": "dashboard", "value": true, "origin": "default"}),
    ];
    let reading = reading();
    let facts = reading["facts"].as_array().unwrap();
    for want in &expected {
        assert!(facts.contains(want), "missing {want} in {facts:#?}");
    }
    assert_eq!(facts.len(), expected.len(), "{facts:#?}");
}

#[test]
fn seed_prompt_says_what_it_decided_and_what_it_asks() {
    let reading = reading();
    assert_eq!(reading["not_understood"], json!([]));
    assert_eq!(reading["contradictions"], json!([]));
    assert_eq!(
        reading["assumptions"],
        json!([{"text": "One token per device; the prompt names no method.", "facet": "device_auth"}])
    );
    assert_eq!(
        reading["questions"],
        json!([{"text": "Above which temperature should an alert be sent?", "facet": "alert"}])
    );
    assert_eq!(
        reading["substitutions"],
        json!([
            {"asked": "Node.js", "used": "Rust", "why": "the tool writes Rust only"},
            {"asked": "MongoDB", "used": "SQLite", "why": "MongoDB is not supported; SQLite needs no server"}
        ])
    );
}
