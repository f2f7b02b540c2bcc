//! Where a new workspace goes: what stands there, and which folder can hold it while it is made.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use specgen_tree::Tree;

use super::temporary;
use crate::{ApplyError, Files, Kind, layout};

/// What may stand in a folder that becomes a workspace.
const MAY_STAND: [&str; 2] = [".git", ".kiro"];

/// The place of a new workspace.
pub(super) struct Place {
    /// A folder that exists and will hold the temporary one: the target itself when it exists,
    /// else the nearest folder above it.
    pub holder: PathBuf,
    /// The names below the holder that are missing; empty when the target exists.
    pub missing: Vec<OsString>,
    /// The name that the temporary folder carries.
    pub name: String,
    /// The folder above a target that exists: an earlier `new` may have left something there.
    pub above: Option<PathBuf>,
    /// The target as the user gave it.
    pub target: PathBuf,
}

impl Place {
    /// Looks at the target; a link to a folder is followed.
    pub fn look(files: &dyn Files, target: &Path) -> Result<Self, ApplyError> {
        let refuse = |reason| ApplyError::NotAFolder {
            target: target.to_path_buf(),
            reason,
        };
        let mut missing = Vec::new();
        let mut above = target.to_path_buf();
        loop {
            let at = above.clone();
            if at.as_os_str().is_empty() {
                break;
            }
            let found = files.stat(&at).map_err(ApplyError::io("look at", &at))?;
            match found.map(|stat| stat.kind) {
                Some(Kind::Folder) => break,
                Some(Kind::Link) => {
                    let real = files.real(&at);
                    above = real.map_err(|_| refuse("a link on the way leads nowhere"))?;
                }
                Some(_) => return Err(refuse("a file is in the way")),
                None => {
                    let name = above
                        .file_name()
                        .ok_or_else(|| refuse("it goes up from a folder that is missing"))?;
                    missing.insert(0, name.to_owned());
                    above.pop();
                }
            }
        }
        let (name, outer) = if let Some(first) = missing.first() {
            (first.clone(), None)
        } else {
            let real = files.real(&above);
            let real = real.map_err(ApplyError::io("look at", &above))?;
            let name = real.file_name().map(OsStr::to_owned);
            let name = name.ok_or_else(|| refuse("it is the root of the file system"))?;
            (name, real.parent().map(Path::to_path_buf))
        };
        let name = name.into_string();
        Ok(Self {
            holder: above,
            missing,
            name: name.map_err(|_| refuse("its name is not UTF-8"))?,
            above: outer,
            target: target.to_path_buf(),
        })
    }

    /// Returns whether the target is there already.
    pub fn exists(&self) -> bool {
        self.missing.is_empty()
    }

    /// Refuses a target that holds other things, or a file that the tree would write.
    pub fn check_is_free(&self, files: &dyn Files, tree: &Tree) -> Result<(), ApplyError> {
        if !self.exists() {
            return Ok(());
        }
        let names = files
            .list(&self.holder)
            .map_err(ApplyError::io("list", &self.holder))?;
        for name in names {
            let known = name.to_str().is_some_and(|name| {
                MAY_STAND.contains(&name) || temporary::is_one_of(name, &self.name)
            });
            if !known {
                return Err(self.occupied(&name.to_string_lossy()));
            }
        }
        for (path, _) in tree {
            let place = layout::place(&self.holder, path);
            let found = files
                .stat(&place)
                .map_err(ApplyError::io("look at", &place))?;
            if found.is_some() {
                return Err(self.occupied(path.as_str()));
            }
        }
        Ok(())
    }

    /// Makes the error that names what stands in the way.
    pub fn occupied(&self, found: &str) -> ApplyError {
        ApplyError::Occupied {
            target: self.target.clone(),
            found: found.to_owned(),
        }
    }
}
