//! Numbers, lengths of time and words as JSON values.

use serde_json::Value;

use crate::model::{Duration, Num, Slot, Unit};

/// Reads a number: plain, or a text such as `5 km`.
pub(super) fn number(value: &Value) -> Option<Num> {
    match value {
        Value::Number(number) => number.as_f64().filter(|n| n.is_finite()).map(Num::new),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Reads a number of seconds.
pub(super) fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64()?;
    (0.0..3.2e10)
        .contains(&seconds)
        .then(|| Duration::from_seconds(seconds))
}

/// Returns a length of time in seconds, whole when it is.
pub(super) fn in_seconds(duration: &Duration) -> Value {
    if duration.ms().is_multiple_of(1_000) {
        Value::from(duration.ms() / 1_000)
    } else {
        Value::from(duration.seconds())
    }
}

/// Returns a number, whole when it is.
pub(super) fn plain(number: &Num) -> Value {
    serde_json::to_value(number).unwrap_or_default()
}

/// Returns the value of a slot: nothing when absent, null when open.
pub(super) fn slot<T>(slot: &Slot<T>, value: impl FnOnce(&T) -> Value) -> Option<Value> {
    match slot {
        Slot::Absent => None,
        Slot::Open => Some(Value::Null),
        Slot::Is(inner) => Some(value(inner)),
    }
}

/// Reads a number, a flag or a text from words: `5`, `true`, `95%`.
pub(super) fn scalar(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => match text.parse::<f64>() {
            Ok(number) if number.is_finite() && text.len() < 16 => plain(&Num::new(number)),
            _ => Value::from(text),
        },
    }
}

/// Reads a unit as people write it.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let known = crate::catalog::parse_unit(text);
    known.unwrap_or(text).parse().ok()
}
