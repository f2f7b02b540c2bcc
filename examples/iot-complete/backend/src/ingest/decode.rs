//! First step: from bytes to items with typed values. Nothing is judged here but the form.

use serde_json::{Map, Value};

use super::position;
use super::topics::{DEVICE_FIELD, METRIC_FIELDS, TIME_FIELDS};
use crate::domain::metric::Kind;
use crate::domain::pipeline::{MAX_PAYLOAD_BYTES, MAX_READINGS, Rejection};
use crate::domain::position::Position;
use crate::domain::{DeviceId, Metric, Reject, Timestamp, Values};

/// One item of a payload.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// Where it stands in the payload, as a JSON pointer.
    pub pointer: String,
    /// The time that the device sent.
    pub timestamp: Option<Timestamp>,
    /// The values of known metrics.
    pub values: Values,
    /// Where the device is.
    pub position: Option<Position>,
}

/// Seconds since 1970 reach this in the year 5138, milliseconds reached it in 1973.
const FIRST_MILLISECONDS: f64 = 1e11;

/// Splits a payload into items; each is decoded or refused on its own.
///
/// # Errors
/// When the payload as a whole cannot be read.
pub fn decode(
    device: &DeviceId,
    payload: &[u8],
) -> Result<Vec<Result<Decoded, Rejection>>, Rejection> {
    if payload.len() > MAX_PAYLOAD_BYTES {
        let message = format!(
            "{} bytes; at most {MAX_PAYLOAD_BYTES} are read",
            payload.len()
        );
        return Err(refuse("", Reject::TooLarge, message));
    }
    let value: Value = serde_json::from_slice(payload)
        .map_err(|error| refuse("", Reject::Malformed, error.to_string()))?;
    match value {
        Value::Object(item) => Ok(vec![decode_item(device, "", &item)]),
        Value::Array(items) if items.len() > MAX_READINGS => {
            let message = format!("{} readings; at most {MAX_READINGS} are read", items.len());
            Err(refuse("", Reject::TooMany, message))
        }
        Value::Array(items) => Ok(items
            .iter()
            .enumerate()
            .map(|(place, item)| decode_element(device, place, item))
            .collect()),
        _ => Err(refuse("", Reject::Malformed, message_of(Reject::Malformed))),
    }
}

fn decode_element(device: &DeviceId, place: usize, item: &Value) -> Result<Decoded, Rejection> {
    let pointer = format!("/{place}");
    match item {
        Value::Object(item) => decode_item(device, &pointer, item),
        _ => Err(refuse(
            &pointer,
            Reject::Malformed,
            message_of(Reject::Malformed),
        )),
    }
}

fn decode_item(
    device: &DeviceId,
    pointer: &str,
    item: &Map<String, Value>,
) -> Result<Decoded, Rejection> {
    if let Some(named) = item.get(DEVICE_FIELD)
        && named.as_str() != Some(device.as_str())
    {
        let pointer = format!("{pointer}/{DEVICE_FIELD}");
        let message = format!("the payload names {named}, the topic or path names \"{device}\"");
        return Err(refuse(&pointer, Reject::DeviceMismatch, message));
    }
    let mut values = Values::EMPTY;
    for field in METRIC_FIELDS {
        let Some(value) = find(item, field.path) else {
            continue;
        };
        let number = number(field.metric, value).map_err(|()| {
            let pointer = format!("{pointer}/{}", field.path.replace('.', "/"));
            let kind = field.metric.row().kind.as_str();
            refuse(&pointer, Reject::WrongType, format!("{value} is no {kind}"))
        })?;
        if values.get(field.metric).is_none() {
            values.set(field.metric, number);
        }
    }
    Ok(Decoded {
        pointer: pointer.to_owned(),
        timestamp: decode_time(pointer, item)?,
        values,
        position: position::decode(pointer, item)?,
    })
}

/// The value that a path of field names leads to.
pub(super) fn find<'a>(item: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let mut names = path.split('.');
    let first = item.get(names.next()?)?;
    names.try_fold(first, |value, name| value.get(name))
}

/// The number that a JSON value stands for; null is no value.
fn number(metric: Metric, value: &Value) -> Result<Option<f64>, ()> {
    match (metric.row().kind, value) {
        (_, Value::Null) => Ok(None),
        (Kind::Gauge | Kind::Counter, Value::Number(number)) => number
            .as_f64()
            .filter(|number| number.is_finite())
            .map(Some)
            .ok_or(()),
        (Kind::Boolean, value) => truth(value).map(|truth| Some(f64::from(u8::from(truth)))),
        _ => Err(()),
    }
}

fn truth(value: &Value) -> Result<bool, ()> {
    match value {
        Value::Bool(truth) => Ok(*truth),
        Value::Number(number) if number.as_f64() == Some(0.0) => Ok(false),
        Value::Number(number) if number.as_f64() == Some(1.0) => Ok(true),
        Value::String(word) => match word.to_ascii_lowercase().as_str() {
            "true" | "on" | "open" | "yes" => Ok(true),
            "false" | "off" | "closed" | "no" => Ok(false),
            _ => Err(()),
        },
        _ => Err(()),
    }
}

fn decode_time(pointer: &str, item: &Map<String, Value>) -> Result<Option<Timestamp>, Rejection> {
    let found = TIME_FIELDS
        .iter()
        .find_map(|name| item.get(*name).map(|value| (*name, value)));
    let Some((name, value)) = found else {
        return Ok(None);
    };
    let time = match value {
        Value::Null => return Ok(None),
        Value::String(text) => Timestamp::parse(text).ok(),
        Value::Number(number) => number.as_f64().and_then(epoch),
        _ => None,
    };
    let wrong = || {
        let pointer = format!("{pointer}/{name}");
        refuse(
            &pointer,
            Reject::BadTimestamp,
            format!("{value} is no time"),
        )
    };
    time.map(Some).ok_or_else(wrong)
}

/// Seconds or milliseconds since 1970, told apart by their size.
fn epoch(number: f64) -> Option<Timestamp> {
    let ms = if number.abs() < FIRST_MILLISECONDS {
        number * 1000.0
    } else {
        number
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be within the year 9999"
    )]
    (ms.abs() < 253_402_300_800_000.0).then_some(Timestamp(ms.round() as i64))
}

/// A refusal.
pub(super) fn refuse(pointer: &str, reject: Reject, message: String) -> Rejection {
    Rejection {
        pointer: pointer.to_owned(),
        reject,
        message,
    }
}

/// What a reason means, for people.
pub(super) fn message_of(reject: Reject) -> String {
    reject.row().message.to_owned()
}
