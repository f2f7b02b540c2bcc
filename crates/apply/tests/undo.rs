//! Taking transactions back: byte for byte when nobody edited since, by merging when somebody did.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use std::path::Path;

use specgen_apply::{
    About, ApplyError, ConflictMode, Fault, Faulty, Files, Memory, Mode, Undo, Workspace, apply_as,
    history, last_step, read_workspace, undo,
};
use specgen_merge::{Action, plan};
use specgen_tree::{FileNode, Owner, State};
use support::{ROOT, in_memory, path, planned, project, second};

fn root() -> &'static Path {
    Path::new(ROOT)
}

/// Applies the second render; returns the memory and the project before.
fn changed() -> (Memory, std::collections::BTreeMap<String, String>) {
    let memory = in_memory();
    let before = project(&memory);
    let (workspace, plan) = planned(&memory, root());
    let about = About::labelled("add more");
    apply_as(&memory, &workspace, &plan, ConflictMode::Incoming, &about).expect("applied");
    (memory, before)
}

fn workspace(memory: &Memory) -> Workspace {
    read_workspace(memory, root()).expect("reads")
}

fn take_back(memory: &Memory, ids: &[&str]) -> Undo {
    let ids: Vec<String> = ids.iter().map(|&id| id.to_owned()).collect();
    let undo = undo(memory, &workspace(memory), &ids).expect("planned");
    let about = About {
        label: "undo".to_owned(),
        undoes: ids,
    };
    apply_as(
        memory,
        &workspace(memory),
        &undo.plan,
        ConflictMode::Inline,
        &about,
    )
    .expect("applied");
    undo
}

fn save(memory: &Memory, place: &str, text: &str) {
    memory
        .write(&root().join(place), text.as_bytes(), Mode::Plain)
        .expect("written");
}

#[test]
fn nothing_edited_since_goes_back_byte_for_byte_and_forth_again() {
    let (memory, before) = changed();
    let after = project(&memory);
    let undone = take_back(&memory, &["000001"]);
    assert!(undone.kept.is_empty());
    assert_eq!(project(&memory), before);
    take_back(&memory, &["000002"]);
    assert_eq!(project(&memory), after);
}

#[test]
fn the_history_tells_what_each_step_was_for() {
    let (memory, _) = changed();
    take_back(&memory, &["000001"]);
    let past = history(&memory, root()).expect("reads");
    let labels: Vec<&str> = past.iter().map(|one| one.about.label.as_str()).collect();
    assert_eq!(labels, ["add more", "undo"]);
    assert!(past[0].changed.contains(&path("src/plain.rs")));
    assert!(
        past[0]
            .changed
            .iter()
            .all(|one| *one != path("specgen.lock"))
    );
    assert_eq!(last_step(&past), None, "the only step is taken back");
}

#[test]
fn an_edit_since_is_merged_with_what_goes_back() {
    let (memory, before) = changed();
    save(&memory, "src/merged.rs", "a\nmine\nb\nc\nd\nE\nlast\n");
    save(&memory, "src/plain.rs", "zero\ntwo\n");
    save(&memory, "src/new/made.rs", "m0\nm1\nm2\nM3\nmine too\n");
    save(&memory, "src/fresh/file.rs", "fresh\nand mine\n");
    let undone = take_back(&memory, &["000001"]);
    let found = project(&memory);
    assert_eq!(found["src/merged.rs"], "a\nmine\nb\nc\nd\ne\nlast\n");
    assert_eq!(found["src/plain.rs"], "zero\none\n");
    assert_eq!(
        found["src/deep/old.rs"], "m0\nm1\nm2\nm3\nmine too\n",
        "a move is taken back with the edit"
    );
    assert!(!found.contains_key("src/new/made.rs"));
    assert_eq!(
        found["src/fresh/file.rs"], "fresh\nand mine\n",
        "a file with an edit is never deleted"
    );
    assert_eq!(found["src/gone.rs"], "gone\n");
    assert_eq!(
        found["specs/demo/spec.yaml"],
        before["specs/demo/spec.yaml"]
    );
    assert!(undone.plan.steps.iter().any(|step| {
        step.path == path("src/merged.rs") && matches!(step.action, Action::Merge { .. })
    }));
}

#[test]
fn an_edit_of_the_very_line_that_goes_back_is_a_conflict() {
    let (memory, _) = changed();
    save(&memory, "src/plain.rs", "mine\n");
    let undone = take_back(&memory, &["000001"]);
    assert_eq!(undone.plan.conflicts().count(), 1);
    let found = project(&memory);
    assert_eq!(
        found["src/plain.rs"],
        "<<<<<<< yours\nmine\n||||||| base (generated before)\ntwo\n=======\none\n>>>>>>> generated now\n"
    );
    let record = &workspace(&memory).manifest.records[&path("src/plain.rs")];
    assert!(matches!(record.state, State::Conflicted(_)));
}

#[test]
fn a_migration_stays() {
    let memory = in_memory();
    let workspace = workspace(&memory);
    let mut tree = support::first();
    let migration = FileNode::generated("0002", "ALTER TABLE a;\n").owned_by(Owner::AppendOnly);
    tree.insert(path("migrations/0002.sql"), migration)
        .expect("fits");
    let templates = workspace.manifest.templates;
    let plan = plan(
        &workspace.manifest,
        &workspace.tree(&memory),
        &tree,
        templates,
    )
    .expect("plans");
    let about = About::default();
    apply_as(&memory, &workspace, &plan, ConflictMode::Stop, &about).expect("applied");
    let undone = take_back(&memory, &["000001"]);
    assert_eq!(undone.kept, [path("migrations/0002.sql")]);
    assert_eq!(project(&memory)["migrations/0002.sql"], "ALTER TABLE a;\n");
    let records = self::workspace(&memory).manifest.records;
    assert_eq!(
        records[&path("migrations/0002.sql")].owner,
        Owner::AppendOnly
    );
}

#[test]
fn several_steps_go_back_as_one() {
    let (memory, before) = changed();
    let workspace = workspace(&memory);
    let mut third = second();
    third.get_mut(&path("src/plain.rs")).expect("there").bytes = b"three\n".to_vec().into();
    let templates = workspace.manifest.templates;
    let tree = workspace.tree(&memory);
    let plan = plan(&workspace.manifest, &tree, &third, templates).expect("plans");
    let about = About::default();
    apply_as(&memory, &workspace, &plan, ConflictMode::Incoming, &about).expect("applied");
    assert_eq!(project(&memory)["src/plain.rs"], "three\n");
    let first_only = undo(&memory, &workspace, &["000001".to_owned()]).expect("planned");
    let reason = first_only.plan.conflicts().map(|(path, _)| path.as_str());
    assert_eq!(
        reason.collect::<Vec<_>>(),
        ["src/plain.rs"],
        "the step in between stands on it"
    );
    take_back(&memory, &["000001", "000002"]);
    assert_eq!(project(&memory), before);
}

#[test]
fn as_many_steps_are_taken_back_one_by_one_as_are_kept() {
    let memory = in_memory();
    let before = project(&memory);
    for step in 0..20 {
        let (workspace, mut plan) = planned(&memory, root());
        let path = workspace.spec_path.clone();
        let text = format!("specgen: 1\nname: demo_{step}\n");
        plan.edit(path, workspace.spec_text.as_bytes(), text.into_bytes());
        let about = About::labelled("one more");
        let mode = ConflictMode::Incoming;
        apply_as(&memory, &workspace, &plan, mode, &about).expect("applied");
    }
    for left in (0..20).rev() {
        let past = history(&memory, root()).expect("reads");
        let last = last_step(&past).unwrap_or_else(|| panic!("{left} and one more are kept"));
        let id = last.id.clone();
        take_back(&memory, &[&id]);
    }
    assert_eq!(project(&memory), before);
}

#[test]
fn a_step_that_is_not_kept_is_named() {
    let (memory, _) = changed();
    let error = undo(&memory, &workspace(&memory), &["000009".to_owned()]).expect_err("unknown");
    assert!(matches!(error, ApplyError::NoTransaction(id) if id == "000009"));
}

#[test]
fn a_kill_at_any_step_of_an_undo_ends_at_one_side_or_the_other() {
    let (start, before) = changed();
    let after = project(&start);
    let about = About::labelled("undo");
    let carry_out = |memory: &Memory, fault| {
        let workspace = workspace(memory);
        let undo = undo(memory, &workspace, &["000001".to_owned()]).expect("planned");
        let faulty = Faulty::new(memory, fault);
        let mode = ConflictMode::Stop;
        let done = apply_as(&faulty, &workspace, &undo.plan, mode, &about).is_ok();
        (done, faulty.steps())
    };
    let (_, steps) = carry_out(&start.snapshot(), Fault::None);
    for step in 0..steps {
        let memory = start.snapshot();
        let _ = carry_out(&memory, Fault::KillAt(step));
        let memory = memory.snapshot();
        read_workspace(&memory, root()).expect("recovers");
        let found = project(&memory);
        assert!(found == before || found == after, "step {step}: {found:?}");
    }
}
