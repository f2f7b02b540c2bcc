//! Bringing back what specgen wrote and a person deleted, and showing what it would write.

use std::path::Path;

use serde::Serialize;
use specgen_apply::{Applied, Files};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::{Action, Plan, Step};
use specgen_tree::{FileNode, Owner, ProjectPath, Record, State};

use crate::accepted::accepted;
use crate::open::Located;
use crate::paths::{key_of, meant};
use crate::stored::as_written;

/// Files as specgen writes them, without anybody's edits.
#[derive(Clone, Debug, Serialize)]
pub struct Restore {
    #[serde(skip)]
    plan: Plan,
    /// The files that are missing, or all that were named when they are only shown.
    pub files: Vec<Restored>,
}

/// A file as specgen writes it.
#[derive(Clone, Debug, Serialize)]
pub struct Restored {
    /// Where it stands.
    pub path: String,
    /// Its text; what is no text is shown with replacement characters.
    pub text: String,
    /// Whether it stands there already, edited or not.
    pub there: bool,
}

impl Restore {
    /// Plans to bring files back.
    ///
    /// # Errors
    ///
    /// Refuses a file that specgen does not write; says what cannot be read.
    pub fn plan(
        files: &dyn Files,
        located: &Located,
        from: &Path,
        typed: &[String],
    ) -> Result<Self, Diagnostics> {
        let follows = accepted(files, located)?;
        let mut restore = Self {
            plan: Plan::unchanged(&located.workspace.manifest),
            files: Vec::new(),
        };
        for one in typed {
            let paths = meant(files, located, from, one)?;
            for path in &paths {
                let known = key_of(located, path).and_then(|key| {
                    let record = located.workspace.manifest.records.get(&key)?;
                    Some((key, record))
                });
                let Some((key, record)) = known else {
                    return Err(not_ours(one).into());
                };
                let fresh = follows.tree.get(&key);
                let fresh = fresh.filter(|_| !follows.is_made_by_others);
                let node = match fresh {
                    Some(node) if record.owner != Owner::AppendOnly => node.clone(),
                    _ => as_written(files, &located.workspace, &key, record)?,
                };
                restore.add(files, located, &key, record, node)?;
            }
        }
        restore.plan.changes_manifest = restore.plan.manifest != located.workspace.manifest;
        Ok(restore)
    }

    /// Writes the files that are missing.
    ///
    /// # Errors
    ///
    /// Refuses while another specgen is at work, and when the workspace changed since the plan.
    pub fn carry_out(&self, files: &dyn Files, located: &Located) -> Result<Applied, Diagnostics> {
        let names: Vec<&str> = self.files.iter().map(|one| one.path.as_str()).collect();
        located.apply(files, &self.plan, &format!("restore {}", names.join(" ")))
    }

    fn add(
        &mut self,
        files: &dyn Files,
        located: &Located,
        key: &ProjectPath,
        record: &Record,
        node: FileNode,
    ) -> Result<(), Diagnostics> {
        let place = record.at.as_ref().unwrap_or(key);
        let there = located.workspace.read(files, place)?.is_some();
        self.files.push(Restored {
            path: place.to_string(),
            text: String::from_utf8_lossy(&node.bytes).into_owned(),
            there,
        });
        if there {
            return Ok(());
        }
        let mut wanted = Record {
            owner: record.owner,
            state: State::Clean,
            before: record.before.clone(),
            unknown: record.unknown.clone(),
            ..Record::of(&node)
        };
        wanted.at.clone_from(&record.at);
        self.plan.objects.insert(wanted.base, node.bytes.clone());
        self.plan.manifest.records.insert(key.clone(), wanted);
        self.plan.steps.push(Step {
            path: place.clone(),
            action: Action::Create {
                bytes: node.bytes,
                executable: node.executable,
            },
        });
        Ok(())
    }
}

fn not_ours(typed: &str) -> Diagnostic {
    Diagnostic::error(
        "E031",
        ExitClass::Usage,
        format!("specgen did not write `{typed}`, so it cannot bring it back"),
    )
    .hint("`specgen undo` takes the last step back")
}
