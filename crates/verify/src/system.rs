//! Really running processes: own process group, time limit, capped output.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::{Ended, Environment, Output, ProcessError, Processes, Request, Stop, Stream};

/// How often a running process is looked at.
const POLL: Duration = Duration::from_millis(15);

/// How long a process may take to end after an interrupt.
const GRACE: Duration = Duration::from_secs(15);

/// Runs processes of this machine with the environment given at the start.
#[derive(Clone, Debug)]
pub struct SystemProcesses {
    environment: Environment,
}

impl SystemProcesses {
    /// Makes a runner whose processes see these variables and no others.
    pub fn new(environment: Environment) -> Self {
        Self { environment }
    }
}

impl Processes for SystemProcesses {
    fn find(&self, program: &str) -> Option<PathBuf> {
        self.environment.find(program)
    }

    fn run(&self, request: &Request, stop: &Stop) -> Result<Output, ProcessError> {
        let program = self.resolve(request)?;
        let mut command = Command::new(&program);
        command
            .args(&request.args)
            .current_dir(&request.folder)
            .env_clear()
            .envs(self.environment.iter())
            .envs(request.variables.iter().map(|(name, value)| (name, value)))
            .stdin(if request.interactive {
                Stdio::inherit()
            } else {
                Stdio::null()
            })
            .stdout(stdio(request.stdout))
            .stderr(stdio(request.stderr));
        if !request.interactive {
            own_group(&mut command);
        }
        let shown = request.shown();
        let mut child = command.spawn().map_err(|source| ProcessError::Start {
            program: shown.clone(),
            source,
        })?;
        let stdout = child
            .stdout
            .take()
            .map(|stream| keep(stream, request.keep_bytes));
        let stderr = child
            .stderr
            .take()
            .map(|stream| keep(stream, request.keep_bytes));
        let ended = wait(&mut child, request, stop).map_err(|source| ProcessError::Wait {
            program: shown,
            source,
        })?;
        let (stdout, more_out) = collected(stdout);
        let (stderr, more_err) = collected(stderr);
        Ok(Output {
            ended,
            stdout,
            stderr,
            truncated: more_out || more_err,
        })
    }
}

impl SystemProcesses {
    fn resolve(&self, request: &Request) -> Result<PathBuf, ProcessError> {
        let program = &request.program;
        if program.components().count() > 1 {
            return Ok(program.clone());
        }
        let name = program.display().to_string();
        self.environment
            .find(&name)
            .ok_or(ProcessError::Missing(name))
    }
}

fn stdio(stream: Stream) -> Stdio {
    match stream {
        Stream::Keep => Stdio::piped(),
        Stream::PassThrough => Stdio::inherit(),
    }
}

/// Reads a stream to its end on a thread; keeps the first bytes and drops the rest, so that a
/// chatty process neither blocks nor fills the memory.
fn keep(mut stream: impl Read + Send + 'static, keep_bytes: usize) -> JoinHandle<(Vec<u8>, bool)> {
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        let mut more = false;
        let mut buffer = [0_u8; 16 * 1024];
        while let Ok(count) = stream.read(&mut buffer) {
            if count == 0 {
                break;
            }
            let room = keep_bytes.saturating_sub(kept.len()).min(count);
            kept.extend_from_slice(&buffer[..room]);
            more |= room < count;
        }
        (kept, more)
    })
}

fn collected(thread: Option<JoinHandle<(Vec<u8>, bool)>>) -> (Vec<u8>, bool) {
    thread
        .and_then(|thread| thread.join().ok())
        .unwrap_or_default()
}

fn wait(child: &mut Child, request: &Request, stop: &Stop) -> std::io::Result<Ended> {
    // The terminal interrupts an interactive program itself; it decides what to do about it.
    if request.interactive {
        return child.wait().map(ended);
    }
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(ended(status));
        }
        if stop.asked() {
            end_group(child)?;
            return Ok(Ended::Stopped);
        }
        if request.limit.is_some_and(|limit| start.elapsed() >= limit) {
            end_group(child)?;
            return Ok(Ended::TimedOut);
        }
        std::thread::sleep(POLL);
    }
}

fn ended(status: ExitStatus) -> Ended {
    status.code().map_or(Ended::Signal, Ended::Code)
}

/// Interrupts the whole group, gives it time, then kills what is left of it: children that ignore
/// the interrupt would hold the streams open.
fn end_group(child: &mut Child) -> std::io::Result<()> {
    signal_group(child, Sign::Interrupt);
    let start = Instant::now();
    while start.elapsed() < GRACE && child.try_wait()?.is_none() {
        std::thread::sleep(POLL);
    }
    signal_group(child, Sign::Kill);
    child.wait().map(|_| ())
}

#[derive(Clone, Copy)]
enum Sign {
    Interrupt,
    Kill,
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(unix)]
fn signal_group(child: &mut Child, sign: Sign) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = match sign {
        // Not SIGINT: a shell starts background jobs with it ignored, and their children inherit that.
        Sign::Interrupt => Signal::TERM,
        Sign::Kill => Signal::KILL,
    };
    // A group that is gone already needs no signal: the only error that can come back here.
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        kill_process_group(group, signal).ok();
    }
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(not(unix))]
fn signal_group(child: &mut Child, _: Sign) {
    child.kill().ok();
}
