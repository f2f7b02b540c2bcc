//! Requirements on running it: broker, health, commands, and what holds for the whole.

use crate::derive::Ears;
use crate::derive::behaviour::{BROKER_SESSION_DAYS, RECONNECT_S, STOP_S};
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::number;

/// Returns the requirement on brokers.
pub(super) fn broker(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "an operator",
        "to use my MQTT broker, or none at all",
        "I can start small and grow",
    );
    let mut requirement = Requirement::new("broker", "Work with or without a broker", story);
    requirement.add(
        "broker.own",
        "ingest.mqtt",
        Ears::during(
            "`MQTT_URL` is not set",
            format!("offer an MQTT endpoint of its own (MQTT 3.1.1 and 5, QoS 0 and 1, no retained messages) to each {noun}"),
        ),
    );
    requirement.add(
        "broker.external",
        "ingest.mqtt_client",
        Ears::during(
            "`MQTT_URL` is set",
            format!(
                "take Readings from that broker, in a session that the broker keeps for {BROKER_SESSION_DAYS} days of absence"
            ),
        ),
    );
    requirement.add(
        "broker.reconnect",
        "ingest.mqtt_client",
        Ears::unwanted(
            "the broker cannot be reached",
            format!(
                "try again after pauses that grow from {} to {} s, and subscribe again when the broker has forgotten the session",
                RECONNECT_S.0, RECONNECT_S.1
            ),
        ),
    );
    requirement.add(
        "broker.tls",
        "ingest.mqtt_client",
        Ears::shall("connect with TLS when `MQTT_URL` begins with `mqtts://`, and log in with the user, password and CA file given")
            .with_feature("the feature `tls` is built in"),
    );
    requirement
}

/// Returns the requirement on operation.
pub(super) fn run(view: &View<'_>) -> Requirement {
    let (nouns, name) = (&view.nouns, &view.spec.name);
    let story = Story::new(
        "an operator",
        "to start, watch and stop the Backend without surprises",
        "it can run for years",
    );
    let mut requirement = Requirement::new("operations", "Run the backend", story);
    requirement.add(
        "endpoint.get_healthz",
        "ops.health",
        Ears::when(
            "anyone asks `GET /healthz`",
            "answer 200 as long as the process works",
        ),
    );
    requirement.add(
        "endpoint.get_readyz",
        "ops.health",
        Ears::when(
            "anyone asks `GET /readyz`",
            "say whether database, queue and broker are usable, with status 503 when one is not",
        ),
    );
    requirement.add(
        "endpoint.get_metrics",
        "ops.metrics",
        Ears::when(
            "anyone asks `GET /metrics`",
            format!("return counters of stored, duplicate, late and rejected Readings in the Prometheus format, with names that begin with `{name}_`"),
        ),
    );
    requirement.add(
        "operations.config",
        "project.config",
        Ears::unwanted(
            "a setting in the environment cannot be read",
            "name the variable, say what is expected, and not start",
        ),
    );
    requirement.add(
        "operations.loopback",
        "project.config",
        Ears::during("no other address is set", "listen on 127.0.0.1 only"),
    );
    requirement.add(
        "operations.stop",
        "ops.stop",
        Ears::when(
            "it is told to stop by SIGINT or SIGTERM",
            format!("take no more messages, commit and acknowledge what it has taken, and end within {STOP_S} s"),
        ),
    );
    requirement.add(
        "operations.simulate",
        "ops.simulator",
        Ears::when(
            format!("`{name} serve --simulate N` is run"),
            format!("play N {nouns} through the same steps, crossing a limit and coming back within a minute, and touch no other {nouns}"),
        ),
    );
    requirement
}

/// Returns the requirement on reliability and load.
pub(super) fn reliability(view: &View<'_>) -> Requirement {
    let story = Story::new(
        "an owner of the data",
        "to rely on it under load and after a crash",
        "I can build on its numbers",
    );
    let mut requirement = Requirement::new("reliability", "Stay reliable (non-functional)", story);
    requirement.add(
        "reliability.crash",
        "proof.faults",
        Ears::unwanted(
            "the process is killed at any moment",
            "have every acknowledged Reading stored exactly once after the next start",
        ),
    );
    requirement.add(
        "reliability.overload",
        "proof.faults",
        Ears::unwanted(
            "messages arrive faster than they can be committed",
            "slow the senders down instead of dropping messages or growing without bound",
        ),
    );
    requirement.add(
        "reliability.secrets",
        "devices.credentials",
        Ears::shall(
            "write no token, key or password to a log or an answer, except once when it is made",
        ),
    );
    if let Some(text) = load(view) {
        requirement.add("scale.load", "proof.faults", Ears::shall(text));
    }
    requirement
}

fn load(view: &View<'_>) -> Option<String> {
    let devices = view
        .spec
        .scale
        .as_ref()
        .and_then(|scale| scale.devices.get().copied());
    let interval = view.spec.interval();
    let nouns = &view.nouns;
    let fleet = devices.map_or_else(
        || format!("many {nouns}"),
        |count| format!("{count} {nouns}"),
    );
    match (devices, interval) {
        (None, None) => None,
        (_, None) => Some(format!("take the Readings of {fleet}")),
        (_, Some(interval)) => {
            let pace = if interval.is_range() {
                format!(
                    "{} to {} s",
                    number(interval.shortest.seconds()),
                    number(interval.longest.seconds())
                )
            } else {
                format!("{} s", number(interval.longest.seconds()))
            };
            Some(format!(
                "take the Readings of {fleet} that each send one every {pace}"
            ))
        }
    }
}
