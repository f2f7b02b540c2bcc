//! Reading a workspace: its root, its manifest, its model and single files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use specgen_merge::Work as _;
use specgen_tree::{Digest, Manifest, ProjectPath, Record};

use crate::work_tree::WorkTree;
use crate::{ApplyError, Files, Kind, create, layout, transaction};

/// Where specifications may stand, the second in a project that Kiro knows.
const SPEC_FOLDERS: [&str; 2] = ["specs", ".kiro/specs"];
/// The name of the model in the folder of its specification.
const SPEC_FILE: &str = "spec.yaml";

/// A workspace as it stands on disk.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The folder that holds `specgen.yaml`.
    pub root: PathBuf,
    /// The content of `specgen.yaml`.
    pub settings_text: String,
    /// What specgen emitted, from `specgen.lock`.
    pub manifest: Manifest,
    /// The records of the other branch, for files that were rendered on both branches of a merge.
    pub merged: BTreeMap<ProjectPath, Vec<Record>>,
    /// Whether `specgen.lock` stands as git merged it and has to be written anew.
    pub untidy: bool,
    /// The digest of `specgen.lock` as read.
    pub manifest_digest: Digest,
    /// Where the model stands.
    pub spec_path: ProjectPath,
    /// The model as text.
    pub spec_text: String,
    /// The model as it stands on disk, where `spec_text` says it otherwise: without conflicts of git, or with the present
    /// name of what it mentions under a former one.
    pub spec_on_disk: Option<String>,
}

/// Returns the nearest folder at or above `start` that holds `specgen.yaml`.
///
/// # Errors
/// Says where it looked when there is none.
pub fn find_root(files: &dyn Files, start: &Path) -> Result<PathBuf, ApplyError> {
    let real = files
        .real(start)
        .map_err(ApplyError::io("look at", start))?;
    for folder in real.ancestors() {
        let settings = folder.join(layout::CONFIG_FILE);
        let found = files
            .stat(&settings)
            .map_err(ApplyError::io("look at", &settings))?;
        if found.is_some_and(|stat| stat.kind == Kind::File) {
            return Ok(folder.to_path_buf());
        }
    }
    Err(ApplyError::NoWorkspace(real))
}

/// Reads the workspace that `start` lies in, after finishing what a killed run had committed.
///
/// # Errors
/// Says what is missing or double, which line of `specgen.lock` cannot be read, or what the
/// operating system says.
pub fn read_workspace(files: &dyn Files, start: &Path) -> Result<Workspace, ApplyError> {
    let root = find_root(files, start)?;
    create::finish(files, &root)?;
    transaction::recover(files, &root)?;
    load(files, &root)
}

/// Reads the workspace at `root` as it stands.
///
/// # Errors
/// As [`read_workspace`].
pub(crate) fn load(files: &dyn Files, root: &Path) -> Result<Workspace, ApplyError> {
    let settings_text = read_text(files, &root.join(layout::CONFIG_FILE))?;
    let manifest_place = root.join(layout::MANIFEST_FILE);
    let found = files
        .stat(&manifest_place)
        .map_err(ApplyError::io("look at", &manifest_place))?;
    if found.is_none() {
        return Err(ApplyError::NoManifest(root.to_path_buf()));
    }
    let manifest_text = read_text(files, &manifest_place)?;
    let merged = Manifest::parse_merged(&manifest_text)?;
    let spec_path = find_spec(files, root)?;
    let spec_text = read_text(files, &layout::place(root, &spec_path))?;
    Ok(Workspace {
        root: root.to_path_buf(),
        settings_text,
        manifest: merged.manifest,
        merged: merged.others,
        untidy: merged.untidy,
        manifest_digest: Digest::of(manifest_text.as_bytes()),
        spec_path,
        spec_text,
        spec_on_disk: None,
    })
}

impl Workspace {
    /// Makes sure that what was read is one state: that no other specgen is at work, and none was since.
    ///
    /// # Errors
    /// Says that there is or was one, or what the operating system says.
    pub fn undisturbed(&self, files: &dyn Files) -> Result<(), ApplyError> {
        // Without a lock file nobody ever was at work, and none is made here.
        let place = layout::lock(&self.root);
        let found = files
            .stat(&place)
            .map_err(ApplyError::io("look at", &place))?;
        if found.is_some() {
            drop(transaction::lock(files, &self.root)?);
        }
        let text = read_text(files, &self.root.join(layout::MANIFEST_FILE))?;
        if Digest::of(text.as_bytes()) == self.manifest_digest {
            return Ok(());
        }
        Err(ApplyError::Changed(vec![layout::manifest()?]))
    }

    /// Reads a file of the project; `None` when there is none.
    ///
    /// # Errors
    /// Refuses a path that leaves the workspace over a symbolic link, and what is no plain file.
    pub fn read(&self, files: &dyn Files, path: &ProjectPath) -> Result<Option<Bytes>, ApplyError> {
        let file = self.tree(files).file(path)?;
        Ok(file.map(|file| file.bytes))
    }

    /// Returns the work tree and the object store, as planning sees them.
    pub fn tree<'a>(&'a self, files: &'a dyn Files) -> WorkTree<'a> {
        WorkTree::new(files, &self.root)
    }
}

fn find_spec(files: &dyn Files, root: &Path) -> Result<ProjectPath, ApplyError> {
    let mut found: Vec<ProjectPath> = Vec::new();
    for folder in SPEC_FOLDERS {
        let place = root.join(folder);
        let is_folder = files
            .stat(&place)
            .map_err(ApplyError::io("look at", &place))?
            .is_some_and(|stat| stat.kind == Kind::Folder);
        if !is_folder {
            continue;
        }
        for name in files.list(&place).map_err(ApplyError::io("list", &place))? {
            let spec = place.join(&name).join(SPEC_FILE);
            let stat = files
                .stat(&spec)
                .map_err(ApplyError::io("look at", &spec))?;
            let path = ProjectPath::new(format!("{folder}/{}/{SPEC_FILE}", name.to_string_lossy()));
            if let (Some(_), Ok(path)) = (stat, path) {
                found.push(path);
            }
        }
    }
    if found.len() > 1 {
        return Err(ApplyError::SeveralSpecs(found));
    }
    found
        .pop()
        .ok_or_else(|| ApplyError::NoSpec(root.to_path_buf()))
}

fn read_text(files: &dyn Files, place: &Path) -> Result<String, ApplyError> {
    let bytes = files.read(place).map_err(ApplyError::io("read", place))?;
    String::from_utf8(bytes).map_err(|_| ApplyError::NotText(place.to_path_buf()))
}
