//! What is installed: each tool, what it is needed for, how to get it.

use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use crate::{Processes, Request, Stop};

/// How much a tool matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Without it an emitted backend cannot be built.
    Required,
    /// Some tests or commands are left out without it, by name.
    Optional,
}

/// One row of the tool table.
#[derive(Debug)]
struct Tool {
    name: &'static str,
    programs: &'static [&'static str],
    version_args: &'static [&'static str],
    /// The oldest version that works, as numbers.
    at_least: Option<(u32, u32)>,
    need: Need,
    used_for: &'static str,
    get_it: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "cargo",
        programs: &["cargo"],
        version_args: &["--version"],
        at_least: None,
        need: Need::Required,
        used_for: "builds, tests and starts the backend",
        get_it: "install Rust from https://rustup.rs",
    },
    Tool {
        name: "rustc",
        programs: &["rustc"],
        version_args: &["--version"],
        at_least: Some((1, 95)),
        need: Need::Required,
        used_for: "compiles the backend (1.95 or newer)",
        get_it: "install Rust from https://rustup.rs, or run `rustup update stable`",
    },
    Tool {
        name: "cc",
        programs: &["cc", "gcc", "clang"],
        version_args: &["--version"],
        at_least: None,
        need: Need::Required,
        used_for: "compiles SQLite, which is part of the backend",
        get_it: "Debian and Ubuntu: `apt install build-essential`; Fedora: `dnf install gcc`; macOS: `xcode-select --install`",
    },
    Tool {
        name: "git",
        programs: &["git"],
        version_args: &["--version"],
        at_least: None,
        need: Need::Optional,
        used_for: "keeps the workspace under version control",
        get_it: "Debian and Ubuntu: `apt install git`; macOS: `xcode-select --install`",
    },
    Tool {
        name: "mosquitto",
        programs: &[
            "mosquitto",
            "/usr/sbin/mosquitto",
            "/usr/local/sbin/mosquitto",
        ],
        version_args: &["-h"],
        at_least: None,
        need: Need::Optional,
        used_for: "lets the backend's tests run against an external broker",
        get_it: "Debian and Ubuntu: `apt install mosquitto`; macOS: `brew install mosquitto`",
    },
    Tool {
        name: "chromium",
        programs: &["chromium", "chromium-browser", "google-chrome", "chrome"],
        version_args: &["--version"],
        at_least: None,
        need: Need::Optional,
        used_for: "lets the backend's tests look at the dashboard",
        get_it: "Debian and Ubuntu: `apt install chromium`; macOS: `brew install chromium`",
    },
];

/// What was found of one tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The tool.
    pub name: &'static str,
    /// How much it matters.
    pub need: Need,
    /// Where it stands, when it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it calls itself: the first line that holds a version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Whether it is there and new enough.
    pub ok: bool,
    /// What it is used for.
    pub used_for: &'static str,
    /// How to get it.
    pub get_it: &'static str,
}

/// Looks at every tool of the table; `folder` is where the version commands run.
pub fn look(processes: &dyn Processes, folder: &Path) -> Vec<Finding> {
    TOOLS
        .iter()
        .map(|tool| finding(tool, processes, folder))
        .collect()
}

/// Returns the required tools that are not in `PATH`, without running any of them.
pub fn missing(processes: &dyn Processes) -> Vec<&'static str> {
    TOOLS
        .iter()
        .filter(|tool| tool.need == Need::Required && found(tool, processes).is_none())
        .map(|tool| tool.name)
        .collect()
}

fn found(tool: &Tool, processes: &dyn Processes) -> Option<(&'static str, String)> {
    tool.programs.iter().find_map(|program| {
        let path = if program.starts_with('/') {
            Path::new(program)
                .is_file()
                .then(|| Path::new(program).to_path_buf())
        } else {
            processes.find(program)
        };
        path.map(|path| (*program, path.display().to_string()))
    })
}

fn finding(tool: &Tool, processes: &dyn Processes, folder: &Path) -> Finding {
    let found = found(tool, processes);
    let version = found
        .as_ref()
        .and_then(|(program, _)| version(tool, program, processes, folder));
    let new_enough = match (tool.at_least, version.as_deref()) {
        (None, _) => true,
        (Some(least), Some(version)) => numbers(version).is_some_and(|has| has >= least),
        (Some(_), None) => false,
    };
    Finding {
        name: tool.name,
        need: tool.need,
        ok: found.is_some() && new_enough,
        path: found.map(|(_, path)| path),
        version,
        used_for: tool.used_for,
        get_it: tool.get_it,
    }
}

fn version(tool: &Tool, program: &str, processes: &dyn Processes, folder: &Path) -> Option<String> {
    let request = Request::new(program, folder)
        .args(tool.version_args.iter().copied())
        .limit(Duration::from_secs(5))
        .keep_bytes(8 * 1024);
    let output = processes.run(&request, &Stop::default()).ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find(|line| numbers(line).is_some())?;
    Some(line.trim().to_owned())
}

/// Returns the first `major.minor` of a line.
fn numbers(line: &str) -> Option<(u32, u32)> {
    line.split(|c: char| !c.is_ascii_digit() && c != '.')
        .find_map(|word| {
            let mut parts = word.split('.');
            Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
        })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Need, look, missing};
    use crate::{Reply, Scripted};

    fn of<'a>(findings: &'a [super::Finding], name: &str) -> &'a super::Finding {
        findings.iter().find(|one| one.name == name).unwrap()
    }

    #[test]
    fn tells_a_missing_an_old_and_a_good_tool_apart() {
        let machine = Scripted::new()
            .on("cargo", Reply::prints("cargo 1.96.0 (abc 2026-05-01)\n"))
            .on("rustc", Reply::prints("rustc 1.80.1 (abc 2024-08-01)\n"))
            .on("gcc", Reply::prints("gcc (Debian 14.2.0-19) 14.2.0\n"));
        let findings = look(&machine, Path::new("/"));
        assert!(of(&findings, "cargo").ok);
        assert!(!of(&findings, "rustc").ok);
        assert_eq!(of(&findings, "cc").path.as_deref(), Some("/scripted/gcc"));
        assert!(!of(&findings, "git").ok);
        assert_eq!(of(&findings, "git").need, Need::Optional);
        assert_eq!(of(&findings, "git").version, None);
    }

    #[test]
    fn a_program_that_says_no_version_is_not_new_enough() {
        let machine = Scripted::new().on("rustc", Reply::prints("what?\n"));
        assert!(!of(&look(&machine, Path::new("/")), "rustc").ok);
    }

    #[test]
    fn missing_runs_nothing() {
        let machine = Scripted::new().on("cargo", Reply::prints(""));
        assert_eq!(missing(&machine), ["rustc", "cc"]);
        assert!(machine.asked().is_empty());
    }
}
