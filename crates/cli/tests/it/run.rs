//! `specgen run` with a machine whose tools are played: what is called, and how it stops.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::PermissionsExt as _;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{SEED, TestEnvironment};

/// Makes a workspace on a machine where these scripts stand in for tools.
fn machine(scripts: &[(&str, &str)]) -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    for (name, script) in scripts {
        let path = format!("bin/{name}");
        place.write(&path, &format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(place.work.join(path), mode).unwrap();
    }
    let path = place.work.join("bin").display().to_string();
    place.with_variable("PATH", &path)
}

/// A cargo that says where the played backend stands.
const CARGO: &str = r#"echo "building $*" >&2
echo "{\"reason\":\"compiler-artifact\",\"executable\":\"$(dirname "$0")/backend\"}""#;

#[test]
fn the_backend_gets_simulated_devices_and_an_interrupt_ends_it_cleanly() {
    let backend = r#"trap 'echo "stopped cleanly"; exit 0' TERM
echo "args $* secret ${SECRET_KEY:-none} mqtt ${MQTT_PASSWORD:-none}"
while :; do sleep 0.05; done"#;
    let tools = [
        ("cargo", CARGO),
        ("rustc", ""),
        ("cc", ""),
        ("backend", backend),
    ];
    let place = machine(&tools)
        .with_variable("SECRET_KEY", "leaked")
        .with_variable("MQTT_PASSWORD", "mine");
    let mut child = place.start(&["run", "--dir", "iot_backend", "--simulate", "2"]);
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "args serve --simulate 2 secret none mqtt mine\n");
    let id = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    kill_process(id, Signal::INT).unwrap();
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "stopped cleanly\n");
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_failed_build_and_missing_tools_say_what_to_do() {
    let broken = machine(&[
        ("cargo", "echo 'error: no' >&2; exit 101"),
        ("rustc", ""),
        ("cc", ""),
    ]);
    let ran = broken.run(&["run", "--dir", "iot_backend"]).exits(5);
    ran.warns("error: no").warns("the backend does not build");
    let bare = machine(&[]);
    let ran = bare.run(&["run", "--dir", "iot_backend"]).exits(5);
    ran.warns("not installed: cargo, rustc, cc")
        .warns("specgen doctor");
}

#[test]
fn without_a_backend_it_names_the_command_that_makes_one() {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes", "--spec-only"]).exits(0);
    let ran = place.run(&["run", "--dir", "iot_backend"]).exits(2);
    ran.warns("specgen build");
}
