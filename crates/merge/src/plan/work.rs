//! What planning needs to see of the disk.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

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

/// A work tree of which each file is read once.
pub(super) struct Seen<'a, W> {
    work: &'a W,
    files: RefCell<BTreeMap<ProjectPath, Option<Rc<WorkFile>>>>,
}

impl<'a, W: Work> Seen<'a, W> {
    pub fn new(work: &'a W) -> Self {
        Self {
            work,
            files: RefCell::default(),
        }
    }

    /// As [`Work::file`].
    pub fn file(&self, path: &ProjectPath) -> Result<Option<Rc<WorkFile>>, W::Error> {
        if let Some(file) = self.files.borrow().get(path) {
            return Ok(file.clone());
        }
        let file = self.work.file(path)?.map(Rc::new);
        self.files.borrow_mut().insert(path.clone(), file.clone());
        Ok(file)
    }

    /// As [`Work::object`].
    pub fn object(&self, digest: Digest) -> Result<Option<Vec<u8>>, W::Error> {
        self.work.object(digest)
    }

    /// As [`Work::answer`].
    pub fn answer(&self, question: Digest) -> Result<Option<String>, W::Error> {
        self.work.answer(question)
    }

    /// As [`Work::files`].
    pub fn files(&self, extension: Option<&str>) -> Result<Vec<ProjectPath>, W::Error> {
        self.work.files(extension)
    }
}
