//! Schemas of devices and their limits.

use serde_json::{Value, json};

use crate::domain::rule::{LimitScope, Rule};

use super::super::devices::MAX_TEXT_CHARS;
use super::{
    Named, answer, described, device_id, device_status, named, nullable, request, text, time,
};

pub(super) fn components(rules: &[Rule]) -> Vec<Named> {
    vec![
        ("Device", device()),
        ("NewDevice", new_device()),
        ("DeviceChange", device_change()),
        ("RegisteredDevice", registered_device()),
        ("Token", answer([("token", token())])),
        ("Thresholds", thresholds(rules)),
        ("ThresholdChange", threshold_change(rules)),
    ]
}

fn short_text() -> Value {
    nullable(json!({ "type": "string", "maxLength": MAX_TEXT_CHARS }))
}

fn token() -> Value {
    described(text(), "The secret of the device, shown only here")
}

fn device() -> Value {
    let about = [
        ("id", device_id()),
        ("name", short_text()),
        ("location", short_text()),
        ("status", device_status()),
        (
            "lastSeen",
            described(nullable(time()), "When its last message arrived"),
        ),
        (
            "enabled",
            json!({ "type": "boolean", "description": "Whether it may connect and send" }),
        ),
        ("alertThreshold", named("Thresholds")),
        (
            "position",
            described(nullable(named("Fix")), "Where it was last, and when"),
        ),
        (
            "allowedZone",
            described(nullable(named("Zone")), "The zone that it may move in"),
        ),
    ];
    answer(about)
}

fn new_device() -> Value {
    let fields = [
        ("id", device_id()),
        ("name", short_text()),
        ("location", short_text()),
    ];
    request(fields, &["id"])
}

fn device_change() -> Value {
    let fields = [
        ("name", short_text()),
        ("location", short_text()),
        ("enabled", json!({ "type": "boolean" })),
    ];
    request(fields, &[])
}

fn registered_device() -> Value {
    answer([("device", named("Device")), ("token", token())])
}

fn limit(rule: &Rule) -> Value {
    let what = rule.condition.as_str();
    let metric = rule.metric.map_or("device", |metric| metric.row().label);
    let description = format!("{metric}, {what}; raises `{}`", rule.alert_type);
    described(nullable(json!({ "type": "number" })), description)
}

fn limits<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<(&'static str, Value)> {
    rules
        .flat_map(|rule| rule.limits.iter().map(|entry| (entry.key, limit(rule))))
        .collect()
}

fn thresholds(rules: &[Rule]) -> Value {
    let schema = answer(limits(rules.iter()));
    described(schema, "The limits that apply; null where a rule is silent")
}

fn threshold_change(rules: &[Rule]) -> Value {
    let settable = rules.iter().filter(|rule| rule.scope != LimitScope::Fixed);
    described(
        request(limits(settable), &[]),
        "A number sets a limit, null returns to its default",
    )
}
