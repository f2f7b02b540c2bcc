//! A real device's view: the lines that `provision` prints, typed into a shell; what is refused says
//! why in the log.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::support::http::Client;
use crate::support::place::Place;
use crate::support::process::{Process, Ran, run};
use crate::support::{cargo, eventually, tools};

const SOON: Duration = Duration::from_secs(20);

/// A backend that runs, and the shell of someone who sits before it.
struct Desk {
    place: Place,
    program: PathBuf,
    variables: Vec<(&'static str, String)>,
    backend: Process,
}

impl Desk {
    fn start(place: Place, program: PathBuf) -> Self {
        let http = tools::free_address();
        let variables = vec![
            ("HTTP_LISTEN", http.to_string()),
            ("MQTT_LISTEN", tools::free_address().to_string()),
        ];
        let command = with_variables(&program, &["serve"], &variables, &place.folder);
        let mut backend = Process::start(command, &place.log("serve"));
        eventually("the backend", SOON, || {
            assert!(backend.ended().is_none(), "{}", backend.stderr());
            backend.stderr().contains("started").then_some(())
        });
        Self {
            place,
            program,
            variables,
            backend,
        }
    }

    fn provision(&self, words: &[&str]) -> String {
        let words = [&["provision"], words].concat();
        let command = with_variables(&self.program, &words, &self.variables, &self.place.folder);
        run(command, &self.place.log("provision"), SOON).succeeds()
    }

    /// Types a line into a shell.
    fn types(&self, line: &str) -> Ran {
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
fn line(text: &str, command: &str) -> String {
    let found = text.lines().map(str::trim);
    let mut found = found.filter(|line| line.starts_with(command));
    found
        .next()
        .unwrap_or_else(|| panic!("no {command} in {text}"))
        .to_owned()
}

/// The token or key of a text.
fn secret(text: &str) -> &str {
    text.lines().nth(2).unwrap().trim()
}

#[test]
fn a_real_device() {
    if !tools::all_there("a_real_device", &["mosquitto_pub", "curl"]) {
        return;
    }
    let place = Place::new("a_real_device");
    let backend = place.make_example("iot-seed").join("backend");
    let program = cargo::turn().program(&backend, "iot_backend", &place.folder);
    let mut desk = Desk::start(place, program);

    let key = desk.provision(&["key", "--role", "viewer"]);
    let device = desk.provision(&["device", "kitchen"]);
    desk.provision(&["device", "cellar"]);
    let (publish, post) = (line(&device, "mosquitto_pub"), line(&device, "curl"));
    stores_readings(&desk, &key, &publish, &post);
    refuses(&desk, &publish, &post);

    let latest = latest(&desk, &key);
    let devices: Vec<&Value> = latest.iter().map(|reading| &reading["deviceId"]).collect();
    assert_eq!(devices, ["kitchen"], "nothing refused was stored");
    let log = desk.backend.stderr();
    for text in [&device, &key] {
        assert!(!log.contains(secret(text)), "no secret in the log\n{log}");
    }
    desk.backend.terminate();
    let ended = desk.backend.finish(SOON);
    assert!(ended.success(), "{ended}\n{}", desk.backend.stderr());
    assert!(desk.backend.stderr().contains("stopped"), "an orderly end");
}

/// The latest readings, as the line printed with an API key shows them.
fn latest(desk: &Desk, key: &str) -> Vec<Value> {
    let printed = desk.types(&line(key, "curl")).succeeds();
    let answer: Value = serde_json::from_str(&printed).unwrap();
    answer["items"].as_array().unwrap().clone()
}

fn stores_readings(desk: &Desk, key: &str, publish: &str, post: &str) {
    let http = desk.variables[0].1.parse().unwrap();
    let user = Client::with_header(http, "x-api-key", secret(key));
    for (before, command) in [publish, post].into_iter().enumerate() {
        desk.types(command).succeeds();
        let history = user.json("/readings/device/kitchen");
        let stored = history["items"].as_array().unwrap();
        assert_eq!(stored.len(), before + 1, "{command}: {history}");
        assert!(stored[0]["temperature"].is_number(), "{history}");
        assert!(stored[0]["humidity"].is_number(), "{history}");
        assert_eq!(latest(desk, key), [stored[0].clone()]);
    }
}

/// Types wrong lines; each adds a line with its reason to the log.
fn refuses(desk: &Desk, publish: &str, post: &str) {
    let payload = |line: &str| line.replace("'{", "'}{");
    let cases = [
        (
            "wrong token",
            publish.replace("-P ", "-P x"),
            "bad_credentials",
        ),
        (
            "unknown device",
            publish.replace("kitchen", "stranger"),
            "bad_credentials",
        ),
        (
            "another's topic",
            publish.replace("/kitchen/", "/cellar/"),
            "foreign_topic",
        ),
        ("garbage", payload(publish), "malformed"),
        (
            "wrong token",
            post.replace("Bearer ", "Bearer x"),
            "bad_token",
        ),
        (
            "unknown device",
            post.replace("/kitchen/", "/stranger/"),
            "bad_token",
        ),
        (
            "another's path",
            post.replace("/kitchen/", "/cellar/"),
            "bad_token",
        ),
        ("garbage", payload(post), "malformed"),
    ];
    for (what, line, reason) in cases {
        assert!(
            line != publish && line != post,
            "{what}: not changed: {line}"
        );
        let known = desk.backend.stderr().matches(reason).count();
        let ran = desk.types(&line);
        eventually(&format!("{reason} for {what}"), SOON, || {
            let log = desk.backend.stderr();
            (log.matches(reason).count() > known).then_some(())
        });
        let answered = ran.stdout.contains("\"stored\":1");
        assert!(!answered, "{what}: {}", ran.all());
    }
}
