//! The live stream: what is committed arrives, in order, and the stream ends with the backend.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::client::Ask;
use super::rig::Rig;

const PATIENCE: Duration = Duration::from_secs(30);

struct Stream(Lines<BufReader<TcpStream>>);

impl Stream {
    /// Follows the events and waits until the stream stands.
    async fn open(rig: &Rig, path: &str) -> Self {
        let ask = Ask::get(path).by(&rig.viewer).header("last-event-id", "7");
        let stream = BufReader::new(ask.open(rig.address).await);
        let mut stream = Self(stream.lines());
        while !stream
            .line()
            .await
            .expect("a greeting")
            .contains("following")
        {}
        stream
    }

    async fn line(&mut self) -> Option<String> {
        let line = timeout(PATIENCE, self.0.next_line()).await;
        line.expect("a line in time").unwrap_or_default()
    }

    /// The next event: its name and its data.
    async fn event(&mut self) -> (String, Value) {
        let mut name = String::new();
        loop {
            let line = self.line().await.expect("an event before the end");
            if let Some(word) = line.strip_prefix("event: ") {
                word.clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (name, serde_json::from_str(data).unwrap());
            }
        }
    }
}

#[tokio::test]
async fn endpoint__get_events__shows_readings_and_alerts() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let mut stream = Stream::open(&rig, "/events").await;
    rig.reading("a", 0).await;
    let (name, reading) = stream.event().await;
    assert_eq!(name, "reading");
    let latest = rig.get("/readings/latest").await.expect(200);
    assert_eq!(reading, latest["items"][0]);
    let body = json!({ "deviceId": "a", "type": "TEST", "message": "look" });
    let alert = rig.post("/alerts", &body).await.expect(201);
    assert_eq!(stream.event().await, ("alert".to_owned(), alert.clone()));
    let clear = Ask::new("POST", format!("/alerts/{}/clear", alert["id"])).by(&rig.admin);
    let cleared = rig.ask(clear).await.expect(200);
    assert_eq!(stream.event().await, ("alert".to_owned(), cleared));
}

#[tokio::test]
async fn endpoint__get_events__can_follow_one_device() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.device("b").await;
    let mut stream = Stream::open(&rig, "/events?device=b").await;
    rig.reading("a", 0).await;
    rig.reading("b", 0).await;
    assert_eq!(stream.event().await.1["deviceId"], "b");
}

#[tokio::test]
async fn the_live_stream_ends_when_the_backend_stops() {
    let rig = Rig::start().await;
    let mut stream = Stream::open(&rig, "/events").await;
    rig.stop();
    while let Some(line) = stream.line().await {
        assert!(!line.starts_with("event: "), "{line}");
    }
}
