//! Transports, payloads and topics.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Duration, Field, Interval, Name, Named, Slot, Topic};

/// How readings arrive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ingest {
    /// How often a device sends.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub interval: Slot<Interval>,
    /// How far ahead a device clock may be; 5min when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_skew: Option<Duration>,
    /// The network between device and backend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// The transports; MQTT and HTTP when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transports: Option<Transports>,
    /// The message formats; one, named `reading`, when absent.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub payloads: Named<Payload>,
}

/// The network between device and backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Network {
    /// The device connects itself.
    Direct,
    /// LoRaWAN.
    Lorawan,
    /// Bluetooth through a gateway.
    BleGateway,
    /// A mobile network.
    Cellular,
}

/// The transports, each at most once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transports {
    /// MQTT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mqtt: Option<Transport>,
    /// HTTP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http: Option<Transport>,
    /// WebSocket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub websocket: Option<Transport>,
    /// Kafka.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kafka: Option<Transport>,
    /// AMQP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amqp: Option<Transport>,
    /// CoAP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coap: Option<Transport>,
}

/// One transport.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transport {
    /// The product, when one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Whether TLS is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<bool>,
    /// The MQTT quality of service, 0 to 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qos: Option<u8>,
    /// The product it stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// The HTTP status of each outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies: Option<Replies>,
}

/// The HTTP status of each outcome of ingest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replies {
    /// For a stored reading; 202 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<u16>,
    /// For a duplicate; 200 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate: Option<u16>,
    /// For an invalid reading; 422 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invalid: Option<u16>,
}

/// A message format.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The encoding; JSON when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<PayloadFormat>,
    /// The dotted path to the object that holds the metrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Whether arrays are refused.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub single: bool,
    /// Where the device id stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DevicePlace>,
    /// Where the id of the physical sender stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gateway: Option<DevicePlace>,
    /// Where the time stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimePlace>,
    /// How duplicates are told; by device and time when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dedup: Option<Dedup>,
    /// Numbers that mean "no value".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<super::Num>,
    /// What happens to fields that are not declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Unknown>,
    /// Payload items that are no metric.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub fields: Named<Field>,
}

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum PayloadFormat {
    /// JSON.
    #[default]
    Json,
    /// SenML in JSON.
    SenmlJson,
    /// CBOR.
    Cbor,
    /// SenML in CBOR.
    SenmlCbor,
    /// A bare number.
    Plain,
    /// An HTML form.
    Form,
    /// A query string.
    Query,
    /// Comma-separated values.
    Csv,
    /// Sparkplug B.
    Sparkplug,
    /// Protocol Buffers.
    Protobuf,
}

/// Where a device id stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DevicePlace {
    /// In a placeholder of the topic.
    Topic(String),
    /// In a field of the payload, as a dotted path.
    Field(String),
    /// Always the same device.
    Fixed(String),
    /// The identity that the device logged in with.
    Login,
}

/// Where the time of a reading stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimePlace {
    /// The dotted path; `timestamp` when absent, `ts` accepted too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How it is written; recognised when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#as: Option<TimeForm>,
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum TimeForm {
    /// Recognised from its form and magnitude.
    #[default]
    Auto,
    /// RFC 3339 text.
    Rfc3339,
    /// Seconds since 1970.
    EpochS,
    /// Milliseconds since 1970.
    EpochMs,
    /// The server sets it.
    Server,
}

/// How duplicates are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dedup {
    /// By device and time.
    Time,
    /// By a field of the payload.
    Field(String),
    /// Not at all.
    Off,
}

/// What happens to fields that are not declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// They are ignored.
    #[default]
    Ignore,
    /// They are kept with the reading.
    Keep,
    /// The reading is rejected.
    Reject,
}

/// A topic and what it carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicUse {
    /// The pattern with placeholders or wildcards.
    pub pattern: Topic,
    /// Whether the backend reads or writes it.
    pub way: Way,
    /// What it carries.
    pub carries: Carries,
    /// The payload format; the first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Name>,
    /// The transport; MQTT when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Whether the backend reads or writes a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Read by the backend.
    In,
    /// Written by the backend.
    Out,
}

/// What a topic carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Carries {
    /// Readings of any metrics.
    Readings,
    /// Alerts.
    Alerts,
    /// Device status.
    Status,
    /// Commands to devices.
    Commands,
    /// Results of commands.
    Results,
    /// Signs of life.
    Heartbeat,
    /// Nothing that is stored.
    Nothing,
    /// Bare values of one metric.
    Metric(Name),
}
