//! A folder for each test, with the workspace that `specgen new` makes in it.
//!
//! It has the same path in every run, so that cargo finds what it built before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::cargo::specgen;
use super::process::run;

/// How long a command of `specgen` that builds nothing may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// The folder of one test.
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
}

impl Place {
    /// Makes the folder of a test, empty.
    pub fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// Makes a workspace from the prompt of an example; returns its folder.
    pub fn make_example(&self, example: &str) -> PathBuf {
        let prompt = super::cargo::repository().join(format!("examples/{example}/prompt.txt"));
        self.specgen(&["new", "--from", text(&prompt), "--dir", "made", "--yes"]);
        self.folder.join("made")
    }

    /// Makes a workspace with a name of its own from a prompt; returns its folder.
    pub fn make(&self, name: &str, prompt: &str) -> PathBuf {
        self.specgen(&["new", prompt, "--name", name, "--dir", "made", "--yes"]);
        self.folder.join("made")
    }

    /// Runs `specgen` in this folder; fails unless it succeeds. Returns what it printed.
    pub fn specgen(&self, words: &[&str]) -> String {
        let mut command = Command::new(specgen());
        command.args(words).current_dir(&self.folder);
        run(command, &self.log("specgen"), LIMIT).succeeds()
    }

    /// The folder for what a program says.
    pub fn log(&self, program: &str) -> PathBuf {
        self.folder.join("log").join(program)
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
