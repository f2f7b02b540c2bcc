//! Live events over WebSocket, heard by a real client.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use super::client::Ask;
use super::rig::Rig;

const PATIENCE: Duration = Duration::from_secs(10);

/// The code with which a server that goes away closes.
const AWAY: u16 = 1001;

struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// Opens a socket with these headers; the status of the answer when it is refused.
    async fn try_open(
        rig: &Rig,
        path: &str,
        headers: &[(&'static str, String)],
    ) -> Result<Self, u16> {
        let address = format!("ws://{}{path}", rig.address);
        let mut request = address.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(rig.address).await.unwrap();
        match client_async(request, stream).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    async fn open(rig: &Rig, path: &str) -> Self {
        let key = ("authorization", format!("Bearer {}", rig.viewer));
        Self::try_open(rig, path, &[key]).await.ok().unwrap()
    }

    async fn message(&mut self) -> Message {
        let message = timeout(PATIENCE, self.0.next()).await;
        message.expect("a message in time").unwrap().unwrap()
    }

    /// The next event: its name and its data.
    async fn event(&mut self) -> (String, Value) {
        let text = self.message().await.into_text().unwrap();
        let mut told: Value = serde_json::from_str(&text).unwrap();
        let name = told["event"].as_str().unwrap().to_owned();
        (name, told["data"].take())
    }
}

#[tokio::test]
async fn endpoint__get_ws__shows_readings_and_alerts() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let mut socket = Socket::open(&rig, "/ws").await;
    rig.reading("a", 0).await;
    let (name, reading) = socket.event().await;
    assert_eq!(name, "reading");
    let latest = rig.get("/readings/latest").await.expect(200);
    assert_eq!(reading, latest["items"][0]);
    let body = json!({ "deviceId": "a", "type": "TEST", "message": "look" });
    let alert = rig.post("/alerts", &body).await.expect(201);
    assert_eq!(socket.event().await, ("alert".to_owned(), alert));
}

#[tokio::test]
async fn endpoint__get_ws__can_follow_one_device() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.device("b").await;
    let mut socket = Socket::open(&rig, "/ws?device=b").await;
    rig.reading("a", 0).await;
    rig.reading("b", 0).await;
    assert_eq!(socket.event().await.1["deviceId"], "b");
}

#[tokio::test]
async fn what_a_listener_says_is_heard_and_has_no_effect() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let mut socket = Socket::open(&rig, "/ws").await;
    socket.0.send(Message::text("hello")).await.unwrap();
    socket.0.send(Message::Ping(vec![7].into())).await.unwrap();
    assert_eq!(socket.message().await, Message::Pong(vec![7].into()));
    rig.reading("a", 0).await;
    assert_eq!(socket.event().await.0, "reading");
}

#[tokio::test]
async fn live__websocket__origin__of_another_page_is_refused() {
    let rig = Rig::start().await;
    let login = Ask::post("/session", &json!({ "key": rig.viewer }));
    let answer = rig.ask(login).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    let cookie = || ("cookie", cookie.to_owned());
    let foreign = ("origin", "http://127.0.0.1:1".to_owned());
    let refused = Socket::try_open(&rig, "/ws", &[cookie(), foreign]).await;
    assert_eq!(refused.err(), Some(403));
    let own = ("origin", format!("http://{}", rig.address));
    assert!(
        Socket::try_open(&rig, "/ws", &[cookie(), own])
            .await
            .is_ok()
    );
    let refused = Socket::try_open(&rig, "/ws", &[]).await;
    assert_eq!(refused.err(), Some(401));
}

#[tokio::test]
async fn what_is_no_socket_is_told_so() {
    let rig = Rig::start().await;
    let problem = rig.get("/ws").await.expect(400);
    assert_eq!(problem["detail"], "open this address as a WebSocket");
}

#[tokio::test]
async fn the_socket_closes_when_the_backend_stops() {
    let rig = Rig::start().await;
    let mut socket = Socket::open(&rig, "/ws").await;
    rig.stop();
    let Message::Close(Some(frame)) = socket.message().await else {
        panic!("a close frame comes first");
    };
    assert_eq!(u16::from(frame.code), AWAY);
}
