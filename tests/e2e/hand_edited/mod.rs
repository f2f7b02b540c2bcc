//! A backend that was edited by hand passes its own tests after fifteen changes, in any order.
//!
//! The edits are a program that somebody works with: own endpoints with their tests, a metric, a
//! panel, files split and renamed. They and the requests are the tables beside this file. Each order
//! tests the backend after every sixth change and the last, each at other places. Set `EVERY_STEP` to
//! test it after every change of every order; `cargo xtask survival` does.

pub mod changes;
mod edit;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::support::cargo::{specgen, turn};
use crate::support::place::{Place, text};
use crate::support::process::{Ran, run};
use changes::{Changes, changes, every_step};
use edit::{Edit, all};

/// The most places in a run that specgen may leave to the person.
const CONFLICTS: usize = 3;
/// How many orders there are.
const ORDERS: usize = 3;
const LIMIT: Duration = Duration::from_mins(1);
/// How specgen ends when a person has to decide.
const UNDECIDED: i32 = 4;

/// How the workspace is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeping {
    /// In git; what the person wrote is not committed.
    Uncommitted,
    /// Without git.
    Nowhere,
    /// In git, which ignores the backend.
    Ignored,
}

#[test]
fn edits_that_are_not_committed_survive() {
    survive("hand_edited_uncommitted", 0, Keeping::Uncommitted);
}

#[test]
fn edits_survive_without_git() {
    survive("hand_edited_without_git", 1, Keeping::Nowhere);
}

#[test]
fn edits_that_git_ignores_survive() {
    survive("hand_edited_ignored", 2, Keeping::Ignored);
}

#[test]
fn there_are_edits_of_every_kind_and_orders_of_all_requests() {
    let edits = all();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for edit in &edits {
        *kinds.entry(edit.kind.as_str()).or_default() += 1;
    }
    assert!(kinds.values().all(|count| *count >= 2), "{kinds:?}");
    assert!(edits.len() >= 40 && kinds.len() >= 20, "{kinds:?}");
    let changes = changes();
    let requests: BTreeSet<&String> = changes.requests.keys().collect();
    assert_eq!((changes.orders.len(), requests.len()), (ORDERS, 15));
    for order in &changes.orders {
        assert_eq!(order.iter().collect::<BTreeSet<_>>(), requests);
    }
}

fn survive(name: &str, order: usize, keeping: Keeping) {
    let place = Place::new(name);
    let workspace = place.make_example("iot-seed");
    keep(&workspace, keeping);
    let edits = all();
    for edit in &edits {
        edit.perform(&workspace);
    }
    describe(&place, &workspace);
    let Changes { orders, requests } = changes();
    let mut conflicts = Vec::new();
    for (count, key) in orders[order].iter().enumerate() {
        let undecided = change(&place, &workspace, &requests[key]);
        conflicts.extend(undecided.iter().map(|path| format!("{key}: {path}")));
        present(&edits, &workspace, key);
        let is_last = count + 1 == orders[order].len();
        let is_turn = every_step() || is_last || count % (2 * ORDERS) == order;
        if undecided.is_empty() && is_turn {
            passes(&place, &workspace, key);
        }
    }
    assert!(conflicts.len() <= CONFLICTS, "{conflicts:#?}");
}

/// Puts the workspace under the care of git, or not.
fn keep(workspace: &Path, keeping: Keeping) {
    if keeping == Keeping::Nowhere {
        return;
    }
    if keeping == Keeping::Ignored {
        fs::write(workspace.join(".gitignore"), "/backend\n/specs\n").unwrap();
    }
    let author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    for words in [
        &["init", "-q"][..],
        &["add", "-A"],
        &["commit", "-qm", "made"],
    ] {
        let mut git = Command::new("git");
        git.args(author).args(words).current_dir(workspace);
        assert!(git.output().unwrap().status.success(), "git {words:?}");
    }
}

/// The person writes the new description of the interface, as the program tells them to.
fn describe(place: &Place, workspace: &Path) {
    let backend = workspace.join("backend");
    let words = ["run", "-q", "--", "openapi"];
    let text = turn()
        .cargo(&backend, &words, &place.log("openapi"))
        .succeeds();
    fs::write(backend.join("docs/openapi.json"), text).unwrap();
}

/// Makes a change; returns the files that it leaves to the person, who then keeps what they have.
fn change(place: &Place, workspace: &Path, request: &str) -> Vec<String> {
    let words = [
        "change",
        request,
        "--yes",
        "--json",
        "--dir",
        text(workspace),
    ];
    let ran = specgen_in(place, &words);
    if ran.status.code() != Some(UNDECIDED) {
        ran.succeeds();
        return Vec::new();
    }
    let answer: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.all()));
    let conflicts = answer["impact"]["conflicts"].as_array().unwrap().iter();
    let paths: Vec<String> = conflicts
        .map(|one| one["path"].as_str().unwrap().to_owned())
        .collect();
    let mut again = words.to_vec();
    again.extend(["--conflict", "incoming"]);
    let ran = specgen_in(place, &again);
    assert_eq!(ran.status.code(), Some(UNDECIDED), "{}", ran.all());
    for path in &paths {
        let words = ["resolve", path, "--mine", "--dir", text(workspace)];
        specgen_in(place, &words).succeeds();
    }
    paths
}

fn specgen_in(place: &Place, words: &[&str]) -> Ran {
    let mut command = Command::new(specgen());
    command.args(words).current_dir(&place.folder);
    run(command, &place.log("change"), LIMIT)
}

fn present(edits: &[Edit], workspace: &Path, key: &str) {
    let mut faults = Vec::new();
    for edit in edits {
        for why in edit.missing(workspace) {
            faults.push(format!(
                "{} ({}), {}: {why}",
                edit.kind, edit.name, edit.file
            ));
        }
    }
    assert!(faults.is_empty(), "after {key}:\n{}", faults.join("\n"));
}

fn passes(place: &Place, workspace: &Path, key: &str) {
    let backend: PathBuf = workspace.join("backend");
    let ran = turn().cargo(&backend, &["test", "-q"], &place.log("test"));
    assert!(ran.status.success(), "after {key}: {}", ran.all());
}
