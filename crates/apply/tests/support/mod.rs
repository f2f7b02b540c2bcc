//! A workspace in memory with hand edits, and the render that comes next.

use std::collections::BTreeMap;
use std::path::Path;

use specgen_apply::{Files, Memory, Mode, Workspace, create_new, read_workspace};
use specgen_merge::{Plan, plan};
use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Tree};

/// Where the workspace stands.
pub const ROOT: &str = "/home/demo";

/// Makes a path.
pub fn path(text: &str) -> ProjectPath {
    ProjectPath::new(text).expect("a good path")
}

fn templates() -> Digest {
    Digest::of(b"templates")
}

fn tree(files: &[(&str, &str, Owner, &str)]) -> Tree {
    let mut tree = Tree::new();
    for (place, unit, owner, text) in files {
        let node = FileNode::generated(*unit, *text).owned_by(*owner);
        tree.insert(path(place), node).expect("fits");
    }
    tree
}

/// The render that `new` wrote.
pub fn first() -> Tree {
    tree(&[
        ("specgen.yaml", "settings", Owner::User, "{}\n"),
        ("specs/demo/spec.yaml", "model", Owner::User, "specgen: 1\n"),
        ("README.md", "readme", Owner::Seeded, "# Demo\n"),
        ("src/plain.rs", "plain", Owner::Generated, "one\n"),
        (
            "src/merged.rs",
            "merged",
            Owner::Generated,
            "a\nb\nc\nd\ne\n",
        ),
        ("src/clash.rs", "clash", Owner::Generated, "x\n"),
        ("src/gone.rs", "gone", Owner::Generated, "gone\n"),
        ("src/deep/old.rs", "moved", Owner::Generated, "m1\nm2\nm3\n"),
        ("src/dropped.rs", "dropped", Owner::Generated, "dropped\n"),
    ])
}

/// The render that comes next.
pub fn second() -> Tree {
    tree(&[
        ("specgen.yaml", "settings", Owner::User, "{}\n"),
        ("specs/demo/spec.yaml", "model", Owner::User, "specgen: 1\n"),
        ("README.md", "readme", Owner::Seeded, "# Demo\n\nMore.\n"),
        ("src/plain.rs", "plain", Owner::Generated, "two\n"),
        (
            "src/merged.rs",
            "merged",
            Owner::Generated,
            "a\nb\nc\nd\nE\n",
        ),
        ("src/clash.rs", "clash", Owner::Generated, "y\n"),
        ("src/new/made.rs", "moved", Owner::Generated, "m1\nm2\nM3\n"),
        ("src/fresh/file.rs", "fresh", Owner::Generated, "fresh\n"),
        ("src/dropped.rs", "dropped", Owner::Generated, "dropped 2\n"),
    ])
}

/// Makes the workspace and the hand edits.
pub fn edited(files: &dyn Files, root: &Path) {
    create_new(files, root, &first(), templates()).expect("made");
    for (place, text) in [
        ("README.md", "# Demo\n\nMine.\n"),
        ("src/merged.rs", "a\nmine\nb\nc\nd\ne\n"),
        ("src/clash.rs", "mine\n"),
        ("src/deep/old.rs", "m0\nm1\nm2\nm3\n"),
        ("notes.txt", "my notes\n"),
    ] {
        let place = root.join(place);
        files
            .write(&place, text.as_bytes(), Mode::Plain)
            .expect("written");
    }
    files
        .remove_file(&root.join("src/dropped.rs"))
        .expect("removed");
}

/// Makes the workspace in memory.
pub fn in_memory() -> Memory {
    let memory = Memory::with_folder(Path::new("/home"));
    edited(&memory, Path::new(ROOT));
    memory
}

/// Reads the workspace and plans the second render, with an edit of the model.
pub fn planned(files: &dyn Files, root: &Path) -> (Workspace, Plan) {
    let workspace = read_workspace(files, root).expect("reads");
    let mut plan = plan(
        &workspace.manifest,
        &workspace.tree(files),
        &second(),
        templates(),
    )
    .expect("plans");
    let text = workspace.spec_text.as_bytes();
    plan.edit(
        workspace.spec_path.clone(),
        text,
        b"specgen: 1\nname: demo\n".to_vec(),
    );
    (workspace, plan)
}

/// Returns the files of the project: all but specgen's own state.
pub fn project(memory: &Memory) -> BTreeMap<String, String> {
    let mut texts = memory.texts(Path::new(ROOT));
    texts.retain(|place, _| !place.starts_with(".specgen/"));
    texts
}
