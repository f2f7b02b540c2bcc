//! A server that speaks as much of MQTT 5 as shows what the backend asks of a broker.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::BytesMut;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::{
    ConnAck, Connect, ConnectReturnCode, Packet, Publish, SubAck, Subscribe, SubscribeReasonCode,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How long a test waits for a packet.
const PATIENCE: Duration = Duration::from_secs(30);

/// Listens where the backend expects a broker.
pub struct Pretender(TcpListener);

impl Pretender {
    /// Takes a free port.
    pub async fn start() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.0.local_addr().unwrap()
    }

    /// The next connection with this client id, and how it asked for it; others are ignored.
    pub async fn connection(&self, client_id: &str) -> (Link, Connect) {
        let find = async {
            loop {
                let (stream, _) = self.0.accept().await.unwrap();
                let buffer = BytesMut::new();
                let mut link = Link { stream, buffer };
                if let Some(Packet::Connect(connect, ..)) = link.next().await
                    && connect.client_id == client_id
                {
                    return (link, connect);
                }
            }
        };
        let found = tokio::time::timeout(PATIENCE, find).await;
        found.expect("a connection in time")
    }
}

/// A connection of the backend.
pub struct Link {
    stream: TcpStream,
    buffer: BytesMut,
}

impl Link {
    /// The next packet; `None` when the connection ended.
    async fn next(&mut self) -> Option<Packet> {
        loop {
            if let Ok(packet) = Packet::read(&mut self.buffer, None) {
                return Some(packet);
            }
            if self.stream.read_buf(&mut self.buffer).await.unwrap_or(0) == 0 {
                return None;
            }
        }
    }

    /// Lets the backend in.
    pub async fn welcome(&mut self, session_present: bool) {
        let ack = ConnAck {
            session_present,
            code: ConnectReturnCode::Success,
            properties: None,
        };
        let mut out = BytesMut::new();
        ack.write(&mut out).unwrap();
        self.stream.write_all(&out).await.unwrap();
    }

    /// Sends a message that is to be acknowledged.
    pub async fn publish(&mut self, pkid: u16, topic: &str, payload: &str) {
        let mut publish = Publish::new(topic, QoS::AtLeastOnce, payload.to_owned(), None);
        publish.pkid = pkid;
        let mut out = BytesMut::new();
        publish.write(&mut out).unwrap();
        self.stream.write_all(&out).await.unwrap();
    }

    /// Which message the backend acknowledges next.
    pub async fn acknowledged(&mut self) -> u16 {
        let find = async {
            loop {
                match self.next().await {
                    Some(Packet::PubAck(ack)) => return ack.pkid,
                    Some(_) => {}
                    None => panic!("the connection ended"),
                }
            }
        };
        let found = tokio::time::timeout(PATIENCE, find).await;
        found.expect("an acknowledgement in time")
    }

    /// What the backend subscribes to next; it is granted.
    pub async fn subscription(&mut self) -> Subscribe {
        let find = async {
            loop {
                match self.next().await {
                    Some(Packet::Subscribe(subscribe)) => return subscribe,
                    Some(_) => {}
                    None => panic!("the connection ended"),
                }
            }
        };
        let subscribe = tokio::time::timeout(PATIENCE, find).await.unwrap();
        let granted = SubscribeReasonCode::Success(QoS::AtLeastOnce);
        let ack = SubAck {
            pkid: subscribe.pkid,
            return_codes: vec![granted; subscribe.filters.len()],
            properties: None,
        };
        let mut out = BytesMut::new();
        ack.write(&mut out).unwrap();
        self.stream.write_all(&out).await.unwrap();
        subscribe
    }
}
