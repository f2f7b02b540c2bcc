//! Mosquitto with the configuration that is shipped, on a free port and in a folder of its own.

use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use backend::identity;
use tempfile::TempDir;

use super::tools;

/// The shipped configuration.
const CONFIG: &str = include_str!("../../../deploy/mosquitto/mosquitto.conf");

/// The shipped access rules.
const ACL: &str = include_str!("../../../deploy/mosquitto/acl");

/// Password of the backend's account in tests.
pub const BACKEND_PASSWORD: &str = "backend-password";

/// A running Mosquitto; killed when dropped.
pub struct Mosquitto {
    pub port: u16,
    program: PathBuf,
    passwd: PathBuf,
    child: Child,
    folder: TempDir,
}

impl Mosquitto {
    /// Starts it; `None` when the test has to be left out.
    pub fn start(test: &str) -> Option<Self> {
        Self::start_with(test, "")
    }

    /// Starts it with the certificate `server.pem` and the key `server.key` of a folder.
    #[cfg(feature = "tls")]
    pub fn start_encrypted(test: &str, certificates: &Path) -> Option<Self> {
        let folder = certificates.display();
        let encryption = format!("certfile {folder}/server.pem\nkeyfile {folder}/server.key");
        Self::start_with(test, &encryption)
    }

    fn start_with(test: &str, listener: &str) -> Option<Self> {
        let program = tools::find(test, "mosquitto")?;
        let passwd = tools::find(test, "mosquitto_passwd")?;
        let folder = tempfile::tempdir().unwrap();
        let port = tools::free_port();
        write_config(folder.path(), port, listener);
        std::fs::write(folder.path().join("passwords"), "").unwrap();
        add_password(&passwd, folder.path(), identity::NAME, BACKEND_PASSWORD);
        let child = launch(&program, folder.path());
        wait_for(port);
        Some(Self {
            port,
            program,
            passwd,
            child,
            folder,
        })
    }

    /// Gives devices an account each; the broker reads it at its next start.
    pub fn add_devices(&mut self, logins: &[(String, String)]) {
        for (user, password) in logins {
            add_password(&self.passwd, self.folder.path(), user, password);
        }
        self.restart();
    }

    /// Stops it, as `kill -9` does not, and starts it again.
    pub fn restart(&mut self) {
        let id = self.child.id().to_string();
        Command::new("kill").arg(id).status().unwrap();
        self.child.wait().unwrap();
        self.child = launch(&self.program, self.folder.path());
        wait_for(self.port);
    }

    /// The settings with which a backend uses it.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("MQTT_URL", format!("mqtt://127.0.0.1:{}", self.port)),
            ("MQTT_USERNAME", identity::NAME.to_owned()),
            ("MQTT_PASSWORD", BACKEND_PASSWORD.to_owned()),
        ]
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The shipped files with the port, the paths and the user of this test.
fn write_config(folder: &Path, port: u16, listener: &str) {
    let path = folder.to_string_lossy();
    let config = CONFIG
        .replace(
            "listener 1883",
            &format!("listener {port} 127.0.0.1\n{listener}"),
        )
        .replace("/mosquitto/data/", &format!("{path}/"))
        .replace("/mosquitto/config/", &format!("{path}/"));
    let as_this_user = format!("{config}\nuser {}\n", current_user());
    std::fs::write(folder.join("mosquitto.conf"), as_this_user).unwrap();
    std::fs::write(folder.join("acl"), ACL).unwrap();
}

/// Started by root, Mosquitto would change to a user who may not read the folder.
fn current_user() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn add_password(program: &Path, folder: &Path, user: &str, password: &str) {
    let file = folder.join("passwords");
    let added = Command::new(program)
        .arg("-b")
        .arg(file)
        .args([user, password])
        .stderr(Stdio::null())
        .status();
    assert!(added.unwrap().success(), "an account for {user}");
}

fn launch(program: &Path, folder: &Path) -> Child {
    let log = std::fs::File::create(folder.join("mosquitto.log")).unwrap();
    Command::new(program)
        .arg("-c")
        .arg(folder.join("mosquitto.conf"))
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap()
}

fn wait_for(port: u16) {
    for _ in 0..250 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("mosquitto does not answer on port {port}");
}
