//! `specgen change`: one request through model, documents and code; hand edits stay.

use crate::support::{SEED, TestEnvironment};

const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";
const RECORD: &str = "iot_backend/specs/iot_backend/changes/0002-add-co2.md";
const README: &str = "iot_backend/backend/README.md";

fn made(more: &[&str]) -> TestEnvironment {
    let place = TestEnvironment::new();
    let mut args = vec!["new", SEED, "--yes"];
    args.extend(more);
    place.run(&args).exits(0);
    place
}

fn change<'a>(request: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["change", request, "--dir", "iot_backend"];
    args.extend(more);
    args
}

#[test]
fn one_request_moves_model_documents_code_and_migration() {
    let place = made(&[]);
    let ran = place.run(&change("add CO2", &["--yes"])).exits(0);
    ran.says("metric co2, unit ppm").says("specgen run");
    assert!(place.read(SPEC).contains("  co2: {unit: ppm}\n"));
    assert!(place.read(RECORD).contains("> add CO2"));
    for (file, word) in [
        ("specs/iot_backend/requirements.md", "CO2"),
        ("specs/iot_backend/trace.json", "metric.co2"),
        ("backend/src/domain/catalog.rs", "Co2"),
        ("backend/docs/openapi.json", "co2"),
        ("backend/migrations/0004_add_co2.sql", "m_co2"),
    ] {
        let text = place.read(&format!("iot_backend/{file}"));
        assert!(text.contains(word), "{file}");
    }
    let build = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    build.says("nothing to do");
}

#[test]
fn a_request_without_words_is_a_usage_error() {
    let place = made(&["--spec-only"]);
    let before = place.snapshot();
    for request in ["", " \n "] {
        let ran = place.run(&change(request, &["--yes"])).exits(2);
        ran.warns("holds no words").warns("add CO2");
    }
    assert_eq!(place.snapshot(), before);
}

#[test]
fn what_is_so_already_is_no_change_and_writes_nothing() {
    let place = made(&[]);
    place.run(&change("add CO2", &["--yes"])).exits(0);
    let before = place.snapshot();
    let ran = place.run(&change("add CO2", &["--yes"])).exits(0);
    ran.says("nothing to do");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn a_dry_run_and_a_run_that_nobody_approved_write_nothing() {
    let place = made(&[]);
    let before = place.snapshot();
    let answer = place
        .run(&change("add CO2", &["--dry-run", "--json"]))
        .exits(0)
        .json();
    assert_eq!(answer["outcome"], "apply");
    assert_eq!(answer["done"], false);
    let count = |key: &str| answer[key].as_array().map_or(0, Vec::len);
    assert_eq!(count("facts_after"), count("facts_before") + 1);
    assert!(count("not_understood") == 0 && count("questions") == 0);
    let files = answer["impact"]["files"].as_array().unwrap();
    let migration = "backend/migrations/0004_add_co2.sql";
    assert!(files.iter().any(|file| file["path"] == migration));
    let impact = &answer["impact"];
    assert_eq!(impact["migrations"], serde_json::json!([migration]));
    let added = impact["criteria"]["added"].as_array().unwrap();
    let key = "metric.co2.accept";
    assert!(
        added
            .iter()
            .any(|one| one["key"] == key && one["number"] != "")
    );
    assert_eq!(impact["criteria"]["withdrawn"], serde_json::json!([]));
    let tests = impact["tests"]["added"].as_array().unwrap();
    assert!(tests.iter().any(|test| test == "metric__co2__accept"));
    place.run(&change("add CO2", &[])).exits(7).warns("--yes");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn a_question_is_asked_and_nothing_written() {
    let place = made(&[]);
    let before = place.snapshot();
    let ran = place.run(&change("improve the backend", &["--yes"]));
    ran.exits(7).says("something has to be known first");
    let answer = place
        .run(&change("improve the backend", &["--dry-run", "--json"]))
        .exits(0)
        .json();
    assert_eq!(answer["outcome"], "ask");
    assert_eq!(answer["facts_before"], answer["facts_after"]);
    assert_eq!(place.snapshot(), before);
}

#[test]
fn hand_edits_stay_in_every_file_that_changes() {
    let place = made(&[]);
    let spec = place.read(SPEC);
    let spec = spec.replacen("  humidity:", "  # The cheap probes drift.\n  humidity:", 1);
    let spec = spec.replacen("10s..20s", "15s", 1);
    place.write(SPEC, &spec);
    place.write(
        README,
        &format!("{}\nOur own paragraph.\n", place.read(README)),
    );
    let main = "iot_backend/backend/src/domain/catalog.rs";
    let edited = format!("{}\n// Ours: keep.\n", place.read(main));
    place.write(main, &edited);
    let ran = place.run(&change("add CO2", &["--yes"])).exits(0);
    ran.says("comes along").says("merged with your changes");
    let spec = place.read(SPEC);
    for words in ["  # The cheap probes drift.\n", "interval: 15s", "  co2:"] {
        assert!(spec.contains(words), "{spec}");
    }
    assert!(place.read(README).contains("Our own paragraph."));
    assert!(place.read(main).contains("// Ours: keep.") && place.read(main).contains("Co2"));
    let build = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    build.says("nothing to do");
}

#[test]
fn a_conflict_stops_everything_unless_told_otherwise() {
    let place = made(&[]);
    let readme = "iot_backend/backend/README.md";
    let text = place.read(readme);
    let line = text.lines().find(|line| line.contains("\"timestamp\""));
    let mine = text.replacen(line.unwrap(), "  -d '{\"humidity\":50}'", 1);
    place.write(readme, &mine);
    let before = place.snapshot();
    let ran = place.run(&change("add CO2", &["--yes"])).exits(4);
    ran.warns("--conflict incoming");
    assert_eq!(place.snapshot(), before);
    let more = ["--yes", "--conflict", "incoming"];
    place.run(&change("add CO2", &more)).exits(4);
    assert_eq!(place.read(readme), mine);
    let beside = place.read("iot_backend/.specgen/incoming/backend/README.md");
    assert!(beside.contains("co2"), "{beside}");
    assert!(place.read(SPEC).contains("  co2:"));
}

#[test]
fn a_workspace_without_backend_stays_without() {
    let place = made(&["--spec-only"]);
    let ran = place.run(&change("- add CO2", &["--yes"])).exits(0);
    ran.says("specgen build");
    assert!(!place.work.join("iot_backend/backend").exists());
    assert!(place.read(SPEC).contains("co2"));
}

#[test]
fn migrations_of_the_templates_take_the_next_numbers_of_a_backend_that_exists() {
    let place = made(&[]);
    place.run(&change("add CO2", &["--yes"])).exits(0);
    let own = "iot_backend/backend/migrations/0007_sites.sql";
    place.write(own, "CREATE TABLE sites (name TEXT PRIMARY KEY);\n");
    let request = "Add geolocation tracking.";
    let ran = place.run(&change(request, &["--yes"])).exits(0);
    ran.says("backend/migrations/0008_positions.sql");
    let list = place.read("iot_backend/backend/src/store/migrations.rs");
    let both = "    migration!(\"0004_add_co2\"),\n    migration!(\"0008_positions\"),\n";
    assert!(list.contains(both), "{list}");
    let build = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    build.says("nothing to do");
}

#[test]
fn a_request_can_come_from_a_file_or_standard_input() {
    let place = made(&["--spec-only"]);
    place.write("wish.txt", "add CO2\n");
    let args = ["change", "--from", "wish.txt", "--dir", "iot_backend"];
    place.run(&args).exits(7).says("metric co2");
    let ran = place.run_with_input(&change("-", &["--yes"]), b"add CO2");
    ran.exits(0).says("metric co2");
}

#[test]
fn a_lost_object_store_costs_nothing_where_nobody_changed_a_file() {
    let place = made(&[]);
    std::fs::remove_dir_all(place.work.join("iot_backend/.specgen/objects")).unwrap();
    place.run(&change("add CO2", &["--yes"])).exits(0);
    assert!(place.read(SPEC).contains("co2"));
    place
        .run(&["undo", "--yes", "--dir", "iot_backend"])
        .exits(0);
    place
        .run(&["check", "--dir", "iot_backend"])
        .exits(0)
        .says("clean");

    // What was rendered last of an edited file cannot be known: nothing is guessed, nothing is written.
    let readme = format!("{}ours\n", place.read(README));
    place.write(README, &readme);
    std::fs::remove_dir_all(place.work.join("iot_backend/.specgen/objects")).unwrap();
    let before = place.snapshot();
    let ran = place.run(&change("add pressure", &["--yes"])).exits(4);
    ran.says("README.md");
    assert!(place.snapshot() == before);
}

#[test]
fn a_comment_beside_what_is_removed_stays_in_the_model() {
    let place = made(&[]);
    place.run(&change("add CO2", &["--yes"])).exits(0);
    let text = place.read(SPEC);
    let line = "  co2: {unit: ppm}";
    place.write(SPEC, &text.replace(line, &format!("{line} # from the lab")));
    place.run(&change("remove CO2", &["--yes"])).exits(0);
    let text = place.read(SPEC);
    assert!(text.contains("  # co2: from the lab\n"), "{text}");
}

#[test]
fn a_metric_that_comes_back_in_another_unit_never_shows_its_old_values_as_new_ones() {
    let place = TestEnvironment::new();
    let trucks =
        "Trucks: fuel level (%) and oil pressure (bar) every minute over MQTT. REST history.";
    place
        .run(&["new", trucks, "--yes", "--name", "trucks"])
        .exits(0);
    let change = |request: &str| {
        let done = place.run(&["change", request, "--yes", "--dir", "trucks"]);
        done.exits(0)
    };
    change("remove fuel level");
    change("remove oil pressure");
    change("add fuel level in liters")
        .says("stored in % before it was removed stay in the column `m_fuel_level_in_percent`");
    change("add oil pressure in psi").says("are converted from bar to psi");
    let aside = place.read("trucks/backend/migrations/0004_set_aside_fuel_level.sql");
    assert!(
        aside.contains("RENAME COLUMN m_fuel_level TO m_fuel_level_in_percent")
            && aside.contains("ADD COLUMN m_fuel_level REAL"),
        "{aside}"
    );
    // Once more: the name is taken, and the same unit shows what is stored.
    change("remove fuel level");
    change("add fuel level in %").says("stay in the column `m_fuel_level_in_l`");
    change("remove oil pressure");
    change("add oil pressure in psi").says("are there again");
    place.run(&["check", "--dir", "trucks"]).exits(0);
}

#[test]
fn a_metric_that_an_undo_brings_back_has_its_values_in_its_own_unit() {
    let place = TestEnvironment::new();
    let trucks =
        "Trucks: oil pressure (bar) and speed (km/h) every minute over MQTT. REST history.";
    place
        .run(&["new", trucks, "--yes", "--name", "trucks"])
        .exits(0);
    for request in ["remove oil pressure", "add oil pressure in psi"] {
        place
            .run(&["change", request, "--yes", "--dir", "trucks"])
            .exits(0);
    }
    for _ in 0..2 {
        place.run(&["undo", "--yes", "--dir", "trucks"]).exits(0);
    }
    let migrations = "trucks/backend/migrations";
    let there = place.read(&format!(
        "{migrations}/0004_convert_oil_pressure_to_psi.sql"
    ));
    assert!(there.contains("m_oil_pressure * 14.5"), "{there}");
    let back = place.read(&format!(
        "{migrations}/0005_convert_oil_pressure_to_bar.sql"
    ));
    assert!(back.contains("m_oil_pressure / 14.5"), "{back}");
    place.run(&["check", "--dir", "trucks"]).exits(0);
}
