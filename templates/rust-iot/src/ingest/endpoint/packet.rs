//! MQTT 3.1.1 and 5 behind one set of packets; the bytes are the codec library's work.

use bytes::{Bytes, BytesMut};
use mqtt4::mqttbytes::{self as bytes4, v4};
use mqtt5::mqttbytes::{self as bytes5, QoS, v5};

use crate::domain::pipeline::MAX_PAYLOAD_BYTES;

/// Most bytes of one packet: a payload, its topic and its properties.
pub(super) const MAX_PACKET_BYTES: u32 = 2048 + MAX_PAYLOAD_BYTES as u32;

/// Most publishes of a client that may wait for their acknowledgement.
pub(super) const RECEIVE_MAXIMUM: u16 = 1024;

/// The version that a client speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// MQTT 3.1.1.
    V4,
    /// MQTT 5.
    V5,
}

/// What a client says first.
#[derive(Debug)]
pub(super) struct Hello {
    pub version: Version,
    pub client_id: String,
    pub clean: bool,
    pub keep_alive_s: u16,
    pub login: Option<(String, Bytes)>,
    pub will: Option<Message>,
}

/// A message to or from a client.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub topic: Bytes,
    pub payload: Bytes,
}

/// What a client says after that.
#[derive(Debug)]
pub(super) enum Incoming {
    Publish {
        message: Message,
        /// Number of the packet to acknowledge; 0 when none is expected.
        id: u16,
        qos: QoS,
    },
    Acknowledged(u16),
    Subscribe {
        id: u16,
        filters: Vec<(String, QoS)>,
    },
    Unsubscribe {
        id: u16,
        filters: Vec<String>,
    },
    Ping,
    /// The client leaves; `true` when its last will shall be published all the same.
    Disconnect(bool),
    /// A packet that only a server may send, or that belongs to QoS 2.
    Unexpected,
}

/// Why a client is turned away or sent off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    BadCredentials,
    BadClientId,
    Unavailable,
    Malformed,
    TooLarge,
    Unsupported,
    NotAuthorized,
    KeepAlive,
    TakenOver,
    Stopping,
}

/// What the server says.
#[derive(Debug)]
pub(super) enum Outgoing<'a> {
    Welcome {
        /// The id given to a client that sent none.
        assigned: Option<&'a str>,
    },
    Refuse(Refusal),
    Acknowledge {
        id: u16,
        verdict: Verdict,
    },
    Subscribed {
        id: u16,
        /// For each filter, whether it was granted.
        granted: Vec<Option<QoS>>,
    },
    Unsubscribed {
        id: u16,
        count: usize,
    },
    Pong,
    Publish {
        message: &'a Message,
        id: u16,
        qos: QoS,
    },
    Goodbye(Refusal),
}

/// How a published message fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Stored,
    Refused,
    NotAuthorized,
}

/// The bytes are no MQTT, or too many.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum PacketError {
    #[error("malformed packet: {0}")]
    Malformed(String),
    #[error("packet of more than {MAX_PACKET_BYTES} bytes")]
    TooLarge,
    #[error("MQTT level {0}; 4 (3.1.1) and 5 are spoken here")]
    Version(u8),
}

/// The version named in a CONNECT packet; `None` while too few bytes have arrived.
fn version(buffer: &[u8]) -> Result<Option<Version>, PacketError> {
    let Some((first, rest)) = buffer.split_first() else {
        return Ok(None);
    };
    if *first != 0x10 {
        return Err(PacketError::Malformed(
            "the first packet is no CONNECT".to_owned(),
        ));
    }
    // Up to four bytes of length, the last one without its highest bit; then the name and the level.
    let continued = rest.iter().take_while(|byte| **byte >= 0x80).count();
    if continued > 3 {
        let problem = "the length has more than four bytes".to_owned();
        return Err(PacketError::Malformed(problem));
    }
    let Some(header) = rest.get(continued + 1..continued + 8) else {
        return Ok(None);
    };
    match header {
        [0, 4, b'M', b'Q', b'T', b'T', 4] => Ok(Some(Version::V4)),
        [0, 4, b'M', b'Q', b'T', b'T', 5] => Ok(Some(Version::V5)),
        [0, 4, b'M', b'Q', b'T', b'T', level] => Err(PacketError::Version(*level)),
        _ => Err(PacketError::Malformed(
            "the protocol is not MQTT".to_owned(),
        )),
    }
}

fn read4(buffer: &mut BytesMut) -> Result<Option<v4::Packet>, PacketError> {
    match v4::Packet::read(buffer, MAX_PACKET_BYTES as usize) {
        Ok(packet) => Ok(Some(packet)),
        Err(bytes4::Error::InsufficientBytes(_)) => Ok(None),
        Err(bytes4::Error::PayloadSizeLimitExceeded(_)) => Err(PacketError::TooLarge),
        Err(error) => Err(PacketError::Malformed(error.to_string())),
    }
}

fn read5(buffer: &mut BytesMut) -> Result<Option<v5::Packet>, PacketError> {
    match v5::Packet::read(buffer, Some(MAX_PACKET_BYTES)) {
        Ok(packet) => Ok(Some(packet)),
        Err(bytes5::Error::InsufficientBytes(_)) => Ok(None),
        Err(bytes5::Error::PayloadSizeLimitExceeded { .. }) => Err(PacketError::TooLarge),
        Err(error) => Err(PacketError::Malformed(error.to_string())),
    }
}

/// Reads the first packet; `None` while it is incomplete.
pub(super) fn read_hello(buffer: &mut BytesMut) -> Result<Option<Hello>, PacketError> {
    let unexpected = || PacketError::Malformed("the first packet is no CONNECT".to_owned());
    match version(buffer)? {
        None => Ok(None),
        Some(Version::V4) => match read4(buffer)? {
            None => Ok(None),
            Some(v4::Packet::Connect(connect)) => Ok(Some(hello4(connect))),
            Some(_) => Err(unexpected()),
        },
        Some(Version::V5) => match read5(buffer)? {
            None => Ok(None),
            Some(v5::Packet::Connect(connect, will, auth)) => Ok(Some(hello5(connect, will, auth))),
            Some(_) => Err(unexpected()),
        },
    }
}

fn hello4(connect: v4::Connect) -> Hello {
    let login = match connect.auth {
        v4::ConnectAuth::UsernamePassword { username, password } => Some((username, password)),
        v4::ConnectAuth::None | v4::ConnectAuth::Username { .. } => None,
    };
    Hello {
        version: Version::V4,
        client_id: connect.client_id,
        clean: connect.clean_session,
        keep_alive_s: connect.keep_alive,
        login,
        will: connect.last_will.map(|will| Message {
            topic: Bytes::from(will.topic),
            payload: will.message,
        }),
    }
}

fn hello5(connect: v5::Connect, will: Option<v5::LastWill>, auth: v5::ConnectAuth) -> Hello {
    let login = match auth {
        v5::ConnectAuth::UsernamePassword { username, password } => Some((username, password)),
        _ => None,
    };
    Hello {
        version: Version::V5,
        client_id: connect.client_id,
        clean: connect.clean_start,
        keep_alive_s: connect.keep_alive,
        login,
        will: will.map(|will| Message {
            topic: will.topic,
            payload: will.message,
        }),
    }
}

/// Reads the next packet; `None` while it is incomplete.
pub(super) fn read(
    version: Version,
    buffer: &mut BytesMut,
) -> Result<Option<Incoming>, PacketError> {
    match version {
        Version::V4 => Ok(read4(buffer)?.map(incoming4)),
        Version::V5 => Ok(read5(buffer)?.map(incoming5)),
    }
}

fn incoming4(packet: v4::Packet) -> Incoming {
    match packet {
        v4::Packet::Publish(publish) => Incoming::Publish {
            id: publish.pkid,
            qos: publish.qos,
            message: Message {
                topic: publish.topic,
                payload: publish.payload,
            },
        },
        v4::Packet::PubAck(ack) => Incoming::Acknowledged(ack.pkid),
        v4::Packet::Subscribe(subscribe) => Incoming::Subscribe {
            id: subscribe.pkid,
            filters: subscribe
                .filters
                .into_iter()
                .map(|filter| (filter.path, filter.qos))
                .collect(),
        },
        v4::Packet::Unsubscribe(unsubscribe) => Incoming::Unsubscribe {
            id: unsubscribe.pkid,
            filters: unsubscribe.topics,
        },
        v4::Packet::PingReq => Incoming::Ping,
        v4::Packet::Disconnect => Incoming::Disconnect(false),
        _ => Incoming::Unexpected,
    }
}

fn incoming5(packet: v5::Packet) -> Incoming {
    match packet {
        v5::Packet::Publish(publish) => Incoming::Publish {
            id: publish.pkid,
            qos: publish.qos,
            message: Message {
                topic: publish.topic,
                payload: publish.payload,
            },
        },
        v5::Packet::PubAck(ack) => Incoming::Acknowledged(ack.pkid),
        v5::Packet::Subscribe(subscribe) => Incoming::Subscribe {
            id: subscribe.pkid,
            filters: subscribe
                .filters
                .into_iter()
                .map(|filter| (filter.path, filter.qos))
                .collect(),
        },
        v5::Packet::Unsubscribe(unsubscribe) => Incoming::Unsubscribe {
            id: unsubscribe.pkid,
            filters: unsubscribe.filters,
        },
        v5::Packet::PingReq => Incoming::Ping,
        v5::Packet::Disconnect(disconnect) => Incoming::Disconnect(
            disconnect.reason_code == v5::DisconnectReasonCode::DisconnectWithWillMessage,
        ),
        _ => Incoming::Unexpected,
    }
}

/// Appends a packet to the buffer.
pub(super) fn write(
    version: Version,
    packet: &Outgoing<'_>,
    buffer: &mut BytesMut,
) -> Result<(), PacketError> {
    match version {
        Version::V4 => super::write4::write(packet, buffer),
        Version::V5 => super::write5::write(packet, buffer),
    }
    .map_err(PacketError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_known_as_soon_as_it_has_arrived() {
        let connect = [0x10, 0x10, 0, 4, b'M', b'Q', b'T', b'T', 5, 2];
        for length in 0..9 {
            assert_eq!(version(&connect[..length]), Ok(None), "{length} bytes");
        }
        assert_eq!(version(&connect), Ok(Some(Version::V5)));
        let long = [0x10, 0x90, 0x01, 0, 4, b'M', b'Q', b'T', b'T', 4];
        assert_eq!(version(&long), Ok(Some(Version::V4)));
    }

    #[test]
    fn other_protocols_are_refused() {
        let old = [0x10, 0x10, 0, 4, b'M', b'Q', b'T', b'T', 3];
        assert_eq!(version(&old), Err(PacketError::Version(3)));
        assert!(version(b"GET / HTTP/1.1\r\n").is_err());
        assert!(version(&[0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5, 6]).is_err());
    }
}
