//! MQTT 3.1.1 and 5 behind one set of packets; the bytes are the codec library's work.

use bytes::{Bytes, BytesMut};
use mqtt5::mqttbytes::QoS;

use super::{v4, v5};
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

impl PacketError {
    /// The first packet is another than the one that has to come first.
    pub fn no_connect() -> Self {
        Self::Malformed("the first packet is no CONNECT".to_owned())
    }
}

/// The version named in a CONNECT packet; `None` while too few bytes have arrived.
fn version(buffer: &[u8]) -> Result<Option<Version>, PacketError> {
    let Some((first, rest)) = buffer.split_first() else {
        return Ok(None);
    };
    if *first != 0x10 {
        return Err(PacketError::no_connect());
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

/// Reads the first packet; `None` while it is incomplete.
pub(super) fn read_hello(buffer: &mut BytesMut) -> Result<Option<Hello>, PacketError> {
    match version(buffer)? {
        None => Ok(None),
        Some(Version::V4) => v4::read_hello(buffer),
        Some(Version::V5) => v5::read_hello(buffer),
    }
}

/// Reads the next packet; `None` while it is incomplete.
pub(super) fn read(
    version: Version,
    buffer: &mut BytesMut,
) -> Result<Option<Incoming>, PacketError> {
    match version {
        Version::V4 => v4::read(buffer),
        Version::V5 => v5::read(buffer),
    }
}

/// Appends a packet to the buffer.
pub(super) fn write(
    version: Version,
    packet: &Outgoing<'_>,
    buffer: &mut BytesMut,
) -> Result<(), PacketError> {
    match version {
        Version::V4 => v4::write(packet, buffer),
        Version::V5 => v5::write(packet, buffer),
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
