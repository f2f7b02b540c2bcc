//! Ending conflicts: every way out, what is refused, and that an answer is not asked for twice.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use std::path::Path;

use specgen_apply::{
    ApplyError, ConflictMode, Files, Memory, Mode, Resolution, Workspace, apply, open_conflicts,
    read_workspace, resolve, undo,
};
use specgen_merge::{Answer, Plan, plan};
use specgen_tree::{Digest, State};
use support::{ROOT, in_memory, path, planned, project, second};

const PLACE: &str = "src/clash.rs";
const BESIDE: &str = ".specgen/incoming/src/clash.rs";

fn root() -> &'static Path {
    Path::new(ROOT)
}

fn workspace(memory: &Memory) -> Workspace {
    read_workspace(memory, root()).expect("reads")
}

/// A workspace with one conflict: `mine` against `y`.
fn in_conflict(mode: ConflictMode) -> Memory {
    let memory = in_memory();
    let (workspace, plan) = planned(&memory, root());
    apply(&memory, &workspace, &plan, mode).expect("applied");
    memory
}

fn decide(memory: &Memory, resolution: Resolution) -> Result<Plan, ApplyError> {
    let workspace = workspace(memory);
    let plan = resolve(memory, &workspace, &[(path(PLACE), resolution)])?;
    apply(memory, &workspace, &plan, ConflictMode::Stop).expect("applied");
    Ok(plan)
}

fn everywhere(answer: Answer) -> Resolution {
    Resolution::Everywhere(answer)
}

#[test]
fn every_way_out_gives_its_text_and_moves_the_base() {
    for mode in [ConflictMode::Inline, ConflictMode::Incoming] {
        for (resolution, text) in [
            (everywhere(Answer::Mine), "mine\n"),
            (everywhere(Answer::Generated), "y\n"),
            (everywhere(Answer::Both), "y\nmine\n"),
            (
                Resolution::Each(vec![Answer::Text("we both".to_owned())]),
                "we both\n",
            ),
        ] {
            let memory = in_conflict(mode);
            let open = open_conflicts(&memory, &workspace(&memory)).expect("looks");
            assert_eq!(open.len(), 1);
            assert_eq!(open[0].marked, mode == ConflictMode::Inline);
            decide(&memory, resolution).expect("resolved");
            let texts = memory.texts(root());
            assert_eq!(texts[PLACE], text);
            assert!(!texts.contains_key(BESIDE), "the copy beside it is gone");
            let record = &workspace(&memory).manifest.records[&path(PLACE)];
            assert_eq!(
                (record.base, &record.state),
                (Digest::of(b"y\n"), &State::Clean)
            );
            assert!(
                open_conflicts(&memory, &workspace(&memory))
                    .expect("looks")
                    .is_empty()
            );
        }
    }
}

#[test]
fn markers_must_go_before_a_file_counts_as_resolved() {
    let memory = in_conflict(ConflictMode::Inline);
    let refused = decide(&memory, Resolution::AsItStands).expect_err("markers are left");
    assert!(matches!(refused, ApplyError::Marked(at) if at == path(PLACE)));
    let place = root().join(PLACE);
    memory
        .write(&place, b"mine and y\n", Mode::Plain)
        .expect("written");
    decide(&memory, Resolution::AsItStands).expect("resolved");
    assert_eq!(project(&memory)[PLACE], "mine and y\n");
}

#[test]
fn a_damaged_marker_is_named_and_no_answer_drops_lines_around_it() {
    let memory = in_conflict(ConflictMode::Inline);
    let place = root().join(PLACE);
    let marked = memory.texts(root())[PLACE].clone();
    let whole = marked.replace("mine\n", "mine\nalso mine\n");
    for gone in ["<<<<<<<", "|||||||", "=======", ">>>>>>>"] {
        let kept = whole.lines().filter(|line| !line.starts_with(gone));
        let text = kept.fold("// ours\n".to_owned(), |text, line| text + line + "\n");
        memory
            .write(&place, text.as_bytes(), Mode::Plain)
            .expect("written");
        for resolution in [
            Resolution::AsItStands,
            everywhere(Answer::Mine),
            everywhere(Answer::Generated),
            Resolution::Each(vec![Answer::Both]),
        ] {
            let refused = decide(&memory, resolution).expect_err("a marker is gone");
            assert!(matches!(refused, ApplyError::Damaged { .. }), "{refused}");
        }
        assert_eq!(memory.texts(root())[PLACE], text);
    }
}

#[test]
fn a_file_left_as_it_is_loses_only_the_copy_beside_it() {
    let memory = in_conflict(ConflictMode::Incoming);
    assert_eq!(memory.texts(root())[BESIDE], "y\n");
    decide(&memory, Resolution::AsItStands).expect("resolved");
    let texts = memory.texts(root());
    assert_eq!(texts[PLACE], "mine\n");
    assert!(!texts.contains_key(BESIDE));
}

#[test]
fn a_file_that_was_deleted_meanwhile_stays_deleted() {
    let memory = in_conflict(ConflictMode::Incoming);
    memory.remove_file(&root().join(PLACE)).expect("removed");
    decide(&memory, Resolution::AsItStands).expect("resolved");
    let record = &workspace(&memory).manifest.records[&path(PLACE)];
    assert_eq!(record.state, State::DeletedByUser);
    assert!(!project(&memory).contains_key(PLACE));
}

#[test]
fn refuses_what_is_not_open_and_answers_that_do_not_fit() {
    let memory = in_conflict(ConflictMode::Incoming);
    let workspace = workspace(&memory);
    let decided = [(path("src/plain.rs"), Resolution::AsItStands)];
    let refused = resolve(&memory, &workspace, &decided).expect_err("not open");
    assert!(matches!(refused, ApplyError::NoConflict(_)));
    let decided = [(path(PLACE), Resolution::Each(vec![Answer::Mine; 2]))];
    let refused = resolve(&memory, &workspace, &decided).expect_err("one place only");
    assert!(matches!(
        refused,
        ApplyError::Answers {
            given: 2,
            places: 1,
            ..
        }
    ));
}

#[test]
fn a_change_that_is_made_again_does_not_ask_again() {
    for answer in [Answer::Mine, Answer::Generated, Answer::Both] {
        let memory = in_conflict(ConflictMode::Incoming);
        decide(&memory, everywhere(answer)).expect("resolved");
        let answered = project(&memory);
        let ids = ["000001", "000002"].map(str::to_owned);
        let answers: Vec<String> = memory
            .texts(root())
            .into_keys()
            .filter(|place| place.starts_with(".specgen/answers/"))
            .collect();
        assert_eq!(answers.len(), 1);
        let back = undo(&memory, &workspace(&memory), &ids).expect("planned");
        apply(&memory, &workspace(&memory), &back.plan, ConflictMode::Stop).expect("applied");
        assert_eq!(project(&memory)[PLACE], "mine\n");

        let workspace = workspace(&memory);
        let templates = workspace.manifest.templates;
        let tree = workspace.tree(&memory);
        let again = plan(&workspace.manifest, &tree, &second(), templates).expect("plans");
        assert_eq!(again.conflicts().count(), 0, "{:?}", again.steps);
        apply(&memory, &workspace, &again, ConflictMode::Stop).expect("applied");
        assert_eq!(project(&memory)[PLACE], answered[PLACE]);
    }
}
