//! `specgen new` as the disk sees it: whole or nothing, never outside, never over other things.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use specgen_apply::{ApplyError, Disk, Fault, Faulty, Files as _, Memory, create_new};
use specgen_tree::{Digest, FileNode, Manifest, Owner, ProjectPath, Tree};

fn tree() -> Tree {
    let mut tree = Tree::new();
    let mut add = |path: &str, node: FileNode| {
        let path = ProjectPath::new(path).expect("a good path");
        tree.insert(path, node).expect("fits");
    };
    add(
        "specgen.yaml",
        FileNode::generated("settings", "engine: embedded\n"),
    );
    add("AGENTS.md", FileNode::generated("agents", "# Agents\n"));
    add(
        "backend/src/main.rs",
        FileNode::generated("main", "fn main() {}\n"),
    );
    add(
        "backend/copy.rs",
        FileNode::generated("copy", "fn main() {}\n"),
    );
    let mut script = FileNode::generated("script", "#!/bin/sh\n");
    script.executable = true;
    add("backend/run.sh", script.owned_by(Owner::Seeded));
    let model = FileNode::generated("model", "specgen: 1\n").owned_by(Owner::User);
    add("specs/demo/spec.yaml", model);
    tree
}

fn templates() -> Digest {
    Digest::of(b"templates")
}

fn names(folder: &Path) -> Vec<String> {
    let list = Disk.list(folder).expect("lists");
    list.into_iter()
        .map(|name| name.into_string().expect("UTF-8"))
        .collect()
}

#[test]
fn writes_tree_manifest_and_objects_and_nothing_else() {
    let parent = tempfile::tempdir().expect("a folder");
    let target = parent.path().join("demo");
    let made = create_new(&Disk, &target, &tree(), templates()).expect("made");
    assert_eq!((made.files, made.bytes), (6, 17 + 9 + 13 + 13 + 10 + 11));
    assert_eq!(names(parent.path()), ["demo"]);
    let expected = [
        ".specgen",
        "AGENTS.md",
        "backend",
        "specgen.lock",
        "specgen.yaml",
        "specs",
    ];
    assert_eq!(names(&target), expected);
    for (path, node) in &tree() {
        let place = target.join(path.as_str());
        assert_eq!(fs::read(&place).expect("there"), node.bytes);
        let stat = Disk.stat(&place).expect("looks").expect("there");
        assert_eq!(stat.executable, node.executable && cfg!(unix), "{path}");
    }
    let lock = fs::read_to_string(target.join("specgen.lock")).expect("there");
    let manifest = Manifest::parse(&lock).expect("reads");
    assert_eq!(manifest.records.len(), 5, "the model is the user's");
    for record in manifest.records.values() {
        let name = record.base.to_string();
        let object = target.join(".specgen/objects").join(&name);
        assert_eq!(Digest::of(&fs::read(object).expect("kept")), record.base);
    }
    let ignored = fs::read_to_string(target.join(".specgen/.gitignore")).expect("there");
    assert!(ignored.starts_with("*\n") && ignored.contains("!objects/**\n"));
}

#[test]
fn makes_the_folders_above_too() {
    let parent = tempfile::tempdir().expect("a folder");
    create_new(&Disk, &parent.path().join("a/b/demo"), &tree(), templates()).expect("made");
    assert_eq!(names(parent.path()), ["a"]);
    assert!(parent.path().join("a/b/demo/specgen.lock").is_file());
}

#[test]
fn moves_into_an_empty_folder_without_replacing_it() {
    let parent = tempfile::tempdir().expect("a folder");
    let target = parent.path().join("demo");
    fs::create_dir_all(target.join(".git/refs")).expect("made");
    fs::create_dir_all(target.join(".kiro")).expect("made");
    create_new(&Disk, &target, &tree(), templates()).expect("made");
    let found = names(&target);
    assert_eq!(found.len(), 8, "{found:?}");
    assert!(target.join(".git/refs").is_dir());
    assert!(target.join("backend/src/main.rs").is_file());
}

#[test]
fn refuses_a_place_that_holds_other_things() {
    let parent = tempfile::tempdir().expect("a folder");
    let target = parent.path().join("demo");
    fs::create_dir(&target).expect("made");
    fs::write(target.join("notes.txt"), "mine").expect("written");
    let error = create_new(&Disk, &target, &tree(), templates()).expect_err("occupied");
    assert!(matches!(error, ApplyError::Occupied { ref found, .. } if found == "notes.txt"));
    assert_eq!(names(&target), ["notes.txt"]);

    let file = target.join("notes.txt");
    let error = create_new(&Disk, &file, &tree(), templates()).expect_err("a file");
    assert!(matches!(error, ApplyError::NotAFolder { .. }));
    let error = create_new(&Disk, &file.join("x"), &tree(), templates()).expect_err("a file");
    assert!(matches!(error, ApplyError::NotAFolder { .. }));
    assert_eq!(names(parent.path()), ["demo"]);
}

#[test]
fn refuses_a_tree_that_holds_specgens_own_files() {
    let parent = tempfile::tempdir().expect("a folder");
    for own in ["specgen.lock", ".specgen/objects/abcd"] {
        let mut tree = tree();
        let path = ProjectPath::new(own).expect("a good path");
        tree.insert(path, FileNode::generated("x", "x"))
            .expect("fits");
        let error = create_new(&Disk, &parent.path().join("demo"), &tree, templates());
        assert!(matches!(error, Err(ApplyError::Reserved(_))));
    }
    assert!(names(parent.path()).is_empty());
}

#[test]
fn removes_stale_temporary_folders_of_its_own_and_no_others() {
    let parent = tempfile::tempdir().expect("a folder");
    for folder in [
        ".demo.specgen-0001/w/backend",
        ".demo.specgen-0002",
        ".demo.specgen-0003",
        ".else.specgen-0001",
        ".demo.specgen-12",
    ] {
        fs::create_dir_all(parent.path().join(folder)).expect("made");
    }
    fs::write(parent.path().join(".demo.specgen-0001/lock"), "").expect("written");
    fs::write(parent.path().join(".demo.specgen-0003/notes"), "mine").expect("written");
    create_new(&Disk, &parent.path().join("demo"), &tree(), templates()).expect("made");
    assert_eq!(
        names(parent.path()),
        [
            ".demo.specgen-0003",
            ".demo.specgen-12",
            ".else.specgen-0001",
            "demo"
        ]
    );
}

#[test]
fn leaves_the_temporary_folder_of_a_living_rival_alone() {
    let parent = tempfile::tempdir().expect("a folder");
    let rival = parent.path().join(".demo.specgen-0001");
    fs::create_dir(&rival).expect("made");
    let held = Disk
        .try_lock(&rival.join("lock"))
        .expect("locks")
        .expect("free");
    create_new(&Disk, &parent.path().join("demo"), &tree(), templates()).expect("made");
    assert_eq!(names(parent.path()), [".demo.specgen-0001", "demo"]);
    drop(held);
}

/// The files that a whole workspace holds.
fn whole() -> BTreeMap<String, String> {
    let memory = Memory::with_folder(Path::new("/home"));
    create_new(&memory, Path::new("/home/demo"), &tree(), templates()).expect("made");
    memory.texts(Path::new("/home/demo"))
}

/// Runs `create_new` once per step with a fault in that step.
fn with_fault_at_each_step(
    start: &Memory,
    fault: fn(usize) -> Fault,
    check: impl Fn(usize, &Memory, bool),
) {
    let rehearsal = start.snapshot();
    let counter = Faulty::new(&rehearsal, Fault::None);
    create_new(&counter, Path::new("/home/demo"), &tree(), templates()).expect("made");
    let steps = counter.steps();
    assert!(steps > 20, "{steps} steps");
    for step in 0..steps {
        let memory = start.snapshot();
        let made = {
            let faulty = Faulty::new(&memory, fault(step));
            create_new(&faulty, Path::new("/home/demo"), &tree(), templates()).is_ok()
        };
        check(step, &memory, made);
    }
}

#[test]
fn a_kill_at_any_step_leaves_nothing_or_everything() {
    let whole = whole();
    let start = Memory::with_folder(Path::new("/home"));
    with_fault_at_each_step(&start, Fault::KillAt, |step, memory, _| {
        let found = memory.texts(Path::new("/home/demo"));
        assert!(found.is_empty() || found == whole, "step {step}: {found:?}");
        let again = create_new(memory, Path::new("/home/demo"), &tree(), templates());
        assert_eq!(again.is_ok(), found.is_empty(), "step {step}: {again:?}");
        let list = memory.list(Path::new("/home")).expect("lists");
        assert_eq!(list, ["demo"], "step {step}");
    });
}

#[test]
fn a_kill_in_an_existing_folder_is_taken_back_or_finished() {
    let whole = whole();
    let start = Memory::with_folder(Path::new("/home/demo/.git"));
    with_fault_at_each_step(&start, Fault::KillAt, |step, memory, _| {
        let _ = create_new(memory, Path::new("/home/demo"), &tree(), templates());
        assert_eq!(memory.texts(Path::new("/home/demo")), whole, "step {step}");
        let list = memory.list(Path::new("/home/demo")).expect("lists");
        assert!(
            list.iter()
                .all(|name| !name.to_string_lossy().contains("specgen-")),
            "step {step}: {list:?}"
        );
    });
}

#[test]
fn a_failing_step_or_a_full_disk_leaves_nothing_or_everything() {
    let whole = whole();
    for fault in [Fault::FailAt as fn(usize) -> Fault, Fault::FullFrom] {
        let start = Memory::with_folder(Path::new("/home"));
        with_fault_at_each_step(&start, fault, |step, memory, made| {
            let found = memory.texts(Path::new("/home/demo"));
            assert!(found.is_empty() || found == whole, "step {step}: {found:?}");
            assert!(!made || found == whole, "step {step}: {found:?}");
        });
    }
}
