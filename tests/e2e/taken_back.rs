//! A change, a start that migrates, readings, an undo, a start again: it runs and every reading is
//! there, with what was written by hand in between.

use std::fs;

use serde_json::{Value, json};

use crate::support::cargo;
use crate::support::desk::{Desk, SOON, secret};
use crate::support::http::Client;
use crate::support::place::Place;

/// How many readings are sent between the change and the undo.
const READINGS: usize = 100;

#[test]
fn readings_outlive_an_undo() {
    let place = Place::new("readings_outlive_an_undo");
    let made = place.make_example("iot-seed");
    let backend = made.join("backend");
    place.specgen(&["change", "add CO2", "--yes", "--dir", "made"]);
    let list = backend.join("src/store/migrations.rs");
    let listed = fs::read_to_string(&list).unwrap();
    fs::write(
        &list,
        format!("{listed}\n// Ours, written after the change.\n"),
    )
    .unwrap();
    let program = cargo::turn().program(&backend, "iot_backend", &place.folder);
    let desk = Desk::start(place, program);
    let key = desk.provision(&["key", "--role", "viewer"]);
    let device = desk.provision(&["device", "kitchen"]);
    let token = format!("Bearer {}", secret(&device));
    let sender = client(&desk, "authorization", &token);
    let sent = sender.post("/devices/kitchen/readings", &readings());
    assert_eq!(sent.status, 202, "{}", sent.body);
    let stored = history(&client(&desk, "x-api-key", secret(&key)));
    assert_eq!(stored.len(), READINGS);
    assert!(stored.iter().all(|reading| reading["co2"].is_number()));
    let place = stop(desk);

    let said = place.specgen(&["undo", "--yes", "--dir", "made"]);
    assert!(said.contains("1 migration stays"), "{said}");
    let listed = fs::read_to_string(&list).unwrap();
    assert!(
        listed.contains("0004_add_co2") && listed.contains("// Ours"),
        "{listed}"
    );
    let program = cargo::turn().program(&backend, "iot_backend", &place.folder);
    let desk = Desk::start(place, program);
    let kept = history(&client(&desk, "x-api-key", secret(&key)));
    assert_eq!(kept.len(), READINGS);
    for (kept, stored) in kept.iter().zip(&stored) {
        assert_eq!(kept["timestamp"], stored["timestamp"]);
        assert_eq!(kept["temperature"], stored["temperature"]);
        assert!(kept.get("co2").is_none(), "{kept}");
    }
    let again = client(&desk, "authorization", &token);
    let sent = again.post(
        "/devices/kitchen/readings",
        &json!({"temperature": 20.5, "humidity": 40}),
    );
    assert_eq!(sent.status, 202, "{}", sent.body);
    stop(desk);
}

fn client(desk: &Desk, header: &str, value: &str) -> Client {
    Client::with_header(desk.variables[0].1.parse().unwrap(), header, value)
}

/// Asks the backend to end and waits for an orderly end; returns its folder.
fn stop(mut desk: Desk) -> Place {
    desk.backend.terminate();
    let ended = desk.backend.finish(SOON);
    assert!(ended.success(), "{ended}\n{}", desk.backend.stderr());
    desk.place
}

/// Readings of two hours ago, a second apart.
fn readings() -> Value {
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let one = |index: usize| {
        let ts = now - 7200 + index as u64;
        json!({"ts": ts, "temperature": 20.0, "humidity": 50.0, "co2": 400 + index})
    };
    (0..READINGS).map(one).collect()
}

/// All readings of the device, page by page.
fn history(user: &Client) -> Vec<Value> {
    let mut all = Vec::new();
    let mut path = "/readings/device/kitchen?limit=50".to_owned();
    loop {
        let page = user.json(&path);
        all.extend(page["items"].as_array().unwrap().clone());
        match page["nextCursor"].as_str() {
            Some(cursor) => path = format!("/readings/device/kitchen?limit=50&cursor={cursor}"),
            None => return all,
        }
    }
}
