//! The laws of edits: they lead from any specification to any other, and back.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use serde_json::{Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, apply, difference, empty_spec};
use specgen_spec::fact::{Fact, edits_from};

/// Statements that touch every section; any of them may stand beside any other.
fn pool() -> Vec<Value> {
    let mut pool = vec![
        json!({"facet": "position", "value": true}),
        json!({"facet": "scale", "interval_s": 10, "interval_max_s": 20}),
        json!({"facet": "scale", "devices": 500}),
        json!({"facet": "device_auth", "value": "none"}),
        json!({"facet": "broker", "protocol": "mqtt", "port": 8883, "tls": true}),
        json!({"facet": "broker", "protocol": "http"}),
        json!({"facet": "topic", "value": "a/{device}/b"}),
        json!({"facet": "topic", "value": "a/{device}/alarms"}),
        json!({"facet": "storage", "value": "sqlite", "asked": "mongodb"}),
        json!({"facet": "storage", "value": "postgres"}),
        json!({"facet": "retention", "level": "raw", "value": "90d"}),
        json!({"facet": "retention", "level": "15min", "value": "2y"}),
        json!({"facet": "retention", "level": "day", "value": null}),
        json!({"facet": "aggregate", "value": "hour", "functions": ["avg", "max"]}),
        json!({"facet": "aggregate", "value": "day", "metrics": ["humidity", "ph"]}),
        json!({"facet": "aggregate", "value": "none"}),
        json!({"facet": "notify", "value": "email", "to": ["role:admin"]}),
        json!({"facet": "notify", "value": "sms"}),
        json!({"facet": "command", "value": "lock", "topic": "a/{device}/do"}),
        json!({"facet": "command", "value": "unlock"}),
        json!({"facet": "user_auth", "method": "jwt"}),
        json!({"facet": "role", "value": "support", "only": "export data"}),
        json!({"facet": "role", "value": "admin", "only": "change alert limits"}),
        json!({"facet": "realtime", "value": "websocket"}),
        json!({"facet": "realtime", "value": "sse"}),
        json!({"facet": "dashboard", "value": false}),
        json!({"facet": "endpoint", "method": "GET", "path": "/api/v1.2/x/{id}"}),
        json!({"facet": "endpoint", "method": "POST", "path": "/api/v1.2/x"}),
        json!({"facet": "capability", "value": "validation"}),
        json!({"facet": "capability", "value": "stats", "scope": "room"}),
        json!({"facet": "capability", "value": "pagination", "style": "offset"}),
        json!({"facet": "capability", "value": "filtering", "by": ["a", "b"]}),
        json!({"facet": "capability", "value": "rooms"}),
        json!({"facet": "nfr", "value": "lorawan"}),
        json!({"facet": "nfr", "value": "cold_start", "amount": "5s"}),
        json!({"facet": "nfr", "value": "ota"}),
        json!({"facet": "field", "name": "depth", "on": "device", "format": "decimal"}),
        json!({"facet": "field", "name": "note", "on": "payload"}),
        json!({"facet": "field", "name": "ts", "on": "payload", "format": "epoch_s"}),
        json!({"facet": "label", "name": "tank", "on": "device"}),
        json!({"facet": "architecture", "value": "hexagonal"}),
        json!({"facet": "tests", "value": "load", "scope": "ingest"}),
        json!({"facet": "docs", "value": "wot"}),
        json!({"facet": "entity", "name": "book", "fields": ["title", "isbn"]}),
        json!({"facet": "business_rule", "entity": "loan", "rule": "overdue by 2 days", "notify": "email"}),
        json!({"facet": "stack", "value": "nodejs"}),
        json!({"facet": "notify", "value": "a pigeon"}),
    ];
    for metric in ["temperature", "humidity", "ph", "co2"] {
        pool.push(json!({"facet": "metric", "name": metric, "min": 0, "max": 90}));
        for (op, value) in [
            ("gt", json!(28.5)),
            ("lte", json!(null)),
            ("gt", json!("90% of depth")),
        ] {
            pool.push(
                json!({"facet": "alert", "kind": "threshold", "metric": metric, "op": op,
                "value": value, "for_s": 60, "severity": "critical"}),
            );
        }
    }
    for alert in [
        json!({"kind": "range", "metric": "ph", "min": 6, "max": null}),
        json!({"kind": "state", "metric": "door", "value": "open", "action": "lock"}),
        json!({"kind": "offline", "for_s": 120}),
        json!({"kind": "geofence", "event": "exit", "radius_m": 30}),
        json!({"kind": "composite", "logic": "or", "terms": [
            {"metric": "temperature", "op": "gt", "value": 38}, {"metric": "ph", "op": "lt", "value": 6}]}),
        json!({"kind": "escalation", "for_s": 900}),
    ] {
        let mut alert = alert;
        alert["facet"] = json!("alert");
        pool.push(alert);
    }
    pool
}

fn built(statements: &[Value]) -> Spec {
    let facts: Vec<Fact> = statements
        .iter()
        .enumerate()
        .map(|(at, statement)| {
            let mut fact = statement.clone();
            fact["start"] = json!(at);
            fact["end"] = json!(at + 1);
            serde_json::from_value(fact).expect("a fact")
        })
        .collect();
    let base = empty_spec("plant".parse().expect("a name"));
    let edits = edits_from(&facts, &base).edits;
    apply(&base, &edits).expect("edits that fit").spec
}

/// A specification from some statements, in any order.
fn any_spec() -> impl Strategy<Value = Spec> {
    proptest::sample::subsequence(pool(), 0..40)
        .prop_shuffle()
        .prop_map(|statements| built(&statements))
}

/// The entries that can be renamed, removed or moved.
fn entries(spec: &Spec) -> Vec<String> {
    let whole = serde_json::to_value(spec).expect("printable");
    let mut found = Vec::new();
    for section in [
        "metrics",
        "alerts",
        "channels",
        "commands",
        "topics",
        "resources",
        "rollups",
    ] {
        let map = whole.get(section).and_then(Value::as_object);
        found.extend(
            map.into_iter()
                .flatten()
                .map(|(name, _)| format!("{section}.{name}")),
        );
    }
    found
}

fn path(text: &str) -> specgen_spec::edit::Path {
    text.parse().expect("an address")
}

/// One edit of one of the entries: it may fit or not.
fn any_edit(spec: &Spec) -> impl Strategy<Value = Edit> + use<> {
    let mut entries = entries(spec);
    entries.push("metrics.nothing".to_owned());
    (proptest::sample::select(entries), 0..7, any::<bool>()).prop_map(|(entry, what, cascade)| {
        let path = path(&entry);
        match what {
            0 => Edit::Remove { path, cascade },
            1 => Edit::Rename {
                path,
                to: "renamed".parse().expect("a name"),
            },
            2 => Edit::Move { path, at: 0 },
            3 => Edit::Set {
                path: path.join(&"label"),
                to: json!("A label"),
            },
            4 => Edit::Clear {
                path: path.join(&"range"),
            },
            5 => Edit::Set {
                path: path.join(&"when"),
                to: json!({"offline": {"after": "5min"}}),
            },
            _ => Edit::Include {
                list: path.join(&"notify"),
                item: json!("email"),
                at: None,
            },
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_difference_leads_from_any_specification_to_any_other(from in any_spec(), to in any_spec()) {
        let applied = apply(&from, &difference(&from, &to)).expect("edits that fit");
        prop_assert_eq!(&applied.spec, &to);
        let back = apply(&to, &applied.inverse).expect("an inverse that fits");
        prop_assert_eq!(back.spec, from);
    }

    #[test]
    fn an_edit_and_its_inverse_leave_values_and_order_as_they_were(
        (spec, edits) in any_spec().prop_flat_map(|spec| {
            let edits = proptest::collection::vec(any_edit(&spec), 1..4);
            (Just(spec), edits)
        })
    ) {
        match apply(&spec, &edits) {
            Ok(applied) => {
                let back = apply(&applied.spec, &applied.inverse).expect("an inverse that fits");
                prop_assert_eq!(&back.spec, &spec);
                prop_assert_eq!(applied.inverse.is_empty(), applied.spec == spec);
            }
            Err(refusals) => {
                prop_assert!(!refusals.is_empty());
                for refusal in refusals {
                    prop_assert!(!refusal.what.is_empty() && !refusal.next.is_empty());
                }
            }
        }
    }

    #[test]
    fn edits_read_as_they_print(from in any_spec(), to in any_spec()) {
        let edits = difference(&from, &to);
        let printed = serde_json::to_string(&edits).expect("printable");
        let read: Vec<Edit> = serde_json::from_str(&printed).expect("edits");
        prop_assert_eq!(read, edits);
    }

    #[test]
    fn a_specification_does_not_differ_from_itself(spec in any_spec()) {
        prop_assert_eq!(difference(&spec, &spec), vec![]);
    }
}
