//! Every facet and every key of a fact survives the way into a specification and back.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use serde_json::{Value, json};
use specgen_spec::edit::{apply, empty_spec};
use specgen_spec::fact::{Facet, Fact, Origin, edits_from, facts};
use specgen_spec::validate::validate;

/// Facts as a text would state them, one per line: the same ones have to come back.
fn cases() -> Vec<Value> {
    let mut cases = Vec::new();
    for group in [
        metrics(),
        alerts(),
        transports(),
        stores(),
        people(),
        others(),
    ] {
        cases.extend(group);
    }
    cases
}

fn metrics() -> Vec<Value> {
    vec![
        json!({"facet": "metric", "name": "temperature"}),
        json!({"facet": "metric", "name": "temperature", "unit": "F", "api_unit": "C"}),
        json!({"facet": "metric", "name": "energy", "unit": "kWh", "type": "counter"}),
        json!({"facet": "metric", "name": "fall", "unit": "bool", "type": "boolean"}),
        json!({"facet": "metric", "name": "door", "type": "text"}),
        json!({"facet": "metric", "name": "ph", "min": 0, "max": 14.5}),
        json!({"facet": "metric", "name": "ph", "min": -2.25}),
        json!({"facet": "position", "value": true}),
        json!({"facet": "position", "value": false}),
        json!({"facet": "scale", "interval_s": 10, "interval_max_s": 20}),
        json!({"facet": "scale", "interval_s": 0.5}),
        json!({"facet": "scale", "interval_s": null}),
        json!({"facet": "scale", "devices": 500}),
        json!({"facet": "scale", "rate_hz": 0.1}),
        json!({"facet": "field", "name": "serial_number", "on": "device", "format": "uuid"}),
        json!({"facet": "field", "name": "note", "on": "payload"}),
        json!({"facet": "field", "name": "timestamp", "on": "payload", "format": "iso8601"}),
        json!({"facet": "label", "name": "tank", "on": "device"}),
    ]
}

fn alerts() -> Vec<Value> {
    let threshold = |more: Value| {
        let mut fact = json!({"facet": "alert", "kind": "threshold", "metric": "temperature", "op": "gt", "value": 27});
        for (key, value) in more.as_object().expect("a map") {
            fact[key] = value.clone();
        }
        fact
    };
    let mut cases: Vec<Value> = ["gt", "gte", "lt", "lte", "eq"]
        .iter()
        .map(|op| threshold(json!({"op": op, "value": 28.5})))
        .collect();
    for more in [
        json!({"unit": "F"}),
        json!({"value": null, "configurable": true}),
        json!({"configurable": true}),
        json!({"value": "90% of depth"}),
        json!({"window_s": 600}),
        json!({"for_s": 900}),
        json!({"for_s": null}),
        json!({"hysteresis": 0.5}),
        json!({"clear_value": 25}),
        json!({"cooldown_s": 21600}),
        json!({"repeat_s": 1200}),
        json!({"notify_recovery": true}),
        json!({"severity": "critical"}),
        json!({"severity": "info"}),
        json!({"scope": "oven 3"}),
        json!({"scope": "all"}),
        json!({"active": "22:00-05:30"}),
        json!({"active": "mon, tue 08:00-18:00"}),
        json!({"active": "nighttime"}),
        json!({"action": "open_vent"}),
    ] {
        cases.push(threshold(more));
    }
    cases.extend([
        json!({"facet": "alert", "kind": "range", "metric": "ph", "op": "outside", "min": 7.8, "max": 8.4}),
        json!({"facet": "alert", "kind": "range", "metric": "ph", "op": "outside", "min": null, "max": null, "configurable": true}),
        json!({"facet": "alert", "kind": "range", "metric": "temperature", "op": "outside", "min": 215, "max": 260, "unit": "F", "hysteresis": 4}),
        json!({"facet": "alert", "kind": "state", "metric": "power_status", "op": "eq", "value": false}),
        json!({"facet": "alert", "kind": "state", "metric": "door", "op": "eq", "value": "open", "for_s": 60}),
        json!({"facet": "alert", "kind": "offline", "for_s": 120, "severity": "critical"}),
        json!({"facet": "alert", "kind": "offline", "for_s": null, "configurable": true}),
        json!({"facet": "alert", "kind": "offline", "metric": "ph", "for_s": 60}),
        json!({"facet": "alert", "kind": "geofence", "event": "exit", "radius_m": 6000, "area": "harbour"}),
        json!({"facet": "alert", "kind": "geofence", "event": "enter", "radius_m": 500, "shape": "circle"}),
        json!({"facet": "alert", "kind": "geofence", "event": "exit", "radius_m": null, "configurable": true}),
        json!({"facet": "alert", "kind": "geofence", "event": "dwell", "radius_m": 50, "for_s": 600}),
        json!({"facet": "alert", "kind": "rate_of_change", "metric": "temperature", "op": "gt", "value": 5, "window_s": 600}),
        json!({"facet": "alert", "kind": "rate_of_change", "metric": "water_level", "op": "lt", "value": 20, "window_s": 3600}),
        json!({"facet": "alert", "kind": "no_movement", "radius_m": 30, "for_s": 1800}),
        json!({"facet": "alert", "kind": "stuck", "metric": "ph", "for_s": 3600}),
        json!({"facet": "alert", "kind": "anomaly", "metric": "vibration"}),
        json!({"facet": "alert", "kind": "leak", "metric": "flow_rate", "active": "02:00-04:00"}),
        json!({"facet": "alert", "kind": "composite", "logic": "and", "for_s": 1800, "terms": [
            {"metric": "temperature", "op": "gt", "value": 38, "unit": "C"},
            {"metric": "soil_moisture", "op": "lt", "value": 8},
        ]}),
        json!({"facet": "alert", "kind": "composite", "logic": "or", "terms": [
            {"metric": "ph", "op": "outside", "min": 6, "max": 8},
            {"metric": "door", "op": "eq", "value": true},
        ]}),
        json!({"facet": "alert", "kind": "composite", "logic": "and", "metrics": ["temperature", "humidity"], "configurable": true}),
        json!({"facet": "alert", "kind": "composite", "logic": "count", "min": 2, "terms": [
            {"metric": "a", "op": "gt", "value": 1},
            {"metric": "b", "op": "gt", "value": 1},
            {"metric": "c", "op": "gt", "value": 1},
        ]}),
    ]);
    cases
}

fn transports() -> Vec<Value> {
    let mut cases = vec![
        json!({"facet": "broker", "protocol": "mqtt", "product": "hivemq", "port": 8883, "tls": true, "qos": 1}),
        json!({"facet": "broker", "protocol": "mqtt", "product": "mosquitto", "asked": "emqx"}),
        json!({"facet": "topic", "value": "brew/{tank}/data"}),
        json!({"facet": "topic", "value": "plant/+/values/#"}),
    ];
    for protocol in ["mqtt", "http", "websocket", "kafka", "amqp", "coap"] {
        cases.push(json!({"facet": "broker", "protocol": protocol}));
    }
    for auth in ["api_key", "token", "username_password", "x509", "none"] {
        cases.push(json!({"facet": "device_auth", "value": auth}));
    }
    cases
}

fn stores() -> Vec<Value> {
    let mut cases = vec![
        json!({"facet": "storage", "value": "postgres"}),
        json!({"facet": "storage", "value": "timescaledb"}),
        json!({"facet": "storage", "value": "sqlite", "asked": "mongodb"}),
        json!({"facet": "aggregate", "value": "none"}),
        json!({"facet": "aggregate", "value": "month", "functions": ["avg", "max"], "metrics": ["temperature"]}),
        json!({"facet": "retention", "level": "raw", "value": "14mo"}),
        json!({"facet": "retention", "level": "raw", "value": null}),
        json!({"facet": "retention", "level": "15min", "value": "3y"}),
        json!({"facet": "retention", "level": "hour", "value": "forever"}),
    ];
    for period in [
        "1min", "5min", "15min", "hour", "day", "week", "month", "year",
    ] {
        cases.push(json!({"facet": "aggregate", "value": period}));
    }
    cases
}

fn people() -> Vec<Value> {
    let mut cases = vec![
        json!({"facet": "role", "value": "support"}),
        json!({"facet": "role", "value": "admin", "only": "change alert limits"}),
        json!({"facet": "notify", "value": "email", "to": ["role:operator"], "retries": 5}),
        json!({"facet": "notify", "value": "webhook", "signature": "hmac_sha256"}),
        json!({"facet": "command", "value": "lock"}),
        json!({"facet": "command", "value": "fan_on", "topic": "x/{deviceId}/do"}),
        json!({"facet": "dashboard", "value": true}),
        json!({"facet": "dashboard", "value": false}),
        json!({"facet": "realtime", "value": "sse"}),
        json!({"facet": "realtime", "value": "websocket"}),
        json!({"facet": "endpoint", "method": "GET", "path": "/api/v1.2/devices/{id}"}),
    ];
    for method in ["api_key", "none", "jwt", "oidc", "cookie", "basic"] {
        cases.push(json!({"facet": "user_auth", "method": method}));
    }
    for channel in [
        "webhook",
        "email",
        "telegram",
        "slack",
        "ntfy",
        "sms",
        "phone_call",
        "whatsapp",
        "teams",
        "discord",
        "push",
        "matrix",
        "web_app",
    ] {
        cases.push(json!({"facet": "notify", "value": channel}));
    }
    cases
}

fn others() -> Vec<Value> {
    let mut cases = vec![
        json!({"facet": "capability", "value": "pagination", "style": "offset", "default": 100, "max": 500}),
        json!({"facet": "capability", "value": "filtering", "by": ["metric"]}),
        json!({"facet": "capability", "value": "sorting", "by": ["due_date"]}),
        json!({"facet": "capability", "value": "search", "by": ["title", "author"]}),
        json!({"facet": "capability", "value": "csv_export", "filters": ["device", "date_range"]}),
        json!({"facet": "capability", "value": "realtime_filter", "by": ["device"]}),
        json!({"facet": "capability", "value": "dedup", "key": "message_id"}),
        json!({"facet": "capability", "value": "rate_limit", "amount": "240/min", "scope": "ip"}),
        json!({"facet": "capability", "value": "scheduled_export", "every": "month", "at": "06:30", "via": "email"}),
        json!({"facet": "capability", "value": "stats", "scope": "per room"}),
        json!({"facet": "stack", "value": "nodejs", "used": false}),
        json!({"facet": "nfr", "value": "cold_start", "amount": "5s"}),
        json!({"facet": "nfr", "value": "availability", "amount": 99.9, "scope": "api"}),
        json!({"facet": "nfr", "value": "listen", "port": 8080}),
        json!({"facet": "nfr", "value": "lock_out", "after": 5, "on_excess": "reject"}),
        json!({"facet": "architecture", "value": "layered", "scope": "handler, service, repository"}),
        json!({"facet": "architecture", "value": "hexagonal"}),
        json!({"facet": "tests", "value": "load", "scope": "ingest"}),
        json!({"facet": "docs", "value": "wot", "about": "devices"}),
        json!({"facet": "domain", "value": "crud"}),
        json!({"facet": "domain", "value": "other"}),
        json!({"facet": "domain", "value": "none"}),
        json!({"facet": "entity", "name": "book", "fields": ["title", "author", "isbn"]}),
        json!({"facet": "entity", "name": "member", "fields": []}),
        json!({"facet": "business_rule", "entity": "loan", "rule": "overdue by 2 days", "notify": "email"}),
    ];
    for word in [
        "ingest_http",
        "bulk_ingest",
        "validation",
        "dedup",
        "readings_query",
        "latest_reading",
        "stats",
        "filtering",
        "search",
        "sorting",
        "pagination",
        "csv_export",
        "scheduled_export",
        "device_crud",
        "device_status",
        "device_groups",
        "rooms",
        "multi_tenant",
        "alerts_list",
        "alert_ack",
        "incidents",
        "rules_crud",
        "thresholds_configurable",
        "geofence_crud",
        "api_keys",
        "key_rotation",
        "rate_limit",
        "health",
        "metrics_endpoint",
        "openapi_docs",
        "realtime_filter",
        "crud",
    ] {
        let mut fact = json!({"facet": "capability", "value": word});
        if word == "scheduled_export" {
            fact["every"] = json!("day");
        }
        cases.push(fact);
    }
    for word in [
        "lorawan",
        "device_autoregistration",
        "grafana",
        "map",
        "gateways",
        "ota",
        "twin",
        "docker_compose",
        "seed_data",
        "location_in_notification",
    ] {
        cases.push(json!({"facet": "nfr", "value": word}));
    }
    cases.push(json!({"facet": "nfr", "value": "time_zone", "amount": "Europe/Berlin"}));
    cases
}

fn fact(keys: &Value) -> Fact {
    let mut with_origin = keys.clone();
    with_origin["origin"] = json!("prompt");
    serde_json::from_value(with_origin).expect("a fact")
}

/// The keys of a fact as a map whose order does not matter.
fn keys(fact: &Fact) -> Value {
    serde_json::to_value(&fact.keys).expect("printable")
}

fn stated(given: &[Fact]) -> Vec<Fact> {
    let base = empty_spec("plant".parse().expect("a name"));
    let asked = edits_from(given, &base);
    assert!(asked.unheld.is_empty(), "{given:?}: {:?}", asked.unheld);
    let applied = apply(&base, &asked.edits).expect("edits that fit");
    assert_eq!(validate(&applied.spec, None), Ok(()), "{given:?}");
    let back = apply(&applied.spec, &applied.inverse).expect("an inverse that fits");
    assert_eq!(back.spec, base);
    facts(&applied.spec, &asked.origins)
        .into_iter()
        .filter(|fact| fact.origin != Origin::Default)
        .collect()
}

#[test]
fn every_facet_and_key_comes_back_and_nothing_else() {
    for case in cases() {
        let given = fact(&case);
        let back = stated(std::slice::from_ref(&given));
        assert_eq!(back.len(), 1, "{case} became {back:#?}");
        assert_eq!(back[0].facet, given.facet);
        assert_eq!(keys(&back[0]), keys(&given), "{case}");
    }
}

#[test]
fn all_of_them_at_once_lose_nothing_that_has_a_place_of_its_own() {
    let single = [
        Facet::Domain,
        Facet::DeviceAuth,
        Facet::UserAuth,
        Facet::Dashboard,
        Facet::Architecture,
        Facet::Scale,
    ];
    let mut given: Vec<Fact> = Vec::new();
    for case in cases() {
        let new = fact(&case);
        let word = |fact: &Fact| {
            let keys = ["name", "value", "protocol", "level", "metric", "kind"];
            keys.map(|key| fact.keys.get(key).map(ToString::to_string))
        };
        let again = |old: &Fact| {
            old.facet == new.facet && (single.contains(&new.facet) || word(old) == word(&new))
        };
        let refused = matches!(new.keys.get("value"), Some(Value::Bool(false)))
            || new.text("value") == Some("none")
            || new.facet == Facet::Domain;
        if !refused && !given.iter().any(again) {
            given.push(new);
        }
    }
    let back = stated(&given);
    for one in &given {
        let same_facet: Vec<Value> = back
            .iter()
            .filter(|f| f.facet == one.facet)
            .map(keys)
            .collect();
        let held = same_facet.iter().any(|found| {
            one.keys
                .iter()
                .all(|(key, value)| found.get(key) == Some(value) || key == "by" || key == "value")
        });
        assert!(held, "{one:?} is not among {same_facet:#?}");
    }
}

#[test]
fn a_word_the_model_does_not_know_stays_as_an_open_task() {
    let base = empty_spec("plant".parse().expect("a name"));
    let given = fact(&json!({"facet": "notify", "value": "carrier pigeon"}));
    let asked = edits_from(&[given], &base);
    assert_eq!(asked.unheld.len(), 1);
    let spec = apply(&base, &asked.edits).expect("edits that fit").spec;
    let sentence = spec.extra.get("notify_carrier_pigeon").expect("an entry");
    assert!(sentence.contains("carrier pigeon"), "{sentence}");
}
