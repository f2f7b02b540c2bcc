//! `specgen diff`: what would be written, before it is.

use crate::support::{SEED, TestEnvironment};

const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

#[test]
fn a_request_is_shown_line_by_line_and_nothing_written() {
    let place = made();
    let before = place.snapshot();
    let args = ["diff", "--dir", "iot_backend", "--change", "add CO2"];
    let ran = place.run(&args).exits(0);
    ran.says("--- a/specs/iot_backend/spec.yaml\n+++ b/specs/iot_backend/spec.yaml\n");
    ran.says("+  co2: {unit: ppm}\n");
    ran.says("--- /dev/null\n+++ b/backend/migrations/0004_add_co2.sql\n");
    let stat = [&args[..], &["--stat", "backend/migrations"]].concat();
    let ran = place.run(&stat).exits(0);
    assert_eq!(
        ran.stdout,
        "  backend/migrations/0004_add_co2.sql  +3 -0\n1 file, 3 lines come, 0 lines go\n"
    );
    assert_eq!(place.snapshot(), before);
}

#[test]
fn an_edited_model_is_shown_as_build_would_write_it() {
    let place = made();
    let spec = place.read(SPEC);
    place.write(SPEC, &spec.replacen("10s..20s", "15s", 1));
    let args = ["diff", "--json", "--dir", "iot_backend"];
    let answer = place.run(&args).exits(0).json();
    let files = answer["files"].as_array().unwrap();
    assert!(files.iter().any(|file| {
        file["path"] == "specs/iot_backend/requirements.md" && file["added"].as_u64() > Some(0)
    }));
    assert!(
        !files
            .iter()
            .any(|file| file["path"] == "specs/iot_backend/spec.yaml")
    );
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    let args = ["diff", "--dir", "iot_backend"];
    assert_eq!(place.run(&args).exits(0).stdout, "");
}

#[test]
fn a_path_counts_from_where_one_stands_and_a_mistyped_one_is_refused() {
    let place = made();
    let diff = |path: &str| {
        let args = [
            "diff",
            "--dir",
            "iot_backend",
            "--change",
            "add CO2",
            "--stat",
        ];
        place.run(&[&args[..], &[path]].concat())
    };
    for path in [
        "iot_backend/backend/migrations/0004_add_co2.sql",
        "backend/migrations/0004_add_co2.sql",
        "./iot_backend/backend/migrations/",
    ] {
        diff(path).exits(0).says("1 file, ");
    }
    diff("backend/src/clock.rs").exits(0).says("0 files, ");
    diff("backend/src/clok.rs")
        .exits(2)
        .warns("nearest is `backend/src/clock.rs`");
    diff("..").exits(2).warns("outside the workspace");
}

#[test]
fn a_request_that_changes_nothing_says_where_to_ask() {
    let place = made();
    let args = ["diff", "--dir", "iot_backend", "--change", "make it nicer"];
    place.run(&args).exits(7).warns("--dry-run");
}
