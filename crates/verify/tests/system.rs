//! Real processes: environment, limits, caps and stopping.
#![cfg(unix)]

use std::path::Path;
use std::time::{Duration, Instant};

use specgen_verify::{
    Ended, Environment, Output, ProcessError, Processes as _, Request, Stop, SystemProcesses,
};

fn processes() -> SystemProcesses {
    let all = [
        ("PATH", "/usr/bin:/bin"),
        ("SECRET_KEY", "x"),
        ("LANG", "C"),
    ];
    SystemProcesses::new(Environment::scrubbed(
        all.map(|(name, value)| (name.into(), value.into())),
    ))
}

fn shell(script: &str) -> Request {
    Request::new("sh", Path::new("/")).args(["-c", script])
}

fn run(request: &Request) -> Result<Output, ProcessError> {
    processes().run(request, &Stop::default())
}

#[test]
fn keeps_streams_apart_and_reports_the_exit_code() {
    let output = run(&shell("echo out; echo err >&2; exit 7")).unwrap();
    assert_eq!(output.ended, Ended::Code(7));
    assert_eq!(output.stdout, b"out\n");
    assert_eq!(output.stderr, b"err\n");
    assert!(!output.truncated);
}

#[test]
fn passes_only_listed_variables() {
    let output = run(&shell("env")).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("LANG=C"));
    assert!(!text.contains("SECRET_KEY"), "{text}");
}

#[test]
fn a_flood_is_capped_and_does_not_block() {
    let request = shell(
        "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done",
    );
    let output = run(&request.keep_bytes(1000)).unwrap();
    assert_eq!(output.ended, Ended::Code(0));
    assert_eq!(output.stdout.len(), 1000);
    assert!(output.truncated);
}

#[test]
fn the_limit_ends_the_process_and_its_children() {
    let start = Instant::now();
    let output = run(&shell("sleep 30 & sleep 30").limit(Duration::from_millis(100))).unwrap();
    assert_eq!(output.ended, Ended::TimedOut);
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_stop_reaches_the_process_as_an_interrupt() {
    let stop = Stop::default();
    let asker = stop.clone();
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("ready");
    let script = format!(
        "trap 'echo caught; exit 0' TERM; touch {}; while :; do sleep 0.05; done",
        mark.display()
    );
    let thread = std::thread::spawn(move || {
        while !mark.exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        asker.ask();
    });
    let output = processes().run(&shell(&script), &stop).unwrap();
    thread.join().unwrap();
    assert_eq!(output.ended, Ended::Stopped);
    assert_eq!(output.stdout, b"caught\n");
}

#[test]
fn a_missing_program_says_so() {
    let request = Request::new("no-such-program-here", Path::new("/"));
    let error = processes().run(&request, &Stop::default()).unwrap_err();
    assert!(matches!(error, ProcessError::Missing(_)), "{error}");
    assert_eq!(
        error.to_string(),
        "`no-such-program-here` is not installed, or not in PATH"
    );
}
