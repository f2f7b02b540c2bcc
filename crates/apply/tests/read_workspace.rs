//! Reading a workspace back: root, manifest, model, single files, and what is refused.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use std::fs;

use specgen_apply::{ApplyError, Disk, create_new, find_root, read_workspace};
use specgen_merge::Work as _;
use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Tree};
use tempfile::TempDir;

fn path(text: &str) -> ProjectPath {
    ProjectPath::new(text).expect("a good path")
}

fn made() -> TempDir {
    let mut tree = Tree::new();
    let model = FileNode::generated("model", "specgen: 1\n").owned_by(Owner::User);
    for (place, node) in [
        ("specgen.yaml", FileNode::generated("settings", "{}\n")),
        ("specs/demo/spec.yaml", model),
        (
            "backend/src/main.rs",
            FileNode::generated("main", "fn main() {}\n"),
        ),
    ] {
        tree.insert(path(place), node).expect("fits");
    }
    let parent = tempfile::tempdir().expect("a folder");
    create_new(&Disk, &parent.path().join("demo"), &tree, Digest::of(b"t")).expect("made");
    parent
}

#[test]
fn finds_the_root_from_below_and_reads_what_new_wrote() {
    let parent = made();
    let below = parent.path().join("demo/backend/src");
    let workspace = read_workspace(&Disk, &below).expect("reads");
    assert!(workspace.root.ends_with("demo"));
    assert_eq!(workspace.settings_text, "{}\n");
    assert_eq!(workspace.spec_path, path("specs/demo/spec.yaml"));
    assert_eq!(workspace.spec_text, "specgen: 1\n");
    let record = &workspace.manifest.records[&path("backend/src/main.rs")];
    let base = workspace.tree(&Disk).object(record.base).expect("reads");
    assert_eq!(base.as_deref(), Some(b"fn main() {}\n".as_slice()));
    let main = workspace
        .read(&Disk, &path("backend/src/main.rs"))
        .expect("reads");
    assert_eq!(main, base);
    assert_eq!(
        workspace.read(&Disk, &path("no/such")).expect("reads"),
        None
    );
}

#[test]
fn a_damaged_object_counts_as_missing() {
    let parent = made();
    let root = parent.path().join("demo");
    let workspace = read_workspace(&Disk, &root).expect("reads");
    let base = workspace.manifest.records[&path("specgen.yaml")].base;
    let name = base.to_string();
    let place = root.join(".specgen/objects").join(&name);
    fs::write(place, "something else").expect("written");
    assert_eq!(workspace.tree(&Disk).object(base).expect("reads"), None);
}

#[test]
fn says_what_is_missing_or_double() {
    let parent = made();
    let error = find_root(&Disk, parent.path()).expect_err("no workspace");
    assert!(matches!(error, ApplyError::NoWorkspace(_)));
    let root = parent.path().join("demo");
    fs::create_dir(root.join("specs/second")).expect("made");
    fs::write(root.join("specs/second/spec.yaml"), "").expect("written");
    let error = read_workspace(&Disk, &root).expect_err("two models");
    assert!(
        matches!(error, ApplyError::SeveralSpecs(ref found) if found.len() == 2),
        "{error}"
    );
    fs::remove_dir_all(root.join("specs")).expect("removed");
    let error = read_workspace(&Disk, &root).expect_err("no model");
    assert!(matches!(error, ApplyError::NoSpec(_)), "{error}");
    fs::write(root.join("specgen.lock"), [0xff]).expect("written");
    let error = read_workspace(&Disk, &root).expect_err("no text");
    assert!(matches!(error, ApplyError::NotText(_)), "{error}");
    fs::remove_file(root.join("specgen.lock")).expect("removed");
    let error = read_workspace(&Disk, &root).expect_err("no manifest");
    assert!(matches!(error, ApplyError::NoManifest(_)), "{error}");
}

#[cfg(unix)]
#[test]
fn follows_no_link_out_of_the_workspace() {
    use std::os::unix::fs::symlink;

    let parent = made();
    let root = parent.path().join("demo");
    let workspace = read_workspace(&Disk, &root).expect("reads");
    fs::write(parent.path().join("secret"), "x").expect("written");
    symlink(parent.path(), root.join("out")).expect("linked");
    symlink(root.join("backend"), root.join("inside")).expect("linked");
    symlink(parent.path().join("secret"), root.join("file")).expect("linked");
    for refused in ["out/secret", "file", "backend", "specgen.yaml/x"] {
        let error = workspace.read(&Disk, &path(refused)).expect_err(refused);
        assert!(matches!(error, ApplyError::NotAFile { .. }), "{error}");
    }
    let inside = workspace
        .read(&Disk, &path("inside/src/main.rs"))
        .expect("reads");
    assert!(inside.is_some());
}
