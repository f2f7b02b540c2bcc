//! Rebuilds the embedded pack when a template is added, changed or removed, and digests it: a program that
//! starts for some milliseconds should not read all templates to know their version.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads what the compiler embeds; it is no part of the program"
)]

use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest as _, Sha256};

#[path = "src/version.rs"]
mod version;

const TEMPLATES: &str = "../../templates/rust-iot";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../../templates");
    let root = Path::new(TEMPLATES);
    let mut files = Vec::new();
    collect(root, &mut files)?;
    let mut contents = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(root).map_err(io::Error::other)?;
        let path = inside.to_string_lossy().replace('\\', "/");
        contents.push((path, fs::read(file)?));
    }
    let all = contents
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let listed = version::listed(all, digest);
    println!(
        "cargo::rustc-env=TEMPLATES_DIGEST={}",
        digest(listed.as_bytes())
    );
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn digest(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    digits
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
