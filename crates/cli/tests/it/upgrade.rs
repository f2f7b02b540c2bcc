//! `specgen upgrade`: other templates are merged in a step of their own, never beside a change.

use sha2::{Digest as _, Sha256};

use crate::support::{SEED, TestEnvironment};

const DIR: &str = "iot_backend";
const LOCK: &str = "iot_backend/specgen.lock";
const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";
const FILE: &str = "iot_backend/backend/src/clock.rs";

/// A workspace that other templates made: one line of one file was another one, and its user wrote a
/// comment below it.
fn made_by_others() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    let code = place.read(FILE);
    let first = code.lines().next().unwrap().to_owned();
    let older = code.replacen(&first, "//! An older first line.", 1);
    let (old, new) = (digest(&older), digest(&code));
    place.write(&format!("{DIR}/.specgen/objects/{old}"), &older);
    place.write(FILE, &format!("{older}// ours\n"));
    let lock = place.read(LOCK).replace(&new, &old);
    let templates = lock.lines().nth(1).unwrap().to_owned();
    let others = format!("templates = \"{}\"", digest("other templates"));
    place.write(LOCK, &lock.replacen(&templates, &others, 1));
    place
}

fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[test]
fn a_change_is_refused_until_the_templates_are_merged() {
    let place = made_by_others();
    let spec = place
        .read(SPEC)
        .replacen("  humidity:", "  co2: {unit: ppm}\n  humidity:", 1);
    place.write(SPEC, &spec);
    let before = place.snapshot();
    place
        .run(&["status", "--dir", DIR])
        .exits(0)
        .says("specgen upgrade");
    for command in [
        vec!["build", "--dir", DIR],
        vec!["change", "add pressure", "--yes", "--dir", DIR],
    ] {
        place.run(&command).exits(7).warns("specgen upgrade");
    }
    place
        .run(&["upgrade", "--dry-run", "--dir", DIR])
        .exits(0)
        .says("would upgrade");
    assert!(place.snapshot() == before, "nothing is written");
    place
        .run(&["upgrade", "--dir", DIR])
        .exits(0)
        .says("not built yet");
    let code = place.read(FILE);
    assert!(
        code.ends_with("// ours\n") && !code.contains("older"),
        "{code}"
    );
    assert_eq!(place.read(SPEC), spec);
    let catalog = place.read("iot_backend/backend/src/domain/catalog.rs");
    assert!(!catalog.contains("co2"), "the edit of the model waits");
    place.run(&["build", "--dir", DIR]).exits(0);
    let catalog = place.read("iot_backend/backend/src/domain/catalog.rs");
    assert!(catalog.contains("co2"));
}

#[test]
fn an_upgrade_is_a_step_that_can_be_taken_back() {
    let place = made_by_others();
    let (lock, code) = (place.read(LOCK), place.read(FILE));
    place.run(&["upgrade", "--dir", DIR]).exits(0);
    place
        .run(&["upgrade", "--dir", DIR])
        .exits(0)
        .says("nothing to do");
    place
        .run(&["undo", "--yes", "--dir", DIR])
        .exits(0)
        .says("taken back: upgrade");
    assert_eq!(place.read(FILE), code);
    assert_eq!(place.read(LOCK).lines().nth(1), lock.lines().nth(1));
}

#[test]
fn a_conflict_with_the_new_templates_stops_it() {
    let place = made_by_others();
    let code = place
        .read(FILE)
        .replacen("An older first line", "Our first line", 1);
    place.write(FILE, &code);
    let before = place.snapshot();
    let ran = place.run(&["upgrade", "--dir", DIR]).exits(4);
    ran.says("Our first line").warns("--conflict inline");
    assert!(place.snapshot() == before, "nothing is written");
}
