//! Carrying out a plan: what it writes, what it refuses, and that nothing to do writes nothing.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use std::path::Path;

use specgen_apply::{
    ApplyError, ConflictMode, Disk, Fault, Faulty, Files, Mode, apply, read_workspace,
};
use specgen_tree::State;
use support::{ROOT, edited, in_memory, path, planned, project};

#[test]
fn writes_merges_moves_deletes_and_offers() {
    let memory = in_memory();
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    let applied = apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let texts = project(&memory);
    for (place, text) in [
        ("README.md", "# Demo\n\nMine.\n"),
        ("notes.txt", "my notes\n"),
        ("specs/demo/spec.yaml", "specgen: 1\nname: demo\n"),
        ("src/clash.rs", "mine\n"),
        ("src/fresh/file.rs", "fresh\n"),
        ("src/merged.rs", "a\nmine\nb\nc\nd\nE\n"),
        ("src/new/made.rs", "m0\nm1\nm2\nM3\n"),
        ("src/plain.rs", "two\n"),
    ] {
        assert_eq!(texts.get(place).map(String::as_str), Some(text), "{place}");
    }
    assert_eq!(
        texts.len(),
        8 + 2,
        "specgen.yaml and specgen.lock: {texts:?}"
    );
    assert_eq!(applied.incoming, [path("README.md"), path("src/clash.rs")]);
    assert!(applied.left.is_empty());
    let all = memory.texts(Path::new(ROOT));
    assert_eq!(all[".specgen/incoming/src/clash.rs"], "y\n");
    assert_eq!(all[".specgen/incoming/README.md"], "# Demo\n\nMore.\n");
    assert!(
        memory
            .stat(&Path::new(ROOT).join("src/deep"))
            .expect("looks")
            .is_none()
    );

    let after = read_workspace(&memory, Path::new(ROOT)).expect("reads");
    let state = |place: &str| after.manifest.records[&path(place)].state.clone();
    assert_eq!(after.manifest, plan.manifest);
    assert_eq!(state("src/dropped.rs"), State::DeletedByUser);
    assert!(matches!(state("src/clash.rs"), State::Conflicted(_)));
}

#[test]
fn a_second_run_has_nothing_to_do_and_touches_nothing() {
    let memory = in_memory();
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let counter = Faulty::new(&memory, Fault::None);
    let workspace = read_workspace(&counter, Path::new(ROOT)).expect("reads");
    let tree = workspace.tree(&counter);
    let templates = workspace.manifest.templates;
    let again = specgen_merge::plan(&workspace.manifest, &tree, &support::second(), templates);
    let again = again.expect("plans");
    assert!(again.is_empty(), "{:?}", again.steps);
    let applied = apply(&counter, &workspace, &again, ConflictMode::Incoming).expect("applied");
    assert_eq!((applied.id, counter.steps()), (None, 0));
}

#[test]
fn inline_mode_writes_both_sides_between_markers() {
    let memory = in_memory();
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    apply(&memory, &workspace, &plan, ConflictMode::Inline).expect("applied");
    let expected = "<<<<<<< yours\nmine\n||||||| base (generated before)\nx\n=======\ny\n>>>>>>> generated now\n";
    assert_eq!(project(&memory)["src/clash.rs"], expected);
    let (_, again) = planned(&memory, Path::new(ROOT));
    assert_eq!(again.conflicts().count(), 1, "unresolved");
}

#[test]
fn stop_mode_writes_nothing_when_there_is_a_conflict() {
    let memory = in_memory();
    let before = memory.texts(Path::new(ROOT));
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    let error = apply(&memory, &workspace, &plan, ConflictMode::Stop).expect_err("a conflict");
    assert!(matches!(error, ApplyError::Conflicts(1)), "{error}");
    assert_eq!(memory.texts(Path::new(ROOT)), before);
}

#[test]
fn refuses_when_a_file_changed_since_planning() {
    for changed in [
        "src/plain.rs",
        "specgen.lock",
        "src/fresh/file.rs",
        "specs/demo/spec.yaml",
    ] {
        let memory = in_memory();
        let (workspace, plan) = planned(&memory, Path::new(ROOT));
        let place = Path::new(ROOT).join(changed);
        if changed.contains("fresh") {
            memory
                .create_folder(&Path::new(ROOT).join("src/fresh"))
                .expect("made");
        }
        memory
            .write(&place, b"saved meanwhile", Mode::Plain)
            .expect("written");
        let before = memory.texts(Path::new(ROOT));
        let error = apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect_err(changed);
        assert!(
            matches!(&error, ApplyError::Changed(paths) if *paths == [path(changed)]),
            "{error}"
        );
        assert_eq!(memory.texts(Path::new(ROOT)), before);
    }
}

#[test]
fn refuses_while_another_specgen_is_at_work() {
    let memory = in_memory();
    let (workspace, plan) = planned(&memory, Path::new(ROOT));
    let held = memory
        .try_lock(&Path::new(ROOT).join(".specgen/lock"))
        .expect("locks");
    let error = apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect_err("busy");
    assert!(matches!(error, ApplyError::Busy(_)), "{error}");
    drop(held);
    apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect("free again");
}

#[test]
fn what_another_specgen_was_writing_is_not_one_state() {
    let memory = in_memory();
    let root = Path::new(ROOT);
    let (workspace, plan) = planned(&memory, root);
    let before = memory.texts(root);
    workspace.undisturbed(&memory).expect("alone");
    assert_eq!(memory.texts(root), before, "looking writes nothing");

    let place = root.join(".specgen/lock");
    memory.write(&place, b"", Mode::Plain).expect("written");
    let held = memory.try_lock(&place).expect("locks");
    let error = workspace.undisturbed(&memory).expect_err("at work");
    assert!(matches!(error, ApplyError::Busy(_)), "{error}");
    drop(held);
    workspace.undisturbed(&memory).expect("alone again");

    apply(&memory, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let error = workspace.undisturbed(&memory).expect_err("was at work");
    assert!(matches!(error, ApplyError::Changed(_)), "{error}");
}

#[test]
fn works_on_the_real_disk_and_keeps_modes() {
    let parent = tempfile::tempdir().expect("a folder");
    let root = parent.path().join("demo");
    edited(&Disk, &root);
    set_mode(&root.join("src/plain.rs"), 0o600);
    set_mode(&root.join("src/merged.rs"), 0o755);
    let (workspace, plan) = planned(&Disk, &root);
    apply(&Disk, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let read = |place: &str| std::fs::read_to_string(root.join(place)).expect("there");
    assert_eq!(read("src/plain.rs"), "two\n");
    assert_eq!(read("src/merged.rs"), "a\nmine\nb\nc\nd\nE\n");
    assert!(!root.join("src/deep").exists());
    check_mode(&root.join("src/plain.rs"), 0o600);
    check_mode(&root.join("src/merged.rs"), 0o755);
}

#[cfg(unix)]
#[test]
fn refuses_a_read_only_file_and_a_link() {
    let parent = tempfile::tempdir().expect("a folder");
    let root = parent.path().join("demo");
    edited(&Disk, &root);
    let (workspace, plan) = planned(&Disk, &root);
    set_mode(&root.join("src/plain.rs"), 0o444);
    let error = apply(&Disk, &workspace, &plan, ConflictMode::Incoming).expect_err("read-only");
    assert!(
        matches!(&error, ApplyError::ReadOnly(paths) if *paths == [path("src/plain.rs")]),
        "{error}"
    );
    set_mode(&root.join("src/plain.rs"), 0o644);
    std::os::unix::fs::symlink(parent.path(), root.join("src/fresh")).expect("linked");
    let error = apply(&Disk, &workspace, &plan, ConflictMode::Incoming).expect_err("a link out");
    assert!(matches!(error, ApplyError::NotAFile { .. }), "{error}");
    assert_eq!(
        std::fs::read(root.join("src/plain.rs")).expect("there"),
        b"one\n"
    );
    assert!(!parent.path().join("file.rs").exists());
}

#[test]
fn a_renamed_file_is_merged_under_its_new_name() {
    let parent = tempfile::tempdir().expect("a folder");
    let root = parent.path().join("demo");
    edited(&Disk, &root);
    std::fs::create_dir_all(root.join("src/renamed")).expect("made");
    std::fs::rename(root.join("src/merged.rs"), root.join("src/renamed/mine.rs")).expect("renamed");
    // A copy in a folder of the compiler is no file of the user's.
    std::fs::create_dir(root.join("target")).expect("made");
    std::fs::copy(root.join("src/renamed/mine.rs"), root.join("target/x.rs")).expect("copied");

    let (workspace, plan) = planned(&Disk, &root);
    assert_eq!(
        plan.followed.get(&path("src/merged.rs")),
        Some(&path("src/renamed/mine.rs"))
    );
    apply(&Disk, &workspace, &plan, ConflictMode::Incoming).expect("applied");
    let text = std::fs::read_to_string(root.join("src/renamed/mine.rs")).expect("there");
    assert_eq!(text, "a\nmine\nb\nc\nd\nE\n");
    assert!(!root.join("src/merged.rs").exists());
    let record = read_workspace(&Disk, &root)
        .expect("reads")
        .manifest
        .records[&path("src/merged.rs")]
        .clone();
    assert_eq!(record.at, Some(path("src/renamed/mine.rs")));
    assert_eq!(record.state, State::Clean);

    std::fs::rename(root.join("src/renamed/mine.rs"), root.join("src/merged.rs")).expect("back");
    let (_, plan) = planned(&Disk, &root);
    assert_eq!(plan.manifest.records[&path("src/merged.rs")].at, None);
    assert!(plan.followed.is_empty());
}

#[test]
fn two_files_that_could_be_it_are_none() {
    let parent = tempfile::tempdir().expect("a folder");
    let root = parent.path().join("demo");
    edited(&Disk, &root);
    std::fs::copy(root.join("src/merged.rs"), root.join("src/one.rs")).expect("copied");
    std::fs::rename(root.join("src/merged.rs"), root.join("src/two.rs")).expect("renamed");
    let (_, plan) = planned(&Disk, &root);
    assert!(plan.followed.is_empty());
    let state = &plan.manifest.records[&path("src/merged.rs")].state;
    assert_eq!(*state, State::DeletedByUser);
}

#[cfg(unix)]
fn set_mode(place: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(place, std::fs::Permissions::from_mode(mode)).expect("set");
}

#[cfg(unix)]
fn check_mode(place: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let found = std::fs::metadata(place)
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(found & 0o777, mode, "{}", place.display());
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

#[cfg(not(unix))]
fn check_mode(_: &Path, _: u32) {}
