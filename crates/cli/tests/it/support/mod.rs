//! A sealed environment for the program: no variables but ours, a home and a folder of its own,
//! a fixed width, and output whose paths read the same on every machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The prompt that the whole tool is measured against.
pub const SEED: &str = include_str!("../../../../../examples/iot-seed/prompt.txt");

/// A place to run the program in.
pub struct TestEnvironment {
    holder: TempDir,
    /// The folder in which the program starts.
    pub work: PathBuf,
    variables: BTreeMap<String, String>,
}

impl TestEnvironment {
    /// Makes an empty place.
    pub fn new() -> Self {
        let holder = tempfile::tempdir().unwrap();
        let (home, work) = (holder.path().join("home"), holder.path().join("work"));
        fs::create_dir(&home).unwrap();
        fs::create_dir(&work).unwrap();
        let mut variables = BTreeMap::new();
        variables.insert("HOME".to_owned(), home.display().to_string());
        variables.insert("COLUMNS".to_owned(), "100".to_owned());
        variables.insert("PATH".to_owned(), String::new());
        Self {
            holder,
            work,
            variables,
        }
    }

    /// Sets a variable that the program sees.
    pub fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Runs the program to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with_input(args, b"")
    }

    /// Runs the program to its end with something on standard input.
    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.start(args);
        let mut stdin = child.stdin.take().unwrap();
        // The program may end before it has read everything.
        stdin.write_all(input).ok();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        Ran {
            command: args.join(" "),
            code: output.status.code(),
            answer: Answer {
                stdout: self.redacted(&output.stdout),
                stderr: self.redacted(&output.stderr),
            },
        }
    }

    /// Starts the program without waiting for it.
    pub fn start(&self, args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_specgen"))
            .args(args)
            .current_dir(&self.work)
            .env_clear()
            .envs(&self.variables)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Reads a file below the folder in which the program starts.
    pub fn read(&self, path: &str) -> String {
        let place = self.work.join(path);
        fs::read_to_string(&place).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file below the folder in which the program starts.
    pub fn write(&self, path: &str, text: &str) {
        let place = self.work.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Returns all files of this place with their bytes, home and all; a difference of two such
    /// lists is everything that a run wrote.
    pub fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.holder.path(), self.holder.path(), &mut files);
        files
    }

    fn redacted(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes);
        let holder = self.holder.path().canonicalize().unwrap();
        text.replace(&holder.display().to_string(), "[place]")
            .replace(&self.holder.path().display().to_string(), "[place]")
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        if path.is_dir() && !path.is_symlink() {
            files.insert(format!("{name}/"), Vec::new());
            collect(root, &path, files);
        } else {
            files.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
}

/// A run that ended. How it ended must be looked at.
#[must_use = "look at how the run ended, with `exits`"]
pub struct Ran {
    command: String,
    code: Option<i32>,
    answer: Answer,
}

/// What a run said, with redacted paths.
pub struct Answer {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Ran {
    /// Fails unless the exit code is this one.
    pub fn exits(self, code: i32) -> Answer {
        assert!(
            self.code == Some(code),
            "`specgen {}` ended with {:?}, not {code}\n{}",
            self.command,
            self.code,
            self.answer.all(),
        );
        self.answer
    }
}

impl Answer {
    /// Fails unless the text stands on standard output.
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.stdout.contains(text),
            "does not print {text:?}\n{}",
            self.all()
        );
        self
    }

    /// Fails unless the text stands on standard error.
    pub fn warns(&self, text: &str) -> &Self {
        assert!(
            self.stderr.contains(text),
            "does not say {text:?}\n{}",
            self.all()
        );
        self
    }

    /// Returns both streams.
    pub fn all(&self) -> String {
        format!("--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr)
    }

    /// Returns standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}", self.all()))
    }
}
