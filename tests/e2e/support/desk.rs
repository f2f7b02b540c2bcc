//! The desk of someone who runs a backend: the program, a shell, and what `provision` prints.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::place::Place;
use super::process::{Process, Ran, run};
use super::{eventually, tools};

/// How long it may take until something is seen.
pub const SOON: Duration = Duration::from_secs(20);

/// A backend that runs, and the shell of someone who sits before it.
pub struct Desk {
    /// The folder in which it runs.
    pub place: Place,
    /// Where it listens.
    pub variables: Vec<(&'static str, String)>,
    /// The running program.
    pub backend: Process,
    program: PathBuf,
}

impl Desk {
    /// Starts the program of a backend and waits until it listens.
    pub fn start(place: Place, program: PathBuf) -> Self {
        Self::start_with(place, program, &[])
    }

    /// The same with more settings.
    pub fn start_with(place: Place, program: PathBuf, settings: &[(&'static str, String)]) -> Self {
        let http = tools::free_address();
        let mut variables = vec![
            ("HTTP_LISTEN", http.to_string()),
            ("MQTT_LISTEN", tools::free_address().to_string()),
        ];
        variables.extend_from_slice(settings);
        let command = with_variables(&program, &["serve"], &variables, &place.folder);
        let mut backend = Process::start(command, &place.log("serve"));
        eventually("the backend", SOON, || {
            assert!(backend.ended().is_none(), "{}", backend.stderr());
            backend.stderr().contains("started").then_some(())
        });
        Self {
            place,
            variables,
            backend,
            program,
        }
    }

    /// Makes a device or a key; returns what was printed.
    pub fn provision(&self, words: &[&str]) -> String {
        let words = [&["provision"], words].concat();
        let command = with_variables(&self.program, &words, &self.variables, &self.place.folder);
        run(command, &self.place.log("provision"), SOON).succeeds()
    }

    /// Types a line into a shell.
    pub fn types(&self, line: &str) -> Ran {
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(&self.place.folder);
        run(shell, &self.place.log("sh"), SOON)
    }
}

fn with_variables(
    program: &Path,
    words: &[&str],
    variables: &[(&str, String)],
    folder: &Path,
) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(folder);
    command.env_clear().envs(variables.iter().cloned());
    command
}

/// The line of a text that begins with a command.
pub fn line(text: &str, command: &str) -> String {
    let found = text.lines().map(str::trim);
    let mut found = found.filter(|line| line.starts_with(command));
    found
        .next()
        .unwrap_or_else(|| panic!("no {command} in {text}"))
        .to_owned()
}

/// The token or key of a text.
pub fn secret(text: &str) -> &str {
    text.lines().nth(2).unwrap().trim()
}
