//! The template pack inside the binary.

use std::sync::OnceLock;

use bytes::Bytes;
use include_dir::{Dir, include_dir};
use specgen_diag::Diagnostics;
use specgen_tree::Digest;

use crate::pack::{Pack, PackFile, fault};

/// The digest of the pack, counted by the build script.
const DIGEST: &str = env!("TEMPLATES_DIGEST");

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
                bytes: Bytes::from_static(file.contents()),
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
        PACK.get_or_init(|| {
            let digest = Digest::parse(DIGEST).map_err(|why| fault(why.to_string()))?;
            Self::of_version(files(), digest)
        })
        .as_ref()
        .map_err(Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pack, files};

    #[test]
    fn the_build_script_counts_the_digest_of_what_is_embedded() {
        let counted = Pack::embedded().unwrap().template_digest();
        let mut files = files();
        assert_eq!(counted, Pack::new(files.clone()).unwrap().template_digest());
        files[0].bytes = [&files[0].bytes, &b"\n"[..]].concat().into();
        assert_ne!(counted, Pack::new(files).unwrap().template_digest());
    }
}
