//! What to run: program, arguments, folder, and the limits that apply.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where one output stream of a process goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Kept, up to the cap.
    Keep,
    /// Written to the same stream of this process, as it comes.
    PassThrough,
}

/// One process to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The program: a name looked up in `PATH`, or a path.
    pub program: PathBuf,
    /// The arguments.
    pub args: Vec<String>,
    /// The folder it runs in.
    pub folder: PathBuf,
    /// Variables set on top of the environment of the runner.
    pub variables: Vec<(String, String)>,
    /// How long it may run; unlimited when absent.
    pub limit: Option<Duration>,
    /// How many bytes of each kept stream are kept; the rest is read and dropped.
    pub keep_bytes: usize,
    /// Where standard output goes.
    pub stdout: Stream,
    /// Where standard error goes.
    pub stderr: Stream,
    /// Whether a person talks to it: it gets standard input and the terminal's own signals.
    pub interactive: bool,
}

impl Request {
    /// Makes a request that keeps up to 1 MiB of both streams and runs without a limit.
    pub fn new(program: impl Into<PathBuf>, folder: &Path) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            folder: folder.to_path_buf(),
            variables: Vec::new(),
            limit: None,
            keep_bytes: 1 << 20,
            stdout: Stream::Keep,
            stderr: Stream::Keep,
            interactive: false,
        }
    }

    /// Makes a request for a program that a person talks to, such as an editor.
    pub fn interactive(program: impl Into<PathBuf>, folder: &Path) -> Self {
        Self {
            interactive: true,
            ..Self::new(program, folder).streams(Stream::PassThrough, Stream::PassThrough)
        }
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<I: IntoIterator<Item = S>, S: Into<String>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets how long it may run.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Sets how many bytes of each kept stream are kept.
    #[must_use]
    pub fn keep_bytes(mut self, keep_bytes: usize) -> Self {
        self.keep_bytes = keep_bytes;
        self
    }

    /// Sets where the two streams go.
    #[must_use]
    pub fn streams(mut self, stdout: Stream, stderr: Stream) -> Self {
        self.stdout = stdout;
        self.stderr = stderr;
        self
    }

    /// Returns the command as a person would type it.
    pub fn shown(&self) -> String {
        let mut text = self.program.display().to_string();
        for arg in &self.args {
            text.push(' ');
            text.push_str(arg);
        }
        text
    }
}
