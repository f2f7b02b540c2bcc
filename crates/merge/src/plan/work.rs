//! What planning needs to see of the disk.

use specgen_tree::{Digest, ProjectPath};

/// A file as it stands in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkFile {
    /// The content.
    pub bytes: Vec<u8>,
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
    fn object(&self, digest: Digest) -> Result<Option<Vec<u8>>, Self::Error>;
}
