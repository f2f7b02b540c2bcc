//! What facts make is a valid specification, whatever the kind of backend.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use serde_json::{Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{apply, empty_spec};
use specgen_spec::fact::{Fact, Origin, edits_from, facts};
use specgen_spec::model::{Condition, DevicePlace};
use specgen_spec::validate::validate;

fn built(statements: &Value) -> (Spec, Vec<Fact>) {
    let given: Vec<Fact> = serde_json::from_value(statements.clone()).expect("facts");
    let base = empty_spec("plant".parse().expect("a name"));
    let asked = edits_from(&given, &base);
    let spec = apply(&base, &asked.edits).expect("edits that fit").spec;
    let listed = facts(&spec, &asked.origins);
    (spec, listed)
}

fn faults(spec: &Spec) -> Vec<String> {
    let found = validate(spec, None).err();
    let text = |found: &specgen_diag::Diagnostic| found.message.clone();
    found
        .iter()
        .flat_map(|all| all.0.iter().map(text))
        .collect()
}

#[test]
fn a_plant_with_everything_is_valid() {
    let (spec, _) = built(&json!([
        {"facet": "metric", "name": "temperature", "unit": "C", "start": 0, "end": 1},
        {"facet": "metric", "name": "ph", "start": 2, "end": 3},
        {"facet": "metric", "name": "fall", "unit": "bool", "start": 4, "end": 5},
        {"facet": "position", "value": true},
        {"facet": "topic", "value": "plant/{device}/values"},
        {"facet": "broker", "protocol": "mqtt", "port": 8883, "tls": true},
        {"facet": "alert", "kind": "threshold", "metric": "temperature", "op": "gt", "value": 45, "severity": "info"},
        {"facet": "alert", "kind": "threshold", "metric": "temperature", "op": "gt", "value": 60, "severity": "critical", "hysteresis": 3},
        {"facet": "alert", "kind": "range", "metric": "ph", "op": "outside", "min": 7.8, "max": 8.4},
        {"facet": "alert", "kind": "range", "metric": "temperature", "op": "outside", "min": null, "max": null},
        {"facet": "alert", "kind": "state", "metric": "fall", "op": "eq", "value": true},
        {"facet": "alert", "kind": "offline", "for_s": 120},
        {"facet": "alert", "kind": "geofence", "event": "exit", "area": "harbour"},
        {"facet": "alert", "kind": "escalation", "for_s": 900},
        {"facet": "notify", "value": "email"},
        {"facet": "storage", "value": "sqlite", "asked": "mysql"},
        {"facet": "retention", "level": "raw", "value": "10d"},
        {"facet": "retention", "level": "1min", "value": "6mo"},
        {"facet": "aggregate", "value": "hour", "functions": ["avg"]},
        {"facet": "role", "value": "admin", "only": "change alert limits"},
        {"facet": "dashboard", "value": true},
        {"facet": "scale", "devices": 72, "interval_s": 5}
    ]));
    assert_eq!(faults(&spec), [] as [String; 0]);
    assert_eq!(spec.alerts.len(), 8);
    let passed_on = spec.alerts.get("escalation").expect("the escalation");
    let Condition::Escalation(rule) = &passed_on.when else {
        unreachable!("an escalation");
    };
    assert_eq!(rule.of.len(), 7);
    let severe = spec
        .alerts
        .get("temperature_high_critical")
        .expect("its own name");
    assert_eq!(severe.notify, ["email"]);
}

#[test]
fn a_backend_that_is_no_telemetry_holds_no_telemetry() {
    let (spec, listed) = built(&json!([
        {"facet": "domain", "value": "crud"},
        {"facet": "entity", "name": "book", "fields": ["title", "author", "isbn"]},
        {"facet": "entity", "name": "loan", "fields": ["due_date"]},
        {"facet": "business_rule", "entity": "loan", "rule": "overdue by 2 days", "notify": "email"},
        {"facet": "capability", "value": "crud"},
        {"facet": "capability", "value": "search", "by": ["title"]},
        {"facet": "storage", "value": "sqlite", "asked": "postgres"}
    ]));
    assert_eq!(faults(&spec), [] as [String; 0]);
    assert!(
        listed.iter().all(|fact| fact.origin != Origin::Default),
        "{listed:#?}"
    );
    assert_eq!(listed.len(), 7, "{listed:#?}");
}

#[test]
fn an_empty_text_is_a_specification_too() {
    let (spec, listed) = built(&json!([{"facet": "domain", "value": "none"}]));
    assert_eq!(faults(&spec), [] as [String; 0]);
    assert_eq!(listed.len(), 1);
}

/// A topic with several placeholders is as common as one with a single one.
#[test]
fn one_of_several_placeholders_is_the_device() {
    for (pattern, word) in [
        ("plants/{site}/tanks/{tankId}/state", "tankId"),
        ("farm/{device}/{block}/data", "device"),
        ("house/{floor}/{room}", "room"),
    ] {
        let (spec, _) = built(&json!([
            {"facet": "metric", "name": "temperature", "origin": "prompt"},
            {"facet": "topic", "value": pattern, "origin": "prompt"},
        ]));
        assert_eq!(faults(&spec), [""; 0], "{pattern}");
        let ingest = spec.ingest.expect("a payload");
        let payload = ingest.payloads.values().next().expect("a payload");
        let said = Some(DevicePlace::Topic(word.to_owned()));
        assert_eq!(payload.device, said, "{pattern}");
    }
}
