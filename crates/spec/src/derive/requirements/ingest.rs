//! Requirements on taking readings in: transports, time, duplicates, late data.

use crate::derive::behaviour::{
    DEAD_LETTERS_KEPT, FIRST_YEAR, KEPT_PAYLOAD_BYTES, MAX_PAYLOAD_KIB, MAX_READINGS,
};
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::{Quantity, View};
use crate::derive::words::{code, list, number, span};
use crate::derive::{Ears, Key};
use crate::model::MetricKind;

/// Returns the requirement on receiving readings.
pub(super) fn receive(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        format!("an owner of {}", view.nouns),
        format!("every reading that a {noun} sends to be taken in exactly once"),
        "the history is complete and holds nothing twice",
    );
    let mut requirement = Requirement::new("ingest", "Receive readings", story);
    transports(view, &mut requirement);
    time(view, &mut requirement);
    for metric in &view.metrics {
        accept(view, metric, &mut requirement);
        if metric.kind == MetricKind::Position {
            super::zones::place(view, metric, &mut requirement);
        }
    }
    requirement
}

fn transports(view: &View<'_>, requirement: &mut Requirement) {
    let noun = &view.noun;
    requirement.add(
        "ingest.mqtt",
        "ingest.mqtt",
        Ears::when(
            format!(
                "a {noun} publishes a JSON object, or an array of up to {MAX_READINGS} objects, to {} with QoS 0 or 1",
                code(view.readings_topic())
            ),
            format!("take each object as one Reading of that {noun}"),
        ),
    );
    requirement.add(
        "endpoint.post_devices_readings.takes_arrays",
        "ingest.http",
        Ears::when(
            format!(
                "a {noun} with its token, or an admin, sends the same JSON to `POST /devices/{{id}}/readings`"
            ),
            "take each object as one Reading, through the same steps as over MQTT",
        ),
    );
    let (stored, duplicate, _) = view.replies();
    requirement.add(
        "endpoint.post_devices_readings.stores_once",
        "ingest.http",
        Ears::when(
            "Readings that came over HTTP are committed",
            format!(
                "answer {stored} with the numbers of stored and duplicate Readings, or {duplicate} when all of them were duplicates"
            ),
        ),
    );
    requirement.add(
        "ingest.acknowledge",
        "ingest.pipeline",
        Ears::when(
            "a message with QoS 1 was stored or rejected",
            "acknowledge it, only after the transaction that holds the outcome was committed",
        ),
    );
    requirement.add(
        "payload.unknown_fields",
        "ingest.pipeline",
        Ears::when(
            "a Reading holds fields that are no metric",
            "ignore these fields and take the rest",
        ),
    );
}

fn time(view: &View<'_>, requirement: &mut Requirement) {
    let noun = &view.noun;
    requirement.add(
        "timestamp.all_forms",
        "ingest.pipeline",
        Ears::when(
            "a Reading carries a time in `timestamp` or `ts`, as RFC 3339 or as seconds or milliseconds since 1970",
            "keep it as the time of the Reading, beside the time of arrival",
        ),
    );
    requirement.add(
        "timestamp.missing",
        "ingest.pipeline",
        Ears::unwanted(
            format!(
                "a Reading carries no time, or one before {FIRST_YEAR} because the {noun} has no clock"
            ),
            "use the time of arrival and mark the Reading with `timestampSource` `server`",
        ),
    );
    requirement.add(
        "timestamp.future",
        "ingest.pipeline",
        Ears::unwanted(
            format!(
                "the time of a Reading is more than {} ahead of the clock of the Backend",
                span(view.spec.clock_skew_ms())
            ),
            "reject the Reading with the reason `future_timestamp`",
        ),
    );
    requirement.add(
        "ingest.duplicate",
        "store.commit",
        Ears::when(
            format!("a Reading has the {noun} and the time of a stored Reading"),
            "keep the stored one, change nothing else, and count a duplicate",
        ),
    );
    requirement.add(
        "ingest.late",
        "store.commit",
        Ears::when(
            format!("a Reading is older than the newest one of its {noun}"),
            "add it to the history, leave the latest values as they are, raise and end no Alert for it, and count it as late",
        ),
    );
}

fn accept(view: &View<'_>, metric: &Quantity<'_>, requirement: &mut Requirement) {
    let name = metric.name.as_str();
    let field = code(&metric.field);
    let (value, stored) = match metric.kind {
        MetricKind::Boolean => (format!("`true` or `false` in {field}"), String::new()),
        MetricKind::Enum => (format!("a state in {field}"), String::new()),
        MetricKind::Text => (format!("a text in {field}"), String::new()),
        MetricKind::Position => (
            format!(
                "a latitude and a longitude in {field}, as `{{\"lat\": 52.52, \"lng\": 13.4}}`, in `location`, or as plain `lat` and `lng`, also named `latitude`, `lon` and `longitude`"
            ),
            ", and return it with the Reading".to_owned(),
        ),
        MetricKind::Gauge | MetricKind::Counter if metric.unit.is_empty() => {
            (format!("a number in {field}"), String::new())
        }
        MetricKind::Gauge | MetricKind::Counter => (
            format!("a number in {field}"),
            format!(" in {}", metric.unit),
        ),
    };
    let criterion = requirement.add(
        Key::of(&["metric", name, "accept"]),
        "domain.metrics",
        Ears::when(
            format!("a Reading holds {value}"),
            format!("store it as {}{stored}", metric.words),
        ),
    );
    criterion.named_before("metric", &["accept"], &metric.metric.metric.was);
    super::held::kind(view, metric, criterion);
}

/// Returns the requirement on validation.
pub(super) fn validate(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "a reader of the data",
        "wrong values to be kept out, and to find out which were",
        "I can trust what I see",
    );
    let mut requirement = Requirement::new("validation", "Validate readings", story);
    let reasons = [
        (
            "malformed",
            "a payload is no JSON object and no array of objects".to_owned(),
        ),
        (
            "too_large",
            format!("a payload has more than {MAX_PAYLOAD_KIB} KiB"),
        ),
        (
            "too_many",
            format!("an array has more than {MAX_READINGS} items"),
        ),
        (
            "device_mismatch",
            format!("a Reading holds a `deviceId` that is not the {noun} of the topic or path"),
        ),
        (
            "no_metric",
            "a Reading holds no metric with a value".to_owned(),
        ),
        (
            "wrong_type",
            "a Reading holds a value of another type than its metric".to_owned(),
        ),
        (
            "bad_timestamp",
            "the time of a Reading cannot be read".to_owned(),
        ),
    ];
    for (reason, condition) in reasons {
        requirement.add(
            Key::of(&["payload", reason]),
            "domain.validation",
            Ears::unwanted(condition, format!("reject it with the reason `{reason}`")),
        );
    }
    rejected(view, &mut requirement);
    for metric in &view.metrics {
        limits(view, metric, &mut requirement);
    }
    requirement
}

fn rejected(view: &View<'_>, requirement: &mut Requirement) {
    let noun = &view.noun;
    requirement.add(
        "payload.array",
        "ingest.pipeline",
        Ears::unwanted("some Readings of an array are rejected", "store the others"),
    );
    requirement.add(
        "dead_letter.keep",
        "ingest.dead_letters",
        Ears::when(
            "a message or a Reading is rejected",
            format!(
                "keep its reason and the first {KEPT_PAYLOAD_BYTES} bytes of its payload as a Dead letter, count it by reason, log the reason, and acknowledge the message"
            ),
        ),
    );
    requirement.add(
        "dead_letter.bounded",
        "ingest.dead_letters",
        Ears::unwanted(
            format!("there are more than {DEAD_LETTERS_KEPT} Dead letters"),
            "drop the oldest ones",
        ),
    );
    requirement.add(
        "endpoint.post_devices_readings.names_place_and_reason",
        "ingest.http",
        Ears::unwanted(
            "Readings that came over HTTP are rejected",
            format!(
                "name the place, the reason and a message of each in the answer, with status {} for wrong values",
                view.replies().2
            ),
        ),
    );
    requirement.add(
        "endpoint.post_devices_readings.refuses_what_is_no_json",
        "ingest.http",
        Ears::unwanted(
            "a request with Readings is not declared as JSON, or is none",
            "answer 415, or 400, and store nothing",
        ),
    );
    requirement.add(
        "device.unknown_or_disabled",
        "ingest.pipeline",
        Ears::unwanted(
            format!("a broker delivers a message of a {noun} that is not registered, or disabled"),
            "reject it with the reason `unknown_device` or `disabled_device`",
        ),
    );
}

fn limits(view: &View<'_>, metric: &Quantity<'_>, requirement: &mut Requirement) {
    let name = metric.name.as_str();
    let outside = |bounds: &crate::catalog::Bounds| {
        let mut sides = Vec::new();
        sides.extend(bounds.min.map(|min| format!("below {}", metric.value(min))));
        sides.extend(bounds.max.map(|max| format!("above {}", metric.value(max))));
        list(&sides, "or")
    };
    let field = code(&metric.field);
    if metric.metric.is_numeric() && !metric.valid.is_free() {
        requirement
            .add(
                Key::of(&["metric", name, "reject"]),
                "domain.metrics",
                Ears::unwanted(
                    format!("{field} is {}", outside(&metric.valid)),
                    "reject the Reading with the reason `out_of_range`",
                ),
            )
            .named_before("metric", &["reject"], &metric.metric.metric.was);
    }
    let unusual = !metric.usual.is_free() && metric.usual != metric.valid;
    if metric.metric.is_numeric() && unusual && metric.metric.metric.range.is_none() {
        requirement
            .add(
                Key::of(&["metric", name, "suspect"]),
                "domain.metrics",
                Ears::when(
                    format!("{field} is {}, but possible", outside(&metric.usual)),
                    format!("store the Reading and name {field} in its `suspect` list"),
                ),
            )
            .named_before("metric", &["suspect"], &metric.metric.metric.was);
    }
    if metric.metric.metric.required {
        requirement
            .add(
                Key::of(&["metric", name, "require"]),
                "domain.metrics",
                Ears::unwanted(
                    format!("a Reading holds no {field}"),
                    "reject it with the reason `missing_metric`",
                ),
            )
            .named_before("metric", &["require"], &metric.metric.metric.was);
    }
    if metric.kind == MetricKind::Position {
        super::zones::no_place(view, metric, requirement);
    }
    let states: Vec<String> = metric.metric.values().iter().map(code).collect();
    if metric.kind == MetricKind::Enum && !states.is_empty() {
        requirement
            .add(
                Key::of(&["metric", name, "states"]),
                "domain.metrics",
                Ears::unwanted(
                    format!("{field} is none of {}", list(&states, "and")),
                    "reject the Reading with the reason `wrong_type`",
                ),
            )
            .named_before("metric", &["states"], &metric.metric.metric.was);
    }
}

/// Returns the bounds of a metric as text: `-40 to 85 °C`.
pub(in crate::derive) fn bounds(metric: &Quantity<'_>, bounds: &crate::catalog::Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => format!("{} to {}", number(min), number(max)),
        (Some(min), None) => format!("from {}", number(min)),
        (None, Some(max)) => format!("up to {}", number(max)),
        (None, None) if metric.metric.is_numeric() => "any number".to_owned(),
        (None, None) => "-".to_owned(),
    }
}
