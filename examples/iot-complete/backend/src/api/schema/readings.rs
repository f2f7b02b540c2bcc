//! Schemas of readings, one property for each metric.

use serde_json::{Value, json};

use crate::domain::METRICS;
use crate::domain::metric::{Bounds, Kind, MetricRow};
use crate::domain::reading::{POSITION_KEY, TimestampSource};

use super::{
    Named, answer, array_of, count, described, device_id, named, nullable, one_of, time, words,
};

/// How devices may send their position.
const POSITION_FORMS: &str = "Where the device is; `location` and plain `lat` and `lng` mean the same, as do \
    `latitude`, `lon` and `longitude`; 0, 0 counts as not known";

pub(super) fn components() -> Vec<Named> {
    vec![
        ("Reading", reading()),
        ("NewReading", new_reading()),
        ("Bucket", bucket()),
        ("Summary", summary()),
        ("Receipt", receipt()),
    ]
}

/// What a metric is, for people: its name and unit.
pub(super) fn caption(row: &MetricRow) -> String {
    if row.unit.is_empty() {
        row.label.to_owned()
    } else {
        format!("{}, in {}", row.label, row.unit)
    }
}

fn keys() -> Vec<&'static str> {
    METRICS.iter().map(|row| row.key).collect()
}

fn reading() -> Value {
    let sources = [TimestampSource::Device, TimestampSource::Server];
    let about: [(&'static str, Value); 5] = [
        ("deviceId", device_id()),
        ("timestamp", described(time(), "When it was measured")),
        ("receivedAt", described(time(), "When it arrived")),
        (
            "timestampSource",
            described(
                words(&sources.map(TimestampSource::as_str)),
                "Whose clock gave `timestamp`: `server` when the device sent no usable time",
            ),
        ),
        (
            "suspect",
            described(array_of(words(&keys())), "Metrics with an unusual value"),
        ),
    ];
    let metrics = METRICS.iter().map(|row| {
        let number = nullable(json!({ "type": "number" }));
        (row.key, described(number, caption(row)))
    });
    let position = described(nullable(named("Position")), "Where the device was");
    let position = [(POSITION_KEY, position)];
    answer(about.into_iter().chain(position).chain(metrics))
}

/// A value as devices may send it, within everything that would reject it.
fn accepted(row: &MetricRow) -> Value {
    let mut number = json!({ "type": "number" });
    let tightest = |pick: fn(&Bounds) -> Option<f64>, closer: fn(f64, f64) -> f64| {
        [&row.hard, &row.range]
            .into_iter()
            .filter_map(pick)
            .reduce(closer)
    };
    if let Some(min) = tightest(|bounds| bounds.min, f64::max) {
        number["minimum"] = json!(min);
    }
    if let Some(max) = tightest(|bounds| bounds.max, f64::min) {
        number["maximum"] = json!(max);
    }
    let schema = match row.kind {
        Kind::Boolean => one_of([json!({ "type": "boolean" }), number]),
        Kind::Gauge | Kind::Counter => number,
    };
    let schema = if row.required {
        schema
    } else {
        nullable(schema)
    };
    described(schema, caption(row))
}

fn new_reading() -> Value {
    let moment = one_of([time(), json!({ "type": "number" })]);
    let about = [
        (
            "timestamp",
            described(
                moment,
                "RFC 3339, or seconds or milliseconds since 1970; left out: the time of arrival",
            ),
        ),
        (
            "deviceId",
            described(device_id(), "When given, the same as in the path or topic"),
        ),
        (
            POSITION_KEY,
            described(nullable(named("Position")), POSITION_FORMS),
        ),
    ];
    let metrics = METRICS.iter().map(|row| (row.key, accepted(row)));
    let properties: serde_json::Map<String, Value> = metrics
        .chain(about)
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    let metrics = METRICS.iter().filter(|row| row.required);
    let required: Vec<&str> = metrics.map(|row| row.key).collect();
    json!({
        "type": "object",
        "description": "At least one metric or the position has a value; fields that are not known are ignored",
        "properties": properties,
        "required": required,
    })
}

fn bucket() -> Value {
    let metrics: serde_json::Map<String, Value> = METRICS
        .iter()
        .map(|row| (row.key.to_owned(), named("Summary")))
        .collect();
    answer([
        ("start", described(time(), "Where the bucket begins")),
        ("count", described(count(), "How many readings it holds")),
        (
            "metrics",
            json!({
                "type": "object",
                "description": "One entry for each metric that has values in the bucket",
                "properties": metrics,
                "additionalProperties": false,
            }),
        ),
    ])
}

fn summary() -> Value {
    let number = || json!({ "type": "number" });
    answer([("avg", number()), ("min", number()), ("max", number())])
}

fn receipt() -> Value {
    answer([
        ("stored", described(count(), "Readings stored now")),
        ("duplicates", described(count(), "Readings stored before")),
    ])
}
