//! Leaving specgen: nothing of the user's goes, and a kill in between is finished by the same command.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use std::path::Path;

use specgen_apply::{ConflictMode, Fault, Faulty, Files as _, apply, eject, find_root, leaving};
use specgen_tree::Digest;
use support::{ROOT, in_memory, planned, project};

#[test]
fn specgens_own_files_go_and_all_others_stay() {
    let memory = in_memory();
    let root = Path::new(ROOT);
    let (workspace, plan) = planned(&memory, root);
    apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let mut before = project(&memory);
    let leave = leaving(&memory, root, Some(Digest::of(b"{}\n"))).expect("looks");
    assert_eq!(leave.removed, ["specgen.lock", ".specgen/", "specgen.yaml"]);
    eject(&memory, root, &leave).expect("left");
    for gone in ["specgen.lock", "specgen.yaml"] {
        before.remove(gone);
    }
    assert_eq!(memory.texts(root), before);
    assert!(
        memory
            .stat(&root.join(".specgen"))
            .expect("looks")
            .is_none()
    );
}

#[test]
fn edited_settings_stay() {
    let memory = in_memory();
    let root = Path::new(ROOT);
    let leave = leaving(&memory, root, Some(Digest::of(b"other"))).expect("looks");
    assert_eq!(leave.kept, ["specgen.yaml"]);
    eject(&memory, root, &leave).expect("left");
    assert!(memory.texts(root).contains_key("specgen.yaml"));
}

#[test]
fn a_kill_at_any_step_loses_nothing_and_can_be_finished() {
    let root = Path::new(ROOT);
    let settings = Some(Digest::of(b"{}\n"));
    let start = in_memory();
    let leave = leaving(&start, root, settings).expect("looks");
    let whole = start.snapshot();
    let counter = Faulty::new(&whole, Fault::None);
    eject(&counter, root, &leave).expect("left");
    let goal = whole.texts(root);
    for step in 0..counter.steps() {
        let memory = start.snapshot();
        let _ = eject(&Faulty::new(&memory, Fault::KillAt(step)), root, &leave);
        let memory = memory.snapshot();
        let left = memory.texts(root);
        for (place, text) in &goal {
            assert_eq!(left.get(place), Some(text), "step {step}: {place}");
        }
        if find_root(&memory, root).is_ok() {
            let rest = leaving(&memory, root, settings).expect("looks");
            eject(&memory, root, &rest).expect("left");
        }
        assert_eq!(memory.texts(root), goal, "step {step}");
    }
}
