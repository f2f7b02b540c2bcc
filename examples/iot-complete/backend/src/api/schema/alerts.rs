//! Schemas of alerts.

use serde_json::{Value, json};

use crate::domain::METRICS;

use super::{
    Named, alert_status, answer, described, device_id, integer, named, nullable, request, severity,
    text, time, words,
};

pub(super) fn components() -> Vec<Named> {
    vec![("Alert", alert()), ("NewAlert", new_alert())]
}

fn number() -> Value {
    nullable(json!({ "type": "number" }))
}

fn alert() -> Value {
    let keys: Vec<&str> = METRICS.iter().map(|row| row.key).collect();
    answer([
        ("id", integer()),
        ("deviceId", device_id()),
        (
            "rule",
            described(text(), "Name of the rule; `manual` when raised by hand"),
        ),
        ("type", text()),
        ("severity", severity()),
        ("status", alert_status()),
        ("raisedAt", time()),
        ("clearedAt", nullable(time())),
        ("acknowledgedAt", nullable(time())),
        ("acknowledgedBy", nullable(text())),
        ("metric", nullable(words(&keys))),
        ("value", described(number(), "The value that raised it")),
        (
            "limit",
            described(number(), "The limit that the value passed"),
        ),
        ("message", text()),
        (
            "reading",
            described(nullable(named("Reading")), "The reading that raised it"),
        ),
    ])
}

fn new_alert() -> Value {
    let fields = [
        ("deviceId", device_id()),
        ("type", json!({ "type": "string", "maxLength": 64 })),
        ("message", json!({ "type": "string", "maxLength": 500 })),
        (
            "severity",
            described(severity(), "`warning` when not given"),
        ),
    ];
    request(fields, &["deviceId", "type", "message"])
}
