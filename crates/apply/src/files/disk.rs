//! The real disk.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Files, Held, Kind, Mode, Stat};

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

struct DiskLock {
    /// The operating system releases the lock when this closes.
    _file: File,
}

impl Held for DiskLock {}

impl Files for Disk {
    fn stat(&self, path: &Path) -> io::Result<Option<Stat>> {
        let found = match fs::symlink_metadata(path) {
            Ok(found) => found,
            Err(error) if is_absence(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let kind = if found.is_file() {
            Kind::File
        } else if found.is_dir() {
            Kind::Folder
        } else if found.is_symlink() {
            Kind::Link
        } else {
            Kind::Other
        };
        Ok(Some(Stat {
            kind,
            executable: kind == Kind::File && is_executable(&found),
            read_only: found.permissions().readonly(),
        }))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        if path.as_os_str().is_empty() {
            return fs::canonicalize(".");
        }
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            names.push(entry?.file_name());
        }
        names.sort();
        Ok(names)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8], mode: Mode<'_>) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        if mode == Mode::Executable {
            allow_to_run(&mut options);
        }
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        if let Mode::Like(other) = mode {
            file.set_permissions(fs::metadata(other)?.permissions())?;
        }
        Ok(())
    }

    fn sync(&self, paths: &[PathBuf]) -> io::Result<()> {
        sync::all(paths)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn remove_all(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(DiskLock { _file: file }))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// A file in the place of a folder above means that the path itself is absent.
fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(unix)]
fn is_executable(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    found.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &fs::Metadata) -> bool {
    false
}

#[cfg(unix)]
fn allow_to_run(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o777);
}

#[cfg(not(unix))]
fn allow_to_run(_: &mut OpenOptions) {}

#[cfg(target_os = "linux")]
mod sync {
    //! Linux: from some files on, one call per file system is cheaper than one per file.

    use std::collections::BTreeMap;
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::PathBuf;

    /// Up to this many files a call each is cheaper: it does not wait for what others write.
    const FEW: usize = 4;

    pub(super) fn all(paths: &[PathBuf]) -> io::Result<()> {
        if paths.len() <= FEW {
            return paths
                .iter()
                .try_for_each(|path| File::open(path)?.sync_all());
        }
        let mut systems = BTreeMap::new();
        for path in paths {
            let device = std::fs::metadata(path)?.dev();
            systems.entry(device).or_insert(path);
        }
        for path in systems.values() {
            rustix::fs::syncfs(File::open(path)?)?;
        }
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
mod sync {
    //! Elsewhere: one call per file; Windows cannot sync folders and needs none.

    use std::fs::OpenOptions;
    use std::io;
    use std::path::PathBuf;

    pub(super) fn all(paths: &[PathBuf]) -> io::Result<()> {
        for path in paths {
            let folder = path.is_dir();
            if folder && cfg!(windows) {
                continue;
            }
            let file = OpenOptions::new().read(true).write(!folder).open(path)?;
            file.sync_all()?;
        }
        Ok(())
    }
}
