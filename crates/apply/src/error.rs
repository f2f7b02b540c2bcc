//! Why files could not be read or written, with the way out.

use std::io;
use std::path::{Path, PathBuf};

use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_tree::{ManifestError, PathError, ProjectPath};
use thiserror::Error;

/// Why files could not be read or written. Unless it says otherwise, nothing was changed.
#[derive(Debug, Error)]
pub enum ApplyError {
    /// The operating system refused.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried, to follow "cannot".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The folder for a new workspace holds something.
    #[error("the folder `{}` holds `{found}`", target.display())]
    Occupied {
        /// The folder.
        target: PathBuf,
        /// The first thing found in it.
        found: String,
    },
    /// The place for a new workspace is no folder.
    #[error("`{}` cannot become a folder: {reason}", target.display())]
    NotAFolder {
        /// The place.
        target: PathBuf,
        /// What stands against it.
        reason: &'static str,
    },
    /// A render holds a file that only specgen itself writes.
    #[error("the path `{0}` is specgen's own")]
    Reserved(ProjectPath),
    /// Another specgen is at work in the workspace.
    #[error("another specgen is at work in `{}`", .0.display())]
    Busy(PathBuf),
    /// No folder at or above this one is a workspace.
    #[error("no `specgen.yaml` in `{}` or above it", .0.display())]
    NoWorkspace(PathBuf),
    /// A workspace has lost its manifest.
    #[error("`{}` holds no `specgen.lock`", .0.display())]
    NoManifest(PathBuf),
    /// A workspace holds no model.
    #[error("`{}` holds no `specs/<name>/spec.yaml`", .0.display())]
    NoSpec(PathBuf),
    /// A workspace holds more than one model.
    #[error("the workspace holds more than one model: {}", list(.0))]
    SeveralSpecs(Vec<ProjectPath>),
    /// A file that must be text is not UTF-8.
    #[error("`{}` is not UTF-8 text", .0.display())]
    NotText(PathBuf),
    /// What stands at the path of a file is a folder, a device or a symbolic link, or the way to it
    /// leaves the workspace.
    #[error("`{path}` cannot be used: `{}` is no plain file or folder of the workspace", at.display())]
    NotAFile {
        /// The file.
        path: ProjectPath,
        /// The thing on the way to it.
        at: PathBuf,
    },
    /// The plan holds this many conflicts.
    #[error("{0} files are in conflict; nothing was written")]
    Conflicts(usize),
    /// Files changed between planning and writing.
    #[error("{} changed while specgen was planning; nothing was written", list(.0))]
    Changed(Vec<ProjectPath>),
    /// Files may not be written.
    #[error("{} may not be written; nothing was changed", list(.0))]
    ReadOnly(Vec<ProjectPath>),
    /// A journal that a killed run left cannot be carried out.
    #[error("the journal `{}` cannot be carried out: {reason}", place.display())]
    Journal {
        /// The journal.
        place: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A transaction that is to be taken back is not kept.
    #[error("the change `{0}` is not among those that can be taken back")]
    NoTransaction(String),
    /// A file that is to be resolved is not in conflict.
    #[error("`{0}` is not in conflict")]
    NoConflict(ProjectPath),
    /// A file still holds both sides of a conflict between markers.
    #[error("`{0}` still holds conflict markers")]
    Marked(ProjectPath),
    /// Some markers of a conflict are gone and others are left.
    #[error(
        "the conflict markers in `{path}` are damaged: the one in line {line} has lost its others"
    )]
    Damaged {
        /// The file.
        path: ProjectPath,
        /// The line, from 1.
        line: usize,
    },
    /// A conflict cannot be answered place by place.
    #[error("{given} answers were given for {places} places in `{path}`")]
    Answers {
        /// The file.
        path: ProjectPath,
        /// How many answers there are.
        given: usize,
        /// How many places in conflict there are.
        places: usize,
    },
    /// A path cannot be used.
    #[error(transparent)]
    Path(#[from] PathError),
    /// `specgen.lock` cannot be read.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

impl ApplyError {
    /// Makes the error of an operating system call; made for `map_err`.
    pub(crate) fn io<'a>(
        action: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| Self::Io {
            action,
            path: path.to_path_buf(),
            source,
        }
    }
}

fn list(paths: &[ProjectPath]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
    quoted.join(", ")
}

impl From<ApplyError> for Diagnostic {
    fn from(error: ApplyError) -> Self {
        let message = error.to_string();
        let refused = |code| Self::error(code, ExitClass::Refused, message.clone());
        match error {
            ApplyError::Io { source, .. } => {
                let hint = match source.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        "free some space and run the command again: nothing was lost"
                    }
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        "become who may read and write there, or choose another place with `--dir`"
                    }
                    io::ErrorKind::NotFound => "check the path, and that nobody moved it meanwhile",
                    _ => "run the command again; a change that was begun is finished or taken back",
                };
                refused("E621").hint(hint)
            }
            ApplyError::Occupied { .. } => {
                refused("E622").hint("name an empty or a new folder with `--dir`")
            }
            ApplyError::NotAFolder { .. } => {
                refused("E623").hint("name an empty or a new folder with `--dir`")
            }
            ApplyError::Reserved(_) => Self::error("E624", ExitClass::Internal, message)
                .hint("rename what this file is made for"),
            ApplyError::Busy(_) => refused("E625").hint("wait until it has ended, then try again"),
            ApplyError::NoWorkspace(_) => Self::error("E626", ExitClass::Usage, message)
                .hint("go to a workspace or name it with `--dir`")
                .hint("make one with `specgen new \"what you want\"`"),
            ApplyError::NoManifest(_) => refused("E635")
                .hint("take the file back from version control: without it your edits cannot be told from specgen's"),
            ApplyError::NoSpec(_) => Self::error("E627", ExitClass::SpecInvalid, message)
                .hint("take the file back from version control"),
            ApplyError::SeveralSpecs(_) => Self::error("E628", ExitClass::SpecInvalid, message)
                .hint("keep one and move the others to workspaces of their own"),
            ApplyError::NotText(_) => refused("E629").hint("save the file as UTF-8"),
            ApplyError::NotAFile { .. } => {
                refused("E630").hint("put a plain file there, or remove what stands there")
            }
            ApplyError::Conflicts(_) => Self::error("E631", ExitClass::Conflicts, message)
                .hint("make both sides agree in the files that are named, then run the command again"),
            ApplyError::Changed(_) => refused("E632").hint("run the command again"),
            ApplyError::ReadOnly(_) => {
                refused("E633").hint("make them writable, then run the command again")
            }
            ApplyError::Journal { .. } => refused("E634")
                .hint("run the specgen that wrote it, or move the folder of the journal away"),
            ApplyError::NoTransaction(_) => Self::error("E636", ExitClass::Usage, message)
                .hint("`specgen log` lists the changes; the last 20 can be taken back"),
            ApplyError::NoConflict(_) => Self::error("E637", ExitClass::Usage, message)
                .hint("`specgen resolve --list` names the files that are"),
            ApplyError::Marked(_) => Self::error("E638", ExitClass::Conflicts, message)
                .hint("keep the lines that shall stand, remove the markers, then resolve it again")
                .hint("or take one side: `specgen resolve PATH --mine` or `--generated`"),
            ApplyError::Damaged { .. } => Self::error("E640", ExitClass::Conflicts, message)
                .hint("keep the lines that shall stand, remove the markers that are left, then resolve it again"),
            ApplyError::Answers { .. } => Self::error("E639", ExitClass::Usage, message)
                .hint("give one answer for each place, or one for the whole file"),
            ApplyError::Path(error) => error.into(),
            ApplyError::Manifest(error) => error.into(),
        }
    }
}

impl From<ApplyError> for Diagnostics {
    fn from(error: ApplyError) -> Self {
        Diagnostic::from(error).into()
    }
}
