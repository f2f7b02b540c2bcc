//! `specgen explain`: the contract for scripts, and what a person sees.

use serde_json::{Value, json};

use crate::support::{SEED, TestEnvironment};

fn explained(text: &str) -> Value {
    let place = TestEnvironment::new();
    let before = place.snapshot();
    let ran = place.run_with_input(&["explain", "--json", "-"], text.as_bytes());
    assert_eq!(place.snapshot(), before, "explain writes nothing");
    ran.exits(0).json()
}

/// Returns the facts of a facet without where they come from.
fn facts(answer: &Value, facet: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for one in answer["facts"].as_array().unwrap() {
        if one["facet"] == facet {
            let mut keys = one.as_object().unwrap().clone();
            for key in ["facet", "origin", "start", "end", "assumed"] {
                keys.remove(key);
            }
            found.push(Value::Object(keys));
        }
    }
    found
}

#[test]
fn the_seed_prompt_is_read_as_the_contract_says() {
    let answer = explained(SEED);
    let expected = [
        (
            "metric",
            json!([{"name": "temperature", "unit": "C"}, {"name": "humidity", "unit": "%"}]),
        ),
        ("scale", json!([{"interval_s": 10, "interval_max_s": 20}])),
        ("device_auth", json!([{"value": "token"}])),
        ("broker", json!([{"protocol": "mqtt"}])),
        ("storage", json!([{"value": "sqlite", "asked": "mongodb"}])),
        ("stack", json!([{"value": "nodejs", "used": false}])),
        ("topic", json!([{"value": "sensors/{deviceId}/readings"}])),
        ("dashboard", json!([{"value": true}])),
        (
            "alert",
            json!([{"kind": "threshold", "metric": "temperature", "op": "gt", "value": null, "configurable": true}]),
        ),
    ];
    for (facet, facts_expected) in expected {
        assert_eq!(json!(facts(&answer, facet)), facts_expected, "{facet}");
    }
    assert_eq!(answer["not_understood"], json!([]));
    assert_eq!(answer["engine"], "embedded");
    let asked: Vec<&Value> = answer["substitutions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["asked"])
        .collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(!answer["questions"].as_array().unwrap().is_empty());
}

#[test]
fn every_span_covers_the_words_it_names() {
    let answer = explained(SEED);
    let spans: Vec<&str> = answer["facts"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|fact| {
            let start = usize::try_from(fact["start"].as_u64()?).ok()?;
            let end = usize::try_from(fact["end"].as_u64()?).ok()?;
            Some(SEED.get(start..end).unwrap())
        })
        .collect();
    assert!(spans.len() >= 8, "{spans:?}");
    assert!(spans.contains(&"temperature"), "{spans:?}");
    assert!(spans.contains(&"MQTT"), "{spans:?}");
}

#[test]
fn a_phrase_that_is_not_understood_is_quoted_at_its_place() {
    let text = "Record the temperature of every tank. Frobnicate the gizmo twice.";
    let answer = explained(text);
    let gaps = answer["not_understood"].as_array().unwrap();
    assert!(!gaps.is_empty());
    for gap in gaps {
        let start = usize::try_from(gap["start"].as_u64().unwrap()).unwrap();
        let end = usize::try_from(gap["end"].as_u64().unwrap()).unwrap();
        assert_eq!(gap["text"], text[start..end]);
    }
    let ran = TestEnvironment::new().run(&["explain", text]).exits(0);
    ran.says("^^^");
    ran.says("metric temperature");
}

#[test]
fn an_empty_text_gets_an_answer_and_a_question() {
    let answer = explained("");
    assert_eq!(facts(&answer, "domain"), [json!({"value": "none"})]);
    assert!(!answer["questions"].as_array().unwrap().is_empty());
}
