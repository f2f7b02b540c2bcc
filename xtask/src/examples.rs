//! The examples: made from their prompts, compared with what is committed, compiled and tested.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Outcome, backend_target, cargo, output, root};

/// What an example is made from: the prompt, and the requests that follow, one on each line.
const SOURCES: [&str; 2] = ["prompt.txt", "changes.txt"];

/// What a workspace keeps for itself and an example does not commit.
const NOT_COMMITTED: [&str; 2] = [".specgen", "target"];

/// Makes every example again; compares it, or writes it when `bless` is set.
pub fn run(bless: bool) -> Outcome {
    cargo(&root(), &["build", "--package", "specgen"], &[])?;
    let mut faults = Vec::new();
    for example in all()? {
        let scratch = tempfile::tempdir().map_err(|why| format!("no temporary folder: {why}"))?;
        let made = scratch.path().join("made");
        let prompt = example.join("prompt.txt").display().to_string();
        let binary = root().join("target/debug/specgen");
        let into = made.display().to_string();
        output(
            &binary,
            &["new", "--from", &prompt, "--dir", &into, "--yes"],
            scratch.path(),
        )?;
        for request in requests(&example)? {
            let words = ["change", &request, "--dir", &into, "--yes"];
            output(&binary, &words, scratch.path())?;
        }
        if bless {
            replace(&made, &example)?;
        }
        faults.extend(differences(&made, &example)?);
    }
    if faults.is_empty() {
        println!("examples: as their prompts make them");
        return Ok(());
    }
    faults.push("run `cargo xtask examples --bless` and read the difference".to_owned());
    Err(faults.join("\n"))
}

/// Formats, lints and tests every emitted backend, with the committed lock file.
pub fn verify(variables: &[(&str, &str)]) -> Outcome {
    let target = backend_target().display().to_string();
    let mut variables = variables.to_vec();
    variables.push(("CARGO_TARGET_DIR", &target));
    for example in all()? {
        let backend = example.join("backend");
        cargo(&backend, &["fmt", "--check"], &[])?;
        cargo(
            &backend,
            &[
                "clippy",
                "--locked",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
            &variables,
        )?;
        cargo(&backend, &["test", "--locked"], &variables)?;
    }
    Ok(())
}

fn all() -> Result<Vec<PathBuf>, String> {
    let folder = root().join("examples");
    let entries = fs::read_dir(&folder).map_err(|why| format!("cannot read examples: {why}"))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("prompt.txt").is_file())
        .collect();
    found.sort();
    if found.is_empty() {
        Err("examples holds no prompt.txt".to_owned())
    } else {
        Ok(found)
    }
}

/// Returns the requests that an example went through after its prompt.
fn requests(example: &Path) -> Result<Vec<String>, String> {
    let file = example.join(SOURCES[1]);
    if !file.is_file() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(&file)
        .map_err(|why| format!("cannot read {}: {why}", file.display()))?;
    let lines = text.lines().map(str::trim);
    Ok(lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}

fn differences(made: &Path, committed: &Path) -> Result<Vec<String>, String> {
    let new = files(made)?;
    let mut old = files(committed)?;
    old.retain(|path| !is_source(path));
    let mut faults = Vec::new();
    for path in new.union(&old) {
        let shown = committed
            .strip_prefix(root())
            .unwrap_or(committed)
            .join(path);
        let shown = shown.display();
        match (fs::read(made.join(path)), fs::read(committed.join(path))) {
            (Ok(a), Ok(b)) if a == b => {}
            (Ok(_), Ok(_)) => faults.push(format!("{shown} differs from what its prompt makes")),
            (Ok(_), Err(_)) => faults.push(format!("{shown} is not committed")),
            _ => faults.push(format!("{shown} is not made by its prompt")),
        }
    }
    Ok(faults)
}

fn is_source(path: &Path) -> bool {
    SOURCES.iter().any(|source| path == Path::new(source))
}

/// Puts what was made in place of what is committed, but for what it is made from.
fn replace(made: &Path, committed: &Path) -> Outcome {
    let failed = |why: std::io::Error| format!("cannot write {}: {why}", committed.display());
    for path in files(committed)? {
        if !is_source(&path) {
            fs::remove_file(committed.join(path)).map_err(failed)?;
        }
    }
    for path in files(made)? {
        let to = committed.join(&path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::copy(made.join(&path), to).map_err(failed)?;
    }
    Ok(())
}

fn files(folder: &Path) -> Result<BTreeSet<PathBuf>, String> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(one) = open.pop() {
        let entries =
            fs::read_dir(&one).map_err(|why| format!("cannot read {}: {why}", one.display()))?;
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            let name = entry.file_name();
            if NOT_COMMITTED.iter().any(|skipped| name == *skipped) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if let Ok(inside) = path.strip_prefix(folder) {
                found.insert(inside.to_path_buf());
            }
        }
    }
    Ok(found)
}
