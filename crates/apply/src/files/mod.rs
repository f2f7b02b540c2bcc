//! The port through which everything reaches the disk.

mod disk;
#[cfg(feature = "testing")]
mod faulty;
#[cfg(feature = "testing")]
mod memory;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

pub use disk::Disk;
#[cfg(feature = "testing")]
pub use faulty::{Fault, Faulty};
#[cfg(feature = "testing")]
pub use memory::Memory;

/// What stands at a path; a symbolic link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link to anything or nothing.
    Link,
    /// A device, a socket, a pipe.
    Other,
}

/// What is known of a path without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// What stands there.
    pub kind: Kind,
    /// Whether the owner may run it; always `false` where the system has no such mark.
    pub executable: bool,
    /// Whether nobody may write it.
    pub read_only: bool,
}

/// The mode of a file to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode<'a> {
    /// A file to read and write.
    Plain,
    /// A file to run.
    Executable,
    /// The mode of another file.
    Like(&'a Path),
}

/// A lock that is held until this is dropped, also by a kill.
pub trait Held: Send {}

/// The file system as far as specgen uses it. Each method is one step that may fail or be the last.
pub trait Files {
    /// Returns what stands at a path, or `None` when nothing does.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn stat(&self, path: &Path) -> io::Result<Option<Stat>>;

    /// Returns the path without symbolic links; it must exist.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// Reads a file.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Returns the names in a folder, sorted.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Makes one folder whose parent exists.
    ///
    /// # Errors
    /// Returns what the operating system says, `AlreadyExists` when something stands there.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// Writes a whole file, new or not. After a kill it may hold any part of the bytes.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn write(&self, path: &Path, bytes: &[u8], mode: Mode<'_>) -> io::Result<()>;

    /// Makes the content of files, or the entries of folders, survive a power cut.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn sync(&self, paths: &[PathBuf]) -> io::Result<()>;

    /// Renames a file or a folder within one file system; a file at `to` is replaced at once.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a folder with all that is in it, following no symbolic link.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn remove_all(&self, folder: &Path) -> io::Result<()>;

    /// Locks a file, made when missing; `None` when another process holds it.
    ///
    /// # Errors
    /// Returns what the operating system says.
    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>>;
}

/// Makes a folder and those above it that are missing.
pub(crate) fn create_folders(files: &dyn Files, folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || files.stat(folder)?.is_some() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        create_folders(files, above)?;
    }
    files.create_folder(folder)
}
