//! `specgen own` and `specgen restore`: whose a file is, and what specgen would write.

use crate::support::{SEED, TestEnvironment};

const DIR: &str = "iot_backend";
const README: &str = "iot_backend/backend/README.md";
const TYPED: &str = "backend/README.md";

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

fn add_co2(place: &TestEnvironment) {
    place
        .run(&["change", "add CO2", "--yes", "--dir", DIR])
        .exits(0);
}

#[test]
fn a_file_of_ones_own_is_left_alone_and_its_later_version_put_beside() {
    let place = made();
    let before = place.read(README);
    place
        .run(&["own", TYPED, "--dir", DIR])
        .exits(0)
        .says("yours from now on");
    place
        .run(&["own", TYPED, "--dir", DIR])
        .exits(0)
        .says("yours already");
    add_co2(&place);
    assert_eq!(place.read(README), before);
    let beside = place.read(&format!("{DIR}/.specgen/incoming/{TYPED}"));
    assert!(beside.contains("co2"), "{beside}");
}

#[test]
fn a_file_that_was_given_back_is_merged_with_what_came_since() {
    let place = made();
    place.run(&["own", TYPED, "--dir", DIR]).exits(0);
    place.write(
        README,
        &format!("{}\nOur own paragraph.\n", place.read(README)),
    );
    add_co2(&place);
    place
        .run(&["own", "--back", TYPED, "--dir", DIR])
        .exits(0)
        .says("specgen build");
    place.run(&["build", "--dir", DIR]).exits(0);
    let readme = place.read(README);
    assert!(
        readme.contains("Our own paragraph.") && readme.contains("co2"),
        "{readme}"
    );
}

#[test]
fn what_cannot_be_taken_over_says_why() {
    let place = made();
    let before = place.snapshot();
    for (path, code, words) in [
        (
            "backend/migrations/0001_readings.sql",
            7,
            "never changes again",
        ),
        ("specs/iot_backend/trace.json", 7, "memory of specgen"),
        ("backend/READNE.md", 2, "nearest is `backend/README.md`"),
        ("../elsewhere", 2, "outside"),
    ] {
        place
            .run(&["own", path, "--dir", DIR])
            .exits(code)
            .warns(words);
    }
    place.write("iot_backend/notes.txt", "ours\n");
    place
        .run(&["own", "notes.txt", "--dir", DIR])
        .exits(2)
        .warns("yours anyway");
    std::fs::remove_file(place.work.join("iot_backend/notes.txt")).unwrap();
    assert!(place.snapshot() == before, "nothing is written");
    let ran = place
        .run(&["own", "backend/src/api", "--dir", DIR])
        .exits(0);
    ran.says("backend/src/api/mod.rs");
}

#[test]
fn a_deleted_file_stays_deleted_until_it_is_restored_as_the_model_makes_it_now() {
    let place = made();
    std::fs::remove_file(place.work.join(README)).unwrap();
    add_co2(&place);
    assert!(!place.work.join(README).exists());
    place
        .run(&["restore", TYPED, "--dir", DIR])
        .exits(0)
        .says("back again");
    assert!(place.read(README).contains("co2"));
    place
        .run(&["build", "--dir", DIR])
        .exits(0)
        .says("nothing to do");
    place.run(&["undo", "--yes", "--dir", DIR]).exits(0);
    assert!(
        !place.work.join(README).exists(),
        "a restored file is a step"
    );
}

#[test]
fn a_file_that_is_there_is_only_shown() {
    let place = made();
    let before = place.read(README);
    place.write(README, "ours\n");
    place
        .run(&["restore", TYPED, "--dir", DIR])
        .exits(7)
        .warns("--show");
    assert_eq!(place.read(README), "ours\n");
    let shown = place
        .run(&["restore", "--show", TYPED, "--dir", DIR])
        .exits(0);
    assert_eq!(shown.stdout, before);
    place.write("iot_backend/notes.txt", "ours\n");
    place
        .run(&["restore", "notes.txt", "--dir", DIR])
        .exits(2)
        .warns("did not write");
}

#[test]
fn a_path_is_read_from_where_one_stands() {
    let place = made();
    place
        .run(&["own", README, "--dir", DIR])
        .exits(0)
        .says(TYPED);
}

#[test]
fn a_folder_of_which_nothing_can_be_taken_says_why() {
    let place = made();
    place
        .run(&["own", "backend/migrations", "--dir", DIR])
        .exits(7)
        .warns("never changes again");
    place.run(&["own", "backend", "--dir", DIR]).exits(0);
}
