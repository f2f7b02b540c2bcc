//! What the backend asks of a broker, and that it finds back to it.

use std::net::SocketAddr;
use std::time::Duration;

use backend::domain::DeviceId;
use backend::identity;
use backend::ingest::topic;
use mqtt5::mqttbytes::QoS;

use crate::faults::load;
use crate::support::broker::Mosquitto;
use crate::support::eventually;
use crate::support::pretender::Pretender;
use crate::support::process::{self, Process};
use crate::support::whole::Whole;

/// A week.
const KEPT_S: u32 = 7 * 24 * 3600;

#[tokio::test]
async fn broker__external__session_of_a_week() {
    let broker = Pretender::start().await;
    let url = format!("mqtt://{}", broker.address());
    let whole = Whole::start_at(&url, &[]).await;
    let (mut link, connect) = broker.connection(identity::NAME).await;
    assert!(!connect.clean_start, "the session goes on");
    let properties = connect.properties.unwrap();
    assert_eq!(properties.session_expiry_interval, Some(KEPT_S));
    link.welcome(false).await;
    let filters = link.subscription().await.filters;
    assert_eq!(filters[0].path, topic::readings_filter());
    assert_eq!(filters[0].qos, QoS::AtLeastOnce);
    drop(whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn broker__external__goes_on_when_the_database_can_be_read_again() {
    let broker = Pretender::start().await;
    let url = format!("mqtt://{}", broker.address());
    let whole = Whole::start_at(&url, &[]).await;
    let (mut link, _) = broker.connection(identity::NAME).await;
    link.welcome(false).await;
    link.subscription().await;
    let database = whole.connection();
    let hide = "ALTER TABLE devices RENAME TO hidden";
    database.execute_batch(hide).unwrap();
    // Whether it is registered must be read: it is not known in memory.
    let stranger = topic::readings_topic(&DeviceId::parse("stranger").unwrap());
    link.publish(1, &stranger, "{}").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let show = "ALTER TABLE hidden RENAME TO devices";
    database.execute_batch(show).unwrap();
    assert_eq!(link.acknowledged().await, 1);
}

#[tokio::test]
async fn broker__reconnect__after_pauses_that_grow() {
    let broker = Pretender::start().await;
    let url = format!("mqtt://{}", broker.address());
    let whole = Whole::start_at(&url, &[]).await;
    let mut pauses = Vec::new();
    for _ in 0..3 {
        // It is let in and forgotten again: each time it subscribes anew.
        let (mut link, _) = broker.connection(identity::NAME).await;
        link.welcome(false).await;
        link.subscription().await;
        drop(link);
        let began = std::time::Instant::now();
        // The next try is refused, the one after that is the second failure in a row.
        drop(broker.connection(identity::NAME).await);
        pauses.push(began.elapsed());
    }
    for pause in pauses {
        let least = Duration::from_millis(400);
        assert!(pause >= least, "it waits before it tries: {pause:?}");
    }
    drop(whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn broker__external__keeps_what_comes_meanwhile() {
    const READINGS: u16 = 20;
    let Some(mut broker) = Mosquitto::start("broker__external__keeps_what_comes_meanwhile") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("test.db");
    let log = folder.path().join("log");
    let mut settings = vec![
        ("DATABASE_PATH", database.display().to_string()),
        ("HTTP_LISTEN", "127.0.0.1:0".to_owned()),
    ];
    settings.extend(broker.settings());
    let output = process::run(&settings, &["provision", "device", "a"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let login = ("a".to_owned(), process::secret(&printed));
    broker.add_devices(std::slice::from_ref(&login));
    let mut backend = Process::serve(&settings, &log);
    eventually("the connection", async || {
        let text = std::fs::read_to_string(&log).unwrap();
        text.contains("connected to the broker")
    })
    .await;
    let server = SocketAddr::from(([127, 0, 0, 1], broker.port));
    let publish = async |first: i64| {
        let first = load::first_time().plus_ms(first);
        let every = Duration::from_millis(1);
        let taken = load::publish(server, login.clone(), first, READINGS, every).await;
        assert_eq!(taken.len(), usize::from(READINGS), "the broker took all");
    };
    let stored = async |count: u16| {
        eventually("they are stored", async || {
            load::stored(&database, "a").len() == usize::from(count)
        })
        .await;
    };
    publish(0).await;
    stored(READINGS).await;
    backend.kill();
    publish(60_000).await;
    let _backend = Process::serve(&settings, &log);
    stored(2 * READINGS).await;
}
