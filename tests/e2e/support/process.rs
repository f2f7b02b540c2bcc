//! Started programs: bounded in time, ended with the test that started them, heard through files.

use std::fs::{self, File};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// How long a program may take to end when it is asked to. `specgen` gives the backend 15 s.
const GRACE: Duration = Duration::from_secs(25);

/// A program that runs.
pub struct Process {
    child: Child,
    shown: String,
    stdout: PathBuf,
    stderr: PathBuf,
}

impl Process {
    /// Starts a program in a group of its own; what it says goes to files in `log`.
    pub fn start(mut command: Command, log: &Path) -> Self {
        let shown = format!("{command:?}");
        fs::create_dir_all(log).unwrap();
        let (stdout, stderr) = (log.join("stdout"), log.join("stderr"));
        let child = command
            .stdin(Stdio::null())
            .stdout(File::create(&stdout).unwrap())
            .stderr(File::create(&stderr).unwrap())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{shown}: {error}"));
        Self {
            child,
            shown,
            stdout,
            stderr,
        }
    }

    /// What it said on standard output so far.
    pub fn stdout(&self) -> String {
        read(&self.stdout)
    }

    /// What it said on standard error so far.
    pub fn stderr(&self) -> String {
        read(&self.stderr)
    }

    /// How it ended; nothing while it runs.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Waits for its end; fails when that takes longer than `limit`.
    pub fn finish(&mut self, limit: Duration) -> ExitStatus {
        self.wait(limit)
            .unwrap_or_else(|| panic!("{} runs for more than {limit:?}", self.shown))
    }

    /// Asks it to end, as `kill` does.
    pub fn terminate(&self) {
        kill_process(self.id(), Signal::TERM).unwrap();
    }

    fn wait(&mut self, limit: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        loop {
            let ended = self.ended();
            if ended.is_some() || start.elapsed() > limit {
                return ended;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn id(&self) -> Pid {
        Pid::from_child(&self.child)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
            return;
        }
        // Asked first: `specgen` has a backend to end, which it keeps in a group of its own.
        kill_process(self.id(), Signal::TERM).ok();
        if self.wait(GRACE).is_none() {
            kill_process_group(self.id(), Signal::KILL).ok();
            self.child.wait().ok();
        }
    }
}

/// What a program said and how it ended.
pub struct Ran {
    /// How it ended.
    pub status: ExitStatus,
    /// What it said on standard output.
    pub stdout: String,
    /// What it said on standard error.
    pub stderr: String,
    shown: String,
}

impl Ran {
    /// Returns what it printed; fails unless it succeeded.
    pub fn succeeds(self) -> String {
        assert!(self.status.success(), "{}", self.all());
        self.stdout
    }

    /// How it was started, how it ended and the end of what it said.
    pub fn all(&self) -> String {
        let (stdout, stderr) = (last_lines(&self.stdout), last_lines(&self.stderr));
        format!("{}: {}\n{stdout}\n{stderr}", self.shown, self.status)
    }
}

/// Runs a program to its end.
pub fn run(command: Command, log: &Path, limit: Duration) -> Ran {
    let mut process = Process::start(command, log);
    let status = process.finish(limit);
    Ran {
        status,
        stdout: process.stdout(),
        stderr: process.stderr(),
        shown: process.shown.clone(),
    }
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(80)..].join("\n")
}
