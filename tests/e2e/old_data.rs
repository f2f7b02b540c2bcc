//! A database that was filled before a change answers after it, and old payloads are still taken.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::hand_edited::changes::{Changes, changes, every_step};
use crate::support::cargo;
use crate::support::desk::{Desk, SOON, secret};
use crate::support::http::Client;
use crate::support::place::{Place, text};

/// After how many changes the backend is built and started when not after each.
const PAUSE: usize = 5;

/// What devices send that were there from the beginning.
fn old_payload(ts: i64, temperature: f64) -> Value {
    json!({"ts": ts, "temperature": temperature, "humidity": 48})
}

/// What newer devices send; before a change the new values are ignored.
fn new_payload(ts: i64, temperature: f64) -> Value {
    json!({
        "ts": ts, "temperature": temperature, "humidity": 49, "co2": 700, "battery_voltage": 3.1, "pressure": 1013,
        "illuminance": 800, "location": {"lat": 48.1, "lng": 11.5},
    })
}

#[test]
fn a_database_outlives_every_change() {
    let place = Place::new("a_database_outlives_every_change");
    let workspace = place.make_example("iot-seed");
    let Changes { orders, requests } = changes();
    let mut desk = start(place, &workspace);
    let key = desk.provision(&["key", "--role", "admin"]);
    desk.provision(&["device", "kitchen"]);
    let mut sent = Vec::new();
    let pause = if every_step() { 1 } else { PAUSE };
    fill(&desk, secret(&key), &mut sent, "new");
    for step in orders[0].chunks(pause) {
        let place = stop(desk);
        for key in step {
            let request = requests[key].as_str();
            place.specgen(&["change", request, "--yes", "--dir", text(&workspace)]);
        }
        desk = start(place, &workspace);
        fill(&desk, secret(&key), &mut sent, &step.join(", "));
    }
    stop(desk);
}

fn start(place: Place, workspace: &Path) -> Desk {
    let backend = workspace.join("backend");
    let program = cargo::turn().program(&backend, "iot_backend", &place.folder);
    Desk::start(place, program)
}

/// Ends the backend in good order; returns where it kept its database.
fn stop(mut desk: Desk) -> Place {
    desk.backend.terminate();
    let ended = desk.backend.finish(SOON);
    assert!(ended.success(), "{ended}\n{}", desk.backend.stderr());
    desk.place
}

/// Asks for all that was sent so far, then sends an old and a new payload and asks again.
fn fill(desk: &Desk, key: &str, sent: &mut Vec<f64>, after: &str) {
    let user = Client::with_header(desk.variables[0].1.parse().unwrap(), "x-api-key", key);
    assert_eq!(stored(&user), *sent, "after {after}");
    for payload in [old_payload, new_payload] {
        // Each reading has a temperature of its own: 20.0, 20.125, 20.25 and so on.
        let temperature = sent.last().map_or(20.0, |last| last + 0.125);
        let body = payload(now_ms(), temperature);
        let answer = user.post("/devices/kitchen/readings", &body);
        assert_eq!(answer.status, 202, "after {after}: {}", answer.body);
        sent.push(temperature);
    }
    assert_eq!(stored(&user), *sent, "after {after}");
}

/// The temperatures of all stored readings, the oldest first.
fn stored(user: &Client) -> Vec<f64> {
    let items = user.json("/readings/device/kitchen?limit=100")["items"].clone();
    let items = items.as_array().unwrap().iter().rev();
    items
        .map(|reading| reading["temperature"].as_f64().unwrap())
        .collect()
}

fn now_ms() -> i64 {
    std::thread::sleep(std::time::Duration::from_millis(2));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap()
}
