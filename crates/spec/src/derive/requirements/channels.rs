//! Requirements on the channels that messages about alerts go to besides MQTT.

use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::{code, span};
use crate::derive::{Ears, Key};
use crate::effective::ChannelView;

/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 900_000;

/// The task that builds them.
const TASK: &str = "alerts.channels";

/// Returns the requirement on the channels that are built, if there is one.
pub(super) fn deliver(view: &View<'_>) -> Option<Requirement> {
    let channels = view.channels();
    if channels.is_empty() {
        return None;
    }
    let story = Story::new(
        "an operator",
        "alerts to reach me where I look",
        "I need not watch a screen",
    );
    let mut requirement = Requirement::new("channels", "Tell of alerts", story);
    for channel in &channels {
        one(channel, &mut requirement);
    }
    requirement.add(
        "channels.unasked",
        TASK,
        Ears::when(
            "an admin raises an Alert, or an Alert is opened by a limit that no rule of the specification names",
            "send a message about it to every channel",
        ),
    );
    requirement.add(
        "channels.retry",
        TASK,
        Ears::unwanted(
            "a channel does not take a message",
            format!(
                "try again with pauses that grow up to {}, also after a restart",
                span(LONGEST_PAUSE_MS)
            ),
        ),
    );
    requirement.add(
        "channels.give_up",
        TASK,
        Ears::unwanted(
            "the last try of a channel fails",
            "give the message up and keep it with the last error",
        ),
    );
    requirement.add(
        "channels.order",
        TASK,
        Ears::during(
            "the message about the beginning of an Alert waits for a channel",
            "hold back the message about its end",
        ),
    );
    requirement.add(
        "channels.unset",
        TASK,
        Ears::unwanted(
            "a setting of a channel is missing",
            "start all the same, give messages for that channel up and name the setting",
        ),
    );
    requirement.add(
        "channels.bounded",
        TASK,
        Ears::during(
            "1000 messages wait for a channel",
            "give up the oldest for each new one",
        ),
    );
    requirement.add(
        "channels.visible",
        TASK,
        Ears::shall("count messages that were delivered, failed, given up or wait, by channel"),
    );
    requirement.add(
        "endpoint.get_notifications",
        TASK,
        Ears::when(
            "a viewer asks `GET /notifications`",
            "return the messages with what became of them, the number of tries and the last error",
        ),
    );
    requirement.add(
        "channels.secret",
        TASK,
        Ears::shall("keep passwords, tokens and addresses of channels out of answers and the log"),
    );
    Some(requirement)
}

fn one(channel: &ChannelView<'_>, requirement: &mut Requirement) {
    let name = channel.name;
    let mut add = |aspect: Option<&str>, ears: Ears| {
        let mut key = vec!["channel", name.as_str()];
        key.extend(aspect);
        let criterion = requirement.add(Key::of(&key), TASK, ears);
        let aspect: Vec<&str> = aspect.into_iter().collect();
        criterion.named_before("channel", &aspect, &channel.channel.was);
    };
    let at = code(&channel.variable);
    let how = match channel.kind {
        "webhook" => format!(
            "post the JSON message to the address in {at}, each try with the same `Idempotency-Key`"
        ),
        "slack" => format!("post a text to the incoming webhook of Slack in {at}"),
        "ntfy" => format!("post a text with a priority to the topic of ntfy in {at}"),
        "telegram" => {
            format!("send a text to the chat as the bot of Telegram whose token is in {at}")
        }
        _ => format!("send a mail over the server in {at}"),
    };
    add(
        None,
        Ears::when(format!("there is a message for the channel `{name}`"), how),
    );
    if channel.signed {
        let secret = code(format!("{}_SECRET", channel.prefix));
        add(
            Some("sign"),
            Ears::when(
                format!("a message goes to the channel `{name}`"),
                format!("sign its time and body with HMAC-SHA256 and the secret in {secret}"),
            ),
        );
    }
}
