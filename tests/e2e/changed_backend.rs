//! A backend that is in use is changed: its data, its devices' payloads and its owner's edits stay.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::cargo;
use crate::support::desk::{Desk, SOON, secret};
use crate::support::http::Client;
use crate::support::place::{Place, text};

/// The day of the readings; without it the last one is asked for.
const DAY: &str = "from=2026-01-31T00:00:00Z&to=2026-02-01T00:00:00Z";

const OWN: &str =
    "\n/// Ours: half of a page.\npub const fn half(limit: u32) -> u32 {\n    limit / 2\n}\n";

#[test]
fn a_backend_in_use_is_changed() {
    let place = Place::new("a_backend_in_use_is_changed");
    let made = place.make_example("iot-seed");
    let backend = made.join("backend");
    let program = cargo::turn().program(&backend, "iot_backend", &place.folder);
    let mut desk = Desk::start(place, program);
    let device = desk.provision(&["device", "kitchen"]);
    let key = desk.provision(&["key", "--role", "admin"]);
    let (device, key) = (secret(&device).to_owned(), secret(&key).to_owned());
    let old = json!({"timestamp": "2026-01-31T12:00:00Z", "temperature": 21.5, "humidity": 40});
    stores(&desk, &device, &old);
    limits(&desk, &key, &json!({"temperature": 30}));
    stop(&mut desk);

    let code = backend.join("src/domain/page.rs");
    let edited = fs::read_to_string(&code).unwrap() + OWN;
    fs::write(&code, &edited).unwrap();
    let spec = made.join("specs/iot_backend/spec.yaml");
    let noted = fs::read_to_string(&spec).unwrap();
    let noted = noted.replacen("  humidity:", "  # Drifts by 2 % a year.\n  humidity:", 1);
    fs::write(&spec, noted).unwrap();
    let before = all_files(&made);
    let dir = text(&made).to_owned();
    let request = "Add support for CO2 readings.";
    let place = &desk.place;
    let shown = place.specgen(&["change", request, "--dry-run", "--dir", &dir]);
    assert!(shown.contains("metric co2"), "{shown}");
    assert_eq!(all_files(&made), before, "a dry run writes nothing");
    place.specgen(&["change", request, "--yes", "--dir", &dir]);
    assert!(
        fs::read_to_string(&code)
            .unwrap()
            .contains("Ours: half of a page.")
    );
    let spec = fs::read_to_string(&spec).unwrap();
    assert!(
        spec.contains("  # Drifts by 2 % a year.\n") && spec.contains("co2"),
        "{spec}"
    );

    let turn = cargo::turn();
    let folder = &desk.place.folder;
    let program = turn.program(&backend, "iot_backend", folder);
    let log = desk.place.log("tests");
    let words = ["test", "--locked", "--test", "it", "catalog::"];
    turn.cargo(&backend, &words, &log).succeeds();
    drop(turn);
    let mut desk = Desk::start(desk.place, program);
    let same = json!({"timestamp": "2026-01-31T12:01:00Z", "temperature": 22, "humidity": 41});
    let new = json!({"timestamp": "2026-01-31T12:02:00Z", "temperature": 22.5, "co2": 800});
    stores(&desk, &device, &same);
    stores(&desk, &device, &new);
    let user = client(&desk, "x-api-key", &key);
    let history = user.json(&format!("/readings/device/kitchen?{DAY}"));
    let of = |metric: &str| -> Vec<Value> {
        let items = history["items"].as_array().unwrap().iter();
        items.map(|reading| reading[metric].clone()).collect()
    };
    assert_eq!(of("temperature"), [json!(22.5), json!(22.0), json!(21.5)]);
    assert_eq!(of("co2"), [json!(800.0), Value::Null, Value::Null]);
    let limits = user.json("/devices/kitchen/threshold");
    assert_eq!(limits["temperature"], 30.0, "{limits}");
    stop(&mut desk);
}

fn client(desk: &Desk, header: &str, value: &str) -> Client {
    Client::with_header(desk.variables[0].1.parse().unwrap(), header, value)
}

fn stores(desk: &Desk, token: &str, payload: &Value) {
    let device = client(desk, "authorization", &format!("Bearer {token}"));
    let answer = device.post("/devices/kitchen/readings", payload);
    assert!(
        answer.body.contains("\"stored\":1"),
        "{payload}: {}",
        answer.body
    );
}

fn limits(desk: &Desk, key: &str, wanted: &Value) {
    let answer = client(desk, "x-api-key", key).post("/devices/kitchen/threshold", wanted);
    assert_eq!(answer.status, 200, "{}", answer.body);
}

fn stop(desk: &mut Desk) {
    desk.backend.terminate();
    let ended = desk.backend.finish(SOON);
    assert!(ended.success(), "{ended}\n{}", desk.backend.stderr());
}

/// Every file of a workspace with its bytes.
fn all_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(all_files(&path));
        } else {
            files.push((text(&path).to_owned(), fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}
