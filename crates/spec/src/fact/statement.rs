//! Conditions of alert rules as the keys that state them.

use serde_json::Value;

use super::quantity::{in_seconds, plain, scalar, slot};
use super::taking::spelled;
use crate::model::{Condition, Name, Num, Threshold};

/// A key of a fact, its value, and where the value stands below `when`.
pub(super) type Part = (&'static str, Value, &'static str);

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
        Condition::All(list) => parts.extend(combined("and", list)),
        Condition::Any(list) => parts.extend(combined("or", list)),
        Condition::SomeOf(some) => {
            parts.extend(combined("count", &some.list));
            parts.extend(some.min.map(|min| ("min", min.into(), "some_of.min")));
            parts.extend(some.max.map(|max| ("max", max.into(), "some_of.max")));
        }
        rare => parts.extend(write_rare(rare)),
    }
    parts
}

/// Conditions without a limit on a value.
fn write_rare(when: &Condition) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |key, value: Option<Value>, at| parts.extend(value.map(|value| (key, value, at)));
    let metric = |name: &Name| Some(Value::from(name.as_str()));
    match when {
        Condition::Stationary(rule) => {
            add("kind", Some("no_movement".into()), "");
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
        Condition::Escalation(rule) => {
            add("kind", Some("escalation".into()), "");
            add("for_s", slot(&rule.after, in_seconds), "escalation.after");
        }
        _ => {}
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
