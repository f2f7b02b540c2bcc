//! A bounded load of readings over MQTT, and the comparison of what was acknowledged with what is stored.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use backend::domain::DeviceId;
use backend::domain::Timestamp;
use backend::ingest::topic;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::Packet;
use mqtt5::{AsyncClient, Event, PublishOptions};
use rusqlite::{Connection, OpenFlags};

use crate::catalog::METRIC_CASES;
use crate::ingest::metrics::only;
use crate::support::client::options5;

/// A device of the load: id and token.
pub type Login = (String, String);

/// The time of the first reading: an hour before now, so that none lies ahead.
pub fn first_time() -> Timestamp {
    use backend::clock::{Clock, SystemClock};
    SystemClock.now().plus_ms(-3_600_000)
}

/// A payload with one value, taken at this time.
pub fn payload(at: Timestamp) -> String {
    let case = &METRIC_CASES[0];
    let mut payload = only(case.key, case.usual);
    payload["timestamp"] = at.millis().into();
    payload.to_string()
}

/// Publishes `count` readings of a device, a millisecond apart by their own clock, `every` so often; returns the times
/// that were acknowledged. When the connection breaks it ends with what was acknowledged by then.
pub async fn publish(
    server: SocketAddr,
    login: Login,
    first: Timestamp,
    count: u16,
    every: Duration,
) -> BTreeSet<i64> {
    let (user, password) = login;
    let device = DeviceId::parse(&user).unwrap();
    let options = options5(server, &user, &password);
    let (client, mut events) = AsyncClient::builder(options).capacity(4096).build();
    let sending = tokio::spawn(send(
        client,
        topic::readings_topic(&device),
        first,
        count,
        every,
    ));
    let mut acknowledged = BTreeSet::new();
    while acknowledged.len() < usize::from(count) {
        match events.poll().await {
            // The library numbers publishes from 1, in order; none is used twice in so few.
            Ok(Event::Incoming(Packet::PubAck(ack))) => {
                acknowledged.insert(first.millis() + i64::from(ack.pkid) - 1);
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    sending.abort();
    acknowledged
}

async fn send(client: AsyncClient, topic: String, first: Timestamp, count: u16, every: Duration) {
    for number in 0..count {
        let body = payload(first.plus_ms(number.into()));
        let options = PublishOptions::new(QoS::AtLeastOnce);
        if client.publish(topic.clone(), body, options).await.is_err() {
            return;
        }
        tokio::time::sleep(every).await;
    }
}

/// The times of the readings of a device that are in the database, in both tables, each as often as it is there.
pub fn stored(database: &Path, device: &str) -> Vec<i64> {
    let connection =
        Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement = connection
        .prepare(
            "SELECT ts_ms FROM (
                SELECT ts_ms, device FROM readings_hot UNION ALL SELECT ts_ms, device FROM readings_cold
             ) JOIN devices ON key = device WHERE id = ?1 ORDER BY ts_ms",
        )
        .unwrap();
    let times = statement.query_map([device], |row| row.get(0)).unwrap();
    times.map(Result::unwrap).collect()
}
