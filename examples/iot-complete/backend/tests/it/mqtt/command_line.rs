//! A real device's view: the lines that `provision` prints, typed into a shell.

use std::path::Path;
use std::process::{Command, Output};

use backend::domain::pipeline::MAX_PAYLOAD_BYTES;
use rusqlite::{Connection, OpenFlags};

use crate::support::process::{self, Served};
use crate::support::{eventually, tools};

fn run(backend: &Served, line: &str) -> Output {
    let mut shell = Command::new("sh");
    let shell = shell.arg("-c").arg(line);
    shell.current_dir(backend.folder.path()).output().unwrap()
}

fn count(backend: &Served, table: &str) -> i64 {
    let connection = open(&backend.database());
    let query = format!("SELECT count(*) FROM {table}");
    connection.query_row(&query, [], |row| row.get(0)).unwrap()
}

fn open(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// The line of a text that begins with a command.
fn line(text: &str, command: &str) -> String {
    let mut lines = text.lines().map(str::trim);
    let found = lines.find(|line| line.starts_with(command));
    found
        .unwrap_or_else(|| panic!("no {command} in {text}"))
        .to_owned()
}

#[tokio::test]
async fn device__registered_elsewhere__by_a_command_whose_lines_work() {
    let test = "device__registered_elsewhere__by_a_command_whose_lines_work";
    let missing =
        tools::find(test, "mosquitto_pub").is_none() || tools::find(test, "curl").is_none();
    if missing {
        return;
    }
    let backend = Served::start().await;
    let text = backend.provision(&["device", "kitchen"]);
    for (place, command) in ["mosquitto_pub", "curl"].iter().enumerate() {
        let output = run(&backend, &line(&text, command));
        assert!(output.status.success(), "{output:?}");
        let stored = count(&backend, "readings_hot");
        assert_eq!(stored, i64::try_from(place).unwrap() + 1, "{command}");
    }
    let again = process::run(&backend.settings, &["provision", "device", "kitchen"]);
    let error = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        !again.status.success() && error.contains("registered already"),
        "{error}"
    );
}

#[tokio::test]
async fn device_auth__refuse__says_why_in_the_log() {
    if tools::find("device_auth__refuse__says_why_in_the_log", "mosquitto_pub").is_none() {
        return;
    }
    let backend = Served::start().await;
    let text = backend.provision(&["device", "kitchen"]);
    backend.provision(&["device", "cellar"]);
    let good = line(&text, "mosquitto_pub");
    let too_long = "a".repeat(MAX_PAYLOAD_BYTES + 1);
    std::fs::write(backend.folder.path().join("too-long"), too_long).unwrap();
    let (before_payload, _) = good.split_once("-m ").unwrap();
    let cases = [
        (good.replace("-P ", "-P x"), "bad_credentials"),
        (good.replace("-u kitchen", "-u stranger"), "bad_credentials"),
        (good.replace("kitchen/", "cellar/"), "foreign_topic"),
        (good.replace("-m '", "-m '}"), "malformed"),
        (format!("{before_payload} -f too-long"), "too_large"),
    ];
    for (line, reason) in cases {
        run(&backend, &line);
        eventually(reason, async || backend.log().contains(reason)).await;
    }
    assert_eq!(count(&backend, "readings_hot"), 0);
    assert_eq!(count(&backend, "dead_letters"), 3);
    let token = process::secret(&text);
    assert!(!backend.log().contains(&token), "no token in the log");
}
