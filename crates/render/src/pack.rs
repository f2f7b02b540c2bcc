//! A template pack: files that mirror their output paths, and `pack.toml` for what differs.
//!
//! A file that ends in `.j2` is a template; any other file is copied as it stands. A file without
//! an entry in `pack.toml` is generated, always emitted, and its unit is its output path.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
    pub bytes: Cow<'static, [u8]>,
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
}

/// A template pack, checked.
#[derive(Debug)]
pub struct Pack {
    files: Vec<PackFile>,
    entries: BTreeMap<String, Entry>,
    capabilities: Vec<String>,
    digest: Digest,
}

impl Pack {
    /// Checks a pack.
    ///
    /// # Errors
    /// Returns what is wrong in `pack.toml`: a syntax error, an entry without its file, an unknown
    /// owner.
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
        Ok(Self {
            files,
            entries: read.files,
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

    /// Returns a digest over all paths and contents: the version of the templates.
    pub const fn template_digest(&self) -> Digest {
        self.digest
    }
}

/// A fault of the pack, not of the user.
pub(crate) fn fault(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("E401", ExitClass::Internal, message)
        .hint("this is a fault of specgen; please report it with the command you typed")
}
