//! The work tree and the object store as planning sees them.

use std::path::Path;

use specgen_merge::{Work, WorkFile};
use specgen_tree::{Digest, ProjectPath};

use crate::below::files_below;
use crate::{ApplyError, Files, confine, layout, objects};

/// Folders that hold nothing that a person wrote, and a lot of it.
const NEVER_WALKED: [&str; 4] = [".git", layout::STATE_FOLDER, "node_modules", "target"];

/// The work tree and the object store of a workspace on disk.
#[derive(Clone, Copy)]
pub struct WorkTree<'a> {
    pub(crate) files: &'a dyn Files,
    pub(crate) root: &'a Path,
}

impl Work for WorkTree<'_> {
    type Error = ApplyError;

    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, ApplyError> {
        let place = confine::check(self.files, self.root, path)?;
        let found = self
            .files
            .stat(&place)
            .map_err(ApplyError::io("look at", &place))?;
        let Some(stat) = found else {
            return Ok(None);
        };
        let bytes = self
            .files
            .read(&place)
            .map_err(ApplyError::io("read", &place))?;
        Ok(Some(WorkFile {
            bytes,
            executable: stat.executable,
        }))
    }

    fn object(&self, digest: Digest) -> Result<Option<Vec<u8>>, ApplyError> {
        objects::get(self.files, self.root, digest)
    }
    fn answer(&self, question: Digest) -> Result<Option<String>, ApplyError> {
        let file = self.file(&layout::answer(question)?)?;
        Ok(file.and_then(|file| String::from_utf8(file.bytes).ok()))
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
