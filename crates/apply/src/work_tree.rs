//! The work tree and the object store as planning sees them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use bytes::Bytes;
use specgen_merge::{Work, WorkFile};
use specgen_tree::{Digest, ProjectPath};

use crate::below::files_below;
use crate::{ApplyError, Files, confine, layout, objects};

/// Folders that hold nothing that a person wrote, and a lot of it.
const NEVER_WALKED: [&str; 4] = [".git", layout::STATE_FOLDER, "node_modules", "target"];

/// The work tree and the object store of a workspace on disk.
pub struct WorkTree<'a> {
    files: &'a dyn Files,
    root: &'a Path,
    /// Folders that were seen to lie inside the workspace: most hold many files.
    inside: RefCell<BTreeSet<String>>,
}

impl<'a> WorkTree<'a> {
    pub(crate) fn new(files: &'a dyn Files, root: &'a Path) -> Self {
        Self {
            files,
            root,
            inside: RefCell::default(),
        }
    }

    /// Returns whether all folders above a file are there, each looked at once.
    fn leads_there(&self, path: &ProjectPath) -> Result<bool, ApplyError> {
        let Some((folder, _)) = path.as_str().rsplit_once('/') else {
            return Ok(true);
        };
        if self.inside.borrow().contains(folder) {
            return Ok(true);
        }
        let there = confine::leads_there(self.files, self.root, path)?;
        if there {
            self.inside.borrow_mut().insert(folder.to_owned());
        }
        Ok(there)
    }
}

impl Work for WorkTree<'_> {
    type Error = ApplyError;

    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, ApplyError> {
        if !self.leads_there(path)? {
            return Ok(None);
        }
        let place = layout::place(self.root, path);
        let Some(stat) = confine::look(self.files, path, &place)? else {
            return Ok(None);
        };
        let bytes = self
            .files
            .read(&place)
            .map_err(ApplyError::io("read", &place))?;
        Ok(Some(WorkFile {
            bytes: bytes.into(),
            executable: stat.executable,
        }))
    }

    fn object(&self, digest: Digest) -> Result<Option<Bytes>, ApplyError> {
        objects::get(self.files, self.root, digest)
    }

    fn answer(&self, question: Digest) -> Result<Option<String>, ApplyError> {
        let file = self.file(&layout::answer(question)?)?;
        Ok(file.and_then(|file| String::from_utf8(file.bytes.into()).ok()))
    }

    fn files(&self, extension: Option<&str>) -> Result<Vec<ProjectPath>, ApplyError> {
        let enter = |folder: &str| {
            let name = folder.rsplit('/').next().unwrap_or(folder);
            !NEVER_WALKED.contains(&name)
        };
        let mut found = files_below(self.files, self.root, &enter)?;
        found.retain(|path| path.extension() == extension);
        Ok(found)
    }
}
