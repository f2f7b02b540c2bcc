//! Devices, their fields and types, groups, and fields in general.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Interval, Name, Named, Unit};

/// What sends readings, and how it proves who it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Devices {
    /// The word in documents, API texts and dashboard; `device` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noun: Option<Name>,
    /// How a device proves who it is; `token` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<DeviceAuth>,
    /// How a device becomes known; `admin` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<Register>,
    /// Whether a gateway may publish for the devices assigned to it.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub gateways: bool,
    /// Attributes of a device; `location` (text) is always there.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub fields: Named<Field>,
    /// Kinds of device; one kind when absent.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub types: Named<DeviceType>,
}

/// How a device proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum DeviceAuth {
    /// One secret token per device.
    #[default]
    Token,
    /// One API key per device.
    ApiKey,
    /// A user name and a password.
    UsernamePassword,
    /// A client certificate.
    X509,
    /// Nothing: asked for explicitly.
    None,
}

/// How a device becomes known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// An admin registers it.
    #[default]
    Admin,
    /// Its first message registers it.
    FirstMessage,
    /// A file lists them.
    Csv,
    /// A claim code.
    Claim,
}

/// A kind of device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceType {
    /// The metrics it sends; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<Name>,
    /// The commands it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Name>,
    /// How often it sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// How many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// An attribute.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The type of its values.
    #[serde(default)]
    pub r#type: FieldType,
    /// The unit of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The values of an enum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// Whether it must be given.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub required: bool,
    /// Whether no two rows may share a value.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub unique: bool,
    /// A named format such as `email` or `iso8601`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Text.
    #[default]
    Text,
    /// A whole number.
    Int,
    /// A decimal number.
    Decimal,
    /// True or false.
    Bool,
    /// A calendar date.
    Date,
    /// A moment.
    Time,
    /// One of `values`.
    Enum,
    /// A position: latitude and longitude.
    Place,
    /// Any JSON value.
    Json,
}

/// Something devices belong to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What kind of grouping it is.
    #[serde(default)]
    pub r#as: GroupKind,
    /// The values of a label.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The attributes of a place or tenant.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub fields: Named<Field>,
    /// The group that this one belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What kind of grouping a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// One of its values.
    #[default]
    Label,
    /// Free text.
    Tag,
    /// An entity of its own.
    Place,
    /// An owner whose data others must not see.
    Tenant,
}
