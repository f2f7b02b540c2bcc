//! Cargo, one at a time, with one target folder for all backends: their dependencies compile once.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use super::process::{Process, Ran, run};

/// The slowest thing asked of cargo is a first build of everything on a busy machine.
const LIMIT: Duration = Duration::from_mins(40);

static TURN: Mutex<()> = Mutex::new(());

/// The right to build. Programs of one name share a place in the target folder, so hold it until
/// the program that was built has started or was copied.
pub struct Turn {
    /// The target folder of all backends, that of `cargo xtask test` too.
    target: PathBuf,
    _guard: MutexGuard<'static, ()>,
}

/// Waits for the right to build.
pub fn turn() -> Turn {
    // A test that failed while it built leaves nothing behind that others must not see.
    let guard = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    Turn {
        target: target().join("backends"),
        _guard: guard,
    }
}

impl Turn {
    /// Runs cargo in a folder with the target folder of the backends.
    pub fn cargo(&self, folder: &Path, words: &[&str], log: &Path) -> Ran {
        let mut command = Command::new(env!("CARGO"));
        command.args(words).current_dir(folder);
        command.env("CARGO_TARGET_DIR", &self.target);
        run(command, log, LIMIT)
    }

    /// Builds a backend and copies its program to `into`.
    pub fn program(&self, backend: &Path, name: &str, into: &Path) -> PathBuf {
        let log = into.join("build");
        self.cargo(backend, &["build", "--locked"], &log).succeeds();
        let program = into.join(name);
        std::fs::copy(self.target.join("debug").join(name), &program).unwrap();
        program
    }

    /// Starts `specgen` with arguments and variables, with the target folder of the backends.
    pub fn specgen(&self, words: &[&str], variables: &[(&str, String)], log: &Path) -> Process {
        let mut command = Command::new(specgen());
        command.args(words).env("CARGO_TARGET_DIR", &self.target);
        for (name, value) in variables {
            command.env(name, value);
        }
        Process::start(command, log)
    }
}

/// The target folder of the repository.
fn target() -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().unwrap_or(temporary).to_path_buf()
}

/// The root of the repository.
pub fn repository() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// The program under test, built once from what is there now.
pub fn specgen() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["build", "--package", "specgen"]);
        command.current_dir(repository());
        command.env("CARGO_TARGET_DIR", target());
        let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join("specgen");
        run(command, &log, LIMIT).succeeds();
        target().join("debug/specgen")
    })
}
