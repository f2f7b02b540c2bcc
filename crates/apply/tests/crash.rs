//! A kill, a failure or a full disk at every step: the tree is the old one or the new one, and
//! what somebody saved in between is still there.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use specgen_apply::{
    ConflictMode, Fault, Faulty, Files as _, Memory, Mode, apply, read_workspace, recover,
};
use specgen_tree::FileNode;
use support::{ROOT, in_memory, planned, project};

type Texts = BTreeMap<String, String>;

/// The tree before, the tree after, and how many steps lie between.
fn ends() -> (Texts, Texts, usize) {
    let memory = in_memory();
    let before = project(&memory);
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    let counter = Faulty::new(&memory, Fault::None);
    apply(&counter, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let steps = counter.steps();
    assert!(steps > 40, "{steps}");
    (before, project(&memory), steps)
}

/// Applies the plan with a fault; returns the memory afterwards and whether it went well.
fn with(start: &Memory, fault: Fault) -> (Memory, bool) {
    let memory = start.snapshot();
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    let faulty = Faulty::new(&memory, fault);
    let applied = apply(&faulty, &workspace, &plan, ConflictMode::Incoming);
    (memory.snapshot(), applied.is_ok())
}

fn nothing_is_open(memory: &Memory, step: usize) {
    let all = memory.texts(Path::new(ROOT));
    let open = all
        .keys()
        .find(|place| place.contains("/tx/") && !place.contains("000001/"));
    assert_eq!(open, None, "step {step}");
    if all.keys().any(|place| place.contains("/tx/")) {
        assert!(
            all.contains_key(".specgen/tx/000001/done"),
            "step {step}: {:?}",
            all.keys()
        );
    }
}

#[test]
fn a_kill_at_any_step_ends_at_the_old_tree_or_the_new() {
    let (before, after, steps) = ends();
    let start = in_memory();
    let mut news = 0;
    for step in 0..steps {
        let (memory, _) = with(&start, Fault::KillAt(step));
        read_workspace(&memory, Path::new(ROOT)).expect("recovers");
        let found = project(&memory);
        assert!(found == before || found == after, "step {step}: {found:?}");
        news += usize::from(found == after);
        nothing_is_open(&memory, step);
    }
    assert!(news > 5 && news < steps, "{news} of {steps}");
}

#[test]
fn a_second_kill_during_the_recovery_changes_nothing_of_that() {
    let (before, after, steps) = ends();
    let start = in_memory();
    for first in 0..steps {
        let (killed, _) = with(&start, Fault::KillAt(first));
        for second in 0..steps {
            let memory = killed.snapshot();
            let faulty = Faulty::new(&memory, Fault::KillAt(second));
            let done = recover(&faulty, Path::new(ROOT)).is_ok();
            let memory = memory.snapshot();
            recover(&memory, Path::new(ROOT)).expect("recovers");
            let found = project(&memory);
            assert!(
                found == before || found == after,
                "{first}, {second}: {found:?}"
            );
            if done {
                break;
            }
        }
    }
}

#[test]
fn a_failing_step_is_taken_back_at_once() {
    let (before, after, steps) = ends();
    let start = in_memory();
    for step in 0..steps {
        let (memory, went_well) = with(&start, Fault::FailAt(step));
        let found = project(&memory);
        assert_eq!(
            found,
            if went_well {
                after.clone()
            } else {
                before.clone()
            },
            "step {step}"
        );
    }
}

#[test]
fn a_full_disk_is_taken_back_at_once() {
    let (before, after, steps) = ends();
    let start = in_memory();
    for step in 0..steps {
        let (memory, went_well) = with(&start, Fault::FullFrom(step));
        let found = project(&memory);
        assert_eq!(
            found,
            if went_well {
                after.clone()
            } else {
                before.clone()
            },
            "step {step}"
        );
    }
}

#[test]
fn what_is_saved_between_a_kill_and_the_recovery_stays() {
    let (_, after, steps) = ends();
    let start = in_memory();
    let mut checked_bases = 0;
    for step in 0..steps {
        for place in [
            "src/plain.rs",
            "src/merged.rs",
            "src/gone.rs",
            "specs/demo/spec.yaml",
        ] {
            let (memory, _) = with(&start, Fault::KillAt(step));
            let at = Path::new(ROOT).join(place);
            memory
                .write(&at, b"saved in between\n", Mode::Plain)
                .expect("written");
            let workspace = read_workspace(&memory, Path::new(ROOT)).expect("recovers");
            let found = project(&memory);
            assert_eq!(found[place], "saved in between\n", "step {step}");
            let finished = found.contains_key("src/new/made.rs");
            for (other, text) in &after {
                if finished && other != place && other != "specgen.lock" {
                    assert_eq!(found.get(other), Some(text), "step {step}: {other}");
                }
            }
            // What was put beside is not merged yet: the base must not have moved.
            let texts = memory.texts(Path::new(ROOT));
            let path = support::path(place);
            let record = workspace.manifest.records.get(&path);
            if let Some(record) = record
                && texts.contains_key(&format!(".specgen/incoming/{place}"))
            {
                let rendered = support::first().get(&path).map(FileNode::digest);
                assert_eq!(Some(record.base), rendered, "step {step}");
                checked_bases += 1;
            }
        }
    }
    assert!(checked_bases > 0);
}
