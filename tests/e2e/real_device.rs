//! A real device's view: the lines that `provision` prints, typed into a shell; what is refused says
//! why in the log.

use serde_json::Value;

use crate::support::desk::{Desk, SOON, line, secret};
use crate::support::http::Client;
use crate::support::place::Place;
use crate::support::{cargo, eventually, tools};

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
