//! A real device's view: the lines that `provision` prints, typed into a shell.

use std::path::Path;
use std::process::{Command, Output};

use backend::domain::pipeline::MAX_PAYLOAD_BYTES;
use rusqlite::{Connection, OpenFlags};

use crate::support::process::{self, Process};
use crate::support::{eventually, tools};

struct Shell {
    _backend: Process,
    folder: tempfile::TempDir,
    settings: Vec<(&'static str, String)>,
}

impl Shell {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (mqtt_port, http_port) = (tools::free_port(), tools::free_port());
        let database = folder.path().join("test.db");
        let settings = vec![
            ("DATABASE_PATH", database.display().to_string()),
            ("HTTP_LISTEN", format!("127.0.0.1:{http_port}")),
            ("MQTT_LISTEN", format!("127.0.0.1:{mqtt_port}")),
        ];
        let backend = Process::serve(&settings, &folder.path().join("log"));
        let shell = Self {
            _backend: backend,
            folder,
            settings,
        };
        eventually("the backend", async || shell.log().contains("started")).await;
        shell
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// What `provision device` prints.
    fn provision(&self, id: &str) -> String {
        let output = process::run(&self.settings, &["provision", "device", id]);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, line: &str) -> Output {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(line).current_dir(self.folder.path());
        shell.output().unwrap()
    }

    fn count(&self, table: &str) -> i64 {
        let path = self.folder.path().join("test.db");
        let connection = open(&path);
        let query = format!("SELECT count(*) FROM {table}");
        connection.query_row(&query, [], |row| row.get(0)).unwrap()
    }
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
async fn provision__printed_lines__store_readings() {
    let test = "provision__printed_lines";
    let missing =
        tools::find(test, "mosquitto_pub").is_none() || tools::find(test, "curl").is_none();
    if missing {
        return;
    }
    let shell = Shell::start().await;
    let text = shell.provision("kitchen");
    for (place, command) in ["mosquitto_pub", "curl"].iter().enumerate() {
        let output = shell.run(&line(&text, command));
        assert!(output.status.success(), "{output:?}");
        let stored = shell.count("readings_hot");
        assert_eq!(stored, i64::try_from(place).unwrap() + 1, "{command}");
    }
    let again = process::run(&shell.settings, &["provision", "device", "kitchen"]);
    let error = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        !again.status.success() && error.contains("registered already"),
        "{error}"
    );
}

#[tokio::test]
async fn device_auth__refusals__say_why_in_the_log() {
    if tools::find("device_auth__refusals", "mosquitto_pub").is_none() {
        return;
    }
    let shell = Shell::start().await;
    let text = shell.provision("kitchen");
    shell.provision("cellar");
    let good = line(&text, "mosquitto_pub");
    let too_long = "a".repeat(MAX_PAYLOAD_BYTES + 1);
    std::fs::write(shell.folder.path().join("too-long"), too_long).unwrap();
    let (before_payload, _) = good.split_once("-m ").unwrap();
    let cases = [
        (good.replace("-P ", "-P x"), "bad_credentials"),
        (good.replace("-u kitchen", "-u stranger"), "bad_credentials"),
        (good.replace("kitchen/", "cellar/"), "foreign_topic"),
        (good.replace("-m '", "-m '}"), "malformed"),
        (format!("{before_payload} -f too-long"), "too_large"),
    ];
    for (line, reason) in cases {
        shell.run(&line);
        eventually(reason, async || shell.log().contains(reason)).await;
    }
    assert_eq!(shell.count("readings_hot"), 0);
    assert_eq!(shell.count("dead_letters"), 3);
    let token = text.lines().nth(2).unwrap().trim();
    assert!(!shell.log().contains(token), "no token in the log");
}
