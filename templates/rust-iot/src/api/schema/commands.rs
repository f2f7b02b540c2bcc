//! Schemas of commands to devices.

use serde_json::Value;

use crate::domain::command::CommandStatus;
use crate::domain::commands::COMMANDS;

use super::{Named, answer, described, device_id, integer, nullable, object, text, time, words};

pub(super) fn components() -> Vec<Named> {
    vec![("Command", command())]
}

/// The name of a command.
pub fn command_name() -> Value {
    let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    words(&names)
}

fn command() -> Value {
    answer([
        ("id", integer()),
        ("deviceId", device_id()),
        ("name", text()),
        ("args", described(object(), "What it was given with")),
        (
            "status",
            described(
                words(&CommandStatus::ALL.map(CommandStatus::as_str)),
                "What became of it",
            ),
        ),
        ("issuedBy", described(text(), "Who gave it")),
        ("issuedAt", time()),
        (
            "expiresAt",
            described(time(), "Until when the device may answer"),
        ),
        (
            "sentAt",
            described(nullable(time()), "When the device or the broker took it"),
        ),
        ("answeredAt", nullable(time())),
        (
            "message",
            described(nullable(text()), "What the device said"),
        ),
    ])
}
