//! `specgen check`: drift in both directions, told without writing a byte.

use serde_json::Value;

use crate::support::{SEED, TestEnvironment};

const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";
const API: &str = "iot_backend/backend/src/api/catalog.rs";

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

/// Checks, expects an exit code, and returns `kind path` of every finding that is more than a note.
fn grave(place: &TestEnvironment, code: i32) -> Vec<String> {
    let before = place.snapshot();
    let answer = place
        .run(&["check", "--json", "--dir", "iot_backend"])
        .exits(code);
    assert_eq!(place.snapshot(), before, "check wrote something");
    found(&answer.json(), |level| level != "note")
}

fn found(answer: &Value, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let findings = answer["findings"].as_array().unwrap().iter();
    findings
        .filter(|one| is_wanted(one["level"].as_str().unwrap()))
        .map(|one| {
            let path = one["path"].as_str().unwrap_or("");
            format!("{} {path}", one["kind"].as_str().unwrap())
        })
        .collect()
}

#[test]
fn a_new_workspace_is_clean() {
    let place = made();
    assert_eq!(grave(&place, 0), Vec::<String>::new());
    let ran = place.run(&["check", "--dir", "iot_backend"]).exits(0);
    ran.says("clean");
}

#[test]
fn an_edited_model_is_drift_and_a_comment_in_it_is_none() {
    let place = made();
    let spec = place.read(SPEC);
    place.write(SPEC, &format!("# ours\n{spec}"));
    assert_eq!(grave(&place, 0), Vec::<String>::new());
    place.write(
        SPEC,
        &spec.replacen("  humidity:", "  co2: {unit: ppm}\n  humidity:", 1),
    );
    assert_eq!(
        grave(&place, 5),
        ["spec_edited specs/iot_backend/spec.yaml"]
    );
    let ran = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    ran.says("metrics.co2 added").says("specgen build");
}

#[test]
fn files_that_people_changed_are_notes_until_they_are_denied() {
    let place = made();
    place.write("iot_backend/backend/src/own.rs", "//! Ours.\n");
    let readme = format!("{}\nOurs.\n", place.read("iot_backend/backend/README.md"));
    place.write("iot_backend/backend/README.md", &readme);
    std::fs::remove_file(place.work.join("iot_backend/backend/Dockerfile")).unwrap();
    let answer = place
        .run(&["check", "--json", "--dir", "iot_backend"])
        .exits(0)
        .json();
    assert_eq!(answer["clean"], true);
    assert_eq!(
        found(&answer, |_| true),
        [
            "file_deleted backend/Dockerfile",
            "file_changed backend/README.md",
            "file_added backend/src/own.rs",
        ]
    );
    let denied = ["check", "--deny", "file_added", "--dir", "iot_backend"];
    place.run(&denied).exits(5).says("backend/src/own.rs");
}

#[test]
fn routes_that_people_wrote_and_removed_are_drift() {
    let place = made();
    let own = "        Operation::get(\"/sites\", \"listSites\", show)\n            .summary(\"All sites\"),\n        Operation::get(\"/catalog\"";
    let code = place
        .read(API)
        .replacen("        Operation::get(\"/catalog\"", own, 1);
    place.write(API, &code);
    assert_eq!(
        grave(&place, 5),
        [
            "openapi_stale backend/docs/openapi.json",
            "endpoint_added backend/src/api/catalog.rs",
        ]
    );
    let allowed = [
        "check",
        "--dir",
        "iot_backend",
        "--allow",
        "endpoint_added",
        "--allow",
        "openapi_stale",
    ];
    place.run(&allowed).exits(0);
    place.write(
        API,
        &code.replacen("Operation::get(\"/catalog\"", "Operation::get(\"/list\"", 1),
    );
    let kinds = grave(&place, 5);
    assert!(
        kinds.contains(&"endpoint_removed backend/src/api/catalog.rs".to_owned()),
        "{kinds:?}"
    );
}

#[test]
fn markers_conflict_and_what_is_missing_is_drift() {
    let place = made();
    let path = "iot_backend/backend/src/main.rs";
    let main = place.read(path);
    place.write(
        path,
        &format!("<<<<<<< yours\na\n=======\nb\n>>>>>>> theirs\n{main}"),
    );
    assert_eq!(grave(&place, 4), ["markers backend/src/main.rs"]);
    let ran = place.run(&["check", "--dir", "iot_backend"]).exits(4);
    ran.says("backend/src/main.rs:1");
    place.write(path, &format!("{main}// ours\n"));
    std::fs::remove_dir_all(place.work.join("iot_backend/.specgen/objects")).unwrap();
    assert_eq!(grave(&place, 5), ["object_missing backend/src/main.rs"]);
}

#[test]
fn a_test_that_a_criterion_lost_is_drift() {
    let place = made();
    let path = "iot_backend/backend/tests/it/api/openapi.rs";
    let test = place
        .read(path)
        .replace("docs__openapi__is_current", "is_current");
    place.write(path, &test);
    assert_eq!(
        grave(&place, 5),
        ["link_broken specs/iot_backend/trace.json"]
    );
    let ran = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    ran.says("docs.openapi").says("docs__openapi__is_current");
}

#[test]
fn what_a_killed_run_left_is_told_and_not_touched() {
    let place = made();
    place.write("iot_backend/.specgen/tx/000001/new/0", "half");
    place.write("iot_backend/.specgen/incoming/backend/Dockerfile", "newer");
    assert_eq!(
        grave(&place, 5),
        ["unfinished ", "incoming backend/Dockerfile"]
    );
}

#[test]
fn a_migration_that_no_list_names_and_one_that_is_gone_are_drift() {
    let place = made();
    place.write(
        "iot_backend/backend/migrations/0004_own.sql",
        "ALTER TABLE devices ADD COLUMN own TEXT;\n",
    );
    let unlisted = ["migration_unlisted backend/migrations/0004_own.sql"];
    assert_eq!(grave(&place, 5), unlisted);
    let list = "iot_backend/backend/src/store/migrations.rs";
    let text = place.read(list);
    let third = "    migration!(\"0003_alerts\"),\n";
    let own = third.replace("0003_alerts", "0004_own");
    place.write(list, &text.replace(third, &format!("{third}    // {own}")));
    assert_eq!(grave(&place, 5), unlisted, "a remark is no entry");
    place.write(list, &text.replace(third, &format!("{third}{own}")));
    assert_eq!(grave(&place, 0), Vec::<String>::new());
    let gone = "backend/migrations/0002_devices.sql";
    std::fs::remove_file(place.work.join("iot_backend").join(gone)).unwrap();
    assert_eq!(grave(&place, 5), [format!("migration_missing {gone}")]);
    let ran = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    ran.says(&format!("specgen restore {gone}"));
    place
        .run(&["restore", gone, "--dir", "iot_backend"])
        .exits(0);
    let first = "backend/migrations/0001_readings.sql";
    let path = format!("iot_backend/{first}");
    let text = place.read(&path);
    place.write(&path, &format!("{text}-- Ours.\n"));
    assert_eq!(grave(&place, 5), [format!("migration_changed {first}")]);
    std::fs::remove_file(place.work.join(&path)).unwrap();
    place
        .run(&["restore", first, "--dir", "iot_backend"])
        .exits(0);
    assert_eq!(place.read(&path), text);
}
