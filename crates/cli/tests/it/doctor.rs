//! `specgen doctor` on machines with and without tools.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::TestEnvironment;

/// Makes a machine on which these programs are installed, each printing one line.
fn machine(programs: &[(&str, &str)]) -> TestEnvironment {
    let place = TestEnvironment::new();
    for (name, line) in programs {
        let path = format!("bin/{name}");
        place.write(&path, &format!("#!/bin/sh\necho '{line}'\n"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(place.work.join(path), mode).unwrap();
    }
    let path = place.work.join("bin").display().to_string();
    place.with_variable("PATH", &path)
}

#[test]
fn an_empty_machine_is_told_what_to_install() {
    let ran = machine(&[]).run(&["doctor"]).exits(5);
    ran.says("rustup.rs")
        .says("build-essential")
        .says("something that is needed is missing");
}

#[test]
fn a_machine_with_rust_and_a_compiler_is_enough() {
    let place = machine(&[
        ("cargo", "cargo 1.95.0 (abc 2026-03-21)"),
        ("rustc", "rustc 1.95.0 (abc 2026-04-14)"),
        ("cc", "cc (Debian 14.2.0) 14.2.0"),
    ]);
    let answer = place.run(&["doctor", "--json"]).exits(0).json();
    assert_eq!(answer["ok"], true);
    let git = answer["tools"].as_array().unwrap().iter();
    let git = git.clone().find(|tool| tool["name"] == "git").unwrap();
    assert_eq!(git["ok"], false);
    assert_eq!(git["need"], "optional");
}

#[test]
fn an_old_compiler_is_not_enough() {
    let place = machine(&[
        ("cargo", "cargo 1.70.0"),
        ("rustc", "rustc 1.70.0"),
        ("cc", "cc 14.2.0"),
    ]);
    place.run(&["doctor"]).exits(5).says("rustup update");
}
