//! A backend that runs, with an admin before it and the receivers of its messages behind it.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::receivers::Receivers;
use crate::support::desk::{Desk, SOON, secret};
use crate::support::eventually;
use crate::support::http::{Answer, Client, Socket};
use crate::support::place::Place;

/// How long it takes at most until statistics are counted or old readings are deleted.
pub const COUNTED: Duration = Duration::from_secs(100);

/// A backend that runs.
pub struct Site {
    /// What its rules and workers tell.
    pub receivers: Receivers,
    /// Where its code is.
    pub backend: PathBuf,
    desk: Desk,
    admin: Client,
}

/// A device that may send.
pub struct Device<'a> {
    site: &'a Site,
    id: String,
    client: Client,
}

impl Site {
    /// Starts a program with every channel pointed at this machine.
    pub fn start(place: Place, program: PathBuf, backend: PathBuf) -> Self {
        let receivers = Receivers::start();
        let (http, mail) = (receivers.http, receivers.mail);
        let variables = [
            ("WEBHOOK_URL", format!("http://{http}/webhook")),
            ("WEBHOOK_SECRET", "secret".to_owned()),
            ("SLACK_WEBHOOK_URL", format!("http://{http}/slack")),
            ("TELEGRAM_API_URL", format!("http://{http}/telegram")),
            ("TELEGRAM_BOT_TOKEN", "1:a".to_owned()),
            ("TELEGRAM_CHAT_ID", "7".to_owned()),
            ("SMTP_URL", format!("smtp://{mail}")),
            ("SMTP_FROM", "backend@example.com".to_owned()),
            ("SMTP_TO", "ops@example.com".to_owned()),
        ];
        let desk = Desk::start_with(place, program, &variables);
        let key = desk.provision(&["key", "--role", "admin"]);
        let admin = client(&desk, "x-api-key", secret(&key));
        Self {
            receivers,
            backend,
            desk,
            admin,
        }
    }

    /// Asks for an orderly end.
    pub fn stop(mut self) {
        self.desk.backend.terminate();
        let ended = self.desk.backend.finish(SOON);
        assert!(ended.success(), "{ended}\n{}", self.desk.backend.stderr());
    }

    /// Registers a device.
    pub fn device(&self, id: &str) -> Device<'_> {
        let made = self.desk.provision(&["device", id]);
        let token = format!("Bearer {}", secret(&made));
        let device = Device {
            site: self,
            id: id.to_owned(),
            client: client(&self.desk, "authorization", &token),
        };
        // The running program takes over what another process wrote within two seconds.
        eventually("the device", SOON, || {
            let seen = self.admin.get(&format!("/devices/{id}"));
            (seen.status == 200).then_some(())
        });
        device
    }

    /// Someone with another role than that of the admin.
    pub fn viewer(&self) -> Client {
        let key = self.desk.provision(&["key", "--role", "viewer"]);
        let viewer = client(&self.desk, "x-api-key", secret(&key));
        eventually("the key", SOON, || {
            (viewer.get("/catalog").status == 200).then_some(())
        });
        viewer
    }

    /// Asks as an admin; fails unless it is answered with JSON.
    pub fn json(&self, path: &str) -> Value {
        self.admin.json(path)
    }

    /// Asks as an admin for whatever comes.
    pub fn get(&self, path: &str) -> Answer {
        self.admin.get(path)
    }

    /// Sends as an admin.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.admin.post(path, body)
    }

    /// Listens to live events at a path, as browsers do over a WebSocket.
    pub fn listen(&self, path: &str) -> Socket {
        self.admin.socket(path)
    }

    /// The row of a metric, as clients read it; nothing when there is no such metric.
    pub fn metric(&self, key: &str) -> Option<Value> {
        self.row("metrics", "key", key)
    }

    /// The row of a rule, as clients read it; nothing when there is no such rule.
    pub fn rule(&self, name: &str) -> Option<Value> {
        self.row("rules", "name", name)
    }

    fn row(&self, list: &str, column: &str, wanted: &str) -> Option<Value> {
        let catalog = self.json("/catalog");
        let rows = catalog[list].as_array().unwrap();
        rows.iter().find(|row| row[column] == wanted).cloned()
    }

    /// Waits until somebody was told of something.
    pub fn told(&self, to: &str, words: &[&str]) {
        eventually(&format!("{to} {words:?}"), SOON, || {
            let taken = self.receivers.taken();
            let mut found = taken.iter().filter(|one| one.to.starts_with(to));
            let all = |text: &str| words.iter().all(|word| text.contains(word));
            found.any(|one| all(&one.text)).then_some(())
        });
    }

    /// Where the database is.
    pub fn data(&self) -> PathBuf {
        self.desk.place.folder.join("data")
    }

    /// The text of a file of the backend.
    pub fn code(&self, file: &str) -> String {
        read(&self.backend.join(file))
    }
}

impl Device<'_> {
    /// Sends readings, each with its age in seconds; fails unless all are stored.
    pub fn sends(&self, readings: &[(u64, Value)]) {
        for (age_s, values) in readings {
            let mut payload = values.clone();
            payload["ts"] = json!(now_ms() - i64::try_from(age_s * 1000).unwrap());
            let path = format!("/devices/{}/readings", self.id);
            let answer = self.client.post(&path, &payload);
            let stored = answer.body.contains("\"stored\":1");
            assert!(stored, "{payload}: {} {}", answer.status, answer.body);
        }
    }

    /// Its readings, the newest first; of all times.
    pub fn history(&self) -> Vec<Value> {
        let path = format!("/readings/device/{}?from=2015-01-01T00:00:00Z", self.id);
        items(&self.site.json(&path))
    }

    /// The newest reading, of which some values are expected.
    pub fn shows(&self, values: &Value) {
        let history = self.history();
        let newest = history.first().expect("a reading");
        for (key, value) in values.as_object().unwrap() {
            assert_eq!(newest[key], *value, "{key} in {newest}");
        }
    }

    /// How often an alert was raised by a rule and whether the last one stands.
    pub fn alerts(&self, rule: &str) -> (usize, bool) {
        let found = items(
            &self
                .site
                .json(&format!("/alerts?device={}&rule={rule}", self.id)),
        );
        let stands = found
            .first()
            .is_some_and(|alert| alert["status"] == "active");
        (found.len(), stands)
    }

    /// Waits until a rule stands, or not, after so many alerts.
    pub fn expects(&self, rule: &str, wanted: (usize, bool)) {
        eventually(&format!("{wanted:?} of {rule}"), SOON, || {
            (self.alerts(rule) == wanted).then_some(())
        });
    }

    /// Waits until the statistics of its metrics are there; returns the newest period with them.
    pub fn statistics(&self, length: &str, has: impl Fn(&Value) -> bool) {
        let path = format!("/analytics/device/{}/{length}", self.id);
        eventually(&format!("statistics {length}"), COUNTED, || {
            let periods = items(&self.site.json(&path));
            periods.iter().any(|one| has(&one["metrics"])).then_some(())
        });
    }
}

fn client(desk: &Desk, header: &str, value: &str) -> Client {
    Client::with_header(desk.variables[0].1.parse().unwrap(), header, value)
}

fn items(list: &Value) -> Vec<Value> {
    list["items"].as_array().unwrap().clone()
}

/// The text of a file.
pub fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap()
}
