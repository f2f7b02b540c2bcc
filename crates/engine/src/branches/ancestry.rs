//! What the model was before: where two branches parted is the newest text that both have followed.

use specgen_apply::{Files, Workspace};
use specgen_diag::Diagnostics;
use specgen_merge::Work as _;
use specgen_tree::{Digest, Manifest, Record, Tree};

use crate::documents::Memory;
use crate::open::{Opened, checked_spec};
use crate::project::{Scope, Source};

/// How many texts back a branch is followed.
const KEPT: usize = 16;

/// Returns the records of the model, of each branch that was merged one.
fn sides(workspace: &Workspace) -> impl Iterator<Item = &Record> {
    let path = &workspace.spec_path;
    let others = workspace.merged.get(path).into_iter().flatten();
    workspace
        .manifest
        .records
        .get(path)
        .into_iter()
        .chain(others)
}

/// Returns the texts that a branch has followed, the newest first.
fn line(record: &Record) -> impl Iterator<Item = Digest> {
    [record.base].into_iter().chain(record.before.clone())
}

/// Returns the text at which the branches that git merged parted; `None` when it is not known any more.
pub(super) fn parted(workspace: &Workspace) -> Option<Digest> {
    let sides = sides(workspace);
    let lines: Vec<Vec<Digest>> = sides.map(|side| line(side).collect()).collect();
    // A branch that did not build has no record of its own: where it left the other is not known.
    if lines.len() < 2 {
        return None;
    }
    let in_all = |text: &&Digest| lines.iter().all(|line| line.contains(text));
    let mut newest = lines.iter().map(|line| line.iter().find(in_all));
    let parted = newest.next()??;
    // A text that one of them came back to lies at two places of its line.
    newest.all(|one| one == Some(parted)).then_some(*parted)
}

/// Enters the texts before into a manifest whose model may have changed.
pub(crate) fn keep(workspace: &Workspace, manifest: &mut Manifest) {
    let Some(record) = manifest.records.get_mut(&workspace.spec_path) else {
        return;
    };
    let lines: Vec<Vec<Digest>> = sides(workspace).map(|side| line(side).collect()).collect();
    let longest = lines.iter().map(Vec::len).max().unwrap_or_default();
    let mut before = Vec::new();
    for back in 0..longest {
        for text in lines.iter().filter_map(|line| line.get(back)) {
            if *text != record.base && !before.contains(text) {
                before.push(*text);
            }
        }
    }
    before.truncate(KEPT);
    record.before = before;
}

/// Renders the model at which the branches parted; `None` when it is not known any more.
///
/// # Errors
///
/// Says what cannot be read or rendered.
pub(super) fn rendered(files: &dyn Files, opened: &Opened) -> Result<Option<Tree>, Diagnostics> {
    let workspace = &opened.workspace;
    let Some(parted) = parted(workspace) else {
        return Ok(None);
    };
    let Some(bytes) = workspace.tree(files).object(parted)? else {
        return Ok(None);
    };
    let spec_text = String::from_utf8_lossy(&bytes);
    // What an older specgen took may be refused today: then nothing is known of it.
    let Ok(spec) = checked_spec(workspace.spec_path.as_str(), &spec_text) else {
        return Ok(None);
    };
    let source = Source {
        layout: &opened.layout,
        settings: &opened.settings,
        spec: &spec,
        spec_text: &spec_text,
        memory: &Memory::of(files, opened)?,
        scope: Scope::Everything,
    };
    Ok(Some(source.render(&mut |_| {})?.tree))
}

#[cfg(test)]
mod tests {
    use specgen_tree::FileNode;

    use super::*;
    use crate::workspace::checked;

    fn digest(name: &str) -> Digest {
        Digest::of(name.as_bytes())
    }

    fn record(line: &[&str]) -> Record {
        let mut line = line.iter().map(|name| digest(name));
        let node = FileNode::generated("spec", "");
        let mut record = Record::of_digested(&node, line.next().unwrap());
        record.before = line.collect();
        record
    }

    fn workspace(ours: &[&str], others: &[&[&str]]) -> Workspace {
        let spec_path = checked("specs/a/spec.yaml").unwrap();
        let mut manifest = Manifest::new(digest("templates"));
        manifest.records.insert(spec_path.clone(), record(ours));
        let others: Vec<Record> = others.iter().map(|line| record(line)).collect();
        let merged = (!others.is_empty()).then(|| (spec_path.clone(), others));
        Workspace {
            root: "/w".into(),
            settings_text: String::new(),
            manifest,
            merged: merged.into_iter().collect(),
            untidy: false,
            manifest_digest: digest("lock"),
            spec_path,
            spec_text: String::new(),
            spec_on_disk: None,
        }
    }

    fn kept(workspace: &Workspace, base: &str) -> Vec<Digest> {
        let mut manifest = workspace.manifest.clone();
        let record = manifest.records.get_mut(&workspace.spec_path).unwrap();
        record.base = digest(base);
        keep(workspace, &mut manifest);
        manifest.records[&workspace.spec_path].before.clone()
    }

    #[test]
    fn branches_parted_at_the_newest_text_that_all_have_followed() {
        let parted = |ours: &[&str], others: &[&[&str]]| parted(&workspace(ours, others));
        assert_eq!(parted(&["b", "a"], &[&["c", "a"]]), Some(digest("a")));
        let long = parted(&["b2", "b1", "a", "z"], &[&["c", "a", "z"]]);
        assert_eq!(long, Some(digest("a")));
        assert_eq!(parted(&["a"], &[&["c", "a"]]), Some(digest("a")));
        let three = parted(&["b", "a", "z"], &[&["c", "a", "z"], &["d", "z"]]);
        assert_eq!(three, Some(digest("z")));
        assert_eq!(parted(&["b"], &[&["c"]]), None);
        assert_eq!(parted(&["b", "a"], &[]), None, "the other did not build");
        let back = parted(&["a", "b"], &[&["c", "b", "a"]]);
        assert_eq!(back, None, "it was taken back on one of them");
    }

    #[test]
    fn a_branch_that_took_another_in_has_followed_what_that_one_had() {
        let merged = workspace(&["b", "a"], &[&["c", "a"]]);
        let line = kept(&merged, "bc");
        assert_eq!(line, ["b", "c", "a"].map(digest));
        assert_eq!(kept(&workspace(&["b", "a"], &[]), "b"), [digest("a")]);
        assert_eq!(kept(&workspace(&["b", "a"], &[]), "a"), [digest("b")]);
        let names: Vec<String> = (0..40).map(|at| at.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(kept(&workspace(&names, &[]), "new").len(), KEPT);
    }
}
