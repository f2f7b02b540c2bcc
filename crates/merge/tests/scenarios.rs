//! Scenario folders: what was rendered, what the user made of it, what is rendered now, and what
//! must come of it. A new case needs a folder and no Rust.
//!
//! `base/`, `user/`, `new/` and `expected/` are whole trees; a file that `user/` lacks was deleted.
//! `report` holds one line per file that does not simply stay. `setup`, when there, holds lines
//! `owner PATH OWNER`, `unit base|new PATH UNIT`, `list base|new PATH START END`. With
//! `SPECGEN_BLESS=1` the outcome is written to `expected/` and `report`, to be read before commit.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]
#![expect(clippy::disallowed_methods, reason = "a test reads its scenarios")]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use bytes::Bytes;
use specgen_merge::{Action, Labels, Plan, Work, WorkFile, plan};
use specgen_tree::{Digest, FileNode, LineRange, Manifest, Owner, ProjectPath, Tree};

type Files = BTreeMap<ProjectPath, Bytes>;

struct Scenario {
    base: Tree,
    user: Files,
    new: Tree,
}

impl Work for Scenario {
    type Error = Infallible;

    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, Infallible> {
        let bytes = self.user.get(path).cloned();
        Ok(bytes.map(|bytes| WorkFile {
            bytes,
            executable: false,
        }))
    }

    fn object(&self, digest: Digest) -> Result<Option<Bytes>, Infallible> {
        let found = self.base.iter().find(|(_, node)| node.digest() == digest);
        Ok(found.map(|(_, node)| node.bytes.clone()))
    }

    fn answer(&self, _: Digest) -> Result<Option<String>, Infallible> {
        Ok(None)
    }

    fn files(&self, extension: Option<&str>) -> Result<Vec<ProjectPath>, Infallible> {
        let paths = self
            .user
            .keys()
            .filter(|path| path.extension() == extension);
        Ok(paths.cloned().collect())
    }
}

fn read(folder: &Path, below: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder.join(below)) else {
        return;
    };
    for entry in entries {
        let name = entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("UTF-8");
        let place = if below.is_empty() {
            name
        } else {
            format!("{below}/{name}")
        };
        if folder.join(&place).is_dir() {
            read(folder, &place, files);
        } else {
            let bytes = fs::read(folder.join(&place)).expect("reads");
            files.insert(path(&place), bytes.into());
        }
    }
}

fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    read(folder, "", &mut files);
    files
}

fn path(text: &str) -> ProjectPath {
    ProjectPath::new(text).expect("a good path")
}

fn tree(folder: &Path, side: &str, setup: &str) -> Tree {
    let mut tree = Tree::new();
    for (place, bytes) in files(&folder.join(side)) {
        let mut node = FileNode::generated(place.as_str(), bytes);
        for line in setup.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["owner", at, owner] if *at == place.as_str() => {
                    node.owner = Owner::from_word(owner).expect("an owner");
                }
                ["unit", of, at, unit] if *of == side && *at == place.as_str() => {
                    (*unit).clone_into(&mut node.unit);
                }
                ["list", of, at, start, end] if *of == side && *at == place.as_str() => {
                    let number = |text: &str| text.parse().expect("a number");
                    node.lists.push(LineRange::new(number(start), number(end)));
                }
                ["owner" | "unit" | "list", ..] => {}
                _ => panic!("`setup` has the line `{line}`"),
            }
        }
        tree.insert(place, node).expect("fits");
    }
    tree
}

/// Carries a plan out on the user's files, conflicts between markers.
fn outcome(plan: &Plan, mut files: Files) -> (Files, String) {
    let mut report = String::new();
    for step in &plan.steps {
        let mut put = |bytes: &Bytes| files.insert(step.path.clone(), bytes.clone());
        let word = match &step.action {
            Action::Keep => continue,
            Action::Create { bytes, .. } => {
                put(bytes);
                "create".to_owned()
            }
            Action::Replace { bytes, .. } => {
                put(bytes);
                "replace".to_owned()
            }
            Action::Merge {
                bytes, touching, ..
            } => {
                put(bytes);
                if touching.is_empty() {
                    "merge".to_owned()
                } else {
                    format!("merge, touching at {touching:?}:")
                }
            }
            Action::Move { from, bytes, .. } => {
                put(bytes);
                files.remove(from);
                format!("move {from} to")
            }
            Action::Conflict(conflict) => {
                if let Some(merge) = &conflict.merge {
                    put(&merge.with_markers(&Labels::default()).into());
                }
                if let Some(from) = &conflict.from {
                    files.remove(from);
                }
                format!("conflict, {:?}:", conflict.reason)
            }
            Action::Delete { .. } => {
                files.remove(&step.path);
                "delete".to_owned()
            }
            Action::Edit { .. } => panic!("no scenario edits"),
            Action::Adopt => "adopt".to_owned(),
            Action::Offer { .. } => "offer".to_owned(),
            Action::Orphan { edited } => format!("orphan, edited {edited}:"),
            Action::StaysDeleted { changed, .. } => format!("stays deleted, changed {changed}:"),
            Action::Forget => "forget".to_owned(),
        };
        report.push_str(&format!("{word} {}\n", step.path));
    }
    (files, report)
}

fn run(folder: &Path, bless: bool) -> Option<String> {
    let setup = fs::read_to_string(folder.join("setup")).unwrap_or_default();
    let scenario = Scenario {
        base: tree(folder, "base", &setup),
        user: files(&folder.join("user")),
        new: tree(folder, "new", &setup),
    };
    let manifest = Manifest::of(&scenario.base, Digest::of(b"templates"));
    let Ok(plan) = plan(&manifest, &scenario, &scenario.new, manifest.templates);
    let (found, report) = outcome(&plan, scenario.user.clone());
    if bless {
        let expected = folder.join("expected");
        let _ = fs::remove_dir_all(&expected);
        for (place, bytes) in &found {
            let place = expected.join(place.as_str());
            fs::create_dir_all(place.parent().expect("a parent")).expect("made");
            fs::write(place, bytes).expect("written");
        }
        fs::write(folder.join("report"), &report).expect("written");
        return None;
    }
    let expected = files(&folder.join("expected"));
    let expected_report = fs::read_to_string(folder.join("report")).unwrap_or_default();
    if report != expected_report {
        return Some(format!("report:\n{report}expected:\n{expected_report}"));
    }
    let differs = |place: &&ProjectPath| found.get(*place) != expected.get(*place);
    let place = found.keys().chain(expected.keys()).find(differs)?;
    let text = found
        .get(place)
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    Some(format!(
        "{place} is:\n{}",
        text.unwrap_or_else(|| "absent".to_owned())
    ))
}

#[test]
fn every_scenario_ends_as_expected() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let bless = std::env::var_os("SPECGEN_BLESS").is_some();
    let mut folders: Vec<_> = fs::read_dir(&all)
        .expect("lists")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    assert!(folders.len() >= 30, "{} scenarios", folders.len());
    let failures: Vec<String> = folders
        .iter()
        .filter_map(|folder| {
            let name = folder.file_name().expect("a name").to_string_lossy();
            run(folder, bless).map(|failure| format!("{name}: {failure}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
