//! Nothing that a person wrote is lost: forty hand edits, then fifteen changes in a row.

mod edits;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use edits::EDITS;
use serde_json::Value;

use crate::support::cargo::specgen;
use crate::support::place::Place;
use crate::support::tree::copy;

const CHANGES: [&str; 15] = [
    "Add support for CO2 readings",
    "Add pressure in hPa",
    "Alert when temperature is below 2 °C",
    "Add rainfall in mm",
    "Add battery voltage in V",
    "Add wind speed in m/s",
    "Alert when humidity is below 20 %",
    "Add soil moisture in %",
    "Readings come on the topic plant/{deviceId}/data",
    "Add light in lux",
    "Alert when a device is silent for 10 minutes",
    "Add noise level in dB",
    "Alert when pressure is above 1050 hPa",
    "Add water level in cm",
    "Add pm2.5",
];

#[test]
fn hand_edits_survive_fifteen_changes_in_three_orders() {
    let place = Place::new("hand_edits_survive");
    let made = place.make_example("iot-seed");
    for edit in EDITS {
        edit.make(&made);
        let missing = edit.missing(&made);
        assert!(missing.is_empty(), "not made: {missing:?}");
    }
    let orders: [Vec<&str>; 3] = [
        CHANGES.to_vec(),
        CHANGES.iter().rev().copied().collect(),
        CHANGES[7..].iter().chain(&CHANGES[..7]).copied().collect(),
    ];
    for (index, order) in orders.iter().enumerate() {
        let root = place.folder.join(format!("order{index}"));
        copy(&made, &root);
        let mut conflicts = Vec::new();
        for change in order {
            conflicts.extend(apply(&root, change));
            let missing: Vec<String> = EDITS.iter().flat_map(|edit| edit.missing(&root)).collect();
            assert!(
                missing.is_empty(),
                "order {index}, `{change}`: {missing:#?}"
            );
        }
        assert!(conflicts.len() <= 3, "order {index}: {conflicts:#?}");
        check_files(&root);
    }
}

/// Applies a change; returns the conflicts that it met, which stay beside their files.
fn apply(root: &Path, change: &str) -> Vec<String> {
    let said = Command::new(specgen())
        .args(["change", change, "--yes", "--json"])
        .args(["--conflict", "incoming"])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&said.stdout)
        .unwrap_or_else(|error| panic!("{change}: {error}: {said:?}"));
    if report["outcome"] == "noop" || report["outcome"] == "ask" {
        // In another order an alert may have brought its metric with it: nothing is left to do.
        return Vec::new();
    }
    let all = report
        .pointer("/impact/conflicts")
        .and_then(Value::as_array);
    let all = all.unwrap_or_else(|| panic!("{change}: {report:#}"));
    all.iter()
        .filter(|one| one["why"] != "an earlier conflict is not resolved")
        .map(|one| format!("{change}: {one:#}"))
        .collect()
}

/// What is true of whole files.
fn check_files(root: &Path) {
    let catalog = fs::read_to_string(root.join("backend/src/domain/catalog.rs")).unwrap();
    for metric in ["Co2", "Pressure", "Rainfall", "WindSpeed", "Light", "Pm25"] {
        let row = format!("metric: Metric::{metric},");
        assert!(catalog.contains(&row), "no {metric}");
    }
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap_or_default();
    let own = read("backend/docs/mine.md");
    assert!(
        own.contains("plant/{deviceId}/data"),
        "a renamed file follows its render: {own}"
    );
    assert!(!root.join("backend/docs/architecture.md").exists());
    assert!(!root.join("backend/deploy/mosquitto/start.sh").exists());
    let split = read("backend/src/domain/mine_page.rs");
    assert!(split.contains("pub fn cut("), "{split}");
    assert!(!read("backend/src/domain/page.rs").contains("pub fn cut("));
    let crlf = read("backend/docs/asyncapi.yaml");
    assert!(crlf.contains("co2:\r\n") && !crlf.replace("\r\n", "").contains('\n'));
    let acl = read("backend/deploy/mosquitto/acl");
    assert!(acl.contains("plant/%u/data") && !acl.ends_with('\n'));
    let tabs = read("backend/tests/it/catalog.rs");
    assert!(tabs.contains("\t\tkey: \"co2\","), "{tabs}");
    let readme = read("backend/README.md");
    let moved = readme.find("## Look at it") > readme.find("## Connect a device");
    assert!(moved, "a section stays where it was moved to");
}
