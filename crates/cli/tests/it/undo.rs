//! `specgen undo` and `specgen log`: one step back, with everything that people wrote since.

use std::collections::BTreeMap;

use crate::support::{SEED, TestEnvironment};

const DIR: &str = "iot_backend";
const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";
const README: &str = "iot_backend/backend/README.md";
const CATALOG: &str = "iot_backend/backend/src/domain/catalog.rs";
const LIST: &str = "iot_backend/backend/src/store/migrations.rs";
const ADDED: &str = "iot_backend/backend/migrations/0004_add_co2.sql";

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

fn with_co2() -> TestEnvironment {
    let place = made();
    place
        .run(&["change", "add CO2", "--yes", "--dir", DIR])
        .exits(0);
    place
}

fn undo(place: &TestEnvironment, more: &[&str]) -> crate::support::Ran {
    let mut args = vec!["undo", "--yes", "--dir", DIR];
    args.extend(more);
    place.run(&args)
}

/// The files of the project, without what no undo takes back.
fn project(place: &TestEnvironment) -> Project {
    let stays = |name: &str| {
        ["/.specgen/", "/changes/", "/migrations", "/specgen.lock"]
            .iter()
            .any(|part| name.contains(part))
    };
    let mut files = place.snapshot();
    files.retain(|name, _| !stays(name) && !name.ends_with('/'));
    Project(files)
}

struct Project(BTreeMap<String, Vec<u8>>);

impl Project {
    /// Fails with the names of the files that differ.
    fn is(&self, other: &Self) {
        let names = self.0.keys().chain(other.0.keys());
        let differ: Vec<&String> = names
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .collect();
        assert_eq!(differ, Vec::<&String>::new());
    }
}

#[test]
fn every_file_is_as_before_but_the_migration_stays_and_is_listed() {
    let place = made();
    let before = project(&place);
    place
        .run(&["change", "add CO2", "--yes", "--dir", DIR])
        .exits(0);
    let migration = place.read(ADDED);
    undo(&place, &[])
        .exits(0)
        .says("taken back: add CO2")
        .says("1 migration stays");
    project(&place).is(&before);
    assert_eq!(place.read(ADDED), migration);
    assert!(place.read(LIST).contains("0004_add_co2"));
    let record = place.read("iot_backend/specs/iot_backend/changes/0003-undo.md");
    assert!(record.starts_with("# 3. Undo: add CO2\n"), "{record}");
    place
        .run(&["build", "--dir", DIR])
        .exits(0)
        .says("nothing to do");
}

#[test]
fn what_was_edited_since_stays() {
    let place = with_co2();
    let edited = format!("{}\nOur own paragraph.\n", place.read(README));
    place.write(README, &edited);
    let spec = format!("# our comment\n{}", place.read(SPEC));
    place.write(SPEC, &spec);
    place.write("iot_backend/backend/src/own.rs", "// ours\n");
    undo(&place, &[]).exits(0).says("with your changes since");
    let readme = place.read(README);
    assert!(
        readme.contains("Our own paragraph.") && !readme.contains("co2"),
        "{readme}"
    );
    let spec = place.read(SPEC);
    assert!(
        spec.contains("# our comment") && !spec.contains("co2"),
        "{spec}"
    );
    assert_eq!(place.read("iot_backend/backend/src/own.rs"), "// ours\n");
}

#[test]
fn what_was_edited_before_the_change_stays_too() {
    let place = made();
    let edited = format!("{}\nOur own paragraph.\n", place.read(README));
    place.write(README, &edited);
    place
        .run(&["change", "add CO2", "--yes", "--dir", DIR])
        .exits(0);
    undo(&place, &[]).exits(0);
    assert_eq!(place.read(README), edited);
}

#[test]
fn a_second_undo_goes_further_and_redo_comes_back() {
    let place = made();
    let before = project(&place);
    for request in ["add CO2", "add pressure"] {
        place
            .run(&["change", request, "--yes", "--dir", DIR])
            .exits(0);
    }
    let after = project(&place);
    undo(&place, &[]).exits(0).says("add pressure");
    let between = project(&place);
    undo(&place, &[]).exits(0).says("add CO2");
    project(&place).is(&before);
    undo(&place, &[]).exits(7).warns("no step to take back");
    undo(&place, &["--redo"])
        .exits(0)
        .says("done again: add CO2");
    project(&place).is(&between);
    undo(&place, &["--redo"]).exits(0);
    project(&place).is(&after);
    undo(&place, &["--redo"])
        .exits(7)
        .warns("nothing to do again");
    undo(&place, &["--steps", "2"]).exits(0);
    project(&place).is(&before);
    place
        .run(&["build", "--dir", DIR])
        .exits(0)
        .says("nothing to do");
}

#[test]
fn a_conflict_lists_both_sides_and_writes_nothing() {
    let place = with_co2();
    let catalog = place.read(CATALOG);
    let row = catalog.lines().find(|line| line.contains("\"co2\""));
    let row = row.unwrap_or_else(|| panic!("{catalog}"));
    let edited = catalog.replace(row, &format!("{row} // ours"));
    place.write(CATALOG, &edited);
    let before = place.snapshot();
    let ran = undo(&place, &[]).exits(4);
    ran.says("catalog.rs").says("// ours");
    assert_eq!(place.snapshot(), before);
    undo(&place, &["--conflict", "inline"]).exits(4);
    let marked = place.read(CATALOG);
    assert!(
        marked.contains("<<<<<<<") && marked.contains("// ours"),
        "{marked}"
    );
}

#[test]
fn nothing_is_written_without_approval_or_when_there_is_no_step() {
    let place = with_co2();
    let before = place.snapshot();
    let ran = place.run(&["undo", "--dir", DIR]).exits(7);
    ran.says("would take back: add CO2").warns("--yes");
    let ran = place.run(&["undo", "--json", "--dir", DIR]).exits(7);
    assert_eq!(ran.json()["done"], false, "one object, and nothing else");
    place.run(&["undo", "--dry-run", "--dir", DIR]).exits(0);
    assert_eq!(place.snapshot(), before);
    let place = made();
    let before = place.snapshot();
    undo(&place, &[]).exits(7).warns("no step to take back");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn a_renamed_metric_goes_back_by_a_later_migration() {
    let place = made();
    let spec = place.read(SPEC);
    let renamed = spec.replacen(
        "  humidity: {unit: \"%\"}",
        "  moisture: {unit: \"%\", was: [humidity]}",
        1,
    );
    assert_ne!(spec, renamed, "{spec}");
    place.write(SPEC, &renamed);
    place.run(&["build", "--dir", DIR]).exits(0);
    undo(&place, &[]).exits(0).says("spec.yaml keeps your edit");
    let back = place.read("iot_backend/backend/migrations/0005_rename_to_humidity.sql");
    assert!(
        back.contains("RENAME COLUMN m_moisture TO m_humidity;"),
        "{back}"
    );
    let list = place.read(LIST);
    assert!(
        list.find("0004_rename_to_moisture") < list.find("0005_rename_to_humidity"),
        "{list}"
    );
    assert_eq!(place.read(SPEC), renamed, "edited by hand, before the step");
    place.write(SPEC, &spec);
    place
        .run(&["build", "--dir", DIR])
        .exits(0)
        .says("nothing to do");
}

#[test]
fn a_model_that_became_invalid_can_be_taken_back() {
    let place = with_co2();
    let spec = place.read(SPEC).replacen("metrics:", "metrcis:", 1);
    place.write(SPEC, &spec);
    place.run(&["build", "--dir", DIR]).exits(3);
    undo(&place, &[]).exits(0);
    let spec = place.read(SPEC);
    assert!(spec.contains("metrcis:") && !spec.contains("co2"), "{spec}");
}

#[test]
fn the_log_shows_the_steps_in_order_and_which_one_is_next() {
    let place = with_co2();
    undo(&place, &[]).exits(0);
    place
        .run(&["change", "add pressure", "--yes", "--dir", DIR])
        .exits(0);
    let log = place.run(&["log", "--json", "--dir", DIR]).exits(0).json();
    let steps = log["steps"].as_array().unwrap();
    let titles: Vec<&str> = steps
        .iter()
        .map(|one| one["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles[1..], ["add CO2", "Undo: add CO2", "add pressure"]);
    let taken_back: Vec<bool> = steps.iter().map(|one| one["taken_back"] == true).collect();
    assert_eq!(taken_back, [false, true, false, false]);
    assert_eq!(log["next_undo"], steps[3]["step"]);
    let shown = place.run(&["log", "--dir", DIR]).exits(0);
    shown
        .says("   2  add CO2")
        .says("taken back")
        .says("specgen undo");
}

#[test]
fn on_a_branch_without_the_step_there_is_nothing_to_take_back() {
    let place = made();
    let before = place.snapshot();
    place
        .run(&["change", "add CO2", "--yes", "--dir", DIR])
        .exits(0);
    let kept = "/.specgen/tx/";
    for (name, bytes) in place.snapshot() {
        let is_new = !before.contains_key(&name) && !name.contains(kept);
        if is_new && !name.ends_with('/') {
            std::fs::remove_file(place.work.parent().unwrap().join(&name)).unwrap();
        } else if let Some(old) = before.get(&name).filter(|old| **old != bytes) {
            std::fs::write(place.work.parent().unwrap().join(&name), old).unwrap();
        }
    }
    let checked_out = place.snapshot();
    let ran = undo(&place, &[]).exits(0);
    ran.says("nothing to do: the files are as they were before `add CO2`");
    assert!(place.snapshot() == checked_out, "nothing is written");
}

#[test]
fn the_first_build_can_be_taken_back_and_done_again() {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes", "--spec-only"]).exits(0);
    let before = project(&place);
    place.run(&["build", "--dir", DIR]).exits(0);
    let built = project(&place);
    undo(&place, &[]).exits(0).says("taken back: build");
    project(&place).is(&before);
    assert!(
        place
            .read("iot_backend/backend/migrations/0001_readings.sql")
            .contains("CREATE TABLE")
    );
    undo(&place, &["--redo"]).exits(0);
    project(&place).is(&built);
    place
        .run(&["build", "--dir", DIR])
        .exits(0)
        .says("nothing to do");
}

#[test]
fn an_end_of_a_conflict_that_is_taken_back_leaves_it_open() {
    let place = made();
    let limit = |celsius: u8| format!("set the temperature limit to {celsius} °C");
    place
        .run(&["change", &limit(30), "--yes", "--dir", DIR])
        .exits(0);
    let rule = "default: Some(30.0)";
    let text = place.read("iot_backend/backend/src/rules/catalog.rs");
    assert!(text.contains(rule), "{text}");
    place.write(
        "iot_backend/backend/src/rules/catalog.rs",
        &text.replace(rule, "default: Some(30.5)"),
    );
    place
        .run(&[
            "change",
            &limit(28),
            "--yes",
            "--conflict",
            "inline",
            "--dir",
            DIR,
        ])
        .exits(4);
    place.run(&["resolve", "--both", "--dir", DIR]).exits(0);
    place.run(&["build", "--dir", DIR]).exits(0);
    undo(&place, &[]).exits(0);
    let open = place.run(&["resolve", "--list", "--dir", DIR]).exits(0);
    open.says("rules/catalog.rs");
    place.run(&["build", "--dir", DIR]).exits(4);
}
