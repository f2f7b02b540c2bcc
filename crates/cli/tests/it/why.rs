//! `specgen why`: who wrote a line, what it follows from, which step brought it.

use serde_json::{Value, json};

use crate::support::{SEED, TestEnvironment};

const DIR: &str = "iot_backend";
const CATALOG: &str = "backend/src/domain/catalog.rs";

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

/// Returns what is told of the first line of a file that holds the words.
fn why(place: &TestEnvironment, file: &str, words: &str) -> Value {
    let text = place.read(&format!("{DIR}/{file}"));
    let line = text.lines().position(|line| line.contains(words));
    let line = line.unwrap_or_else(|| panic!("{words}: {text}")) + 1;
    let at = format!("{file}:{line}");
    let why = place
        .run(&["why", &at, "--json", "--dir", DIR])
        .exits(0)
        .json();
    assert_eq!((&why["file"], &why["line"]), (&json!(file), &json!(line)));
    why
}

#[test]
fn a_line_follows_from_the_parts_of_the_model_that_it_goes_with() {
    let place = made();
    let told = why(&place, CATALOG, "    Humidity,");
    assert_eq!(told["by"], "specgen");
    assert_eq!(told["template"], "src/domain/catalog.rs.j2");
    assert_eq!(told["model"], json!(["metrics.humidity"]));
    assert!(told["step"].is_null(), "it is there from the start: {told}");
    let told = why(&place, CATALOG, "pub enum Metric");
    assert_eq!(told["model"], json!([]));
    let shown = place
        .run(&["why", "backend/src/domain/catalog.rs:1:4", "--dir", DIR])
        .exits(0);
    shown.says("no single part of spec.yaml");
}

#[test]
fn a_step_is_told_as_long_as_it_is_kept() {
    let place = made();
    for request in ["add CO2", "add pressure"] {
        place
            .run(&["change", request, "--yes", "--dir", DIR])
            .exits(0);
    }
    let told = why(&place, CATALOG, "    Co2,");
    assert_eq!(told["model"], json!(["metrics.co2"]));
    assert_eq!(told["step"]["title"], "add CO2");
    assert_eq!(
        why(&place, CATALOG, "    Pressure,")["step"]["title"],
        "add pressure"
    );
    assert!(why(&place, CATALOG, "    Humidity,")["step"].is_null());
    let migration = why(&place, "backend/migrations/0004_add_co2.sql", "ALTER TABLE");
    assert_eq!(migration["owner"], "append-only");
    assert_eq!(migration["step"]["title"], "add CO2");
}

#[test]
fn a_line_of_a_person_is_told_from_the_lines_around_it() {
    let place = made();
    let file = format!("{DIR}/{CATALOG}");
    place.write(
        &file,
        &place
            .read(&file)
            .replacen("    Humidity,", "    // ours\n    Humidity,", 1),
    );
    let told = why(&place, CATALOG, "// ours");
    assert_eq!(
        (&told["by"], &told["owner"]),
        (&json!("you"), &json!("generated"))
    );
    assert_eq!(why(&place, CATALOG, "    Humidity,")["by"], "specgen");
    place.write("iot_backend/notes.txt", "ours\n");
    let told = why(&place, "notes.txt", "ours");
    assert_eq!((&told["by"], &told["unit"]), (&json!("you"), &Value::Null));
}

#[test]
fn criteria_are_told_in_tests_and_in_the_requirements() {
    let place = made();
    let requirements = "specs/iot_backend/requirements.md";
    let text = place.read(&format!("{DIR}/{requirements}"));
    let item = text.lines().find(|line| line.starts_with("1. ")).unwrap();
    let stated = why(&place, requirements, item);
    let key = stated["criterion"]["key"].as_str().unwrap();
    assert!(
        !key.is_empty() && stated["criterion"]["number"] == "1.1",
        "{stated}"
    );
    let tests = "backend/tests/it/catalog.rs";
    let proved = why(&place, tests, "fn alert__temperature_high__raise");
    assert_eq!(proved["criterion"]["key"], "alert.temperature_high.raise");
}

#[test]
fn what_is_no_line_is_refused() {
    let place = made();
    for (at, words) in [
        ("backend/src/main.rs", "names no line"),
        ("backend/src/main.rs:0", "has no such line"),
        ("backend/src/main.rs:99999", "has no such line"),
        ("backend/src/mian.rs:1", "nearest is"),
        ("backend/src:1", "is a folder"),
    ] {
        place.run(&["why", at, "--dir", DIR]).exits(2).warns(words);
    }
}
