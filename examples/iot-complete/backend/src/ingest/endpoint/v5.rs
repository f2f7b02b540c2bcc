//! The packets of MQTT 5, to and from the common ones.

use bytes::BytesMut;
use mqtt5::mqttbytes::{Error, v5};

use super::packet::{
    Hello, Incoming, MAX_PACKET_BYTES, Message, Outgoing, PacketError, RECEIVE_MAXIMUM, Refusal,
    Verdict, Version,
};

fn read_packet(buffer: &mut BytesMut) -> Result<Option<v5::Packet>, PacketError> {
    match v5::Packet::read(buffer, Some(MAX_PACKET_BYTES)) {
        Ok(packet) => Ok(Some(packet)),
        Err(Error::InsufficientBytes(_)) => Ok(None),
        Err(Error::PayloadSizeLimitExceeded { .. }) => Err(PacketError::TooLarge),
        Err(error) => Err(PacketError::Malformed(error.to_string())),
    }
}

/// Reads the first packet; `None` while it is incomplete.
pub(super) fn read_hello(buffer: &mut BytesMut) -> Result<Option<Hello>, PacketError> {
    match read_packet(buffer)? {
        None => Ok(None),
        Some(v5::Packet::Connect(connect, will, auth)) => Ok(Some(hello(connect, will, auth))),
        Some(_) => Err(PacketError::no_connect()),
    }
}

fn hello(connect: v5::Connect, will: Option<v5::LastWill>, auth: v5::ConnectAuth) -> Hello {
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
pub(super) fn read(buffer: &mut BytesMut) -> Result<Option<Incoming>, PacketError> {
    Ok(read_packet(buffer)?.map(incoming))
}

fn incoming(packet: v5::Packet) -> Incoming {
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

/// Appends a packet.
pub(super) fn write(packet: &Outgoing<'_>, buffer: &mut BytesMut) -> Result<(), String> {
    let packet = match packet {
        Outgoing::Welcome { assigned } => v5::Packet::ConnAck(welcome(*assigned)),
        Outgoing::Refuse(refusal) => v5::Packet::ConnAck(v5::ConnAck {
            session_present: false,
            code: return_code(*refusal),
            properties: None,
        }),
        Outgoing::Acknowledge { id, verdict } => {
            let mut ack = v5::PubAck::new(*id, None);
            ack.reason = match verdict {
                Verdict::Stored => v5::PubAckReason::Success,
                Verdict::Refused => v5::PubAckReason::PayloadFormatInvalid,
                Verdict::NotAuthorized => v5::PubAckReason::NotAuthorized,
            };
            v5::Packet::PubAck(ack)
        }
        Outgoing::Subscribed { id, granted } => {
            let code = |granted: &Option<_>| {
                let refused = v5::SubscribeReasonCode::NotAuthorized;
                granted.map_or(refused, v5::SubscribeReasonCode::Success)
            };
            v5::Packet::SubAck(v5::SubAck {
                pkid: *id,
                return_codes: granted.iter().map(code).collect(),
                properties: None,
            })
        }
        Outgoing::Unsubscribed { id, count } => v5::Packet::UnsubAck(v5::UnsubAck {
            pkid: *id,
            reasons: vec![v5::UnsubAckReason::Success; *count],
            properties: None,
        }),
        Outgoing::Pong => v5::Packet::PingResp,
        Outgoing::Publish { message, id, qos } => v5::Packet::Publish(v5::Publish {
            dup: false,
            qos: *qos,
            retain: false,
            topic: message.topic.clone(),
            pkid: *id,
            payload: message.payload.clone(),
            properties: None,
        }),
        Outgoing::Goodbye(refusal) => {
            v5::Packet::Disconnect(v5::Disconnect::new(disconnect_reason(*refusal)))
        }
    };
    let written = packet.write(buffer, Some(MAX_PACKET_BYTES));
    written.map(|_| ()).map_err(|error| error.to_string())
}

/// Says what this server does not do: sessions that outlive a connection, QoS 2, retained messages, wildcards.
fn welcome(assigned: Option<&str>) -> v5::ConnAck {
    v5::ConnAck {
        session_present: false,
        code: v5::ConnectReturnCode::Success,
        properties: Some(v5::ConnAckProperties {
            session_expiry_interval: Some(0),
            receive_max: Some(RECEIVE_MAXIMUM),
            max_qos: Some(1),
            retain_available: Some(0),
            max_packet_size: Some(MAX_PACKET_BYTES),
            assigned_client_identifier: assigned.map(str::to_owned),
            topic_alias_max: None,
            reason_string: None,
            user_properties: Vec::new(),
            wildcard_subscription_available: Some(0),
            subscription_identifiers_available: Some(0),
            shared_subscription_available: Some(0),
            server_keep_alive: None,
            response_information: None,
            server_reference: None,
            authentication_method: None,
            authentication_data: None,
        }),
    }
}

fn return_code(refusal: Refusal) -> v5::ConnectReturnCode {
    match refusal {
        Refusal::BadCredentials => v5::ConnectReturnCode::BadUserNamePassword,
        Refusal::BadClientId => v5::ConnectReturnCode::ClientIdentifierNotValid,
        Refusal::Malformed => v5::ConnectReturnCode::MalformedPacket,
        Refusal::TooLarge => v5::ConnectReturnCode::PacketTooLarge,
        Refusal::Unsupported => v5::ConnectReturnCode::UnsupportedProtocolVersion,
        Refusal::NotAuthorized => v5::ConnectReturnCode::NotAuthorized,
        Refusal::Unavailable | Refusal::KeepAlive | Refusal::TakenOver | Refusal::Stopping => {
            v5::ConnectReturnCode::ServerUnavailable
        }
    }
}

fn disconnect_reason(refusal: Refusal) -> v5::DisconnectReasonCode {
    match refusal {
        Refusal::BadCredentials | Refusal::NotAuthorized => v5::DisconnectReasonCode::NotAuthorized,
        Refusal::BadClientId | Refusal::Malformed => v5::DisconnectReasonCode::MalformedPacket,
        Refusal::TooLarge => v5::DisconnectReasonCode::PacketTooLarge,
        Refusal::Unsupported => v5::DisconnectReasonCode::ProtocolError,
        Refusal::KeepAlive => v5::DisconnectReasonCode::KeepAliveTimeout,
        Refusal::TakenOver => v5::DisconnectReasonCode::SessionTakenOver,
        Refusal::Unavailable => v5::DisconnectReasonCode::ServerBusy,
        Refusal::Stopping => v5::DisconnectReasonCode::ServerShuttingDown,
    }
}
