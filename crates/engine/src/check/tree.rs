//! The emitted files as they stand against what was rendered last, read once for all checks.

use std::collections::BTreeSet;

use bytes::Bytes;
use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_merge::{Work as _, has_markers};
use specgen_tree::{Owner, ProjectPath, Record, State};

use super::Finding;
use crate::open::Opened;
use crate::status::is_changed;

/// Folders below the backend that hold no source: output of cargo, data, version control.
const NO_SOURCE: [&str; 3] = ["target", "data", "node_modules"];

/// What is known of all emitted files.
pub(crate) struct Stand {
    /// The emitted files, by path of the manifest.
    pub emitted: Vec<Emitted>,
    /// The files below the backend's folder that specgen did not emit, with their bytes.
    pub added: Vec<(ProjectPath, Bytes)>,
    /// What of the documents and the model a person edits on purpose.
    spec_folder: String,
    /// Files that two merged branches rendered: git's markers in them are looked at elsewhere.
    on_both: BTreeSet<ProjectPath>,
}

/// An emitted file.
pub(crate) struct Emitted {
    /// Where it stands now.
    pub place: ProjectPath,
    /// What the manifest says of it.
    pub record: Record,
    /// Its bytes; `None` when it is gone.
    pub bytes: Option<Bytes>,
    /// Whether a person changed it.
    pub changed: bool,
    /// The bytes rendered last, for files that a person changed; `None` when they are lost.
    pub base: Option<Bytes>,
    /// Whether the object store holds what was rendered last.
    pub stored: bool,
}

impl Stand {
    /// Reads the emitted files.
    pub fn of(files: &dyn Files, opened: &Opened) -> Result<Self, Diagnostics> {
        let workspace = &opened.workspace;
        let work = workspace.tree(files);
        let mut emitted = Vec::new();
        let mut known = BTreeSet::new();
        for (path, record) in &workspace.manifest.records {
            let place = record.at.as_ref().unwrap_or(path);
            known.insert(place.clone());
            let bytes = workspace.read(files, place)?;
            let changed = bytes
                .as_ref()
                .is_some_and(|bytes| is_changed(bytes, record));
            // An untouched file is its own base, and the user's files are never merged.
            let needs_base = (changed || bytes.is_none()) && record.owner != Owner::User;
            let base = if needs_base {
                work.object(record.base)?
            } else {
                None
            };
            emitted.push(Emitted {
                place: place.clone(),
                record: record.clone(),
                stored: !needs_base || base.is_some(),
                bytes,
                changed,
                base,
            });
        }
        let target = &opened.settings.target;
        let enter = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or_default();
            !name.starts_with('.') && !NO_SOURCE.contains(&path)
        };
        let mut added = Vec::new();
        for below in workspace.files_below(files, target, &enter)? {
            let path = crate::workspace::checked(&format!("{target}/{below}"))?;
            if !known.contains(&path) {
                let bytes = workspace.read(files, &path)?.unwrap_or_default();
                added.push((path, bytes));
            }
        }
        Ok(Self {
            emitted,
            added,
            spec_folder: opened.layout.spec_folder(),
            on_both: workspace.merged.keys().cloned().collect(),
        })
    }

    /// Returns an emitted file by its place.
    pub fn file(&self, path: &str) -> Option<&Emitted> {
        self.emitted.iter().find(|file| file.place.as_str() == path)
    }

    /// Returns whether a person wrote or changed a file.
    pub fn is_by_hand(&self, path: &str) -> bool {
        let added = self.added.iter().any(|(added, _)| added.as_str() == path);
        added || self.file(path).is_some_and(|file| file.changed)
    }

    /// Says what stands otherwise than rendered.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self
            .emitted
            .iter()
            .flat_map(|file| self.finding(file))
            .collect();
        findings.extend(self.added.iter().map(|(path, _)| {
            Finding::new(
                "file_added",
                path.as_str(),
                "yours: specgen did not write it",
            )
        }));
        let texts = self.added.iter().map(|(path, bytes)| (path, bytes));
        findings.extend(texts.filter_map(|(path, bytes)| markers(path, bytes)));
        findings
    }

    fn finding(&self, file: &Emitted) -> Vec<Finding> {
        let path = file.place.as_str();
        let unit = &file.record.unit;
        let mut findings = Vec::new();
        if let State::Conflicted(_) = file.record.state {
            findings.push(
                Finding::new(
                    "conflict",
                    path,
                    "your change and specgen's do not agree yet",
                )
                .hint(format!("settle it with `specgen resolve {path}`")),
            );
        }
        if !file.stored {
            findings.push(
                Finding::new(
                    "object_missing",
                    path,
                    "what was rendered last is not in the object store, so your change cannot be merged",
                )
                .hint("take `.specgen/objects` back from version control"),
            );
        }
        match &file.bytes {
            None => findings.push(
                Finding::new(
                    "file_deleted",
                    path,
                    format!("deleted by hand; it stays deleted (unit {unit})"),
                )
                .hint(format!("`specgen restore {path}` brings it back")),
            ),
            Some(bytes) => {
                if !self.on_both.contains(&file.place) {
                    findings.extend(markers(&file.place, bytes));
                }
                if file.changed && !self.is_model(path) {
                    findings.push(self.changed(file));
                }
            }
        }
        findings
    }

    fn changed(&self, file: &Emitted) -> Finding {
        let path = file.place.as_str();
        if file.place.is_in(&self.spec_folder) && file.place.extension() == Some("md") {
            return Finding::new("document_edited", path, "edited by hand; your text is kept");
        }
        let unit = &file.record.unit;
        let message = match file.record.owner {
            Owner::Generated => format!("changed by hand; your lines are kept (unit {unit})"),
            Owner::Seeded | Owner::User => "yours, and changed since it was written".to_owned(),
            Owner::AppendOnly if file.place.extension() == Some("sql") => {
                let message =
                    "a migration was changed: a database that ran it as it was is refused";
                return Finding::new("migration_changed", path, message).hint(format!(
                    "delete it and run `specgen restore {path}`; write what it lacks as another one"
                ));
            }
            Owner::AppendOnly => {
                "a record of a change, and changed since it was written".to_owned()
            }
        };
        Finding::new("file_changed", path, message)
    }

    fn is_model(&self, path: &str) -> bool {
        path == format!("{}/spec.yaml", self.spec_folder)
    }
}

/// Finds conflict markers that git or specgen left in a text.
fn markers(path: &ProjectPath, bytes: &[u8]) -> Option<Finding> {
    let text = std::str::from_utf8(bytes).ok()?;
    if !text.contains("<<<<<<<") || !has_markers(text) {
        return None;
    }
    let line = text.lines().position(|line| line.starts_with("<<<<<<<"))? + 1;
    Some(
        Finding::new("markers", path.as_str(), "conflict markers are left")
            .at_line(line)
            .hint("keep what is right and remove the markers"),
    )
}
