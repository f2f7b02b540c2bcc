//! The backend as a process of its own, to be killed.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The program under test.
const PROGRAM: &str = env!(concat!("CARGO_BIN_EXE_", env!("CARGO_PKG_NAME")));

/// A running backend; killed when dropped.
pub struct Process(Child);

impl Process {
    /// Starts `serve` with these settings; its log goes to a file.
    pub fn serve(settings: &[(&str, String)], log: &Path) -> Self {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        let child = command(settings)
            .arg("serve")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Self(child)
    }

    /// Ends it as `kill -9` does.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a command of the program to its end.
pub fn run(settings: &[(&str, String)], arguments: &[&str]) -> Output {
    command(settings).args(arguments).output().unwrap()
}

fn command(settings: &[(&str, String)]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear();
    for (name, value) in settings {
        command.env(name, value);
    }
    command
}
