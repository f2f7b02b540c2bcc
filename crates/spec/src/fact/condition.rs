//! Conditions of alert rules read from the keys of a fact.

use serde_json::{Map, Value};

use super::quantity::{number, seconds, unit};
use super::taking::{name, slug, word};
use crate::model::{
    Anomaly, Condition, Escalation, Function, Geofence, Leak, Name, Num, Offline, Outside,
    RateOfChange, Ref, Slot, SomeOf, State, Stationary, Stuck, Threshold, Unit, Zone,
};

type Keys = Map<String, Value>;

/// Reads the condition that a fact or a term of one states.
///
/// # Errors
///
/// What is missing or unknown, as a fragment.
pub(super) fn read(keys: &Keys) -> Result<Condition, String> {
    let kind = keys.get("kind").and_then(Value::as_str);
    let op = keys.get("op").and_then(Value::as_str);
    let flag = keys.get("value").is_some_and(Value::is_boolean);
    let kind = match (kind, op) {
        (None | Some("threshold"), Some("outside")) => "range",
        (None | Some("threshold"), Some("eq")) if flag => "state",
        (kind, _) => kind.unwrap_or("threshold"),
    };
    Ok(match kind {
        "threshold" => threshold(keys)?,
        "range" => Condition::Outside(range(keys)?),
        "state" => Condition::State(State {
            metric: metric(keys)?,
            is: text(keys, "value").unwrap_or_else(|| "true".to_owned()),
        }),
        "offline" => Condition::Offline(Offline {
            after: open_slot(keys, "for_s", seconds),
            metric: metric(keys).ok(),
        }),
        "geofence" => Condition::Geofence(geofence(keys)),
        "rate_of_change" => Condition::RateOfChange(rate(keys)?),
        "no_movement" => Condition::Stationary(Stationary {
            within: keys.get("radius_m").and_then(number),
            after: open_slot(keys, "for_s", seconds),
        }),
        "stuck" => Condition::Stuck(Stuck {
            metric: metric(keys)?,
            after: open_slot(keys, "for_s", seconds),
        }),
        "anomaly" => Condition::Anomaly(Anomaly {
            metric: metric(keys)?,
            method: None,
        }),
        "leak" => Condition::Leak(Leak {
            metric: metric(keys)?,
            quiet: open_slot(keys, "active", |value| value.as_str()?.parse().ok()),
        }),
        "composite" => composite(keys)?,
        "escalation" => Condition::Escalation(Escalation {
            of: Vec::new(),
            after: open_slot(keys, "for_s", seconds),
            until: None,
        }),
        other => return Err(format!("`{other}` is no kind of alert")),
    })
}

fn text(keys: &Keys, key: &str) -> Option<String> {
    match keys.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

fn metric(keys: &Keys) -> Result<Name, String> {
    let text = text(keys, "metric").ok_or("the metric is missing")?;
    name(&text).ok_or_else(|| format!("`{text}` is no name"))
}

fn own_unit(keys: &Keys) -> Option<Unit> {
    unit(&text(keys, "unit")?)
}

/// Reads a number that was asked for: one that is not given is open.
fn open_slot<T>(keys: &Keys, key: &str, read: impl Fn(&Value) -> Option<T>) -> Slot<T> {
    keys.get(key).and_then(read).map_or(Slot::Open, Slot::Is)
}

/// Reads a number that need not be there.
fn free_slot(keys: &Keys, key: &str) -> Slot<Num> {
    match keys.get(key) {
        None => Slot::Absent,
        Some(value) => number(value).map_or(Slot::Open, Slot::Is),
    }
}

fn threshold(keys: &Keys) -> Result<Condition, String> {
    let (limit, of) = match text(keys, "value").as_deref().and_then(share) {
        Some((factor, field)) => (Slot::Is(factor), Some(field)),
        None => (open_slot(keys, "value", number), None),
    };
    let mut rule = Threshold {
        metric: metric(keys)?,
        above: Slot::Absent,
        at_least: Slot::Absent,
        below: Slot::Absent,
        at_most: Slot::Absent,
        equals: Slot::Absent,
        unit: own_unit(keys),
        of,
        function: keys
            .get("window_s")
            .and_then(seconds)
            .map(|_| Function::Avg),
        window: keys.get("window_s").and_then(seconds),
    };
    let bound = match text(keys, "op").as_deref().unwrap_or("gt") {
        "gt" => &mut rule.above,
        "gte" => &mut rule.at_least,
        "lt" => &mut rule.below,
        "lte" => &mut rule.at_most,
        "eq" => &mut rule.equals,
        other => return Err(format!("`{other}` is no comparison")),
    };
    *bound = limit;
    Ok(Condition::Threshold(rule))
}

/// Reads `90% of depth` as a factor and the field it is of.
fn share(text: &str) -> Option<(Num, Ref)> {
    let (percent, field) = text.split_once("% of ")?;
    let factor = Num::new(percent.trim().parse::<f64>().ok()? / 100.0);
    let field = field.trim();
    let field = if field.contains('.') {
        field.to_owned()
    } else {
        format!("device.{}", slug(field))
    };
    Some((factor, field.parse().ok()?))
}

fn range(keys: &Keys) -> Result<Outside, String> {
    let (min, max) = (free_slot(keys, "min"), free_slot(keys, "max"));
    let (min, max) = match (min, max) {
        (Slot::Absent, Slot::Absent) => (Slot::Open, Slot::Open),
        sides => sides,
    };
    Ok(Outside {
        metric: metric(keys)?,
        min,
        max,
        unit: own_unit(keys),
    })
}

/// Words that say that there is a zone, and not which: each device has its own.
const ANY_ZONE: &[&str] = &[
    "a",
    "allowed",
    "an",
    "approved",
    "area",
    "areas",
    "assigned",
    "authorised",
    "authorized",
    "boundaries",
    "boundary",
    "circle",
    "configured",
    "defined",
    "designated",
    "fence",
    "fences",
    "geo",
    "geofence",
    "geofences",
    "home",
    "its",
    "own",
    "perimeter",
    "permitted",
    "predefined",
    "radius",
    "region",
    "safe",
    "set",
    "the",
    "their",
    "virtual",
    "zone",
    "zones",
];

/// Returns whether an area has a name, so that it is one place for all devices.
fn is_a_place(area: &str) -> bool {
    area.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| !ANY_ZONE.contains(&word.to_lowercase().as_str()))
}

fn geofence(keys: &Keys) -> Geofence {
    let area = text(keys, "area");
    let shape = text(keys, "shape").as_deref().and_then(word);
    let radius = match (free_slot(keys, "radius_m"), &area, shape) {
        (Slot::Absent, None, None) => Slot::Open,
        (radius, _, _) => radius,
    };
    Geofence {
        event: text(keys, "event")
            .as_deref()
            .and_then(word)
            .unwrap_or_default(),
        zone: if area.as_deref().is_some_and(is_a_place) {
            Zone::Shared
        } else {
            Zone::PerDevice
        },
        shape,
        radius,
        area,
        fixes: None,
    }
}

fn rate(keys: &Keys) -> Result<RateOfChange, String> {
    let falls = matches!(text(keys, "op").as_deref(), Some("lt" | "lte"));
    let by = match open_slot(keys, "value", number) {
        Slot::Is(by) if falls => Slot::Is(Num::new(-by.value().abs())),
        by => by,
    };
    Ok(RateOfChange {
        metric: metric(keys)?,
        by,
        within: open_slot(keys, "window_s", seconds),
        unit: own_unit(keys),
    })
}

fn composite(keys: &Keys) -> Result<Condition, String> {
    let mut terms = Vec::new();
    for term in keys
        .get("terms")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        terms.push(read(term.as_object().ok_or("a term is a map")?)?);
    }
    for metric in keys
        .get("metrics")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let mut term = Keys::new();
        term.insert("metric".to_owned(), metric.clone());
        terms.push(read(&term)?);
    }
    if terms.is_empty() {
        return Err("a combination of nothing".to_owned());
    }
    let count = |key: &str| {
        keys.get(key)
            .and_then(Value::as_u64)
            .and_then(|n| n.try_into().ok())
    };
    Ok(match text(keys, "logic").as_deref().unwrap_or("and") {
        "and" => Condition::All(terms),
        "or" => Condition::Any(terms),
        "count" => Condition::SomeOf(SomeOf {
            min: count("min"),
            max: count("max"),
            list: terms,
        }),
        other => return Err(format!("`{other}` is no way to combine conditions")),
    })
}
