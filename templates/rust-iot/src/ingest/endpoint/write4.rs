//! Packets of the server in MQTT 3.1.1.

use bytes::BytesMut;
use mqtt4::mqttbytes::v4;

use super::packet::{MAX_PACKET_BYTES, Outgoing, Refusal};

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
