//! Leaving specgen: a plain Rust project stays, with its specification as documents.

use std::path::{Path, PathBuf};

use serde::Serialize;
use specgen_apply::{ApplyError, Files, Leaving, eject, find_root, leaving, look};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_tree::{Digest, Manifest, ProjectPath, State};

use crate::settings::{SETTINGS_FILE, Settings};
use crate::workspace::{AGENTS_FILE, ATTRIBUTES_FILE};

/// What leaving specgen would do.
#[derive(Clone, Debug, Serialize)]
pub struct Eject {
    /// What is removed, relative to the workspace; a folder ends with `/`.
    pub removed: Vec<String>,
    /// Files of specgen's that somebody edited: they stay.
    pub kept: Vec<String>,
    /// The folder of the backend, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backend: Option<String>,
    #[serde(skip)]
    leaving: Leaving,
    #[serde(skip)]
    root: PathBuf,
}

impl Eject {
    /// Looks at what goes when the workspace that `start` lies in leaves specgen.
    ///
    /// # Errors
    ///
    /// Refuses while files are in conflict; says that there is no workspace.
    pub fn plan(files: &dyn Files, start: &Path) -> Result<Self, Diagnostics> {
        let root = find_root(files, start)?;
        let (mut written, backend) = match look(files, &root) {
            Ok(seen) => {
                let manifest = &seen.workspace.manifest;
                without_conflicts(manifest)?;
                let target = Settings::read(&seen.workspace.settings_text)?.target;
                let built = manifest.records.keys().any(|path| path.is_in(&target));
                (written(manifest), built.then_some(target))
            }
            // An earlier run was killed on its way.
            Err(ApplyError::NoManifest(_)) => (Vec::new(), None),
            Err(error) => return Err(error.into()),
        };
        if !written.iter().any(|(name, _)| *name == SETTINGS_FILE) {
            let settings = Digest::of(Settings::new_file().as_bytes());
            written.push((SETTINGS_FILE, settings));
        }
        let leaving = leaving(files, &root, &written)?;
        Ok(Self {
            removed: leaving.removed.clone(),
            kept: leaving.kept.clone(),
            leaving,
            backend,
            root,
        })
    }

    /// Leaves.
    ///
    /// # Errors
    ///
    /// Refuses while another specgen is at work; says what the system says. It can be called again.
    pub fn carry_out(&self, files: &dyn Files) -> Result<(), Diagnostics> {
        Ok(eject(files, &self.root, &self.leaving)?)
    }
}

/// Returns the files that only help to work with specgen, as they were written last.
fn written(manifest: &Manifest) -> Vec<(&'static str, Digest)> {
    let helping = [AGENTS_FILE, ATTRIBUTES_FILE, SETTINGS_FILE].into_iter();
    let known = helping.filter_map(|name| {
        let path = ProjectPath::new(name).ok()?;
        Some((name, manifest.records.get(&path)?.base))
    });
    known.collect()
}

fn without_conflicts(manifest: &Manifest) -> Result<(), Diagnostic> {
    let mut records = manifest.records.iter();
    let open = records.find(|(_, record)| matches!(record.state, State::Conflicted(_)));
    match open {
        None => Ok(()),
        Some((path, _)) => Err(Diagnostic::error(
            "E038",
            ExitClass::Conflicts,
            format!("`{path}` is in conflict: what stays would not build"),
        )
        .hint("`specgen resolve` works through the conflicts")),
    }
}
