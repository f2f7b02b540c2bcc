//! The broker goes away and comes back: the backend connects and subscribes again by itself.

use std::net::SocketAddr;
use std::time::Duration;

use super::load;
use crate::support::broker::Mosquitto;
use crate::support::eventually;
use crate::support::process::{self, Process};

#[tokio::test(flavor = "multi_thread")]
async fn broker__reconnect__after_the_broker_was_gone() {
    let Some(mut broker) = Mosquitto::start("broker__reconnect__after_the_broker_was_gone") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("test.db");
    let log = folder.path().join("backend.log");
    let mut settings = vec![
        ("DATABASE_PATH", database.display().to_string()),
        ("HTTP_LISTEN", "127.0.0.1:0".to_owned()),
    ];
    settings.extend(broker.settings());
    let output = process::run(&settings, &["provision", "device", "a"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let login = (
        "a".to_owned(),
        text.lines().nth(2).unwrap().trim().to_owned(),
    );
    broker.add_devices(std::slice::from_ref(&login));
    let _backend = Process::serve(&settings, &log);
    let connections = || {
        let text = std::fs::read_to_string(&log).unwrap();
        text.matches("connected to the broker").count()
    };
    eventually("the first connection", async || connections() == 1).await;
    broker.restart();
    eventually("the second connection", async || connections() == 2).await;
    let server = SocketAddr::from(([127, 0, 0, 1], broker.port));
    let every = Duration::from_millis(1);
    let acknowledged = load::publish(server, login, load::first_time(), 20, every).await;
    assert_eq!(acknowledged.len(), 20);
    eventually("readings after the restart are stored", async || {
        load::stored(&database, "a").len() == 20
    })
    .await;
}
