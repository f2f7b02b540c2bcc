//! The packets of MQTT 3.1.1, to and from the common ones.

use bytes::{Bytes, BytesMut};
use mqtt4::mqttbytes::{Error, v4};

use super::packet::{
    Hello, Incoming, MAX_PACKET_BYTES, Message, Outgoing, PacketError, Refusal, Version,
};

fn read_packet(buffer: &mut BytesMut) -> Result<Option<v4::Packet>, PacketError> {
    match v4::Packet::read(buffer, MAX_PACKET_BYTES as usize) {
        Ok(packet) => Ok(Some(packet)),
        Err(Error::InsufficientBytes(_)) => Ok(None),
        Err(Error::PayloadSizeLimitExceeded(_)) => Err(PacketError::TooLarge),
        Err(error) => Err(PacketError::Malformed(error.to_string())),
    }
}

/// Reads the first packet; `None` while it is incomplete.
pub(super) fn read_hello(buffer: &mut BytesMut) -> Result<Option<Hello>, PacketError> {
    match read_packet(buffer)? {
        None => Ok(None),
        Some(v4::Packet::Connect(connect)) => Ok(Some(hello(connect))),
        Some(_) => Err(PacketError::no_connect()),
    }
}

fn hello(connect: v4::Connect) -> Hello {
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

/// Reads the next packet; `None` while it is incomplete.
pub(super) fn read(buffer: &mut BytesMut) -> Result<Option<Incoming>, PacketError> {
    Ok(read_packet(buffer)?.map(incoming))
}

fn incoming(packet: v4::Packet) -> Incoming {
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

/// Appends a packet; what 3.1.1 has no packet for is left out.
pub(super) fn write(packet: &Outgoing<'_>, buffer: &mut BytesMut) -> Result<(), String> {
    let packet = match packet {
        Outgoing::Welcome { .. } => {
            v4::Packet::ConnAck(v4::ConnAck::new(v4::ConnectReturnCode::Success, false))
        }
        Outgoing::Refuse(refusal) => {
            v4::Packet::ConnAck(v4::ConnAck::new(return_code(*refusal), false))
        }
        Outgoing::Acknowledge { id, .. } => v4::Packet::PubAck(v4::PubAck::new(*id)),
        Outgoing::Subscribed { id, granted } => {
            let code = |granted: &Option<_>| {
                granted.map_or(
                    v4::SubscribeReasonCode::Failure,
                    v4::SubscribeReasonCode::Success,
                )
            };
            v4::Packet::SubAck(v4::SubAck::new(*id, granted.iter().map(code).collect()))
        }
        Outgoing::Unsubscribed { id, .. } => v4::Packet::UnsubAck(v4::UnsubAck::new(*id)),
        Outgoing::Pong => v4::Packet::PingResp,
        Outgoing::Publish { message, id, qos } => v4::Packet::Publish(v4::Publish {
            dup: false,
            qos: *qos,
            retain: false,
            topic: message.topic.clone(),
            pkid: *id,
            payload: message.payload.clone(),
        }),
        // A 3.1.1 server says nothing when it closes the connection.
        Outgoing::Goodbye(_) => return Ok(()),
    };
    let written = packet.write(buffer, MAX_PACKET_BYTES as usize);
    written.map(|_| ()).map_err(|error| error.to_string())
}

fn return_code(refusal: Refusal) -> v4::ConnectReturnCode {
    match refusal {
        Refusal::BadCredentials => v4::ConnectReturnCode::BadUserNamePassword,
        Refusal::BadClientId => v4::ConnectReturnCode::BadClientId,
        Refusal::NotAuthorized => v4::ConnectReturnCode::NotAuthorized,
        Refusal::Unsupported => v4::ConnectReturnCode::RefusedProtocolVersion,
        _ => v4::ConnectReturnCode::ServiceUnavailable,
    }
}
