//! Whether topics, transports, storage and groups make sense.

use super::Check;
use crate::model::{Carries, DevicePlace, Name, TopicUse, Way};

pub(super) fn check(check: &mut Check<'_>) {
    overlaps(check);
    identifiable(check);
    transports(check);
    groups(check);
}

fn reads(topic: &TopicUse) -> bool {
    topic.way == Way::In && topic.carries != Carries::Nothing
}

/// Two patterns that the same message matches would store it twice.
fn overlaps(check: &mut Check<'_>) {
    let spec = check.spec;
    let all: Vec<(&Name, &TopicUse)> = spec.topics.iter().filter(|(_, t)| reads(t)).collect();
    for (at, (name, topic)) in all.iter().enumerate() {
        for (earlier, other) in &all[..at] {
            let (one, two) = (topic.pattern.filter(), other.pattern.filter());
            if topic.on == other.on && overlap(&one, &two) {
                let message =
                    format!("topics `{earlier}` and `{name}` overlap, readings would count twice");
                let way_out = "write `carries: nothing` at one, or make the patterns differ";
                check.key("E304", &format!("topics.{name}"), &message, way_out);
            }
        }
    }
}

/// Returns whether some topic matches both filters.
fn overlap(one: &str, two: &str) -> bool {
    let (mut one, mut two) = (one.split('/'), two.split('/'));
    loop {
        match (one.next(), two.next()) {
            (Some("#"), _) | (_, Some("#")) | (None, None) => return true,
            (Some(a), Some(b)) if a == b || a == "+" || b == "+" => {}
            _ => return false,
        }
    }
}

/// Each message must say whose it is.
fn identifiable(check: &mut Check<'_>) {
    let spec = check.spec;
    let payloads = spec.ingest.as_ref().map(|ingest| &ingest.payloads);
    for (name, topic) in spec.topics.iter().filter(|(_, topic)| reads(topic)) {
        let payload = match &topic.payload {
            Some(payload) => payloads.and_then(|all| all.get(payload)),
            None => payloads.and_then(|all| all.values().next()),
        };
        let place = payload.and_then(|payload| payload.device.as_ref());
        let path = format!("topics.{name}.pattern");
        if let Some(DevicePlace::Topic(word)) = place
            && !topic.pattern.placeholders().any(|known| known == word)
        {
            let message = format!("the pattern has no placeholder `{{{word}}}`");
            let way_out = format!("put `{{{word}}}` into it, as a whole level");
            check.value("E306", &path, &message, way_out);
        }
        if place.is_none() && topic.pattern.placeholders().count() > 1 {
            let message = "several placeholders, and nothing says which is the device";
            let way_out = "add `payloads: {reading: {device: {topic: ...}}}` to `ingest`";
            check.value("E306", &path, message, way_out);
        }
    }
}

fn transports(check: &mut Check<'_>) {
    let spec = check.spec;
    let used = spec.transports();
    let all = [
        ("mqtt", &used.mqtt),
        ("http", &used.http),
        ("websocket", &used.websocket),
        ("kafka", &used.kafka),
        ("amqp", &used.amqp),
        ("coap", &used.coap),
    ];
    if all.iter().all(|(_, transport)| transport.is_none()) {
        let way_out = "add `transports: {mqtt: {}}` to `ingest`";
        check.key("E307", "ingest.transports", "no transport is left", way_out);
    }
    for (word, transport) in all {
        let Some(transport) = transport else {
            continue;
        };
        let path = format!("ingest.transports.{word}");
        if transport.qos.is_some_and(|qos| qos > 2) {
            let at = format!("{path}.qos");
            check.value(
                "E307",
                &at,
                "a quality of service above 2",
                "write 0, 1 or 2",
            );
        }
        if transport.port == Some(0) {
            check.value(
                "E307",
                &format!("{path}.port"),
                "port 0",
                "write a port from 1 to 65535",
            );
        }
        let replies = transport.replies.iter().flat_map(|replies| {
            [
                ("stored", replies.stored),
                ("duplicate", replies.duplicate),
                ("invalid", replies.invalid),
            ]
        });
        for (key, status) in replies {
            if status.is_some_and(|status| !(200..600).contains(&status)) {
                let at = format!("{path}.replies.{key}");
                check.value(
                    "E307",
                    &at,
                    "no HTTP status of an answer",
                    "write 200 to 599",
                );
            }
        }
    }
}

/// A group may not belong to itself.
fn groups(check: &mut Check<'_>) {
    let spec = check.spec;
    for (name, group) in spec.groups.iter() {
        let mut above = group.parent.as_ref();
        for _ in 0..spec.groups.len() {
            if above == Some(name) {
                let path = format!("groups.{name}.parent");
                check.value(
                    "E308",
                    &path,
                    "the group belongs to itself",
                    "choose another parent",
                );
                break;
            }
            above = above
                .and_then(|a| spec.groups.get(a))
                .and_then(|g| g.parent.as_ref());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::overlap;

    #[test]
    fn filters_overlap_when_some_topic_matches_both() {
        assert!(overlap("a/+/b", "a/x/b"));
        assert!(overlap("a/#", "a/x/b"));
        assert!(overlap("+/x", "a/+"));
        assert!(!overlap("a/+", "a/x/b"));
        assert!(!overlap("a/b", "a/c"));
    }
}
