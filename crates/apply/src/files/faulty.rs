//! Injected faults: any single step fails, the disk is full from a step on, or a step is the last.

use std::ffi::OsString;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Files, Held, Mode, Stat};

/// What goes wrong, at which changing step, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: the steps are only counted.
    None,
    /// This step fails, once.
    FailAt(usize),
    /// From this step on nothing can be made or written; a write that fails leaves half a file.
    FullFrom(usize),
    /// The process is killed in this step: it is half done, and no later call does anything.
    KillAt(usize),
}

/// Another file system with a fault in it.
pub struct Faulty<'a> {
    inner: &'a dyn Files,
    fault: Fault,
    steps: AtomicUsize,
}

enum Verdict {
    Go,
    Half(Error),
    Stop(Error),
}

impl<'a> Faulty<'a> {
    /// Puts a fault in front of a file system.
    pub fn new(inner: &'a dyn Files, fault: Fault) -> Self {
        Self {
            inner,
            fault,
            steps: AtomicUsize::new(0),
        }
    }

    /// Returns how many changing steps were asked for so far.
    pub fn steps(&self) -> usize {
        self.steps.load(Ordering::Relaxed)
    }

    fn looking(&self) -> Result<()> {
        match self.fault {
            Fault::KillAt(step) if self.steps() > step => Err(killed()),
            _ => Ok(()),
        }
    }

    fn verdict(&self, takes_space: bool) -> Verdict {
        let step = self.steps.fetch_add(1, Ordering::Relaxed);
        match self.fault {
            Fault::FailAt(at) if step == at => Verdict::Stop(Error::other("injected failure")),
            Fault::FullFrom(at) if step >= at && takes_space => {
                Verdict::Half(ErrorKind::StorageFull.into())
            }
            Fault::KillAt(at) if step == at => Verdict::Half(killed()),
            Fault::KillAt(at) if step > at => Verdict::Stop(killed()),
            _ => Verdict::Go,
        }
    }

    fn step<T>(&self, takes_space: bool, act: impl FnOnce() -> Result<T>) -> Result<T> {
        match self.verdict(takes_space) {
            Verdict::Go => act(),
            Verdict::Half(error) | Verdict::Stop(error) => Err(error),
        }
    }
}

fn killed() -> Error {
    Error::new(ErrorKind::Interrupted, "killed")
}

impl Files for Faulty<'_> {
    fn stat(&self, path: &Path) -> Result<Option<Stat>> {
        self.looking().and_then(|()| self.inner.stat(path))
    }

    fn real(&self, path: &Path) -> Result<PathBuf> {
        self.looking().and_then(|()| self.inner.real(path))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.looking().and_then(|()| self.inner.read(path))
    }

    fn list(&self, folder: &Path) -> Result<Vec<OsString>> {
        self.looking().and_then(|()| self.inner.list(folder))
    }

    fn create_folder(&self, folder: &Path) -> Result<()> {
        self.step(true, || self.inner.create_folder(folder))
    }

    fn write(&self, path: &Path, bytes: &[u8], mode: Mode<'_>) -> Result<()> {
        match self.verdict(true) {
            Verdict::Go => self.inner.write(path, bytes, mode),
            Verdict::Half(error) => {
                self.inner.write(path, &bytes[..bytes.len() / 2], mode)?;
                Err(error)
            }
            Verdict::Stop(error) => Err(error),
        }
    }

    fn sync(&self, paths: &[PathBuf]) -> Result<()> {
        self.step(false, || self.inner.sync(paths))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.step(false, || self.inner.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> Result<()> {
        self.step(false, || self.inner.remove_file(path))
    }

    fn remove_folder(&self, folder: &Path) -> Result<()> {
        self.step(false, || self.inner.remove_folder(folder))
    }

    fn remove_all(&self, folder: &Path) -> Result<()> {
        self.step(false, || self.inner.remove_all(folder))
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>> {
        self.step(true, || self.inner.try_lock(path))
    }
}
