//! Alert rules, channels and commands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::{Duration, Field, Hours, Name, Named, Num, Slot, Topic};

/// An alert rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// What must hold.
    pub when: Condition,
    /// How long it must hold; at once when absent.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub r#for: Slot<Duration>,
    /// How many readings in a row; 1 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// How far back a value must go to end it.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub hysteresis: Slot<Num>,
    /// The value that ends it, instead of a hysteresis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear: Option<Num>,
    /// How grave it is; `warning` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How long it is quiet after an end.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub cooldown: Slot<Duration>,
    /// How often it is said again while open.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub repeat: Slot<Duration>,
    /// Whether channels also get the end.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub recovery: bool,
    /// When it is watched; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<Active>,
    /// Which devices it watches; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Where its numbers are set at run time; fixed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// Quiet while one of these is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Name>,
    /// The channels it goes to besides its MQTT topic.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<Name>,
    /// The commands it sends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub action: Vec<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// How grave an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it soon.
    #[default]
    Warning,
    /// Look at it now.
    High,
    /// Act now.
    Critical,
}

/// When a rule is watched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Active {
    /// Always.
    Always,
    /// By day.
    Daytime,
    /// By night.
    Nighttime,
    /// In a window of hours and days.
    Window(Window),
}

/// A window of hours and days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The hours; all day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// The days; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Weekday>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Which devices a rule watches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of them.
    All,
    /// Those of some types.
    Types(Vec<Name>),
    /// Those with some values of groups.
    Groups(Named<Vec<String>>),
    /// Named ones.
    Devices(Vec<String>),
}

/// Where the numbers of a rule are set at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Limits {
    /// Nowhere: the specification holds them.
    #[default]
    Fixed,
    /// Once for all devices.
    Global,
    /// Per group.
    PerGroup,
    /// Per device.
    PerDevice,
}

/// A notification channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// The kind of channel.
    pub via: Via,
    /// What a message holds besides the alert.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Include>,
    /// How often a failed delivery is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<u32>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// The kind of a channel and what it needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// An HTTP POST.
    Webhook(Target),
    /// E-mail.
    Email(Target),
    /// Telegram.
    Telegram(Target),
    /// Slack.
    Slack(Target),
    /// ntfy.
    Ntfy(Target),
    /// A text message.
    Sms(Target),
    /// A phone call.
    PhoneCall(Target),
    /// `WhatsApp`.
    Whatsapp(Target),
    /// Microsoft Teams.
    Teams(Target),
    /// Discord.
    Discord(Target),
    /// A push message to a phone.
    Push(Target),
    /// Matrix.
    Matrix(Target),
    /// A message inside the web application.
    WebApp(Target),
}

impl Via {
    /// Returns the word of the kind, as the file writes it, and where it delivers.
    pub const fn parts(&self) -> (&'static str, &Target) {
        match self {
            Self::Webhook(target) => ("webhook", target),
            Self::Email(target) => ("email", target),
            Self::Telegram(target) => ("telegram", target),
            Self::Slack(target) => ("slack", target),
            Self::Ntfy(target) => ("ntfy", target),
            Self::Sms(target) => ("sms", target),
            Self::PhoneCall(target) => ("phone_call", target),
            Self::Whatsapp(target) => ("whatsapp", target),
            Self::Teams(target) => ("teams", target),
            Self::Discord(target) => ("discord", target),
            Self::Push(target) => ("push", target),
            Self::Matrix(target) => ("matrix", target),
            Self::WebApp(target) => ("web_app", target),
        }
    }
}

/// Where a channel delivers; never a secret, only the name of a variable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Addresses, `role:x`, or references such as `device.owner_email`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// The environment variable that holds the secret part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
    /// The product, when one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// How a webhook is signed; `hmac_sha256` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// How a webhook is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// HMAC-SHA256 over the body.
    #[serde(rename = "hmac_sha256")]
    #[default]
    HmacSha256,
    /// Not signed.
    None,
}

/// What a message holds besides the alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Include {
    /// The location of the device.
    Location,
    /// The value.
    Value,
    /// The position.
    Position,
    /// A link to the dashboard.
    Link,
}

/// A downlink command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Its arguments.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub args: Named<Field>,
    /// How long it may wait; 30s when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Duration>,
    /// How often it is sent again; 0 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<u32>,
    /// Whether it waits for a device that is offline.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub queue_offline: bool,
    /// Its topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}
