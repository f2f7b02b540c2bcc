//! The first packets of a connection: who is it, and may it come in.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Endpoint;
use super::packet::{self, Hello, Message, Outgoing, PacketError, Refusal, Version};
use crate::domain::DeviceId;

/// How long a client may take to log in.
const LOGIN_WITHIN: Duration = Duration::from_secs(10);

/// A client that came in.
pub(super) struct Session {
    pub stream: TcpStream,
    /// What was read beyond the first packet.
    pub buffer: BytesMut,
    pub version: Version,
    pub device: DeviceId,
    pub client_id: String,
    /// The longest silence that is tolerated.
    pub silence: Option<Duration>,
    pub will: Option<Message>,
}

/// Lets a client in, or turns it away with a reason in the log.
pub(super) async fn greet(
    endpoint: &Endpoint,
    mut stream: TcpStream,
    peer: SocketAddr,
) -> Option<Session> {
    let mut buffer = BytesMut::with_capacity(1024);
    let hello = match timeout(LOGIN_WITHIN, read_hello(&mut stream, &mut buffer)).await {
        Ok(Ok(Some(hello))) => hello,
        Ok(Ok(None)) => {
            tracing::debug!(%peer, "a connection was closed before it logged in");
            return None;
        }
        Ok(Err(error)) => {
            tracing::warn!(%peer, reason = "malformed", "refused connection: {error}");
            if matches!(error, PacketError::Version(_)) {
                refuse(&mut stream, Version::V4, Refusal::Unsupported).await;
            }
            return None;
        }
        Err(_) => {
            tracing::warn!(%peer, reason = "login_timeout", "refused connection: no CONNECT in time");
            return None;
        }
    };
    match admit(endpoint, &hello).await {
        Ok(device) => welcome(stream, buffer, hello, device).await,
        Err((refusal, reason)) => {
            let user = hello.login.as_ref().map_or("", |(user, _)| user.as_str());
            let client = hello.client_id.as_str();
            tracing::warn!(%peer, user, client, reason, "refused connection");
            refuse(&mut stream, hello.version, refusal).await;
            None
        }
    }
}

async fn read_hello(
    stream: &mut TcpStream,
    buffer: &mut BytesMut,
) -> Result<Option<Hello>, PacketError> {
    loop {
        if let Some(hello) = packet::read_hello(buffer)? {
            return Ok(Some(hello));
        }
        // A connection that breaks here has said nothing worth keeping.
        if stream.read_buf(buffer).await.unwrap_or(0) == 0 {
            return Ok(None);
        }
    }
}

async fn admit(endpoint: &Endpoint, hello: &Hello) -> Result<DeviceId, (Refusal, &'static str)> {
    let bad_credentials = (Refusal::BadCredentials, "bad_credentials");
    if hello.client_id.is_empty() && hello.version == Version::V4 && !hello.clean {
        return Err((Refusal::BadClientId, "bad_client_id"));
    }
    let Some((user, password)) = &hello.login else {
        return Err((Refusal::BadCredentials, "no_credentials"));
    };
    let device = DeviceId::parse(user).map_err(|_| bad_credentials)?;
    let token = std::str::from_utf8(password).map_err(|_| bad_credentials)?;
    match endpoint.store.authenticate_device(&device, token).await {
        Ok(true) => Ok(device),
        Ok(false) => Err(bad_credentials),
        Err(_) => Err((Refusal::Unavailable, "database_unavailable")),
    }
}

async fn welcome(
    mut stream: TcpStream,
    buffer: BytesMut,
    hello: Hello,
    device: DeviceId,
) -> Option<Session> {
    static ASSIGNED: AtomicU64 = AtomicU64::new(1);
    let assigned = hello.client_id.is_empty().then(|| {
        let number = ASSIGNED.fetch_add(1, Ordering::Relaxed);
        format!("{device}-{number}")
    });
    let reply = Outgoing::Welcome {
        assigned: assigned.as_deref(),
    };
    send(&mut stream, hello.version, &reply).await?;
    // A client is silent for too long after one and a half times what it promised.
    let silence = Duration::from_secs(hello.keep_alive_s.into()) * 3 / 2;
    Some(Session {
        stream,
        buffer,
        version: hello.version,
        device,
        client_id: assigned.unwrap_or(hello.client_id),
        silence: (!silence.is_zero()).then_some(silence),
        will: hello.will,
    })
}

async fn refuse(stream: &mut TcpStream, version: Version, refusal: Refusal) {
    // Whether the client hears of it or not, the connection ends.
    let _ = send(stream, version, &Outgoing::Refuse(refusal)).await;
}

async fn send(stream: &mut TcpStream, version: Version, packet: &Outgoing<'_>) -> Option<()> {
    let mut bytes = BytesMut::new();
    packet::write(version, packet, &mut bytes).ok()?;
    let written = timeout(LOGIN_WITHIN, stream.write_all(&bytes)).await;
    written.ok()?.ok()
}
