//! `specgen resolve`: conflicts end as their user decides, and are not asked again.

use crate::support::{Ran, SEED, TestEnvironment};

const DIR: &str = "iot_backend";
const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";
const LOCK: &str = "iot_backend/specgen.lock";
const FILE: &str = "iot_backend/backend/src/domain/catalog.rs";
const TYPED: &str = "backend/src/domain/catalog.rs";

/// A workspace in which humidity became required in the model, and something else at that place in the code.
fn in_conflict(mode: &str) -> TestEnvironment {
    let place = edited();
    build(&place, &["--conflict", mode]).exits(4);
    place
}

fn edited() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    let code = place.read(FILE);
    let at = code.rfind("required: false,").unwrap();
    let (before, row) = code.split_at(at);
    place.write(
        FILE,
        &format!(
            "{before}{}",
            row.replacen("false,", "cfg!(test), // ours", 1)
        ),
    );
    let spec = place.read(SPEC);
    let spec = spec.replacen("{unit: \"%\"}", "{unit: \"%\", required: true}", 1);
    place.write(SPEC, &spec);
    place
}

fn build(place: &TestEnvironment, more: &[&str]) -> Ran {
    let mut args = vec!["build", "--dir", DIR];
    args.extend(more);
    place.run(&args)
}

fn resolve(place: &TestEnvironment, more: &[&str]) -> Ran {
    let mut args = vec!["resolve", "--dir", DIR];
    args.extend(more);
    place.run(&args)
}

#[test]
fn each_side_can_be_taken_from_markers_and_from_beside() {
    for mode in ["inline", "incoming"] {
        for (side, ours, theirs) in [
            ("--mine", true, false),
            ("--generated", false, true),
            ("--both", true, true),
        ] {
            let place = in_conflict(mode);
            resolve(&place, &["--list"]).exits(0).says("1 place");
            resolve(&place, &[side, TYPED]).exits(0).says("resolved");
            let code = place.read(FILE);
            assert_eq!(code.contains("// ours"), ours, "{mode} {side}");
            assert_eq!(code.contains("required: true,"), theirs, "{mode} {side}");
            assert!(!code.contains("<<<<<<<"), "{mode} {side}");
            assert!(!place.read(LOCK).contains("conflicted:"), "{mode} {side}");
            build(&place, &[]).exits(0).says("nothing to do");
            resolve(&place, &[]).exits(0).says("nothing is in conflict");
        }
    }
}

#[test]
fn what_was_settled_by_hand_keeps_all_other_edits_whatever_is_answered() {
    for mode in ["inline", "incoming"] {
        let place = edited();
        let settled = place.read(FILE).replace("cfg!(test), // ours", "true,");
        let settled = format!("// Read by our tools.\n{settled}");
        build(&place, &["--conflict", mode]).exits(4);
        place.write(FILE, &settled);
        resolve(&place, &["--list"]).exits(0).says("0 places");
        resolve(&place, &["--generated"]).exits(0);
        assert!(place.read(FILE) == settled, "{mode}");
        build(&place, &[]).exits(0).says("nothing to do");
    }
}

#[test]
fn a_damaged_marker_is_named_and_nothing_is_written() {
    let place = in_conflict("inline");
    let marked = place.read(FILE);
    place.write(FILE, &marked.replacen("=======\n", "", 1));
    let before = place.snapshot();
    let ran = resolve(&place, &["--list"]).exits(0);
    ran.says("lost its others");
    for side in ["--mine", "--generated", "--both"] {
        let ran = resolve(&place, &[side]).exits(4);
        ran.warns("damaged")
            .warns("remove the markers that are left");
    }
    assert!(place.snapshot() == before, "nothing is written");
}

#[test]
fn a_file_with_markers_left_is_refused_and_one_without_is_taken_as_it_stands() {
    let place = in_conflict("inline");
    let before = place.snapshot();
    resolve(&place, &[TYPED]).exits(4).warns("marker");
    resolve(&place, &[]).exits(4).warns("--mine");
    assert!(place.snapshot() == before, "nothing is written");
    let marked = place.read(FILE);
    let by_hand: Vec<&str> = marked
        .lines()
        .filter(|line| {
            !["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
                .iter()
                .any(|sign| line.starts_with(sign))
        })
        .collect();
    let by_hand = by_hand.join("\n") + "\n";
    place.write(FILE, &by_hand);
    resolve(&place, &[TYPED]).exits(0);
    assert_eq!(place.read(FILE), by_hand);
    build(&place, &[]).exits(0).says("nothing to do");
}

#[test]
fn a_build_in_conflict_says_so_until_it_is_resolved() {
    let place = in_conflict("incoming");
    let ran = build(&place, &[]).exits(4);
    ran.warns("specgen resolve");
    assert!(!ran.stderr.contains("--conflict"), "{}", ran.all());
    let beside = format!("{DIR}/.specgen/incoming/{TYPED}");
    assert!(place.read(&beside).contains("required: true,"));
    place
        .run(&["status", "--dir", DIR])
        .exits(0)
        .says("specgen resolve");
    resolve(&place, &["--mine"]).exits(0);
    assert!(
        !place.work.join(&beside).exists(),
        "nobody needs it any more"
    );
    build(&place, &[]).exits(0);
}

#[test]
fn taking_the_step_back_ends_its_conflicts_too() {
    for mode in ["inline", "incoming"] {
        let place = edited();
        let before = place.read(FILE);
        build(&place, &["--conflict", mode]).exits(4);
        place.run(&["undo", "--yes", "--dir", DIR]).exits(0);
        assert_eq!(place.read(FILE), before, "{mode}");
        resolve(&place, &[]).exits(0).says("nothing is in conflict");
        let beside = place.work.join(format!("{DIR}/.specgen/incoming/{TYPED}"));
        assert!(!beside.exists(), "{mode}");
    }
}

#[test]
fn an_answer_holds_when_the_same_change_is_made_again() {
    let place = in_conflict("inline");
    resolve(&place, &["--mine"]).exits(0);
    for _ in 0..2 {
        place.run(&["undo", "--yes", "--dir", DIR]).exits(0);
    }
    assert!(place.read(FILE).contains("// ours"));
    build(&place, &[]).exits(0);
    assert!(place.read(FILE).contains("// ours"));
}

#[test]
fn what_is_not_in_conflict_is_refused_by_name() {
    let place = edited();
    resolve(&place, &[]).exits(0).says("nothing is in conflict");
    resolve(&place, &["--mine", TYPED])
        .exits(2)
        .warns("not in conflict");
    resolve(&place, &["--mine", "no/such.rs"]).exits(2);
}
