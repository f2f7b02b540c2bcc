//! Planning where folders cannot tell the story: modes, lost bases, open conflicts, records.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::convert::Infallible;

use bytes::Bytes;
use specgen_diag::ExitClass;
use specgen_merge::{Action, Answer, Labels, Plan, Reason, Work, WorkFile, has_markers, plan};
use specgen_tree::{Digest, Eol, FileNode, Manifest, Owner, ProjectPath, State, Tree};

/// A work tree with one file, and the objects that are kept.
#[derive(Default)]
struct Desk {
    file: Option<WorkFile>,
    objects: BTreeMap<Digest, Bytes>,
    answers: BTreeMap<Digest, String>,
}

impl Work for Desk {
    type Error = Infallible;

    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, Infallible> {
        Ok(self.file.clone().filter(|_| *path == file()))
    }

    fn object(&self, digest: Digest) -> Result<Option<Bytes>, Infallible> {
        Ok(self.objects.get(&digest).cloned())
    }

    fn answer(&self, question: Digest) -> Result<Option<String>, Infallible> {
        Ok(self.answers.get(&question).cloned())
    }

    fn files(&self, extension: Option<&str>) -> Result<Vec<ProjectPath>, Infallible> {
        let there = self.file.is_some() && file().extension() == extension;
        Ok(there.then(file).into_iter().collect())
    }
}

fn file() -> ProjectPath {
    ProjectPath::new("src/a.rs").expect("a good path")
}

fn tree(text: &str) -> Tree {
    let mut tree = Tree::new();
    tree.insert(file(), FileNode::generated("a", text))
        .expect("fits");
    tree
}

fn templates() -> Digest {
    Digest::of(b"templates")
}

fn desk(base: &str, work: &str) -> (Manifest, Desk) {
    let desk = Desk {
        file: Some(WorkFile {
            bytes: Bytes::copy_from_slice(work.as_bytes()),
            executable: false,
        }),
        objects: BTreeMap::from([(
            Digest::of(base.as_bytes()),
            Bytes::copy_from_slice(base.as_bytes()),
        )]),
        answers: BTreeMap::new(),
    };
    (Manifest::of(&tree(base), templates()), desk)
}

fn planned(manifest: &Manifest, desk: &Desk, new: &Tree) -> Plan {
    let Ok(plan) = plan(manifest, desk, new, templates());
    plan
}

fn reason(plan: &Plan) -> Option<Reason> {
    plan.conflicts()
        .next()
        .map(|(_, conflict)| conflict.reason.clone())
}

#[test]
fn a_merge_moves_the_base_to_the_render_and_keeps_it() {
    let (manifest, desk) = desk("a\nb\nc\n", "mine\r\na\r\nb\r\nc\r\n");
    let plan = planned(&manifest, &desk, &tree("a\nb\nC\n"));
    let record = &plan.manifest.records[&file()];
    assert_eq!(
        record.base,
        Digest::of(b"a\nb\nC\n"),
        "the render, not the merge"
    );
    assert_eq!(record.eol, Eol::Crlf);
    assert_eq!(plan.objects[&record.base], b"a\nb\nC\n"[..]);
    assert!(plan.changes_manifest && !plan.is_empty());
}

#[test]
fn nothing_new_is_an_empty_plan() {
    let (manifest, desk) = desk("a\n", "a\nmine\n");
    let plan = planned(&manifest, &desk, &tree("a\n"));
    assert!(plan.is_empty() && plan.objects.is_empty());
    assert_eq!(plan.steps[0].action, Action::Keep);
}

#[test]
fn a_lost_base_is_a_conflict_and_never_guessed() {
    let (manifest, mut desk) = desk("a\n", "a\nmine\n");
    desk.objects.clear();
    let plan = planned(&manifest, &desk, &tree("b\n"));
    assert_eq!(reason(&plan), Some(Reason::BaseMissing));
    let untouched = WorkFile {
        bytes: Bytes::from_static(b"a\n"),
        executable: false,
    };
    desk.file = Some(untouched);
    let plan = planned(&manifest, &desk, &tree("b\n"));
    assert_eq!(reason(&plan), None, "an untouched file is its own base");
}

#[test]
fn a_conflict_lasts_until_it_is_resolved() {
    let (manifest, mut desk) = desk("a\n", "mine\n");
    let first = planned(&manifest, &desk, &tree("b\n"));
    assert_eq!(reason(&first), Some(Reason::Overlap(1)));
    let mut open = first.manifest.clone();
    assert_eq!(
        open.records[&file()].state,
        State::Conflicted(Digest::of(b"b\n"))
    );
    assert_eq!(open.records[&file()].base, Digest::of(b"a\n"));

    let again = planned(&open, &desk, &tree("b\n"));
    assert_eq!(reason(&again), Some(Reason::Unresolved));
    assert!(!again.changes_manifest);

    let (_, conflict) = first.conflicts().next().expect("a conflict");
    let merge = conflict.merge.as_ref().expect("both are text");
    let marked = merge.with_markers(&Labels::default());
    assert!(has_markers(&marked) && !has_markers("mine\n=======\n"));
    desk.file = Some(WorkFile {
        bytes: marked.into(),
        executable: false,
    });
    let taken_back = planned(&open, &desk, &tree("a\n"));
    assert_eq!(
        reason(&taken_back),
        Some(Reason::Unresolved),
        "markers are left"
    );

    desk.file = Some(WorkFile {
        bytes: Bytes::from_static(b"mine and b\n"),
        executable: false,
    });
    assert!(open.resolve(&file()));
    desk.objects.extend(first.objects.clone());
    let resolved = planned(&open, &desk, &tree("b\n"));
    assert_eq!(reason(&resolved), None);
    assert_eq!(resolved.steps[0].action, Action::Keep);
}

#[test]
fn taking_the_render_ends_a_conflict() {
    let (manifest, mut desk) = desk("a\n", "mine\n");
    let open = planned(&manifest, &desk, &tree("b\n")).manifest;
    desk.file = Some(WorkFile {
        bytes: Bytes::from_static(b"b\n"),
        executable: false,
    });
    let plan = planned(&open, &desk, &tree("b\n"));
    assert_eq!(reason(&plan), None);
    assert_eq!(plan.manifest.records[&file()].state, State::Clean);
    assert_eq!(plan.manifest.records[&file()].base, Digest::of(b"b\n"));
}

#[test]
fn the_mode_follows_the_user_until_the_render_changes_it() {
    let (manifest, mut desk) = desk("a\n", "a\n");
    if let Some(file) = &mut desk.file {
        file.executable = true;
    }
    let plan = planned(&manifest, &desk, &tree("b\n"));
    assert!(matches!(
        plan.steps[0].action,
        Action::Replace {
            executable: true,
            ..
        }
    ));

    let (manifest, desk) = self::desk("a\n", "mine\n");
    let mut new = tree("a\n");
    new.get_mut(&file()).expect("there").executable = true;
    let plan = planned(&manifest, &desk, &new);
    let Action::Replace {
        bytes, executable, ..
    } = &plan.steps[0].action
    else {
        panic!("{:?}", plan.steps);
    };
    assert_eq!((&bytes[..], *executable), (b"mine\n".as_slice(), true));
}

#[test]
fn a_file_taken_over_is_offered_and_never_written() {
    let (mut manifest, desk) = desk("a\n", "a\n");
    manifest.records.get_mut(&file()).expect("there").owner = Owner::User;
    let plan = planned(&manifest, &desk, &tree("b\n"));
    assert!(matches!(plan.steps[0].action, Action::Offer { .. }));
    assert!(!plan.changes_manifest);
    let ended = planned(&manifest, &desk, &Tree::new());
    assert_eq!(ended.steps[0].action, Action::Keep);
}

#[test]
fn a_file_that_the_user_moved_is_followed() {
    let (mut manifest, mut desk) = desk("a\nb\nc\n", "a\nb\nc\nmine\n");
    let record = manifest.records.remove(&file()).expect("there");
    let old = ProjectPath::new("src/old.rs").expect("a good path");
    manifest.records.insert(
        old.clone(),
        specgen_tree::Record {
            at: Some(file()),
            ..record
        },
    );
    let mut new = Tree::new();
    new.insert(old.clone(), FileNode::generated("a", "A\nb\nc\n"))
        .expect("fits");
    let plan = planned(&manifest, &desk, &new);
    assert_eq!(plan.steps[0].path, file());
    let Action::Merge { bytes, .. } = &plan.steps[0].action else {
        panic!("{:?}", plan.steps);
    };
    assert_eq!(bytes[..], b"A\nb\nc\nmine\n"[..]);
    assert_eq!(plan.manifest.records[&old].at, Some(file()));
    desk.file = None;
    let gone = planned(&manifest, &desk, &new);
    assert_eq!(gone.manifest.records[&old].state, State::DeletedByUser);
}

#[test]
fn a_deleted_file_that_is_back_is_merged_again() {
    let (mut manifest, desk) = desk("a\n", "a\n");
    manifest.records.get_mut(&file()).expect("there").state = State::DeletedByUser;
    let plan = planned(&manifest, &desk, &tree("a\n"));
    assert_eq!(plan.manifest.records[&file()].state, State::Clean);
}

#[test]
fn an_edit_takes_its_place_among_the_steps() {
    let (manifest, desk) = desk("a\n", "a\n");
    let mut plan = planned(&manifest, &desk, &tree("a\n"));
    let model = ProjectPath::new("specs/x/spec.yaml").expect("a good path");
    plan.edit(model.clone(), b"old", b"new".to_vec());
    assert_eq!(plan.steps.first().map(|step| &step.path), Some(&model));
    assert!(!plan.is_empty());
}

#[test]
fn a_conflict_says_where_it_is_and_two_ways_out() {
    let (manifest, desk) = desk("a\nb\n", "a\nmine\n");
    let plan = planned(&manifest, &desk, &tree("a\nc\n"));
    let said = plan.diagnostics();
    assert_eq!(said.len(), 1);
    assert_eq!(
        (said[0].exit, said[0].hints.len()),
        (ExitClass::Conflicts, 2)
    );
    let place = said[0].place.as_ref().expect("a place");
    assert_eq!((place.file.as_str(), place.line), ("src/a.rs", 2));
    assert_eq!(place.source_line, "mine");
}

#[test]
fn an_answer_given_before_ends_the_same_conflict() {
    let (manifest, mut desk) = desk("a\n", "mine\n");
    let open = planned(&manifest, &desk, &tree("b\n"));
    let (_, conflict) = open.conflicts().next().expect("a conflict");
    let merge = conflict.merge.as_ref().expect("text");
    let hunk = merge.conflicts().next().expect("a place").clone();
    for (answer, text) in [(Answer::Generated, "b\n"), (Answer::Both, "b\nmine\n")] {
        desk.answers = BTreeMap::from([(hunk.question(), hunk.remember(&answer))]);
        let plan = planned(&manifest, &desk, &tree("b\n"));
        let Action::Merge { bytes, .. } = &plan.steps[0].action else {
            panic!("{:?}", plan.steps);
        };
        assert_eq!(bytes, text.as_bytes());
    }
}

#[test]
fn a_file_that_the_user_renamed_is_found_by_its_text() {
    let old = ProjectPath::new("src/old.rs").expect("a good path");
    for (text, found) in [("a\nb\nc\nmine\n", true), ("a\nx\ny\nz\n", false)] {
        let (mut manifest, desk) = desk("a\nb\nc\n", text);
        let record = manifest.records.remove(&file()).expect("there");
        manifest.records.insert(old.clone(), record);
        let mut new = Tree::new();
        new.insert(old.clone(), FileNode::generated("a", "A\nb\nc\n"))
            .expect("fits");
        let plan = planned(&manifest, &desk, &new);
        assert_eq!(plan.followed.contains_key(&old), found);
        let record = &plan.manifest.records[&old];
        assert_eq!(record.at.is_some(), found);
        assert_eq!(record.state == State::DeletedByUser, !found);
    }
}
