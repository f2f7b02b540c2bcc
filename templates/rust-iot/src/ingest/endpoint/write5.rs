//! Packets of the server in MQTT 5.

use bytes::BytesMut;
use mqtt5::mqttbytes::v5;

use super::packet::{MAX_PACKET_BYTES, Outgoing, RECEIVE_MAXIMUM, Refusal, Verdict};

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
