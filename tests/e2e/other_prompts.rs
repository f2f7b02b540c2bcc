//! Prompts far from the examples: each backend is formatted, compiles and is clean under the lints;
//! one runs its own tests.

use std::fs;
use std::path::Path;

use crate::support::cargo;
use crate::support::place::Place;

/// A door contact (boolean) with an alert on its state, values far below zero.
const COLD_STORES: &str = "\
Every cold store in our warehouse has a box that reports the temperature in °C and a door contact \
(open or closed) once a minute over MQTT on the topic coldstore/{deviceId}/data.
Raise a critical alert when the temperature rises above -18 °C for 5 minutes, and warn when the \
door is open for 2 minutes.
Keep the readings for 2 years.";

/// A range, a lower limit, a silence, and a topic of several levels that name things.
const WATER_TANKS: &str = "\
We watch drinking water tanks. Each tank sends water level in cm, pH and turbidity in NTU every 5 \
minutes over MQTT.
Alert when the pH is outside 6.5 to 8.5, and raise a critical alert when the water level falls \
below 40 cm for 10 minutes. Tell us when a tank has not reported for 30 minutes.
A REST API should give the current values and the history per tank.";

/// The topic of the tanks, as people write it into `spec.yaml`.
const TANK_TOPIC: &str = r#"
topics:
  readings: {pattern: "plants/{siteId}/{tank}/state", way: in, carries: readings}
"#;

/// Which of its levels is the device.
const TANK_PAYLOAD: &str = "ingest:\n  payloads: {reading: {device: {topic: tank}}}\n";

/// A counter, and no alerts at all.
const ENERGY_METERS: &str = "\
Collect readings of electricity meters: power in W, voltage in V and the energy counter in kWh, \
every 15 seconds over MQTT on energy/{deviceId}/meter.
Store everything in SQLite for 5 years and show it on a dashboard. No alerts.";

#[test]
fn a_cold_store_with_a_door_builds() {
    let place = Place::new("cold_stores");
    let backend = place.make("cold_stores", COLD_STORES).join("backend");
    has(&backend, "src/domain/catalog.rs", "Kind::Boolean");
    has(&backend, "src/rules/catalog.rs", "Condition::Equals");
    has(
        &backend,
        "src/ingest/topics.rs",
        "coldstore/{deviceId}/data",
    );
    is_clean(&place, &backend);
}

#[test]
fn water_tanks_with_a_topic_of_their_own_build() {
    let place = Place::new("water_tanks");
    let words = [
        "--name",
        "water_tanks",
        "--dir",
        "made",
        "--yes",
        "--spec-only",
    ];
    place.specgen(&[&["new", WATER_TANKS], &words[..]].concat());
    let made = place.folder.join("made");
    let spec = made.join("specs/water_tanks/spec.yaml");
    let written = fs::read_to_string(&spec).unwrap();
    let edited = written.replacen("ingest:\n", TANK_PAYLOAD, 1) + TANK_TOPIC;
    fs::write(&spec, edited).unwrap();
    place.specgen(&["build", "--dir", "made"]);
    let backend = made.join("backend");
    for condition in [
        "Condition::Outside",
        "Condition::Below",
        "Condition::Offline",
    ] {
        has(&backend, "src/rules/catalog.rs", condition);
    }
    has(
        &backend,
        "src/ingest/topics.rs",
        "plants/+/{deviceId}/state",
    );
    is_clean(&place, &backend);
}

#[test]
fn energy_meters_build_and_pass_their_tests() {
    let place = Place::new("energy_meters");
    let backend = place.make("energy_meters", ENERGY_METERS).join("backend");
    has(&backend, "src/domain/catalog.rs", "Kind::Counter");
    has(&backend, "src/ingest/topics.rs", "energy/{deviceId}/meter");
    is_clean(&place, &backend);
    let turn = cargo::turn();
    turn.cargo(&backend, &["test", "--locked"], &place.log("test"))
        .succeeds();
}

/// Fails unless the file holds the text: the prompt was read as it was meant.
fn has(backend: &Path, file: &str, text: &str) {
    let found = fs::read_to_string(backend.join(file)).unwrap();
    assert!(found.contains(text), "no `{text}` in {file}:\n{found}");
}

/// Fails unless the backend is formatted and all its targets compile without a warning.
fn is_clean(place: &Place, backend: &Path) {
    let turn = cargo::turn();
    turn.cargo(backend, &["fmt", "--check"], &place.log("fmt"))
        .succeeds();
    // Clippy compiles as `cargo check` does, and looks closer.
    let words = [
        "clippy",
        "--locked",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    turn.cargo(backend, &words, &place.log("clippy")).succeeds();
}
