//! Connections: wills, take-over, keep-alive, what is no MQTT, stopping.

use std::time::Duration;

use backend::domain::Page;
use backend::ingest::topic;
use bytes::BytesMut;
use mqtt4::mqttbytes::v4;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::{ConnAck, LastWill, Packet};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::api::client::Ask;
use crate::ingest::metrics::all_usual;
use crate::mqtt::recently;
use crate::support::MANY;
use crate::support::client::{Client4, Client5, options4, options5};
use crate::support::eventually;
use crate::support::whole::Whole;

async fn has_reading(whole: &Whole) -> bool {
    let latest = whole
        .store()
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    !latest.items.is_empty()
}

#[tokio::test]
async fn a_last_will_is_published_when_the_connection_breaks() {
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let readings = topic::readings_topic(&device);
    let will = || {
        LastWill::new(
            readings.clone(),
            all_usual().to_string(),
            QoS::AtLeastOnce,
            false,
            None,
        )
    };
    let mut options = options5(whole.mqtt(), "a", &token);
    options.set_last_will(will());
    let mut polite = Client5::connect(options.clone());
    polite.welcomed().await;
    polite.client.disconnect().await.unwrap();
    assert!(polite.next().await.is_err(), "disconnected");
    let mut broken = Client5::connect(options);
    broken.welcomed().await;
    assert!(!has_reading(&whole).await, "a goodbye leaves no will");
    broken.vanish();
    eventually("the will is stored", async || has_reading(&whole).await).await;
}

#[tokio::test]
async fn a_second_connection_takes_over() {
    let whole = Whole::start().await;
    let (_, token) = whole.device("a").await;
    let mut first = Client5::connect(options5(whole.mqtt(), "a", &token));
    first.welcomed().await;
    let mut second = Client5::connect(options5(whole.mqtt(), "a", &token));
    second.welcomed().await;
    let told = first.next().await;
    let is_told = matches!(told, Ok(Packet::Disconnect(_)) | Err(_));
    assert!(is_told, "{told:?}");
    let mut other = options5(whole.mqtt(), "a", &token);
    other.set_client_id("another".to_owned());
    let mut third = Client5::connect(other);
    third.welcomed().await;
    let quiet = tokio::time::timeout(Duration::from_millis(200), second.next()).await;
    assert!(quiet.is_err(), "{quiet:?}");
}

/// CONNECT of 3.1.1 as the device `a`.
fn connect_packet(token: &str, keep_alive_s: u8) -> Vec<u8> {
    let mut body = vec![
        0,
        4,
        b'M',
        b'Q',
        b'T',
        b'T',
        4,
        0b1100_0010,
        0,
        keep_alive_s,
    ];
    for text in ["c", "a", token] {
        body.extend([0, u8::try_from(text.len()).unwrap()]);
        body.extend(text.as_bytes());
    }
    let mut packet = vec![0x10, u8::try_from(body.len()).unwrap()];
    packet.extend(body);
    packet
}

#[tokio::test]
async fn a_silent_client_is_sent_off() {
    let whole = Whole::start().await;
    let (_, token) = whole.device("a").await;
    let packet = connect_packet(&token, 1);
    let mut stream = TcpStream::connect(whole.mqtt()).await.unwrap();
    stream.write_all(&packet).await.unwrap();
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    read.expect("the connection ends").unwrap();
    assert_eq!(answer, [0x20, 2, 0, 0], "let in, then sent off");
}

#[tokio::test]
async fn what_is_no_mqtt_ends_at_once() {
    let whole = Whole::start().await;
    let rubbish: [&[u8]; 4] = [
        b"GET / HTTP/1.1\r\n\r\n",
        &[0x30, 0x02, 0, 0],
        &[0x10, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x10, 0x0c, 0, 4, b'M', b'Q', b'T', b'T', 9, 2, 0, 60, 0, 0],
    ];
    for bytes in rubbish {
        let mut stream = TcpStream::connect(whole.mqtt()).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        let end = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer));
        // The server may reset the connection instead of closing it.
        let _ = end.await.expect("the connection ends");
        assert!(answer.len() <= 4, "{answer:?}");
    }
    let (_, token) = whole.device("a").await;
    let mut client = Client4::connect(options4(whole.mqtt(), "a", &token));
    client.welcomed().await;
}

#[tokio::test]
async fn broker__own__says_its_limits_at_the_start() {
    let whole = Whole::start().await;
    let (_, token) = whole.device("a").await;
    let mut options = options5(whole.mqtt(), "a", &token);
    options.set_client_id(String::new());
    let mut client = Client5::connect(options);
    let Ok(Packet::ConnAck(ConnAck {
        session_present,
        properties: Some(properties),
        ..
    })) = client.next().await
    else {
        panic!("no properties");
    };
    assert!(!session_present);
    assert_eq!(properties.max_qos, Some(1));
    assert_eq!(properties.retain_available, Some(0));
    assert_eq!(properties.wildcard_subscription_available, Some(0));
    assert!(properties.assigned_client_identifier.is_some());
    assert!(properties.max_packet_size.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn operations__stop__acknowledges_what_was_taken() {
    const MESSAGES: u8 = 5;
    let whole = Whole::start().await;
    let (device, token) = whole.device("a").await;
    let blocker = whole.connection();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut stream = TcpStream::connect(whole.mqtt()).await.unwrap();
    let packet = connect_packet(&token, 0);
    stream.write_all(&packet).await.unwrap();
    let mut packets = BytesMut::new();
    for number in 1..=MESSAGES {
        let mut payload = all_usual();
        payload["timestamp"] = json!(recently() + 1000 * i64::from(number));
        let payload = payload.to_string();
        let topic = topic::readings_topic(&device);
        let mut publish = v4::Publish::new(topic, QoS::AtLeastOnce, payload);
        publish.pkid = number.into();
        publish.write(&mut packets).unwrap();
    }
    stream.write_all(&packets).await.unwrap();
    let taken = format!("messages_received_total{{transport=\"mqtt\"}} {MESSAGES}");
    eventually("all are taken", async || {
        let counted = Ask::get("/metrics").send(whole.app.http_address()).await;
        counted.text.contains(&taken)
    })
    .await;
    let Whole { app, folder } = whole;
    let stopping = tokio::time::timeout(Duration::from_secs(10), app.stop());
    let unblocking = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        blocker.execute_batch("ROLLBACK").unwrap();
    };
    let (stopped, ()) = tokio::join!(stopping, unblocking);
    stopped.expect("stops in time");
    let mut answers = Vec::new();
    stream.read_to_end(&mut answers).await.unwrap();
    let acknowledged = (1..=MESSAGES).flat_map(|number| [0x40, 2, 0, number]);
    let expected: Vec<u8> = [0x20, 2, 0, 0].into_iter().chain(acknowledged).collect();
    assert_eq!(answers, expected, "let in, and all acknowledged");
    let count = "SELECT count(*) FROM readings_hot";
    let count = blocker.query_row(count, [], |row| row.get::<_, i64>(0));
    assert_eq!(count, Ok(MESSAGES.into()));
    drop(folder);
}
