//! `specgen new`: one sentence to a workspace.

use std::fs;

use crate::support::{SEED, TestEnvironment};

/// What every workspace of the seed prompt holds beside the backend.
const DOCUMENTS: &[&str] = &[
    "specgen.yaml",
    "specgen.lock",
    "AGENTS.md",
    "steering/product.md",
    "steering/tech.md",
    "steering/structure.md",
    "steering/rules.yaml",
    "specs/iot_backend/spec.yaml",
    "specs/iot_backend/requirements.md",
    "specs/iot_backend/design.md",
    "specs/iot_backend/tasks.md",
    "specs/iot_backend/trace.json",
    "specs/iot_backend/.config.kiro",
];

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

#[test]
fn the_seed_prompt_becomes_a_workspace_with_everything() {
    let place = TestEnvironment::new();
    let ran = place.run(&["new", SEED, "--yes"]).exits(0);
    for path in DOCUMENTS {
        assert!(
            place.work.join("iot_backend").join(path).is_file(),
            "{path}"
        );
    }
    assert!(place.work.join("iot_backend/backend/Cargo.toml").is_file());
    for text in [
        "made iot_backend",
        "MongoDB",
        "Node.js",
        "Above which temperature",
        "specgen run",
    ] {
        ran.says(text);
    }
}

#[test]
fn the_same_prompt_gives_the_same_bytes() {
    let (one, other) = (made(), made());
    let files = |place: &TestEnvironment| {
        let all = place.snapshot().into_iter();
        all.filter(|(path, _)| !path.ends_with(".lock/"))
            .collect::<Vec<_>>()
    };
    assert_eq!(files(&one), files(&other));
}

#[test]
fn only_the_named_folder_is_written() {
    let place = TestEnvironment::new();
    let before = place.snapshot();
    let args = ["new", SEED, "--yes", "--dir", "here/below"];
    place.run(&args).exits(0);
    for path in place.snapshot().keys() {
        let ours = path.starts_with("work/here/") || before.contains_key(path);
        assert!(ours, "{path} was written");
    }
    assert!(place.work.join("here/below/specgen.yaml").is_file());
}

#[test]
fn a_folder_that_holds_other_things_is_refused_and_left_alone() {
    let place = TestEnvironment::new();
    place.write("iot_backend/thesis.txt", "years of work");
    let before = place.snapshot();
    let ran = place.run(&["new", SEED, "--yes"]).exits(7);
    ran.warns("thesis.txt");
    ran.warns("--dir");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn without_a_terminal_and_without_yes_it_shows_and_writes_nothing() {
    let place = TestEnvironment::new();
    let before = place.snapshot();
    let ran = place.run(&["new", SEED]).exits(7);
    ran.says("would make");
    assert!(ran.stdout.contains("specs/iot_backend/requirements.md"));
    ran.warns("--yes");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn name_file_and_json_are_honoured() {
    let place = TestEnvironment::new();
    place.write("wish.txt", SEED);
    let args = [
        "new",
        "--from",
        "wish.txt",
        "--name",
        "barn",
        "--yes",
        "--json",
        "--spec-only",
    ];
    let answer = place.run(&args).exits(0).json();
    assert_eq!(answer["made"], true);
    assert_eq!(answer["name"], "barn");
    assert_eq!(answer["spec"], "specs/barn/spec.yaml");
    assert_eq!(answer["backend"], serde_json::Value::Null);
    assert!(
        place
            .read("barn/specs/barn/spec.yaml")
            .contains("name: barn")
    );
    assert!(!place.work.join("barn/backend").exists());
}

#[test]
fn an_unusable_name_is_a_usage_error() {
    let place = TestEnvironment::new();
    for name in ["../up", "Über", "", "9lives"] {
        let ran = place.run(&["new", SEED, "--yes", "--name", name]).exits(2);
        ran.warns("hint:");
    }
}

#[test]
fn a_prompt_that_is_no_iot_backend_gets_documents_and_an_honest_word() {
    let place = TestEnvironment::new();
    let prompt = "Build a simple blog API with posts, comments, and user login.";
    let ran = place
        .run(&["new", prompt, "--yes", "--dir", "blog"])
        .exits(0);
    ran.says("backend        none");
    assert!(!place.work.join("blog/backend").exists());
    let specs: Vec<_> = fs::read_dir(place.work.join("blog/specs"))
        .unwrap()
        .collect();
    assert_eq!(specs.len(), 1);
}

#[test]
fn below_a_kiro_project_specs_and_steering_live_there() {
    let place = TestEnvironment::new();
    place.write("home/.kiro/settings/mcp.json", "{}\n");
    place.run(&["new", SEED, "--yes", "--dir", "home"]).exits(0);
    assert!(
        place
            .work
            .join("home/.kiro/specs/iot_backend/tasks.md")
            .is_file()
    );
    assert!(place.work.join("home/.kiro/steering/product.md").is_file());
    assert!(!place.work.join("home/specs").exists());
    assert_eq!(place.read("home/.kiro/settings/mcp.json"), "{}\n");
}
