//! Commands to devices: which there are, and what becomes of one that was given.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::commands::COMMANDS;
use super::id::DeviceId;
use super::time::Timestamp;

/// One row of the list of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Its name, unique, in addresses and messages.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// How long a device may take to answer, in milliseconds; the time until it connects counts.
    pub expires_ms: i64,
}

impl Command {
    /// The command with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        COMMANDS.iter().find(|command| command.name == name)
    }
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandStatus {
    /// It waits for its device.
    Pending,
    /// The device, or the broker for it, has taken the message.
    Sent,
    /// The device says that it did it.
    Acknowledged,
    /// The device says that it could not do it.
    Failed,
    /// The device did not answer in time.
    Expired,
}

impl CommandStatus {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Sent,
        Self::Acknowledged,
        Self::Failed,
        Self::Expired,
    ];

    /// The word used in answers and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sent => "sent",
            Self::Acknowledged => "acknowledged",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

impl Serialize for CommandStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A command that was given to a device, as the API shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GivenCommand {
    /// Its number.
    pub id: i64,
    /// The device.
    pub device_id: DeviceId,
    /// Which command it is.
    pub name: String,
    /// What it was given with.
    pub args: Map<String, Value>,
    /// What became of it.
    pub status: CommandStatus,
    /// Who gave it.
    pub issued_by: String,
    /// When it was given.
    pub issued_at: Timestamp,
    /// Until when the device may answer.
    pub expires_at: Timestamp,
    /// When it was taken.
    pub sent_at: Option<Timestamp>,
    /// When the device answered.
    pub answered_at: Option<Timestamp>,
    /// What the device said.
    pub message: Option<String>,
}

impl GivenCommand {
    /// The JSON text that the device gets.
    #[must_use]
    pub fn payload(&self) -> String {
        let message = json!({
            "id": self.id,
            "name": self.name,
            "args": self.args,
            "issuedAt": self.issued_at,
            "expiresAt": self.expires_at,
        });
        message.to_string()
    }
}

/// What a device says about a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandAnswer {
    /// Number of the command.
    pub id: i64,
    /// Whether it did it.
    pub ok: bool,
    /// What it adds for people.
    pub message: Option<String>,
}
