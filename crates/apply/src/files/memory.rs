//! Files in memory, for tests.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Files, Held, Kind, Mode, Stat};

/// A file system in memory; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    nodes: Arc<Mutex<BTreeMap<PathBuf, Node>>>,
    locks: Arc<Mutex<BTreeSet<PathBuf>>>,
}

#[derive(Clone, Debug)]
enum Node {
    Folder,
    File { bytes: Vec<u8>, executable: bool },
}

struct MemoryLock {
    path: PathBuf,
    locks: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Held for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        guard(&self.locks).remove(&self.path);
    }
}

impl Memory {
    /// Makes a file system that holds one folder.
    pub fn with_folder(folder: &Path) -> Self {
        let memory = Self::default();
        for above in folder.ancestors() {
            guard(&memory.nodes).insert(above.to_path_buf(), Node::Folder);
        }
        memory
    }

    /// Makes a copy that shares nothing with this one and holds no locks.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        let nodes = guard(&self.nodes).clone();
        Self {
            nodes: Arc::new(Mutex::new(nodes)),
            locks: Arc::default(),
        }
    }

    /// Returns all files below a folder as text, by their path relative to it.
    pub fn texts(&self, folder: &Path) -> BTreeMap<String, String> {
        let nodes = guard(&self.nodes);
        nodes
            .iter()
            .filter_map(|(path, node)| match node {
                Node::File { bytes, .. } => {
                    let name = path
                        .strip_prefix(folder)
                        .ok()?
                        .to_string_lossy()
                        .into_owned();
                    Some((name, String::from_utf8_lossy(bytes).into_owned()))
                }
                Node::Folder => None,
            })
            .collect()
    }
}

fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn absent(path: &Path) -> Error {
    Error::new(ErrorKind::NotFound, format!("no `{}`", path.display()))
}

impl Files for Memory {
    fn stat(&self, path: &Path) -> Result<Option<Stat>> {
        Ok(guard(&self.nodes).get(path).map(|node| match node {
            Node::Folder => Stat {
                kind: Kind::Folder,
                executable: false,
                read_only: false,
            },
            Node::File { executable, .. } => Stat {
                kind: Kind::File,
                executable: *executable,
                read_only: false,
            },
        }))
    }

    fn real(&self, path: &Path) -> Result<PathBuf> {
        if guard(&self.nodes).contains_key(path) {
            return Ok(path.to_path_buf());
        }
        Err(absent(path))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        match guard(&self.nodes).get(path) {
            Some(Node::File { bytes, .. }) => Ok(bytes.clone()),
            Some(Node::Folder) => Err(ErrorKind::IsADirectory.into()),
            None => Err(absent(path)),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<OsString>> {
        let nodes = guard(&self.nodes);
        if !nodes.contains_key(folder) {
            return Err(absent(folder));
        }
        let below = nodes.keys().filter(|path| path.parent() == Some(folder));
        Ok(below
            .filter_map(|path| path.file_name().map(OsString::from))
            .collect())
    }

    fn create_folder(&self, folder: &Path) -> Result<()> {
        let mut nodes = guard(&self.nodes);
        if nodes.contains_key(folder) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if !folder
            .parent()
            .is_some_and(|above| nodes.contains_key(above))
        {
            return Err(absent(folder));
        }
        nodes.insert(folder.to_path_buf(), Node::Folder);
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8], mode: Mode<'_>) -> Result<()> {
        let mut nodes = guard(&self.nodes);
        if !path.parent().is_some_and(|above| nodes.contains_key(above)) {
            return Err(absent(path));
        }
        let executable = match mode {
            Mode::Plain => false,
            Mode::Executable => true,
            Mode::Like(other) => {
                matches!(
                    nodes.get(other),
                    Some(Node::File {
                        executable: true,
                        ..
                    })
                )
            }
        };
        let node = Node::File {
            bytes: bytes.to_vec(),
            executable,
        };
        nodes.insert(path.to_path_buf(), node);
        Ok(())
    }

    fn sync(&self, paths: &[PathBuf]) -> Result<()> {
        let nodes = guard(&self.nodes);
        match paths.iter().find(|path| !nodes.contains_key(*path)) {
            Some(path) => Err(absent(path)),
            None => Ok(()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        let mut nodes = guard(&self.nodes);
        if !to.parent().is_some_and(|above| nodes.contains_key(above)) {
            return Err(absent(to));
        }
        let moving: Vec<PathBuf> = nodes
            .keys()
            .filter(|path| path.starts_with(from))
            .cloned()
            .collect();
        if moving.is_empty() {
            return Err(absent(from));
        }
        for path in moving {
            let Some(node) = nodes.remove(&path) else {
                continue;
            };
            let below = path.strip_prefix(from).unwrap_or(&path);
            let place = if below.as_os_str().is_empty() {
                to.to_path_buf()
            } else {
                to.join(below)
            };
            nodes.insert(place, node);
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> Result<()> {
        let mut nodes = guard(&self.nodes);
        match nodes.remove(path) {
            Some(Node::File { .. }) => Ok(()),
            Some(folder @ Node::Folder) => {
                nodes.insert(path.to_path_buf(), folder);
                Err(ErrorKind::IsADirectory.into())
            }
            None => Err(absent(path)),
        }
    }

    fn remove_folder(&self, folder: &Path) -> Result<()> {
        let mut nodes = guard(&self.nodes);
        if nodes.keys().any(|path| path.parent() == Some(folder)) {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        nodes
            .remove(folder)
            .map(|_| ())
            .ok_or_else(|| absent(folder))
    }

    fn remove_all(&self, folder: &Path) -> Result<()> {
        guard(&self.nodes).retain(|path, _| !path.starts_with(folder));
        Ok(())
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>> {
        if self.stat(path)?.is_none() {
            self.write(path, b"", Mode::Plain)?;
        }
        if !guard(&self.locks).insert(path.to_path_buf()) {
            return Ok(None);
        }
        Ok(Some(Box::new(MemoryLock {
            path: path.to_path_buf(),
            locks: Arc::clone(&self.locks),
        })))
    }
}
