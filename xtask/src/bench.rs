//! What the commands cost: CPU time, wall time and memory of the release build, median of several runs.
//!
//! Machines are noisy, so read the figures against the row of `--version` (starting the program and
//! nothing else) of the same run.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use crate::shell::{Outcome, cargo, root};

const RUNS: usize = 15;

/// What one run cost.
pub struct Cost {
    /// Time on the wall.
    pub wall: Duration,
    /// Time of processors, the programs that it started included.
    pub cpu: Duration,
}

/// Builds the release, then measures in a process of its own: the peak of memory is that of the
/// largest child, and the compiler must not be one.
pub fn run(built: bool) -> Outcome {
    if built {
        return measure();
    }
    release()?;
    let own = std::env::current_exe().map_err(|why| why.to_string())?;
    let status = Command::new(own)
        .args(["bench", "--built"])
        .status()
        .map_err(|why| format!("cannot start the bench: {why}"))?;
    if !status.success() {
        return Err("the bench failed".to_owned());
    }
    cargo(
        &root(),
        &[
            "bench",
            "--quiet",
            "--package",
            "specgen-merge",
            "--bench",
            "merge",
        ],
        &[],
    )
}

/// Builds what is measured.
pub fn release() -> Outcome {
    cargo(
        &root(),
        &["build", "--release", "--package", "specgen"],
        &[],
    )
}

/// Prints a row for each command.
fn measure() -> Outcome {
    let prompt = root()
        .join("examples/iot-seed/prompt.txt")
        .display()
        .to_string();
    let scratch = tempfile::tempdir().map_err(|why| format!("no temporary folder: {why}"))?;
    let made = scratch.path().join("made").display().to_string();
    start(
        &["new", "--from", &prompt, "--dir", &made, "--yes"],
        scratch.path(),
    )?;

    println!("{:<12} {:>9} {:>9}", "command", "wall_ms", "cpu_ms");
    row("--version", scratch.path(), |_| {
        vec!["--version".to_owned()]
    })?;
    row("new", scratch.path(), |at| {
        let dir = format!("run-{at}");
        ["new", "--from", &prompt, "--dir", &dir, "--yes"]
            .map(str::to_owned)
            .to_vec()
    })?;
    row("change, dry", scratch.path(), |_| {
        ["change", "add CO2", "--dry-run", "--dir", &made]
            .map(str::to_owned)
            .to_vec()
    })?;
    // Each run changes one of the workspaces that the runs of `new` made.
    row("change", scratch.path(), |at| {
        let dir = format!("run-{at}");
        ["change", "add CO2", "--yes", "--dir", &dir]
            .map(str::to_owned)
            .to_vec()
    })?;
    row("no change", scratch.path(), |at| {
        let dir = format!("run-{at}");
        ["change", "add CO2", "--yes", "--dir", &dir]
            .map(str::to_owned)
            .to_vec()
    })?;
    let question = "Warn me when the water level of a tank falls below 20 cm for 5 minutes.";
    row("explain", scratch.path(), |_| {
        vec!["explain".to_owned(), question.to_owned()]
    })?;
    for command in ["status", "tasks", "check", "build"] {
        row(command, scratch.path(), |_| {
            [command, "--dir", &made].map(str::to_owned).to_vec()
        })?;
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|why| why.to_string())?;
    println!("peak memory of the largest run: {} KiB", usage.max_rss());
    Ok(())
}

fn row(name: &str, folder: &Path, arguments: impl Fn(usize) -> Vec<String>) -> Outcome {
    let mut costs = Vec::new();
    for at in 0..RUNS {
        let arguments = arguments(at);
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        costs.push(start(&words, folder)?);
    }
    let median = |pick: fn(&Cost) -> Duration| {
        let mut values: Vec<Duration> = costs.iter().map(pick).collect();
        values.sort();
        values[values.len() / 2].as_secs_f64() * 1_000.0
    };
    println!(
        "{name:<12} {:>9.1} {:>9.1}",
        median(|cost| cost.wall),
        median(|cost| cost.cpu)
    );
    Ok(())
}

fn start(arguments: &[&str], folder: &Path) -> Result<Cost, String> {
    let binary = root().join("target/release/specgen");
    let before = children_cpu()?;
    let started = Instant::now();
    let status = Command::new(&binary)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|why| format!("cannot start {}: {why}", binary.display()))?;
    let wall = started.elapsed();
    if !status.success() {
        return Err(format!(
            "`specgen {}` failed: {status}",
            arguments.join(" ")
        ));
    }
    Ok(Cost {
        wall,
        cpu: children_cpu()?.saturating_sub(before),
    })
}

/// CPU time, user and system, of all children that ended so far.
pub fn children_cpu() -> Result<Duration, String> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|why| why.to_string())?;
    let part = |time: nix::sys::time::TimeVal| {
        let micros = u64::try_from(time.tv_sec() * 1_000_000 + time.tv_usec()).unwrap_or(0);
        Duration::from_micros(micros)
    };
    Ok(part(usage.user_time()) + part(usage.system_time()))
}
