//! What a change costs beside an update by copier (PyPI), on the same files, in one run.
//!
//! Both begin with the seed workspace, in which the same files carry an edit of a person, and end with
//! CO2 in it. copier has the workspace before and after as two versions of a template whose files it
//! copies without rendering them, which is less than it usually has to do. CPU time counts the programs
//! that either starts. Read the ratio: the figures themselves are this machine's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::bench::{Cost, children_cpu, release};
use crate::shell::{Outcome, root};

const RUNS: usize = 5;
/// How many files a person edited.
const EDITED: usize = 20;
const REQUEST: &str = "add CO2";

/// Prints a row for each tool, and how many times less CPU time a change takes.
pub fn run() -> Outcome {
    release()?;
    let scratch = tempfile::tempdir().map_err(|why| format!("no temporary folder: {why}"))?;
    let folder = scratch.path();
    let (before, after) = (folder.join("before"), folder.join("after"));
    let prompt = root().join("examples/iot-seed/prompt.txt");
    specgen(&[
        "new",
        "--yes",
        "--from",
        &shown(&prompt),
        "--dir",
        &shown(&before),
    ])?;
    copy(&before, &after)?;
    specgen(&["change", REQUEST, "--yes", "--dir", &shown(&after)])?;
    let edited = edited_files(&before)?;

    let template = template(folder, &before, &after)?;
    let mut changes = Vec::new();
    let mut updates = Vec::new();
    for at in 0..RUNS {
        let workspace = folder.join(format!("specgen-{at}"));
        copy(&before, &workspace)?;
        edit(&workspace, &edited)?;
        let words = ["change", REQUEST, "--yes", "--dir"];
        let mut change = Command::new(program());
        change.args(words).arg(&workspace);
        changes.push(cost(change, folder)?);

        let project = folder.join(format!("copier-{at}"));
        copier(
            folder,
            &[
                "copy",
                "--vcs-ref",
                "v1",
                &shown(&template),
                &shown(&project),
            ],
        )?;
        git(&project, &["init", "-q"])?;
        commit(&project, "made")?;
        edit(&project, &edited)?;
        commit(&project, "edited")?;
        let mut update = Command::new(copier_program());
        update.args(["update", "--defaults", "--quiet", "--vcs-ref", "v2"]);
        updates.push(cost(update, &project)?);
    }
    let files = count(&before)?;
    println!("{files} files, {EDITED} of them edited by hand, median of {RUNS}");
    println!("{:<16} {:>9} {:>9}", "tool", "wall_ms", "cpu_ms");
    let change = row("specgen change", &changes);
    let update = row("copier update", &updates);
    println!("copier takes {:.0} times the CPU time", update / change);
    Ok(())
}

fn row(tool: &str, costs: &[Cost]) -> f64 {
    let median = |pick: fn(&Cost) -> Duration| {
        let mut values: Vec<Duration> = costs.iter().map(pick).collect();
        values.sort();
        values[values.len() / 2].as_secs_f64() * 1_000.0
    };
    let cpu = median(|cost| cost.cpu);
    println!("{tool:<16} {:>9.1} {cpu:>9.1}", median(|cost| cost.wall));
    cpu
}

fn program() -> PathBuf {
    root().join("target/release/specgen")
}

fn copier_program() -> String {
    std::env::var("COPIER").unwrap_or_else(|_| "copier".to_owned())
}

fn specgen(words: &[&str]) -> Outcome {
    let mut command = Command::new(program());
    command.args(words);
    succeed(command, Path::new("."))
}

fn copier(folder: &Path, words: &[&str]) -> Outcome {
    let mut command = Command::new(copier_program());
    command.args(words).args(["--defaults", "--quiet"]);
    succeed(command, folder).map_err(|why| {
        format!("{why}\ncopier is needed: `pip install copier`, or its path in COPIER")
    })
}

fn git(folder: &Path, words: &[&str]) -> Outcome {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
    command.args(words);
    succeed(command, folder)
}

fn commit(folder: &Path, message: &str) -> Outcome {
    git(folder, &["add", "-A", "-f"])?;
    git(folder, &["commit", "-q", "-m", message])
}

fn succeed(command: Command, folder: &Path) -> Outcome {
    cost(command, folder).map(|_| ())
}

fn cost(mut command: Command, folder: &Path) -> Result<Cost, String> {
    let before = children_cpu()?;
    let started = Instant::now();
    let shown = format!("{command:?}");
    let ran = command
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|why| format!("cannot start {shown}: {why}"))?;
    let wall = started.elapsed();
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        return Err(format!("{shown}: {}\n{said}", ran.status));
    }
    let cpu = children_cpu()?.saturating_sub(before);
    Ok(Cost { wall, cpu })
}

/// Makes a template of two versions, `v1` and `v2`.
fn template(folder: &Path, before: &Path, after: &Path) -> Result<PathBuf, String> {
    let template = folder.join("template");
    let content = template.join("content");
    copy(before, &content)?;
    git(&template, &["init", "-q"])?;
    let settings = "_subdirectory: content\n_templates_suffix: .copier\n";
    write(&template.join("copier.yml"), settings)?;
    let answers = "{{ _copier_answers|to_nice_yaml -}}\n";
    let name = "{{_copier_conf.answers_file}}.copier";
    write(&content.join(name), answers)?;
    commit(&template, "v1")?;
    git(&template, &["tag", "v1"])?;
    copy(after, &content)?;
    commit(&template, "v2")?;
    git(&template, &["tag", "v2"])?;
    Ok(template)
}

/// The first source files of the backend, in the order of their paths.
fn edited_files(workspace: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    files(&workspace.join("backend/src"), &mut found)?;
    found.sort();
    let inside = |path: &PathBuf| path.strip_prefix(workspace).map(Path::to_path_buf);
    let inside: Result<Vec<PathBuf>, _> =
        found.iter().step_by(4).take(EDITED).map(inside).collect();
    inside.map_err(|why| why.to_string())
}

fn edit(workspace: &Path, edited: &[PathBuf]) -> Outcome {
    for path in edited {
        let path = workspace.join(path);
        let text = fs::read_to_string(&path).map_err(|why| why.to_string())?;
        write(
            &path,
            &format!("// Looked after by the people of the north hall.\n{text}"),
        )?;
    }
    Ok(())
}

fn count(folder: &Path) -> Result<usize, String> {
    let mut found = Vec::new();
    files(folder, &mut found)?;
    Ok(found.len())
}

/// All files below a folder but what specgen keeps for itself.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if !path.is_dir() {
            found.push(path);
        } else if entry.file_name() != ".specgen" {
            files(&path, found)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(|why| why.to_string())?;
    for entry in fs::read_dir(from).map_err(|why| why.to_string())? {
        let path = entry.map_err(|why| why.to_string())?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(|why| why.to_string())?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|why| format!("{}: {why}", path.display()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
