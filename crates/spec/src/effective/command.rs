//! Commands with what holds when nothing is written.

use crate::model::{Carries, Command, Duration, Spec, Way};

use super::{TopicView, heading};

/// How long a command may wait for its device, when nothing is written, in milliseconds.
pub const DEFAULT_COMMAND_EXPIRES_MS: u64 = 30_000;

/// The same for one that shall wait for a device that is offline: a day.
pub const QUEUED_COMMAND_EXPIRES_MS: u64 = 86_400_000;

/// A command with every default filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct CommandView<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its name for people.
    pub label: String,
    /// How long a device may take to answer, in milliseconds.
    pub expires_ms: u64,
    /// What is written.
    pub command: &'a Command,
}

impl Spec {
    /// Returns the commands, in the order of the specification.
    pub fn command_views(&self) -> Vec<CommandView<'_>> {
        let commands = self.commands.iter();
        commands
            .map(|(name, command)| CommandView {
                name: name.as_str(),
                label: command
                    .label
                    .clone()
                    .unwrap_or_else(|| heading(name.as_str())),
                expires_ms: command.expires.as_ref().map_or(
                    if command.queue_offline {
                        QUEUED_COMMAND_EXPIRES_MS
                    } else {
                        DEFAULT_COMMAND_EXPIRES_MS
                    },
                    Duration::ms,
                ),
                command,
            })
            .collect()
    }

    /// Returns the topics of commands and answers that a backend uses and nobody wrote: beside the one of the readings.
    pub(super) fn usual_command_topics(&self, written: &[TopicView]) -> Vec<TopicView> {
        if self.commands.is_empty() {
            return Vec::new();
        }
        let pattern = |way: Way, carries: &Carries| {
            let mut found = written
                .iter()
                .filter(|view| view.way == way && view.carries == *carries);
            found.next().map(|view| view.pattern.as_str().to_owned())
        };
        let commands = pattern(Way::Out, &Carries::Commands);
        let readings = pattern(Way::In, &Carries::Readings);
        let mut missing = Vec::new();
        let usual = commands
            .clone()
            .unwrap_or_else(|| beside(readings.as_deref()));
        if commands.is_none() {
            let view = TopicView::usual("commands", &usual, Way::Out, Carries::Commands);
            missing.extend(view);
        }
        if pattern(Way::In, &Carries::Results).is_none() {
            let answers = format!("{usual}/ack");
            let view = TopicView::usual("command_results", &answers, Way::In, Carries::Results);
            missing.extend(view);
        }
        missing
    }
}

/// The topic of commands beside the one of readings, where that names the device and nothing else that varies.
fn beside(readings: Option<&str>) -> String {
    let varies = |level: &str| level.starts_with('{') || level == "+" || level == "#";
    let levels: Vec<&str> = readings.unwrap_or_default().split('/').collect();
    match levels.as_slice() {
        [front @ .., last]
            if front.iter().filter(|level| varies(level)).count() == 1 && !varies(last) =>
        {
            format!("{}/commands", front.join("/"))
        }
        _ => "commands/{deviceId}".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn commands_have_a_topic_beside_the_readings() {
        for (readings, commands) in [
            ("sensors/{deviceId}/readings", "sensors/{deviceId}/commands"),
            ("plant/{tank_id}/up/data", "plant/{tank_id}/up/commands"),
            ("farm/{zone}/{bed}/data", "commands/{deviceId}"),
            ("data/{deviceId}", "commands/{deviceId}"),
            ("data/#", "commands/{deviceId}"),
        ] {
            assert_eq!(beside(Some(readings)), commands);
        }
    }
}
