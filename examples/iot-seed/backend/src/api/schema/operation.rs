//! Schemas of what operators and clients ask: errors, dead letters, catalogue, sessions, health.

use serde_json::{Value, json};

use crate::domain::access::Role;

use super::{
    Named, answer, array_of, count, described, integer, named, nullable, object, request, text,
    time, words,
};

pub(super) fn components() -> Vec<Named> {
    vec![
        ("Problem", problem()),
        ("Fault", fault()),
        ("DeadLetter", dead_letter()),
        ("Catalog", catalog()),
        ("Login", request([("key", text())], &["key"])),
        ("Session", session()),
        ("Health", answer([("status", passing())])),
        ("Readiness", readiness()),
    ]
}

fn passing() -> Value {
    words(&["pass", "fail"])
}

fn problem() -> Value {
    let mut schema = answer([
        ("type", text()),
        ("title", text()),
        ("status", json!({ "type": "integer" })),
        ("detail", described(text(), "What happened, for people")),
        ("instance", described(text(), "The path that was asked")),
        ("errors", array_of(named("Fault"))),
    ]);
    for (name, meaning) in [
        ("stored", "Readings of the same body that are stored now"),
        (
            "duplicates",
            "Readings of the same body that were stored before",
        ),
    ] {
        schema["properties"][name] = described(count(), meaning);
    }
    described(schema, "What went wrong (RFC 9457)")
}

fn fault() -> Value {
    answer([
        (
            "pointer",
            described(
                text(),
                "A JSON pointer into the body, or `?name` for a parameter",
            ),
        ),
        ("code", text()),
        ("message", text()),
    ])
}

fn dead_letter() -> Value {
    answer([
        ("id", integer()),
        ("receivedAt", time()),
        ("deviceId", nullable(text())),
        ("transport", text()),
        ("reason", text()),
        ("message", text()),
        (
            "payload",
            described(text(), "The beginning of what was sent"),
        ),
    ])
}

fn catalog() -> Value {
    answer([
        ("name", text()),
        ("summary", text()),
        ("noun", text()),
        ("nounPlural", text()),
        ("expectedIntervalMs", count()),
        ("mqtt", object()),
        ("metrics", array_of(object())),
        ("rules", array_of(object())),
    ])
}

fn session() -> Value {
    let roles = [Role::Viewer, Role::Admin].map(Role::as_str);
    answer([("name", text()), ("role", words(&roles))])
}

fn readiness() -> Value {
    answer([
        ("status", passing()),
        ("database", passing()),
        ("broker", passing()),
        ("lastCommitAt", nullable(time())),
        ("queueDepth", count()),
        ("queueLimit", count()),
    ])
}
