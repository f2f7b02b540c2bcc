//! The backend as a process of its own, to be killed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output};

use tempfile::TempDir;

use super::{eventually, tools};

/// The program under test.
const PROGRAM: &str = env!(concat!("CARGO_BIN_EXE_", env!("CARGO_PKG_NAME")));

/// A running backend; killed when dropped.
pub struct Process(Child);

impl Process {
    /// Starts `serve` with these settings; its log goes to a file, what it prints to one beside it.
    pub fn serve(settings: &[(&str, String)], log: &Path) -> Self {
        let printed = std::fs::File::create(log.with_extension("printed")).unwrap();
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        let child = command(settings)
            .arg("serve")
            .stdout(printed)
            .stderr(log)
            .spawn()
            .unwrap();
        Self(child)
    }

    /// Ends it as `kill -9` does.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Asks it to stop, as `kill` does.
    pub fn terminate(&self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
    }

    /// How it ended; `None` while it runs.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running backend with free ports, a database and a log of its own.
pub struct Served {
    /// The program.
    pub process: Process,
    /// The settings it was started with.
    pub settings: Vec<(&'static str, String)>,
    /// Where its files are.
    pub folder: TempDir,
    http: SocketAddr,
    mqtt: SocketAddr,
}

impl Served {
    /// Starts one and waits until it serves.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts one with more settings.
    pub async fn start_with(more: &[(&'static str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = || SocketAddr::from(([127, 0, 0, 1], tools::free_port()));
        let (http, mqtt) = (address(), address());
        let database = folder.path().join("test.db");
        let mut settings = vec![
            ("DATABASE_PATH", database.display().to_string()),
            ("HTTP_LISTEN", http.to_string()),
            ("MQTT_LISTEN", mqtt.to_string()),
        ];
        settings.extend(
            more.iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        let served = Self {
            process: Process::serve(&settings, &folder.path().join("log")),
            settings,
            folder,
            http,
            mqtt,
        };
        eventually("the backend", async || served.log().contains("started")).await;
        served
    }

    /// Where HTTP is answered.
    pub fn http(&self) -> SocketAddr {
        self.http
    }

    /// Where devices connect.
    pub fn mqtt(&self) -> SocketAddr {
        self.mqtt
    }

    /// Its database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// What `provision` prints for a device or key.
    pub fn provision(&self, words: &[&str]) -> String {
        let words = [&["provision"], words].concat();
        let output = run(&self.settings, &words);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Registers a device; returns its token.
    pub fn device(&self, id: &str) -> String {
        secret(&self.provision(&["device", id]))
    }
}

/// The token or key in what `provision` printed.
pub fn secret(printed: &str) -> String {
    let line = printed.lines().nth(2);
    line.unwrap_or_else(|| panic!("no secret in {printed}"))
        .trim()
        .to_owned()
}

/// Runs a command of the program to its end.
pub fn run(settings: &[(&str, String)], arguments: &[&str]) -> Output {
    command(settings).args(arguments).output().unwrap()
}

fn command(settings: &[(&str, String)]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear();
    for (name, value) in settings {
        command.env(name, value);
    }
    command
}
