//! Live events over WebSocket: what the event stream tells, as text messages.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Serialize;
use tokio::time::{Instant, timeout};

use crate::domain::event::Event;

use super::AppState;
use super::error::ApiError;
use super::follow::{Follower, Notice};
use super::operation::{Access, Operation};
use super::query::Params;
use super::schema;

/// Pause after which a ping asks whether the listener is still there; after two without a word it is gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a listener may take to accept a message.
const WRITE_WITHIN: Duration = Duration::from_secs(10);

/// Largest message of a listener; nothing that it says is needed.
const MAX_HEARD_BYTES: usize = 4096;

/// The socket.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/ws", "followSocket", follow)
            .tag("Operation")
            .summary("WebSocket of `{\"event\", \"data\"}` messages: `reading`, `alert`, `resync`")
            .access(Access::Viewer)
            .query("device", "Only events of this device", schema::device_id())
            .answers_empty(101, "The connection goes on as a WebSocket"),
    ]
}

async fn follow(
    State(state): State<AppState>,
    params: Params,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    if !from_own_origin(&headers) {
        return Err(ApiError::forbidden(
            "a page of another origin may not listen",
        ));
    }
    let device = params.device("device")?;
    let upgrade = upgrade.map_err(|_| ApiError::bad_request("open this address as a WebSocket"))?;
    // From here on nothing is missed: what happens during the handshake waits.
    let follower = Follower::new(state.store.subscribe(), state.stopping.clone(), device);
    Ok(upgrade
        .max_message_size(MAX_HEARD_BYTES)
        .max_frame_size(MAX_HEARD_BYTES)
        .on_upgrade(|socket| tell(socket, follower, HEARTBEAT)))
}

/// Browsers let every page open a socket to every server and send the cookie along, but they always say which page
/// it is. Who says nothing is no browser.
fn from_own_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let site = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.split_once("://"));
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    site.zip(host)
        .is_some_and(|((_, site), host)| site.eq_ignore_ascii_case(host))
}

/// Why a conversation ends.
enum End {
    /// The listener left or cannot be reached.
    Gone,
    /// The listener said nothing for too long.
    Silent,
    /// The backend stops.
    Stopping,
}

/// Tells the listener what happens until one of the two leaves.
async fn tell(mut socket: WebSocket, mut follower: Follower, heartbeat: Duration) {
    let end = converse(&mut socket, &mut follower, heartbeat).await;
    let (code, reason) = match end {
        End::Gone => return,
        End::Silent => (close_code::POLICY, "no pong came in time"),
        End::Stopping => (close_code::AWAY, "the backend stops"),
    };
    let frame = CloseFrame {
        code,
        reason: reason.into(),
    };
    // The connection ends either way.
    let _ = send(&mut socket, Message::Close(Some(frame))).await;
}

async fn converse(socket: &mut WebSocket, follower: &mut Follower, heartbeat: Duration) -> End {
    let mut pings = tokio::time::interval_at(Instant::now() + heartbeat, heartbeat);
    let mut heard = Instant::now();
    loop {
        let message = tokio::select! {
            notice = follower.next() => match notice {
                Some(notice) => text(&notice),
                None => return End::Stopping,
            },
            received = socket.recv() => match received {
                // Pings are answered below this, and nothing else that a listener says has a meaning.
                Some(Ok(_)) => {
                    heard = Instant::now();
                    None
                }
                Some(Err(_)) | None => return End::Gone,
            },
            _ = pings.tick() => {
                if heard.elapsed() >= heartbeat * 2 {
                    return End::Silent;
                }
                Some(Message::Ping(Bytes::new()))
            }
        };
        if let Some(message) = message
            && send(socket, message).await.is_none()
        {
            return End::Gone;
        }
    }
}

/// Sends a message; `None` when the listener does not take it.
async fn send(socket: &mut WebSocket, message: Message) -> Option<()> {
    timeout(WRITE_WITHIN, socket.send(message)).await.ok()?.ok()
}

#[derive(Serialize)]
struct Told<'a, T> {
    event: &'static str,
    data: &'a T,
}

fn text(notice: &Notice) -> Option<Message> {
    let json = match notice {
        Notice::Event(Event::Reading(reading)) => json("reading", &**reading),
        Notice::Event(Event::Alert(alert)) => json("alert", &**alert),
        Notice::Resync => Some(r#"{"event":"resync","data":{}}"#.to_owned()),
    };
    json.map(|json| Message::Text(json.into()))
}

fn json(event: &'static str, data: &impl Serialize) -> Option<String> {
    serde_json::to_string(&Told { event, data }).ok()
}

#[cfg(test)]
#[expect(
    non_snake_case,
    reason = "the keys of criteria are set apart by double underscores"
)]
mod tests {
    use axum::Router;
    use axum::routing::get;
    use futures_util::StreamExt;
    use tokio::io::AsyncReadExt;
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::{broadcast, watch};
    use tokio_tungstenite::{WebSocketStream, client_async};

    use super::*;

    const BEAT: Duration = Duration::from_millis(100);

    /// A listener of a socket at which nothing ever happens.
    async fn listen() -> (
        WebSocketStream<TcpStream>,
        broadcast::Sender<Event>,
        watch::Sender<bool>,
    ) {
        let (events, _) = broadcast::channel(2);
        let (stop, stopping) = watch::channel(false);
        let of = events.clone();
        let router = Router::new().route_service(
            "/",
            get(async move |upgrade: WebSocketUpgrade| {
                let follower = Follower::new(of.subscribe(), stopping.clone(), None);
                upgrade.on_upgrade(|socket| tell(socket, follower, BEAT))
            }),
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let stream = TcpStream::connect(address).await.unwrap();
        let (socket, _) = client_async(format!("ws://{address}/"), stream)
            .await
            .unwrap();
        (socket, events, stop)
    }

    #[tokio::test]
    async fn live__websocket__keepalive__asks_who_answers() {
        let (mut socket, _events, _stop) = listen().await;
        for _ in 0..4 {
            let message = socket.next().await.unwrap().unwrap();
            assert!(message.is_ping(), "{message:?}");
        }
    }

    #[tokio::test]
    async fn live__websocket__keepalive__gives_up_who_is_silent() {
        let (socket, _events, _stop) = listen().await;
        let mut bytes = Vec::new();
        let reading = socket.into_inner().read_to_end(&mut bytes).await;
        assert!(reading.is_ok(), "{reading:?}");
        let end = String::from_utf8_lossy(&bytes);
        assert!(end.ends_with("no pong came in time"), "{end:?}");
    }

    #[test]
    fn live__websocket__slow__is_told_to_start_over() {
        let told = text(&Notice::Resync);
        let expected = Message::Text(r#"{"event":"resync","data":{}}"#.into());
        assert_eq!(told, Some(expected));
    }
}
