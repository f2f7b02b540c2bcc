//! A new workspace, made beside its place and renamed into it.
//!
//! Everything is written into a temporary folder `.<name>.specgen-NNNN` on the same file system,
//! made durable at once, and renamed. Three moments matter:
//!
//! - Before the rename a kill leaves the temporary folder only. It is locked while its maker lives;
//!   the next `new` for the same place finds it unlocked and removes it.
//! - Where nothing stands at the place yet, one rename makes the whole workspace appear.
//! - A folder that is there and empty, or holds only what may stand beside a workspace, keeps its
//!   identity (a shell may stand in it): the entries are renamed into it one by one, after a
//!   `commit` file has been made durable. A kill among these renames is finished by [`finish`].

mod place;
mod temporary;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use specgen_tree::{Digest, Manifest, Tree};

use crate::files::create_folders;
use crate::{ApplyError, Files, Mode, layout};
use place::Place;
use temporary::Temporary;

pub(crate) use temporary::finish;

/// What [`create_new`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The workspace's folder, as given.
    pub root: PathBuf,
    /// How many files of the tree were written, without specgen's own.
    pub files: usize,
    /// How many bytes these files hold.
    pub bytes: usize,
}

/// Writes a tree as a new workspace at `target`, with manifest and object store.
///
/// `target` may be absent, or a folder that is empty or holds nothing but `.git` and `.kiro`.
/// Either the whole workspace stands there afterwards, or nothing.
///
/// # Errors
/// Refuses a place that holds other things and a tree that holds specgen's own files; returns what
/// the operating system says. Nothing is left behind.
pub fn create_new(
    files: &dyn Files,
    target: &Path,
    tree: &Tree,
    templates: Digest,
) -> Result<Created, ApplyError> {
    let reserved = tree.iter().find(|(path, _)| layout::is_reserved(path));
    if let Some((path, _)) = reserved {
        return Err(ApplyError::Reserved(path.clone()));
    }
    let place = Place::look(files, target)?;
    temporary::clean(files, &place)?;
    place.check_is_free(files, tree)?;
    let temporary = Temporary::make(files, &place)?;
    if temporary.has_rival(files, &place)? {
        let _ = temporary.remove(files);
        return Err(ApplyError::Busy(target.to_path_buf()));
    }
    let root = temporary.root(&place);
    let moved = write_workspace(files, &root, tree, templates)
        .and_then(|written| sync(files, &written))
        .and_then(|()| temporary.move_in(files, &place));
    if let Err(error) = moved {
        // The first error is the one to report; what cannot be removed is removed by the next run.
        let _ = temporary.remove(files);
        return Err(error);
    }
    let _ = temporary.remove(files);
    Ok(Created {
        root: target.to_path_buf(),
        files: tree.len(),
        bytes: tree.iter().map(|(_, node)| node.bytes.len()).sum(),
    })
}

/// Writes all files below `root` and returns what a sync must cover.
fn write_workspace(
    files: &dyn Files,
    root: &Path,
    tree: &Tree,
    templates: Digest,
) -> Result<Vec<PathBuf>, ApplyError> {
    let manifest = Manifest::of(tree, templates);
    let mut writer = Writer {
        files,
        folders: BTreeSet::new(),
        written: Vec::new(),
    };
    for (path, node) in tree {
        let mode = if node.executable {
            Mode::Executable
        } else {
            Mode::Plain
        };
        writer.write(layout::place(root, path), &node.bytes, mode)?;
    }
    let mut stored = BTreeSet::new();
    for (path, record) in &manifest.records {
        if let Some(node) = tree.get(path)
            && stored.insert(record.base)
        {
            writer.write(layout::object(root, record.base), &node.bytes, Mode::Plain)?;
        }
    }
    let state = root.join(layout::STATE_FOLDER);
    let own = [
        (state.join(".gitignore"), layout::IGNORED.to_owned()),
        (state.join(".gitattributes"), layout::ATTRIBUTES.to_owned()),
        (root.join(layout::MANIFEST_FILE), manifest.print()),
    ];
    for (place, text) in own {
        writer.write(place, text.as_bytes(), Mode::Plain)?;
    }
    writer.written.extend(writer.folders);
    Ok(writer.written)
}

struct Writer<'a> {
    files: &'a dyn Files,
    /// Folders that are known to be there.
    folders: BTreeSet<PathBuf>,
    written: Vec<PathBuf>,
}

impl Writer<'_> {
    fn write(&mut self, place: PathBuf, bytes: &[u8], mode: Mode<'_>) -> Result<(), ApplyError> {
        if let Some(folder) = place.parent()
            && !self.folders.contains(folder)
        {
            create_folders(self.files, folder).map_err(ApplyError::io("create", folder))?;
            self.folders.insert(folder.to_path_buf());
        }
        self.files
            .write(&place, bytes, mode)
            .map_err(ApplyError::io("write", &place))?;
        self.written.push(place);
        Ok(())
    }
}

fn sync(files: &dyn Files, paths: &[PathBuf]) -> Result<(), ApplyError> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    files.sync(paths).map_err(ApplyError::io("save", first))
}
