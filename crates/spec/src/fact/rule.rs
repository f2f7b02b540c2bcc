//! A stated rule among those there are: is it one of them, what is it called, what does it need.

use super::taking::{Taking, free_name, name, slug};
use super::{metric, statement};
use crate::catalog::Catalog;
use crate::edit::Path;
use crate::model::{Condition, Field, FieldType, GeofenceEvent, Metric, MetricKind, Name};

/// Returns whether a rule is the stated one, or the same with its number left open.
pub(super) fn same_or_open(known: &Condition, stated: &Condition) -> bool {
    if known == stated {
        return true;
    }
    match (known, stated) {
        (Condition::Threshold(known), Condition::Threshold(stated)) => {
            let mut filled = known.clone();
            for (old, new) in [
                (&mut filled.above, &stated.above),
                (&mut filled.at_least, &stated.at_least),
                (&mut filled.below, &stated.below),
                (&mut filled.at_most, &stated.at_most),
                (&mut filled.equals, &stated.equals),
            ] {
                if old.is_open() {
                    old.clone_from(new);
                }
            }
            filled.unit.clone_from(&stated.unit);
            filled == *stated
        }
        (Condition::Outside(known), Condition::Outside(stated)) => {
            known.metric == stated.metric && known.min.is_open() && known.max.is_open()
        }
        (Condition::Offline(known), Condition::Offline(stated)) => {
            known.metric == stated.metric && known.after.is_open()
        }
        (Condition::Geofence(known), Condition::Geofence(stated)) => {
            known.event == stated.event && known.radius.is_open() && known.area.is_none()
        }
        _ => false,
    }
}

/// Makes the name of a new rule; it stays when what it is about is renamed.
pub(super) fn birth_name(t: &Taking, when: &Condition) -> Option<Name> {
    let base = base_name(when);
    let mut wishes = vec![base.clone()];
    if let Some(severity) = t.text("severity") {
        wishes.push(format!("{base}_{}", slug(&severity)));
    }
    free_name(wishes, |name| t.spec.alerts.contains(name))
}

fn base_name(when: &Condition) -> String {
    match when {
        Condition::Threshold(rule) => {
            let side = if !rule.below.is_absent() || !rule.at_most.is_absent() {
                "low"
            } else if rule.equals.is_absent() {
                "high"
            } else {
                "equal"
            };
            format!("{}_{side}", rule.metric)
        }
        Condition::Outside(rule) => format!("{}_outside", rule.metric),
        Condition::State(rule) => format!("{}_{}", rule.metric, rule.is),
        Condition::Offline(rule) => rule.metric.as_ref().map_or_else(
            || "offline".to_owned(),
            |metric| format!("{metric}_offline"),
        ),
        Condition::Geofence(rule) => match rule.event {
            GeofenceEvent::Enter => "zone_enter",
            GeofenceEvent::Exit => "zone_exit",
            GeofenceEvent::Dwell => "zone_dwell",
        }
        .to_owned(),
        Condition::RateOfChange(rule) => {
            let falls = rule.by.get().is_some_and(|by| by.value() < 0.0);
            format!(
                "{}_{}",
                rule.metric,
                if falls { "falling" } else { "rising" }
            )
        }
        Condition::Stationary(_) => "stationary".to_owned(),
        Condition::Stuck(rule) => format!("{}_stuck", rule.metric),
        Condition::Anomaly(rule) => format!("{}_anomaly", rule.metric),
        Condition::Leak(rule) => format!("{}_leak", rule.metric),
        Condition::All(list) => joined(list, "_and_"),
        Condition::Any(list) => joined(list, "_or_"),
        Condition::SomeOf(some) => joined(&some.list, "_of_"),
        Condition::Escalation(_) => "escalation".to_owned(),
    }
}

fn joined(list: &[Condition], between: &str) -> String {
    let names: Vec<String> = list.iter().map(base_name).collect();
    let all = names.join(between);
    if all.len() <= 48 {
        all
    } else {
        "combined".to_owned()
    }
}

/// Returns whether a number of a condition is left open.
pub(super) fn is_open(when: &Condition) -> bool {
    match when {
        Condition::All(list) | Condition::Any(list) => list.iter().any(is_open),
        Condition::SomeOf(some) => some.list.iter().any(is_open),
        one => statement::write(one)
            .iter()
            .any(|(_, value, _)| value.is_null()),
    }
}

/// Completes what rules need of each other and of their metrics, once all of them are known.
pub(super) fn complete(t: &mut Taking) {
    let plain = |when: &Condition| !matches!(when, Condition::Escalation(_));
    let rules: Vec<(Name, Condition)> = t
        .spec
        .alerts
        .iter()
        .map(|(id, alert)| (id.clone(), alert.when.clone()))
        .collect();
    let all: Vec<Name> = rules
        .iter()
        .filter(|(_, when)| plain(when))
        .map(|(id, _)| id.clone())
        .collect();
    for (id, when) in &rules {
        match when {
            Condition::Escalation(rule) if rule.of.is_empty() && all.is_empty() => {
                t.spec.alerts.remove(id.as_str());
                let says = "Passes on alerts that nobody acknowledges.".to_owned();
                t.spec.extra.insert(id.clone(), says);
            }
            Condition::Escalation(rule) if rule.of.is_empty() => {
                let alert = t.spec.alerts.get_mut(id.as_str());
                if let Some(Condition::Escalation(rule)) = alert.map(|alert| &mut alert.when) {
                    rule.of.clone_from(&all);
                }
            }
            Condition::State(rule) => state(t, &rule.metric, &rule.is),
            _ => {}
        }
    }
    for (_, metric) in t.spec.metrics.iter_mut() {
        if metric.kind == Some(MetricKind::Enum) && metric.values.is_empty() {
            metric.kind = Some(MetricKind::Text);
        }
    }
}

/// A metric that a rule compares with a word has that word among its states.
fn state(t: &mut Taking, id: &Name, is: &str) {
    let known = Catalog::embedded().find(id.as_str()).map(|row| row.kind);
    let Some(metric) = t.spec.metrics.get_mut(id.as_str()) else {
        return;
    };
    let kind = metric.kind.or(known).unwrap_or_default();
    if matches!(is, "true" | "false") {
        if kind == MetricKind::Gauge {
            metric.kind = Some(MetricKind::Boolean);
            metric.unit = None;
        }
    } else if matches!(kind, MetricKind::Gauge | MetricKind::Enum) {
        metric.kind = Some(MetricKind::Enum);
        metric.unit = None;
        if !metric.values.iter().any(|known| known == is) {
            metric.values.push(is.to_owned());
        }
    }
}

/// Makes the field that a limit is a factor of, when no other fact states it.
fn field(t: &mut Taking, when: &Condition) {
    if let Condition::Threshold(rule) = when
        && let Some(of) = rule.of.as_ref().filter(|of| of.owner == "device")
        && !t.devices().fields.contains(of.field.as_str())
    {
        t.implied(Path::of("devices.fields", &of.field));
        let decimal = Field {
            r#type: FieldType::Decimal,
            ..Field::default()
        };
        t.devices().fields.insert(of.field.clone(), decimal);
    }
}

/// Makes the metrics that a rule cannot do without, when no other fact states them.
pub(super) fn needs(t: &mut Taking, when: &Condition) {
    field(t, when);
    let (needed, kind) = match when {
        Condition::Threshold(rule) => (Some(rule.metric.clone()), None),
        Condition::Outside(rule) => (Some(rule.metric.clone()), None),
        Condition::State(rule) => {
            let boolean = matches!(rule.is.as_str(), "true" | "false");
            (
                Some(rule.metric.clone()),
                boolean.then_some(MetricKind::Boolean),
            )
        }
        Condition::Offline(rule) => (rule.metric.clone(), None),
        Condition::RateOfChange(rule) => (Some(rule.metric.clone()), None),
        Condition::Stuck(rule) => (Some(rule.metric.clone()), None),
        Condition::Anomaly(rule) => (Some(rule.metric.clone()), None),
        Condition::Leak(rule) => (Some(rule.metric.clone()), None),
        Condition::Geofence(_) | Condition::Stationary(_) => {
            (name("position"), Some(MetricKind::Position))
        }
        Condition::All(list) | Condition::Any(list) => {
            return list.iter().for_each(|one| needs(t, one));
        }
        Condition::SomeOf(some) => return some.list.iter().for_each(|one| needs(t, one)),
        Condition::Escalation(_) => (None, None),
    };
    let Some(needed) = needed else { return };
    let position = kind == Some(MetricKind::Position);
    if position && t.spec.metrics.values().any(|metric| metric.kind == kind) {
        return;
    }
    let values = match when {
        Condition::State(rule) if kind.is_none() => vec![rule.is.clone()],
        _ => Vec::new(),
    };
    let kind = if values.is_empty() {
        kind
    } else {
        Some(MetricKind::Enum)
    };
    metric::ensure(
        t,
        &needed,
        Metric {
            kind,
            values,
            ..Metric::default()
        },
    );
}
