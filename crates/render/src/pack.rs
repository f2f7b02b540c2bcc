//! A template pack: files that mirror their output paths, and `pack.toml` for what differs.
//!
//! A file that ends in `.j2` is a template; any other file is copied as it stands. A file without
//! an entry in `pack.toml` is generated, always emitted, and its unit is its output path.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Deserialize;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_tree::{Digest, Owner};

use crate::version;

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// The path inside the pack, `/` between names.
    pub path: String,
    /// The content.
    pub bytes: Bytes,
}

/// What `pack.toml` says of everything in one folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Folder {
    /// An expression over the view: without it no file of the folder is emitted.
    when: String,
}

/// What `pack.toml` says of one file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where the file goes, as a template; the pack path without `.j2` when absent.
    pub to: Option<String>,
    /// The word of an [`Owner`]; `generated` when absent.
    pub owner: Option<String>,
    /// The stable key of what the file holds; its output path when absent.
    pub unit: Option<String>,
    /// An expression over the view: the file is emitted when it is true.
    pub when: Option<String>,
    /// Whether the file may be run.
    #[serde(default)]
    pub executable: bool,
    /// Whether the file is JSON whose `properties` are sorted, as the program prints it that the file is
    /// compared with.
    #[serde(default)]
    pub sorted_json: bool,
    /// Whether the file is a lock file of cargo, whose packages stand in the order of their names:
    /// where the project's own package stands depends on its name.
    #[serde(default)]
    pub sorted_packages: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackToml {
    /// Model keys that the templates act on; everything else is listed as not built.
    capabilities: Vec<String>,
    #[serde(default)]
    files: BTreeMap<String, Entry>,
    #[serde(default)]
    folders: BTreeMap<String, Folder>,
}

/// A template pack, checked.
#[derive(Debug)]
pub struct Pack {
    files: Vec<PackFile>,
    entries: BTreeMap<String, Entry>,
    folders: BTreeMap<String, Folder>,
    capabilities: Vec<String>,
    digest: Digest,
}

impl Pack {
    /// Checks a pack.
    ///
    /// # Errors
    /// Returns what is wrong in `pack.toml`: a syntax error, an entry without its file, a folder
    /// without files, an unknown owner.
    pub fn new(files: Vec<PackFile>) -> Result<Self, Diagnostics> {
        let all = files
            .iter()
            .map(|file| (file.path.as_str(), file.bytes.as_ref()));
        let listed = version::listed(all, |bytes| Digest::of(bytes).to_string());
        Self::of_version(files, Digest::of(listed.as_bytes()))
    }

    /// Checks a pack whose digest is known.
    pub(crate) fn of_version(
        mut files: Vec<PackFile>,
        digest: Digest,
    ) -> Result<Self, Diagnostics> {
        let at = files.iter().position(|file| file.path == "pack.toml");
        let Some(at) = at else {
            return Err(fault("the template pack has no `pack.toml`").into());
        };
        let text = String::from_utf8_lossy(&files.remove(at).bytes).into_owned();
        let read: PackToml = toml::from_str(&text)
            .map_err(|why| fault(format!("`pack.toml` cannot be read: {why}")))?;
        for (path, entry) in &read.files {
            if !files.iter().any(|file| file.path == *path) {
                return Err(fault(format!(
                    "`pack.toml` names `{path}`, which is not in the pack"
                ))
                .into());
            }
            if let Some(word) = entry.owner.as_deref()
                && Owner::from_word(word).is_none()
            {
                return Err(fault(format!(
                    "`pack.toml` gives `{path}` to the unknown owner `{word}`"
                ))
                .into());
            }
        }
        for folder in read.folders.keys() {
            if !files.iter().any(|file| is_below(&file.path, folder)) {
                let message = format!(
                    "`pack.toml` names the folder `{folder}`, which has no file in the pack"
                );
                return Err(fault(message).into());
            }
        }
        Ok(Self {
            files,
            entries: read.files,
            folders: read.folders,
            capabilities: read.capabilities,
            digest,
        })
    }

    /// Returns the model keys that the templates act on.
    pub fn capabilities(&self) -> &[String] {
        &self.capabilities
    }

    /// Returns the files in the order of their paths, each with its entry.
    pub fn files(&self) -> impl Iterator<Item = (&PackFile, Option<&Entry>)> {
        self.files
            .iter()
            .map(|file| (file, self.entries.get(&file.path)))
    }

    /// Returns what must hold for a file to be emitted: the conditions of its folders and its own.
    pub fn conditions<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let folders = self.folders.iter();
        let folders = folders.filter(move |(folder, _)| is_below(path, folder));
        let own = self
            .entries
            .get(path)
            .and_then(|entry| entry.when.as_deref());
        folders.map(|(_, folder)| folder.when.as_str()).chain(own)
    }

    /// Returns a digest over all paths and contents: the version of the templates.
    pub const fn template_digest(&self) -> Digest {
        self.digest
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// A fault of the pack, not of the user.
pub(crate) fn fault(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("E401", ExitClass::Internal, message)
        .hint("this is a fault of specgen; please report it with the command you typed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(text: &str) -> Result<Pack, Diagnostics> {
        let paths = ["a/b.rs", "a/c/d.rs", "ab.rs", "pack.toml"];
        let files = paths.map(|path| PackFile {
            path: path.to_owned(),
            bytes: if path == "pack.toml" { text } else { "" }
                .as_bytes()
                .to_vec()
                .into(),
        });
        Pack::new(files.into())
    }

    #[test]
    fn what_is_said_of_a_folder_holds_for_all_below_it_and_for_nothing_else() {
        let text = "capabilities = []\n\
                    [folders.\"a\"]\nwhen = \"x\"\n\
                    [folders.\"a/c\"]\nwhen = \"y\"\n\
                    [files.\"a/c/d.rs\"]\nwhen = \"z\"\n";
        let pack = pack(text).unwrap();
        let of = |path| pack.conditions(path).collect::<Vec<_>>();
        assert_eq!(of("a/b.rs"), ["x"]);
        assert_eq!(of("a/c/d.rs"), ["x", "y", "z"]);
        assert_eq!(of("ab.rs"), [""; 0]);
    }

    #[test]
    fn a_folder_without_files_is_a_fault() {
        let text = "capabilities = []\n[folders.\"b\"]\nwhen = \"x\"\n";
        let faults = pack(text).unwrap_err();
        assert!(
            format!("{faults:?}").contains("the folder `b`"),
            "{faults:?}"
        );
    }
}
