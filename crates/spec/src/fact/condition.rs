//! Conditions of alert rules as the keys of a fact, and back.

use serde_json::{Map, Value};

use super::quantity::{in_seconds, number, plain, scalar, seconds, slot, unit};
use super::taking::{name, slug, spelled, word};
use crate::model::{
    Anomaly, Condition, Escalation, Geofence, Leak, Name, Num, Offline, Outside, RateOfChange, Ref,
    Slot, SomeOf, State, Stationary, Stuck, Threshold, Unit, Zone,
};

type Keys = Map<String, Value>;

/// A key of a fact, its value, and where the value stands below `when`.
pub(super) type Part = (&'static str, Value, &'static str);

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
        "stationary" => Condition::Stationary(Stationary {
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
        window: keys.get("window_s").and_then(seconds),
        function: None,
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
        zone: if area.is_some() {
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

/// Returns the keys that state a condition, the kind first.
pub(super) fn write(when: &Condition) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |key, value: Option<Value>, at| parts.extend(value.map(|value| (key, value, at)));
    let metric = |name: &Name| Some(Value::from(name.as_str()));
    match when {
        Condition::Threshold(rule) => {
            add("kind", Some("threshold".into()), "");
            add("metric", metric(&rule.metric), "threshold.metric");
            let (op, value, at) = bound(rule);
            add("op", Some(op.into()), at);
            add("value", value, at);
            add("unit", rule.unit.as_ref().map(spelled), "threshold.unit");
            add(
                "window_s",
                rule.window.as_ref().map(in_seconds),
                "threshold.window",
            );
        }
        Condition::Outside(rule) => {
            add("kind", Some("range".into()), "");
            add("metric", metric(&rule.metric), "outside.metric");
            add("op", Some("outside".into()), "");
            add("min", slot(&rule.min, plain), "outside.min");
            add("max", slot(&rule.max, plain), "outside.max");
            add("unit", rule.unit.as_ref().map(spelled), "outside.unit");
        }
        Condition::State(rule) => {
            add("kind", Some("state".into()), "");
            add("metric", metric(&rule.metric), "state.metric");
            add("op", Some("eq".into()), "");
            add("value", Some(scalar(&rule.is)), "state.is");
        }
        Condition::Offline(rule) => {
            add("kind", Some("offline".into()), "");
            add(
                "metric",
                rule.metric.as_ref().and_then(metric),
                "offline.metric",
            );
            add("for_s", slot(&rule.after, in_seconds), "offline.after");
        }
        Condition::Geofence(rule) => {
            add("kind", Some("geofence".into()), "");
            add("event", Some(spelled(&rule.event)), "geofence.event");
            add("radius_m", slot(&rule.radius, plain), "geofence.radius");
            add("area", rule.area.clone().map(Value::from), "geofence.area");
            add("shape", rule.shape.as_ref().map(spelled), "geofence.shape");
        }
        Condition::RateOfChange(rule) => {
            let falls = rule.by.get().is_some_and(|by| by.value() < 0.0);
            let size = |by: &Num| plain(&Num::new(by.value().abs()));
            add("kind", Some("rate_of_change".into()), "");
            add("metric", metric(&rule.metric), "rate_of_change.metric");
            add(
                "op",
                Some(if falls { "lt" } else { "gt" }.into()),
                "rate_of_change.by",
            );
            add("value", slot(&rule.by, size), "rate_of_change.by");
            add(
                "unit",
                rule.unit.as_ref().map(spelled),
                "rate_of_change.unit",
            );
            add(
                "window_s",
                slot(&rule.within, in_seconds),
                "rate_of_change.within",
            );
        }
        Condition::Stationary(rule) => {
            add("kind", Some("stationary".into()), "");
            add(
                "radius_m",
                rule.within.as_ref().map(plain),
                "stationary.within",
            );
            add("for_s", slot(&rule.after, in_seconds), "stationary.after");
        }
        Condition::Stuck(rule) => {
            add("kind", Some("stuck".into()), "");
            add("metric", metric(&rule.metric), "stuck.metric");
            add("for_s", slot(&rule.after, in_seconds), "stuck.after");
        }
        Condition::Anomaly(rule) => {
            add("kind", Some("anomaly".into()), "");
            add("metric", metric(&rule.metric), "anomaly.metric");
        }
        Condition::Leak(rule) => {
            add("kind", Some("leak".into()), "");
            add("metric", metric(&rule.metric), "leak.metric");
            add(
                "active",
                slot(&rule.quiet, |hours| hours.to_string().into()),
                "leak.quiet",
            );
        }
        Condition::All(list) => parts.extend(combined("and", list)),
        Condition::Any(list) => parts.extend(combined("or", list)),
        Condition::SomeOf(some) => {
            parts.extend(combined("count", &some.list));
            parts.extend(some.min.map(|min| ("min", min.into(), "some_of.min")));
            parts.extend(some.max.map(|max| ("max", max.into(), "some_of.max")));
        }
        Condition::Escalation(rule) => {
            add("kind", Some("escalation".into()), "");
            add("for_s", slot(&rule.after, in_seconds), "escalation.after");
        }
    }
    parts
}

fn bound(rule: &Threshold) -> (&'static str, Option<Value>, &'static str) {
    let bounds = [
        ("gt", &rule.above, "threshold.above"),
        ("gte", &rule.at_least, "threshold.at_least"),
        ("lt", &rule.below, "threshold.below"),
        ("lte", &rule.at_most, "threshold.at_most"),
        ("eq", &rule.equals, "threshold.equals"),
    ];
    let written = bounds.into_iter().find(|(_, limit, _)| !limit.is_absent());
    let (op, limit, at) = written.unwrap_or(bounds[0]);
    let value = match (&rule.of, limit.get()) {
        (Some(field), Some(factor)) => {
            let owner = if field.owner == "device" {
                String::new()
            } else {
                format!("{}.", field.owner)
            };
            let percent = plain(&Num::new((factor.value() * 1e8).round() / 1e6));
            Some(Value::from(format!("{percent}% of {owner}{}", field.field)))
        }
        _ => slot(limit, plain),
    };
    (op, value, at)
}

fn combined(logic: &'static str, list: &[Condition]) -> Vec<Part> {
    let open = |one: &Condition| match one {
        Condition::Threshold(rule) if rule.above.is_open() && rule.unit.is_none() => {
            Some(Value::from(rule.metric.as_str()))
        }
        _ => None,
    };
    let bare: Option<Vec<Value>> = list.iter().map(open).collect();
    let terms = match bare {
        Some(metrics) => ("metrics", Value::from(metrics), ""),
        None => ("terms", list.iter().map(term).collect(), ""),
    };
    vec![
        ("kind", "composite".into(), ""),
        ("logic", logic.into(), ""),
        terms,
    ]
}

/// Returns a condition as a flat map; the kind is left out where the comparison says it.
fn term(one: &Condition) -> Value {
    let implied = matches!(
        one,
        Condition::Threshold(_) | Condition::Outside(_) | Condition::State(_)
    );
    let keys = write(one)
        .into_iter()
        .filter(|(key, _, _)| !(implied && *key == "kind"))
        .map(|(key, value, _)| (key.to_owned(), value));
    Value::Object(keys.collect())
}
