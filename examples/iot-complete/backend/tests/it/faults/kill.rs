//! The process is killed in the middle of a load: nothing that was acknowledged is missing, nothing is there twice.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use super::load::{self, Login};
use crate::support::broker::Mosquitto;
use crate::support::process::{self, Process};
use crate::support::{eventually, tools};

const DEVICES: usize = 4;
const READINGS_PER_DEVICE: u16 = 1000;

fn settings(folder: &Path) -> Vec<(&'static str, String)> {
    vec![
        (
            "DATABASE_PATH",
            folder.join("test.db").display().to_string(),
        ),
        ("HTTP_LISTEN", "127.0.0.1:0".to_owned()),
    ]
}

/// Registers devices with the program's own command.
fn provision(settings: &[(&str, String)]) -> Vec<Login> {
    let one = |number: usize| {
        let id = format!("load-{number}");
        let output = process::run(settings, &["provision", "device", &id]);
        let text = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        let token = text.lines().nth(2).unwrap_or_else(|| panic!("{errors}"));
        (id, token.trim().to_owned())
    };
    (1..=DEVICES).map(one).collect()
}

fn is_sent_once(database: &Path, device: &str, acknowledged: &BTreeSet<i64>) {
    let stored = load::stored(database, device);
    let distinct: BTreeSet<i64> = stored.iter().copied().collect();
    assert_eq!(stored.len(), distinct.len(), "{device}: stored twice");
    let missing: Vec<_> = acknowledged.difference(&distinct).collect();
    assert!(
        missing.is_empty(),
        "{device}: acknowledged, but missing: {missing:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn reliability__crash__through_a_broker() {
    let Some(mut broker) = Mosquitto::start("reliability__crash__through_a_broker") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("test.db");
    let log = folder.path().join("backend.log");
    let mut settings = settings(folder.path());
    settings.extend(broker.settings());
    let logins = provision(&settings);
    broker.add_devices(&logins);

    let mut backend = Process::serve(&settings, &log);
    eventually("the connection to the broker", async || {
        std::fs::read_to_string(&log)
            .unwrap()
            .contains("connected to the broker")
    })
    .await;
    let server = SocketAddr::from(([127, 0, 0, 1], broker.port));
    let first = load::first_time();
    let every = Duration::from_millis(1);
    let loads: Vec<_> = logins
        .iter()
        .map(|login| load::publish(server, login.clone(), first, READINGS_PER_DEVICE, every))
        .map(tokio::spawn)
        .collect();
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        backend.kill();
        tokio::time::sleep(Duration::from_millis(300)).await;
        backend = Process::serve(&settings, &log);
    }
    let mut acknowledged = Vec::new();
    for load in loads {
        acknowledged.push(load.await.unwrap());
    }
    for ((device, _), acknowledged) in logins.iter().zip(&acknowledged) {
        assert_eq!(
            acknowledged.len(),
            usize::from(READINGS_PER_DEVICE),
            "the broker took all"
        );
        eventually("what the broker took is stored", async || {
            load::stored(&database, device).len() >= acknowledged.len()
        })
        .await;
        is_sent_once(&database, device, acknowledged);
    }
}

#[cfg(feature = "mqtt-endpoint")]
#[tokio::test(flavor = "multi_thread")]
async fn reliability__crash__at_the_own_endpoint() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("test.db");
    let log = folder.path().join("backend.log");
    let port = tools::free_port();
    let mut settings = settings(folder.path());
    settings.push(("MQTT_LISTEN", format!("127.0.0.1:{port}")));
    let logins = provision(&settings);
    let mut backend = Process::serve(&settings, &log);
    eventually("the endpoint", async || {
        std::fs::read_to_string(&log).unwrap().contains("started")
    })
    .await;
    let server = SocketAddr::from(([127, 0, 0, 1], port));
    let first = load::first_time();
    let loads: Vec<_> = logins
        .iter()
        .map(|login| {
            let every = Duration::from_millis(1);
            load::publish(server, login.clone(), first, READINGS_PER_DEVICE, every)
        })
        .map(tokio::spawn)
        .collect();
    tokio::time::sleep(Duration::from_millis(600)).await;
    backend.kill();
    let mut total = 0;
    for (load, (device, _)) in loads.into_iter().zip(&logins) {
        let acknowledged = load.await.unwrap();
        total += acknowledged.len();
        is_sent_once(&database, device, &acknowledged);
    }
    let all = DEVICES * usize::from(READINGS_PER_DEVICE);
    assert!(
        total > 0 && total < all,
        "killed in the middle: {total} of {all} acknowledged"
    );
}
