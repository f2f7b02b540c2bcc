//! Where the repository is, and how a command is started in it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a chore returns: nothing, or a sentence on what is wrong.
pub type Outcome = Result<(), String>;

/// Returns the root of the repository.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Returns the target folder that all emitted backends share, so that their dependencies compile once.
pub fn backend_target() -> PathBuf {
    root().join("target").join("backends")
}

/// Starts cargo in a folder, shows what it prints, and fails when it fails.
pub fn cargo(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    println!("$ cargo {}   ({})", arguments.join(" "), shown(folder));
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .envs(variables.iter().copied())
        .status()
        .map_err(|why| format!("cannot start cargo: {why}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!(
        "`cargo {}` failed in {}",
        arguments.join(" "),
        shown(folder)
    ))
}

/// Starts a program and returns its standard output.
pub fn output(program: &Path, arguments: &[&str], folder: &Path) -> Result<String, String> {
    let result = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|why| format!("cannot start {}: {why}", program.display()))?;
    if result.status.success() {
        return Ok(String::from_utf8_lossy(&result.stdout).into_owned());
    }
    Err(format!(
        "`{} {}` failed:\n{}",
        program.display(),
        arguments.join(" "),
        String::from_utf8_lossy(&result.stderr)
    ))
}

fn shown(folder: &Path) -> String {
    let inside = folder
        .strip_prefix(root())
        .unwrap_or(folder)
        .display()
        .to_string();
    if inside.is_empty() {
        ".".to_owned()
    } else {
        inside
    }
}
