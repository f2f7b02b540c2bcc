//! Arguments, help, streams and exit codes.

use crate::support::TestEnvironment;

#[test]
fn help_lists_every_exit_code_and_a_first_command() {
    let ran = TestEnvironment::new().run(&["--help"]).exits(0);
    for text in [
        "0    done",
        "1    internal fault",
        "2    usage",
        "3    specification invalid",
        "4    conflicts left",
        "5    verification failed",
        "7    refused",
        "130  interrupted",
        "specgen new",
    ] {
        ran.says(text);
    }
}

#[test]
fn a_wrong_argument_is_a_usage_error_with_the_nearest_word() {
    let place = TestEnvironment::new();
    place.run(&["docter"]).exits(2).warns("doctor");
    place.run(&[]).exits(2).warns("Usage");
    place.run(&["schema", "nothing"]).exits(2).warns("settings");
    let told = place.run(&["docter", "--json"]).exits(2).json();
    let one = &told["diagnostics"][0];
    assert_eq!(one["message"], "unrecognized subcommand 'docter'");
    assert!(
        one["hints"][0].as_str().unwrap().contains("doctor"),
        "{one}"
    );
}

#[test]
fn the_settings_schema_is_json() {
    let ran = TestEnvironment::new().run(&["schema", "settings"]).exits(0);
    assert_eq!(ran.json()["title"], "specgen.yaml");
}

#[test]
fn completions_name_the_commands() {
    let place = TestEnvironment::new();
    for shell in ["bash", "zsh", "fish"] {
        place.run(&["completions", shell]).exits(0).says("doctor");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_read_enough_is_success() {
    let place = TestEnvironment::new();
    let mut child = place.start(&["completions", "zsh"]);
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
