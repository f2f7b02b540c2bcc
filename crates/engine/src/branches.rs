//! Two branches that git merged: what people wrote on either is told from what specgen wrote on both.
//!
//! A file that both branches rendered has no base in common: each branch has a render of its own,
//! and git has merged the two with what people wrote. Here the renders are taken out of the merged
//! file, line by line. What is left of it is a base that holds every generated line of both sides,
//! and the difference to it is what people wrote: the next render merges with that as with any edit.
//! Conflict markers of git around generated lines settle themselves that way.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};
use specgen_apply::{Files, Workspace};
use specgen_diag::Diagnostics;
use specgen_merge::{Action, Plan, Step, Work as _, has_markers};
use specgen_tree::{Digest, Manifest, Owner, ProjectPath};

use crate::steps::{Disagreement, Sides};

/// What is known of the files that both branches rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Branches {
    /// Files of which git's markers are taken out, with the text that is left.
    pub unmarked: BTreeMap<ProjectPath, Vec<u8>>,
    /// What counts as rendered last, by path.
    pub bases: BTreeMap<ProjectPath, Vec<u8>>,
    /// Files with markers around lines that people wrote.
    pub left: Vec<Disagreement>,
}

impl Branches {
    /// Looks at the files that both branches rendered; at nothing when no branches were merged.
    ///
    /// # Errors
    ///
    /// Says which file cannot be read.
    pub fn of(files: &dyn Files, workspace: &Workspace) -> Result<Self, Diagnostics> {
        let mut found = Self::default();
        let work = workspace.tree(files);
        for (path, others) in &workspace.merged {
            let record = &workspace.manifest.records[path];
            let Some(other) = others.first().filter(|_| record.owner == Owner::Generated) else {
                continue;
            };
            let (Some(bytes), Some(ours), Some(theirs)) = (
                workspace.read(files, path)?,
                work.object(record.base)?,
                work.object(other.base)?,
            ) else {
                continue;
            };
            let texts = [&bytes, &ours, &theirs].map(|bytes| std::str::from_utf8(bytes));
            if let [Ok(text), Ok(ours), Ok(theirs)] = texts {
                found.file(path, text, ours, theirs);
            }
        }
        Ok(found)
    }

    fn file(&mut self, path: &ProjectPath, text: &str, ours: &str, theirs: &str) {
        let mut text = text.to_owned();
        if is_untouched(&text, ours, theirs)
            && let Ok(plain) = unmarked(&text, ours, theirs)
        {
            if plain != text {
                let bytes = plain.clone().into_bytes();
                self.unmarked.insert(path.clone(), bytes);
            }
            self.bases.insert(path.clone(), plain.into_bytes());
            return;
        }
        if has_markers(&text) {
            match unmarked(&text, ours, theirs) {
                Ok(plain) => {
                    self.unmarked
                        .insert(path.clone(), plain.clone().into_bytes());
                    text = plain;
                }
                Err(sides) => {
                    self.left.push(Disagreement {
                        path: path.to_string(),
                        why: "git left a conflict around lines that people wrote".to_owned(),
                        places: vec![sides],
                        earlier: false,
                    });
                    return;
                }
            }
        }
        let base = without_people(&text, ours, theirs);
        self.bases.insert(path.clone(), base.into_bytes());
    }

    /// Returns the manifest in which the taken-out renders are the bases.
    pub fn manifest(&self, manifest: &Manifest) -> Manifest {
        let mut manifest = manifest.clone();
        for (path, base) in &self.bases {
            if let Some(record) = manifest.records.get_mut(path) {
                record.base = Digest::of(base);
                // The ranges were those of another text.
                record.lists.clear();
            }
        }
        manifest
    }

    /// Puts the files as they stand on disk back into a plan that was made without git's markers,
    /// and leaves those alone that a person has to settle.
    ///
    /// # Errors
    ///
    /// Says which file cannot be read.
    pub fn settle(
        &self,
        files: &dyn Files,
        workspace: &Workspace,
        plan: &mut Plan,
    ) -> Result<(), Diagnostics> {
        for one in &self.left {
            plan.steps.retain(|step| step.path.as_str() != one.path);
            let old = workspace.manifest.records.iter();
            let old = old.filter(|(path, _)| path.as_str() == one.path);
            plan.manifest
                .records
                .extend(old.map(|(path, record)| (path.clone(), record.clone())));
        }
        for (path, base) in &self.bases {
            let digest = Digest::of(base);
            let records = &plan.manifest.records;
            // The text is new to the store, though the plan takes it for what stands there.
            if records
                .get(path)
                .is_some_and(|record| record.base == digest)
            {
                plan.objects.insert(digest, base.clone());
            }
        }
        for (path, plain) in &self.unmarked {
            let disk = workspace.read(files, path)?.unwrap_or_default();
            let disk = Digest::of(&disk);
            let Some(step) = plan.steps.iter_mut().find(|step| step.path == *path) else {
                continue;
            };
            match &mut step.action {
                Action::Replace { before, .. } | Action::Merge { before, .. } => *before = disk,
                Action::Conflict(conflict) => conflict.before = disk,
                Action::Keep => {
                    *step = Step {
                        path: path.clone(),
                        action: Action::Edit {
                            before: disk,
                            bytes: plain.clone(),
                        },
                    };
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// How the lines of git begin around a conflict.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Returns a text without git's markers: of each conflict our side, when both sides hold nothing
/// but generated lines.
///
/// # Errors
///
/// The first conflict that holds a line of a person's, or has no end.
fn unmarked(text: &str, ours: &str, theirs: &str) -> Result<String, Sides> {
    let generated: BTreeSet<&str> = ours.lines().chain(theirs.lines()).collect();
    let mut plain = String::new();
    let mut sides: Option<[String; 2]> = None;
    let (mut first_line, mut side) = (0, 0_usize);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let is = |marker: &str| line.starts_with(marker);
        match &mut sides {
            None if is("<<<<<<<") => {
                (sides, first_line, side) = (Some([String::new(), String::new()]), at + 1, 0);
            }
            None => plain.push_str(line),
            Some(_) if is("|||||||") => side = 2,
            Some(_) if is("=======") => side = 1,
            Some(both) if is(">>>>>>>") => {
                let own = both
                    .iter()
                    .flat_map(|side| side.lines())
                    .any(|line| !line.trim().is_empty() && !generated.contains(line));
                if own {
                    let [yours, specgens] = both.clone();
                    return Err(Sides {
                        line: first_line,
                        yours,
                        specgens,
                    });
                }
                plain.push_str(&both[0]);
                sides = None;
            }
            Some(both) => {
                if let Some(side) = both.get_mut(side) {
                    side.push_str(line);
                }
            }
        }
    }
    match sides {
        None => Ok(plain),
        // Its last marker is gone: whose the lines up to the end are, nobody can tell.
        Some([yours, specgens]) => Err(Sides {
            line: first_line,
            yours,
            specgens,
        }),
    }
}

/// Returns whether nobody wrote into a merged text: each of its lines is generated, and no line that
/// both renders hold is gone.
fn is_untouched(text: &str, ours: &str, theirs: &str) -> bool {
    let counted = |text: &'_ str| -> BTreeMap<String, usize> {
        let mut counted = BTreeMap::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            *counted.entry(line.to_owned()).or_default() += 1;
        }
        counted
    };
    let is_marker = |line: &str| MARKERS.iter().any(|marker| line.starts_with(marker));
    let (text, ours, theirs) = (counted(text), counted(ours), counted(theirs));
    let of = |lines: &BTreeMap<String, usize>, line: &str| lines.get(line).copied().unwrap_or(0);
    let generated = text
        .iter()
        .all(|(line, count)| is_marker(line) || *count <= of(&ours, line) + of(&theirs, line));
    let whole = ours
        .iter()
        .all(|(line, count)| of(&text, line) >= *count.min(&of(&theirs, line)));
    generated && whole
}

/// Returns a merged text with nothing of what people did to it: without lines that neither render
/// has, and with those that both have and somebody removed.
fn without_people(text: &str, ours: &str, theirs: &str) -> String {
    let split = |text: &'_ str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let (text, ours, theirs) = (split(text), split(ours), split(theirs));
    let pairs = |one: &[String], other: &[String]| -> BTreeMap<usize, usize> {
        let ops = capture_diff_slices(Algorithm::Myers, one, other);
        ops.iter()
            .filter(|op| matches!(op, DiffOp::Equal { .. }))
            .flat_map(|op| op.old_range().zip(op.new_range()))
            .collect()
    };
    let of_theirs: BTreeSet<usize> = pairs(&theirs, &text).into_values().collect();
    let left_of_theirs: BTreeSet<usize> = pairs(&theirs, &text).into_keys().collect();
    let in_both = pairs(&ours, &theirs);
    let mut base: Vec<&str> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &ours, &text) {
        if matches!(op, DiffOp::Equal { .. }) {
            base.extend(op.old_range().map(|at| ours[at].as_str()));
            continue;
        }
        for at in op.old_range() {
            let gone_from_both = in_both
                .get(&at)
                .is_some_and(|theirs| !left_of_theirs.contains(theirs));
            if gone_from_both {
                base.push(&ours[at]);
            }
        }
        let generated = op.new_range().filter(|at| of_theirs.contains(at));
        base.extend(generated.map(|at| text[at].as_str()));
    }
    let mut base = base.join("\n");
    base.push('\n');
    base
}

#[cfg(test)]
mod tests {
    use super::{is_untouched, unmarked, without_people};

    const OURS: &str = "a\nb\nours\nc\nd\n";
    const THEIRS: &str = "a\nb\nc\ntheirs\nd\n";

    #[test]
    fn what_people_wrote_is_what_neither_render_has() {
        let merged = "a\nmine\nb\nours\nc\ntheirs\nd\n";
        assert_eq!(
            without_people(merged, OURS, THEIRS),
            "a\nb\nours\nc\ntheirs\nd\n"
        );
        let removed = "a\nours\nc\ntheirs\nd\n";
        assert_eq!(
            without_people(removed, OURS, THEIRS),
            "a\nb\nours\nc\ntheirs\nd\n"
        );
        let changed = "a\nB!\nours\nc\ntheirs\nd\n";
        assert_eq!(
            without_people(changed, OURS, THEIRS),
            "a\nb\nours\nc\ntheirs\nd\n"
        );
    }

    #[test]
    fn a_text_that_nobody_touched_is_told_from_one_that_somebody_did() {
        let ours = "R {\n  n: a\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n";
        let theirs = "R {\n  n: b\n  k: 2\n}\nR {\n  n: q\n  k: 0\n}\n";
        // As git leaves two lists that changed throughout: parts of both, in no order.
        let merged = "R {\n<<<<<<< HEAD\n  n: a\n=======\n  n: b\n  k: 2\n}\nR {\n  n: q\n>>>>>>> b\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n";
        assert!(is_untouched(merged, ours, theirs));
        assert_eq!(
            unmarked(merged, ours, theirs),
            Ok("R {\n  n: a\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n".to_owned())
        );
        let added = merged.replace("  n: p\n", "  n: p\n  mine: 1\n");
        assert!(!is_untouched(&added, ours, theirs));
        let copied = format!("{merged}R {{\n  n: p\n}}\n");
        assert!(!is_untouched(&copied, ours, theirs), "a copy is a person's");
        let removed = merged.replace("  k: 0\n", "");
        assert!(!is_untouched(&removed, ours, theirs));
    }

    #[test]
    fn a_conflict_without_an_end_takes_no_line_with_it() {
        let whole = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n";
        let text = format!("a\n{whole}b\n<<<<<<< HEAD\nc\n=======\nd\nmine\n");
        let sides = unmarked(&text, OURS, THEIRS).unwrap_err();
        assert_eq!(sides.line, 8);
        assert_eq!(sides.specgens, "d\nmine\n", "the end of the file is kept");
    }

    #[test]
    fn markers_around_generated_lines_settle_themselves() {
        let text = "a\nb\n<<<<<<< HEAD\nours\nc\n||||||| base\nc\n=======\nc\ntheirs\n>>>>>>> other\nd\nmine\n";
        assert_eq!(
            unmarked(text, OURS, THEIRS),
            Ok("a\nb\nours\nc\nd\nmine\n".to_owned())
        );
        let text = "a\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\nd\n";
        let sides = unmarked(text, OURS, THEIRS).unwrap_err();
        assert_eq!((sides.line, sides.yours.as_str()), (2, "mine\n"));
    }
}
