//! A channel: where messages about alerts go besides MQTT, and what becomes of them.

use serde::{Serialize, Serializer};

use super::channels::{CHANNELS, ChannelKind, ROUTES};
use super::id::DeviceId;
use super::time::Timestamp;

/// One row of the list of channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel {
    /// Its name, unique, stored with each message.
    pub name: &'static str,
    /// How it delivers.
    pub kind: ChannelKind,
    /// The setting that says where it delivers to, or with which secret.
    pub variable: &'static str,
    /// How the names of its other settings begin.
    pub prefix: &'static str,
    /// Where it delivers to unless a setting says otherwise; empty when only settings do.
    pub to: &'static str,
    /// Whether a message must carry a signature; only webhooks do.
    pub signed: bool,
    /// How often a message that failed is tried again.
    pub retries: u32,
}

/// Sends the alerts of a rule to a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Name of the rule.
    pub rule: &'static str,
    /// Name of the channel.
    pub channel: &'static str,
    /// Whether the end of an alert is told too.
    pub recovery: bool,
}

impl Channel {
    /// The channel with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        CHANNELS.iter().find(|channel| channel.name == name)
    }

    /// The channels that a message about an alert of this rule goes to.
    pub fn of_rule(rule: &str, cleared: bool) -> impl Iterator<Item = &'static Self> {
        ROUTES
            .iter()
            .filter(move |route| route.rule == rule && (route.recovery || !cleared))
            .filter_map(|route| Self::named(route.channel))
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It is tried, now or later.
    Waiting,
    /// The channel has taken it.
    Delivered,
    /// It is not tried any more.
    Failed,
}

impl Delivery {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Failed];

    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|delivery| delivery.as_str() == word)
    }
}

impl Serialize for Delivery {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A message about an alert on its way to a channel, as the API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    /// Its number.
    pub id: i64,
    /// Name of the channel.
    pub channel: String,
    /// Number of the alert.
    pub alert_id: i64,
    /// The device that the alert is about.
    pub device_id: DeviceId,
    /// What it tells of the alert: `raised` or `cleared`.
    pub state: String,
    /// What became of it.
    pub delivery: Delivery,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was made, in the transaction of the alert.
    pub created_at: Timestamp,
    /// When it is tried next.
    pub next_try_at: Option<Timestamp>,
    /// When the channel took it.
    pub delivered_at: Option<Timestamp>,
    /// Why the last try failed.
    pub error: Option<String>,
}

/// Which messages a list shows.
#[derive(Debug, Clone, Default)]
pub struct NotificationFilter {
    /// Only those for this channel.
    pub channel: Option<String>,
    /// Only those that this became of.
    pub delivery: Option<Delivery>,
}
