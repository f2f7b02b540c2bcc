//! Requirements on commands to devices.

use crate::derive::behaviour::COMMANDS_PER_MINUTE;
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::{code, list, span};
use crate::derive::{Ears, Key};

/// The task that builds them.
const TASK: &str = "api.commands";

/// Returns the requirement on commands, when they are built and there is one.
pub(super) fn given(view: &View<'_>) -> Option<Requirement> {
    let commands = view.commands();
    if commands.is_empty() {
        return None;
    }
    let (noun, nouns) = (&view.noun, &view.nouns);
    let story = Story::new(
        "an admin",
        format!("to tell {nouns} what to do, and to see whether they did it"),
        "I need not go there",
    );
    let mut requirement = Requirement::new("commands", format!("Command {nouns}"), story);
    for command in &commands {
        requirement.add(
            Key::of(&["command", command.name]),
            TASK,
            Ears::shall(format!(
                "offer the command {} for each {noun}, which waits up to {} for its answer",
                code(command.name),
                span(command.expires_ms)
            )),
        );
    }
    let names: Vec<String> = commands.iter().map(|one| code(one.name)).collect();
    let [topic, answers] = view.command_topics().map(code);
    let mut add = |key: &str, ears: Ears| {
        requirement.add(key, TASK, ears);
    };
    add(
        "endpoint.post_devices_commands.sends_it",
        Ears::when(
            format!(
                "an admin asks `POST /devices/{{id}}/commands/{{name}}` with {} as name, and with a JSON object or no body",
                list(&names, "or")
            ),
            format!(
                "keep the command with who gave it, answer 202, and publish it with QoS 1 on {topic} to that {noun} and no other"
            ),
        ),
    );
    add(
        "endpoint.post_devices_commands.refuses_what_it_does_not_know",
        Ears::unwanted(
            format!(
                "a command or a {noun} is not known, or what a command is given with is no JSON object"
            ),
            "answer 404 or 400 and keep nothing",
        ),
    );
    add(
        "endpoint.post_devices_commands.has_a_limit",
        Ears::unwanted(
            format!("a {noun} is given more than {COMMANDS_PER_MINUTE} commands within a minute"),
            "answer 429 and keep nothing",
        ),
    );
    add(
        "endpoint.get_devices_commands.shows_what_became",
        Ears::when(
            "a viewer asks `GET /devices/{id}/commands`",
            "return the commands from new to old, with who gave them and whether they are pending, sent, acknowledged, failed or expired, and filter them by that when asked to",
        ),
    );
    add(
        "commands.offline",
        Ears::during(
            format!("a {noun} does not listen"),
            "keep its commands, also over a restart, and send them in order as soon as it listens again",
        ),
    );
    add(
        "commands.answer",
        Ears::when(
            format!("a {noun} publishes `{{\"id\": <number>, \"ok\": <boolean>}}` on {answers}"),
            "note the command as acknowledged, or as failed with the `message` that the answer holds, also when the answer is late",
        ),
    );
    add(
        "commands.expire",
        Ears::unwanted(
            format!("a {noun} does not answer a command in time"),
            "note the command as expired, and send it no more",
        ),
    );
    add(
        "commands.foreign",
        Ears::unwanted(
            format!("a {noun} subscribes to the commands of another {noun}, or answers one"),
            "refuse it and change nothing",
        ),
    );
    add(
        "role.admin.only.send_commands",
        Ears::unwanted(
            "a caller without the role admin gives a command",
            "answer 403 and keep nothing",
        ),
    );
    Some(requirement)
}
