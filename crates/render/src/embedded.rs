//! The template pack inside the binary.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use specgen_diag::Diagnostics;

use crate::pack::{Pack, PackFile};

static RUST_IOT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/rust-iot");

/// Returns the files of the embedded pack in the order of their paths.
pub(crate) fn files() -> Vec<PackFile> {
    let mut files = Vec::new();
    collect(&RUST_IOT, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(folder: &Dir<'static>, files: &mut Vec<PackFile>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            files.push(PackFile {
                path: path.replace('\\', "/"),
                bytes: file.contents().into(),
            });
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

impl Pack {
    /// Returns the pack that comes with specgen, read once.
    ///
    /// # Errors
    /// Returns what is wrong in `pack.toml`; a test keeps the embedded one valid.
    pub fn embedded() -> Result<&'static Self, Diagnostics> {
        static PACK: OnceLock<Result<Pack, Diagnostics>> = OnceLock::new();
        PACK.get_or_init(|| Self::new(files()))
            .as_ref()
            .map_err(Clone::clone)
    }
}
