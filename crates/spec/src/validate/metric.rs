//! Whether the metrics make sense by themselves and beside each other.

use std::collections::BTreeMap;

use super::Check;
use crate::catalog::{convert, parse_unit, units};
use crate::effective::MetricView;
use crate::model::{Domain, MetricKind, Name, Named, Num, Unit};

pub(super) fn check(check: &mut Check<'_>) {
    let spec = check.spec;
    if spec.summary.chars().count() > 500 {
        let message = "a summary of more than 500 characters";
        check.value("E310", "summary", message, "shorten it");
    }
    domain(check);
    for view in spec.metric_views() {
        one(check, &view);
    }
    places(check);
    let was = |name: &Name| spec.metrics.get(name).map(|m| m.was.clone());
    names(check, "metrics", &spec.metrics, was);
    let was = |name: &Name| spec.alerts.get(name).map(|a| a.was.clone());
    names(check, "alerts", &spec.alerts, was);
}

fn domain(check: &mut Check<'_>) {
    let spec = check.spec;
    if spec.domain() == Domain::Iot {
        return;
    }
    for (section, there) in [
        ("devices", spec.devices.is_some()),
        ("metrics", !spec.metrics.is_empty()),
        ("ingest", spec.ingest.is_some()),
        ("topics", !spec.topics.is_empty()),
        ("alerts", !spec.alerts.is_empty()),
    ] {
        if there {
            let message = format!("`{section}` in a specification that is no IoT backend");
            let way_out = "delete the section, or the line `domain`";
            check.key("E311", section, &message, way_out);
        }
    }
}

fn one(check: &mut Check<'_>, view: &MetricView<'_>) {
    let path = format!("metrics.{}", view.name);
    let metric = view.metric;
    let kind = view.kind();
    if !view.is_numeric() {
        let numeric = [
            ("unit", metric.unit.is_some() && metric.kind.is_some()),
            ("api_unit", metric.api_unit.is_some()),
            ("range", metric.range.is_some()),
        ];
        for (key, there) in numeric {
            if there {
                let message = format!("`{key}` of a metric whose values are no numbers");
                let way_out = format!("delete `{key}`, or write `kind: gauge`");
                check.key("E312", &format!("{path}.{key}"), &message, way_out);
            }
        }
    }
    if kind == MetricKind::Enum && view.values().is_empty() {
        let way_out = format!("add `values: [closed, open]` to `{path}`");
        check.key("E312", &path, "an enum without its states", way_out);
    }
    if kind == MetricKind::Boolean && metric.values.len() != 2 && !metric.values.is_empty() {
        let way_out = "write the word for false, then the word for true";
        let at = format!("{path}.values");
        check.key("E312", &at, "a boolean has exactly two words", way_out);
    }
    if metric.increments && kind != MetricKind::Counter {
        let way_out = "write `kind: counter`, or delete `increments`";
        let at = format!("{path}.increments");
        check.key("E312", &at, "`increments` of what is no counter", way_out);
    }
    if let (Some(api_unit), Some(unit)) = (&metric.api_unit, view.unit()) {
        same_quantity(check, &format!("{path}.api_unit"), api_unit.as_str(), unit);
    }
    range(check, &path, view);
}

fn range(check: &mut Check<'_>, path: &str, view: &MetricView<'_>) {
    let Some(range) = &view.metric.range else {
        return;
    };
    for (key, side) in [("min", &range.min), ("max", &range.max)] {
        if let Some(num) = side {
            number(check, &format!("{path}.range.{key}"), num, None, view);
        }
    }
    let reject = view.limits().reject;
    if let (Some(min), Some(max)) = (reject.min, reject.max)
        && min >= max
    {
        let message = format!("the lowest value {min} is not below the highest {max}");
        check.key(
            "E313",
            &format!("{path}.range"),
            &message,
            "change one of them",
        );
    }
}

/// Checks that the unit behind or beside a number is one of the metric's quantity.
pub(super) fn number(
    check: &mut Check<'_>,
    path: &str,
    num: &Num,
    unit: Option<(&str, &Unit)>,
    view: &MetricView<'_>,
) {
    let Some(own) = view.unit() else {
        return;
    };
    if let Some(text) = &num.unit {
        if let Some(unit) = parse_unit(text) {
            same_quantity(check, path, unit, own);
        } else {
            let message = format!("`{text}` is no unit that converts to `{own}`");
            let way_out = format!("write the number in `{own}`, without a unit");
            check.value("E314", path, &message, way_out);
        }
    } else if let Some((path, unit)) = unit {
        same_quantity(check, path, unit.as_str(), own);
    }
}

fn same_quantity(check: &mut Check<'_>, path: &str, unit: &str, own: &str) {
    if convert(0.0, unit, own).is_some() {
        return;
    }
    let alike: Vec<&str> = units()
        .of(own)
        .flat_map(|row| units().rows().iter().filter(|r| r.quantity == row.quantity))
        .map(|row| row.unit)
        .collect();
    let message = format!("`{unit}` does not measure what `{own}` measures");
    let way_out = if alike.is_empty() {
        format!("write `{own}`: no other unit converts to it")
    } else {
        format!("write one of {}", alike.join(", "))
    };
    check.value("E314", path, &message, way_out);
}

/// No two metrics may stand in the same place of a payload or answer.
fn places(check: &mut Check<'_>) {
    let spec = check.spec;
    let mut taken: BTreeMap<String, &Name> = BTreeMap::new();
    for view in spec.metric_views() {
        if let Some(other) = taken.insert(view.wire(), view.name) {
            let message = format!(
                "`{}` and `{other}` are both `{}` in answers",
                view.name,
                view.wire()
            );
            let path = format!("metrics.{}", view.name);
            check.key("E315", &path, &message, "rename one of them");
        }
    }
}

/// A name is the present or an earlier one of at most one entry.
fn names<T>(
    check: &mut Check<'_>,
    section: &str,
    all: &Named<T>,
    was: impl Fn(&Name) -> Option<Vec<Name>>,
) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for name in all.keys() {
        taken.insert(name.to_string(), name.to_string());
    }
    for name in all.keys() {
        for (at, earlier) in was(name).into_iter().flatten().enumerate() {
            if let Some(other) = taken.insert(earlier.to_string(), name.to_string()) {
                let message = format!("`{earlier}` is a name of `{other}` too");
                let path = format!("{section}.{name}.was.{at}");
                check.value("E315", &path, &message, "delete it from one of the two");
            }
        }
    }
}
