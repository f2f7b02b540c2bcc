//! Leaving specgen: nothing of the user's goes, and a kill in between is finished by the same command.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use std::path::Path;

use specgen_apply::{
    ApplyError, ConflictMode, Fault, Faulty, Files as _, Mode, apply, eject, find_root, leaving,
};
use specgen_tree::Digest;
use support::{ROOT, in_memory, planned, project};

const SETTINGS: &str = "specgen.yaml";

#[test]
fn specgens_own_files_go_and_all_others_stay() {
    let memory = in_memory();
    let root = Path::new(ROOT);
    let (workspace, plan) = planned(&memory, root);
    apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let mut before = project(&memory);
    let written = [(SETTINGS, Digest::of(b"{}\n"))];
    let leave = leaving(&memory, root, &written).expect("looks");
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
    let guide = root.join("AGENTS.md");
    memory
        .write(&guide, b"as written", Mode::Plain)
        .expect("written");
    let written = [
        ("AGENTS.md", Digest::of(b"as written")),
        (SETTINGS, Digest::of(b"other")),
        ("absent", Digest::of(b"")),
    ];
    let leave = leaving(&memory, root, &written).expect("looks");
    assert_eq!(leave.kept, [SETTINGS]);
    memory
        .write(&guide, b"edited since", Mode::Plain)
        .expect("written");
    let before = project(&memory);
    let refused = eject(&memory, root, &leave).expect_err("edited while it was asked about");
    assert!(matches!(refused, ApplyError::Changed(_)), "{refused}");
    assert_eq!(project(&memory), before);
    memory
        .write(&guide, b"as written", Mode::Plain)
        .expect("written");
    eject(&memory, root, &leave).expect("left");
    let left = memory.texts(root);
    assert!(left.contains_key(SETTINGS));
    assert!(!left.contains_key("AGENTS.md"), "nobody edited it");
}

#[test]
fn a_kill_at_any_step_loses_nothing_and_can_be_finished() {
    let root = Path::new(ROOT);
    let written = [
        ("AGENTS.md", Digest::of(b"as written")),
        (SETTINGS, Digest::of(b"{}\n")),
    ];
    let start = in_memory();
    start
        .write(&root.join("AGENTS.md"), b"as written", Mode::Plain)
        .expect("written");
    let leave = leaving(&start, root, &written).expect("looks");
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
            let rest = leaving(&memory, root, &written).expect("looks");
            eject(&memory, root, &rest).expect("left");
        }
        assert_eq!(memory.texts(root), goal, "step {step}");
    }
}
