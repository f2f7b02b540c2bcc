//! What planning needs to see of the disk.

use bytes::Bytes;
use specgen_tree::{Digest, ProjectPath};

/// A file as it stands in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkFile {
    /// The content.
    pub bytes: Bytes,
    /// Whether it may be run.
    pub executable: bool,
}

/// The work tree and the object store, to read.
pub trait Work {
    /// Why a file could not be read.
    type Error;

    /// Returns a file of the project, or `None` when there is none.
    ///
    /// # Errors
    /// Returns why it could not be read.
    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, Self::Error>;

    /// Returns the bytes that were rendered under a digest, or `None` when they are missing.
    ///
    /// # Errors
    /// Returns why they could not be read.
    fn object(&self, digest: Digest) -> Result<Option<Bytes>, Self::Error>;

    /// Returns the answer that was remembered for a question, or `None` when there is none.
    ///
    /// # Errors
    /// Returns why it could not be read.
    fn answer(&self, question: Digest) -> Result<Option<String>, Self::Error>;

    /// Returns all files of the project whose name ends in an extension, to find one that was moved.
    ///
    /// # Errors
    /// Returns why they could not be listed.
    fn files(&self, extension: Option<&str>) -> Result<Vec<ProjectPath>, Self::Error>;
}
