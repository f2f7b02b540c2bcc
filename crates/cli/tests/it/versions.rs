//! Workspaces of other versions: what a later specgen wrote is refused with the way out and never
//! half read; what an earlier one wrote is read for ever.

use std::fs;
use std::path::Path;

use crate::support::{SEED, TestEnvironment};

const DIR: &str = "iot_backend";

/// A workspace as the first version of every format has it. It is never made again.
const FIRST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats-1");

/// Every command that reads a workspace, with whether it goes by the model.
const COMMANDS: &[(&[&str], bool)] = &[
    (&["status"], true),
    (&["tasks"], true),
    (&["build"], true),
    (&["change", "add CO2", "--yes"], true),
    (&["check"], true),
    (&["log"], true),
    (&["undo", "--yes"], true),
    (&["resolve", "--list"], true),
    (&["own", "AGENTS.md"], true),
    (&["eject", "--yes"], false),
];

/// A workspace in which one file says another format.
fn with_format(file: &str, old: &str, new: &str) -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes", "--spec-only"]).exits(0);
    let path = format!("{DIR}/{file}");
    let text = place.read(&path);
    let changed = text.replacen(old, new, 1);
    assert_ne!(text, changed, "{text}");
    place.write(&path, &changed);
    place
}

#[test]
fn a_later_manifest_is_refused_by_every_command() {
    let place = with_format("specgen.lock", "format = 1", "format = 2");
    let before = place.snapshot();
    for (command, _) in COMMANDS {
        let ran = place.run(&[*command, &["--dir", DIR]].concat()).exits(7);
        ran.warns("specgen.lock:1:1")
            .warns("install a newer specgen");
    }
    assert!(place.snapshot() == before, "nothing is written");
}

#[test]
fn a_later_model_is_refused_by_every_command_that_goes_by_it() {
    let spec = "specs/iot_backend/spec.yaml";
    let place = with_format(spec, "specgen: 1", "specgen: 2");
    let before = place.snapshot();
    for (command, _) in COMMANDS.iter().filter(|(_, reads)| *reads) {
        let ran = place.run(&[*command, &["--dir", DIR]].concat()).exits(3);
        ran.warns("spec.yaml:")
            .warns("install the specgen that wrote it");
    }
    assert!(place.snapshot() == before, "nothing is written");
}

#[test]
fn later_settings_and_a_later_memory_are_refused() {
    let place = with_format("specgen.yaml", "specgen: 1", "specgen: 2");
    let ran = place.run(&["build", "--dir", DIR]).exits(3);
    ran.warns("specgen.yaml:").warns("newer specgen");
    let trace = "specs/iot_backend/trace.json";
    let place = with_format(trace, "{\"format\":1}", "{\"format\":2}");
    let before = place.snapshot();
    let ran = place.run(&["build", "--dir", DIR]).exits(3);
    ran.warns("install a newer specgen");
    assert!(place.snapshot() == before, "nothing is written");
}

#[test]
fn the_first_version_of_every_format_is_read_and_carried_on() {
    let place = TestEnvironment::new();
    copy(Path::new(FIRST), &place.work.join("old"));
    let spec = "old/specs/wine_cellar/spec.yaml";
    let status = place
        .run(&["status", "--json", "--dir", "old"])
        .exits(0)
        .json();
    assert_eq!(status["name"], "wine_cellar");
    assert_eq!(status["spec_edited"], false);
    let log = place
        .run(&["log", "--json", "--dir", "old"])
        .exits(0)
        .json();
    assert_eq!(log["steps"][1]["title"], "add pressure");
    place
        .run(&["change", "add CO2", "--yes", "--dir", "old"])
        .exits(0);
    let text = place.read(spec);
    assert!(
        text.starts_with("# The cellar under the house.\n") && text.contains("co2"),
        "{text}"
    );
    place.run(&["build", "--dir", "old"]).exits(0);
    assert!(place.work.join("old/backend/Cargo.toml").is_file());
    place
        .run(&["undo", "--steps", "2", "--yes", "--dir", "old"])
        .exits(0);
    assert!(!place.read(spec).contains("co2"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
