//! Whether the alert rules make sense.

use super::Check;
use super::threshold::{numeric, outside, state, threshold};
use crate::model::{Alert, Condition, Name, Num, Slot};

pub(super) fn check(check: &mut Check<'_>) {
    let spec = check.spec;
    for (name, alert) in spec.alerts.iter() {
        let path = format!("alerts.{name}");
        condition(check, &format!("{path}.when"), &alert.when, alert);
        one(check, &path, name, alert);
    }
    refused(check);
}

fn one(check: &mut Check<'_>, path: &str, name: &Name, alert: &Alert) {
    if alert.clear.is_some() && !alert.hysteresis.is_absent() {
        let message = "`clear` and `hysteresis` both say when it ends";
        check.key(
            "E317",
            &format!("{path}.clear"),
            message,
            "delete one of them",
        );
    }
    if let Slot::Is(hysteresis) = &alert.hysteresis
        && hysteresis.value() < 0.0
    {
        let at = format!("{path}.hysteresis");
        check.value(
            "E317",
            &at,
            "a hysteresis below 0",
            "write how far back, as a number above 0",
        );
    }
    if alert.count == Some(0) {
        check.value(
            "E317",
            &format!("{path}.count"),
            "0 readings in a row",
            "write 1 or more",
        );
    }
    if alert.unless.contains(name) {
        let at = format!("{path}.unless");
        check.value(
            "E317",
            &at,
            "quiet while it is open itself",
            "delete its own name",
        );
    }
}

fn condition(check: &mut Check<'_>, path: &str, when: &Condition, alert: &Alert) {
    let spec = check.spec;
    let path = format!("{path}.{}", when.word());
    let view = |name: &Name| spec.metric_view(name.as_str());
    match when {
        Condition::Threshold(one) => {
            if let Some(view) = view(&one.metric) {
                threshold(check, &path, one, &view, alert);
            }
        }
        Condition::Outside(one) => {
            if let Some(view) = view(&one.metric) {
                outside(check, &path, one, &view, alert);
            }
        }
        Condition::State(one) => {
            if let Some(view) = view(&one.metric) {
                state(check, &path, one, &view);
            }
        }
        Condition::RateOfChange(one) => {
            if let Some(view) = view(&one.metric) {
                numeric(check, &path, &view, "rate_of_change");
            }
            if one.by.get().is_some_and(|by: &Num| by.value() == 0.0) {
                let at = format!("{path}.by");
                check.value(
                    "E317",
                    &at,
                    "a change by 0",
                    "write by how much; falls are negative",
                );
            }
        }
        Condition::Geofence(fence) => {
            if fence
                .radius
                .get()
                .is_some_and(|radius| radius.value() <= 0.0)
            {
                let at = format!("{path}.radius");
                check.value(
                    "E317",
                    &at,
                    "a zone without a size",
                    "write the radius in metres",
                );
            }
            let position = spec
                .metric_views()
                .any(|view| view.kind() == crate::model::MetricKind::Position);
            if !position {
                let way_out = "add `position: {kind: position}` to `metrics`";
                check.key(
                    "E318",
                    &path,
                    "a zone, and no metric says where a device is",
                    way_out,
                );
            }
        }
        Condition::All(_) | Condition::Any(_) | Condition::SomeOf(_) => {
            parts(check, &path, when, alert);
        }
        Condition::Escalation(one) if one.of.is_empty() => {
            check.key("E302", &path, "an escalation of nothing", "add `of: [...]`");
        }
        _ => {}
    }
}

fn parts(check: &mut Check<'_>, path: &str, when: &Condition, alert: &Alert) {
    let list = if matches!(when, Condition::SomeOf(_)) {
        ".list"
    } else {
        ""
    };
    if when.parts().len() < 2 {
        let way_out = "add a second condition, or write the one without the list";
        check.key("E302", path, "a combination of fewer than two", way_out);
    }
    for (at, part) in when.parts().iter().enumerate() {
        condition(check, &format!("{path}{list}.{at}"), part, alert);
    }
    if let Condition::SomeOf(some) = when {
        let most = u32::try_from(some.list.len()).unwrap_or(u32::MAX);
        let (min, max) = (some.min.unwrap_or(0), some.max.unwrap_or(most));
        let unbounded = some.min.is_none() && some.max.is_none();
        if unbounded || min > max || min > most {
            let message = format!("{min} to {max} of {most} conditions can never be met or missed");
            check.key(
                "E302",
                path,
                &message,
                "write `min` and `max` within the number of conditions",
            );
        }
    }
}

/// What was refused must not be there.
fn refused(check: &mut Check<'_>) {
    let spec = check.spec;
    for (at, line) in spec.refused.iter().enumerate() {
        let there = match line.split_once('.') {
            None => section(check, line),
            Some(("alerts", word)) => spec
                .alerts
                .iter()
                .find(|(name, alert)| {
                    *name == word || alert.when.metrics().iter().any(|metric| *metric == word)
                })
                .map(|(name, _)| format!("alerts.{name}")),
            Some(("metrics", word)) => spec
                .metrics
                .contains(word)
                .then(|| format!("metrics.{word}")),
            Some(("notify", word)) => spec
                .channels
                .iter()
                .find(|(name, channel)| *name == word || channel.via.parts().0 == word)
                .map(|(name, _)| format!("channels.{name}")),
            Some(("rollups", word)) => spec
                .rollups
                .keys()
                .find(|period| period.to_string() == word)
                .map(|_| format!("rollups.{word}")),
            Some(("commands", word)) => spec
                .commands
                .contains(word)
                .then(|| format!("commands.{word}")),
            Some(_) => None,
        };
        if let Some(there) = there {
            let message = format!("`{line}` is refused, yet `{there}` is there");
            check.value(
                "E305",
                &format!("refused.{at}"),
                &message,
                "delete one of the two",
            );
        }
    }
}

fn section(check: &Check<'_>, word: &str) -> Option<String> {
    let spec = check.spec;
    let first = match word {
        "alerts" => spec.alerts.keys().next().map(ToString::to_string),
        "metrics" => spec.metrics.keys().next().map(ToString::to_string),
        "rollups" => spec.rollups.keys().next().map(ToString::to_string),
        "channels" | "notify" => spec.channels.keys().next().map(ToString::to_string),
        "commands" => spec.commands.keys().next().map(ToString::to_string),
        "reports" => spec.reports.keys().next().map(ToString::to_string),
        "topics" => spec.topics.keys().next().map(ToString::to_string),
        _ => None,
    };
    first.map(|name| {
        format!(
            "{}.{name}",
            if word == "notify" { "channels" } else { word }
        )
    })
}
