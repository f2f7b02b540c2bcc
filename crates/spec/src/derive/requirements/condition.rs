//! Conditions of alert rules in words: what holds, what ends it, what is still open.

use super::margin::margin;
use crate::derive::view::View;
use crate::derive::words::{clause, code, list, number, plain, span};
use crate::effective::AlertView;
use crate::model::{
    Active, Condition, Geofence, GeofenceEvent, Limits, Name, Num, Outside, Scope, Side, Slot,
    Threshold, Until, Zone,
};

/// Returns when a rule raises, after `WHEN` or `IF`.
pub(super) fn holds(view: &View<'_>, rule: &AlertView<'_>) -> String {
    let mut text = event(view, rule, &rule.alert.when);
    if rule.for_ms() > 0 {
        text.push_str(&format!(", and that has lasted {}", span(rule.for_ms())));
    }
    if rule.count() > 1 && rule.zone().is_none() {
        text.push_str(&format!(" in {} Readings in a row", rule.count()));
    }
    match &rule.alert.active {
        None | Some(Active::Always) => {}
        Some(Active::Daytime) => text.push_str(" by day"),
        Some(Active::Nighttime) => text.push_str(" by night"),
        Some(Active::Window(window)) => {
            if let Some(hours) = &window.hours {
                text.push_str(&format!(" between the hours {hours}"));
            }
            let days: Vec<String> = window.days.iter().map(|day| format!("{day:?}")).collect();
            if !days.is_empty() {
                text.push_str(&format!(" on {}", list(&days, "or")));
            }
        }
    }
    match &rule.alert.scope {
        None | Some(Scope::All) => {}
        Some(Scope::Types(types)) => {
            let types: Vec<String> = types.iter().map(code).collect();
            text.push_str(&format!(
                ", for {} of the kind {}",
                view.nouns,
                list(&types, "or")
            ));
        }
        Some(Scope::Groups(groups)) => {
            for (group, values) in groups.iter() {
                let values: Vec<String> = values.iter().map(|value| plain(value)).collect();
                text.push_str(&format!(
                    ", for {} whose {group} is {}",
                    view.nouns,
                    list(&values, "or")
                ));
            }
        }
        Some(Scope::Devices(devices)) => {
            let devices: Vec<String> = devices.iter().map(|device| plain(device)).collect();
            text.push_str(&format!(", for {}", list(&devices, "and")));
        }
    }
    text
}

fn event(view: &View<'_>, rule: &AlertView<'_>, condition: &Condition) -> String {
    let noun = &view.noun;
    let reading = format!("a new Reading of a {noun}");
    match condition {
        Condition::Threshold(one) => {
            format!(
                "{reading} holds {} {}",
                view.words(&one.metric),
                bound(view, rule, one)
            )
        }
        Condition::Outside(one) => {
            format!(
                "{reading} holds {} {}",
                view.words(&one.metric),
                outside(view, rule, one)
            )
        }
        Condition::State(one) => {
            format!(
                "{reading} says that {} is `{}`",
                view.words(&one.metric),
                plain(&one.is)
            )
        }
        Condition::Offline(one) => {
            let what = one
                .metric
                .as_ref()
                .map_or_else(|| "message".to_owned(), |metric| view.words(metric));
            let after = one.after.get().map_or_else(
                || "the time that is set".to_owned(),
                |after| span(after.ms()),
            );
            format!("no {what} has arrived for {after} from a {noun} that was heard before")
        }
        Condition::Geofence(one) if rule.zone().is_some() => crossed(view, rule, one),
        Condition::Geofence(one) => {
            let verb = match one.event {
                GeofenceEvent::Enter => "enters",
                GeofenceEvent::Exit => "leaves",
                GeofenceEvent::Dwell => "stays in",
            };
            let zone = match (&one.area, one.zone) {
                (Some(area), _) => clause(area),
                (None, Zone::PerDevice) => "its own zone".to_owned(),
                (None, Zone::PerGroup) => "the zone of its group".to_owned(),
                (None, Zone::Shared) => "the zone".to_owned(),
            };
            format!("a {noun} {verb} {zone}")
        }
        Condition::RateOfChange(one) => format!(
            "{} of a {noun} changes by {} within {}",
            view.words(&one.metric),
            slot_amount(view, &one.metric, &one.by),
            one.within.get().map_or_else(
                || "the time that is set".to_owned(),
                |within| span(within.ms())
            )
        ),
        Condition::Stationary(one) => format!(
            "a {noun} has not moved for {}",
            one.after.get().map_or_else(
                || "the time that is set".to_owned(),
                |after| span(after.ms())
            )
        ),
        Condition::Stuck(one) => format!(
            "{} of a {noun} has not changed for {}",
            view.words(&one.metric),
            one.after.get().map_or_else(
                || "the time that is set".to_owned(),
                |after| span(after.ms())
            )
        ),
        Condition::Anomaly(one) => {
            format!("{reading} holds an unusual {}", view.words(&one.metric))
        }
        Condition::Leak(one) => format!(
            "{} of a {noun} does not rest in its quiet hours",
            view.words(&one.metric)
        ),
        Condition::All(parts) => joined(view, rule, parts, "and"),
        Condition::Any(parts) => joined(view, rule, parts, "or"),
        Condition::SomeOf(some) => format!(
            "at least {} of these hold: {}",
            some.min.unwrap_or(1),
            joined(view, rule, &some.list, "or")
        ),
        Condition::Escalation(one) => {
            let of: Vec<String> = one.of.iter().map(code).collect();
            let end = match one.until.unwrap_or_default() {
                Until::Acknowledged => "acknowledgement",
                Until::Ended => "end",
            };
            format!("an Alert of {} stays without {end}", list(&of, "or"))
        }
    }
}

/// Says what is seen of a device that crosses the border of its own circle.
fn crossed(view: &View<'_>, rule: &AlertView<'_>, fence: &Geofence) -> String {
    let noun = &view.noun;
    let seen = match rule.count() {
        1 => format!("a new Reading of a {noun} holds a position"),
        count => format!("{count} new Readings of a {noun} in a row hold positions"),
    };
    match fence.event {
        GeofenceEvent::Exit => format!("{seen} {}", outside_zone(rule)),
        GeofenceEvent::Enter | GeofenceEvent::Dwell => format!("{seen} inside its zone"),
    }
}

/// Says what counts as outside a zone.
fn outside_zone(rule: &AlertView<'_>) -> String {
    let margin = rule.margin_m().map_or_else(
        || "5 % of its radius, and by more than 10 m".to_owned(),
        |metres| format!("{metres} m"),
    );
    format!("outside its zone by more than {margin}")
}

fn joined(view: &View<'_>, rule: &AlertView<'_>, parts: &[Condition], word: &str) -> String {
    let parts: Vec<String> = parts.iter().map(|part| event(view, rule, part)).collect();
    list(&parts, word)
}

fn bound(view: &View<'_>, rule: &AlertView<'_>, one: &Threshold) -> String {
    let Some((side, slot)) = one.bound() else {
        return "beyond the limit".to_owned();
    };
    let amount = slot
        .get()
        .map(|value| view.amount(&one.metric, value, one.unit.as_ref()));
    let of = one
        .of
        .as_ref()
        .map_or_else(String::new, |field| format!(" times {}", code(field)));
    let limit = limit(view, rule, amount.map(|amount| format!("{amount}{of}")));
    match side {
        Side::Above => format!("above {limit}"),
        Side::AtLeast => format!("of {limit} or more"),
        Side::Below => format!("below {limit}"),
        Side::AtMost => format!("of {limit} or less"),
        Side::Equals => format!("of exactly {limit}"),
    }
}

/// Says a limit, and where another can be set.
fn limit(view: &View<'_>, rule: &AlertView<'_>, amount: Option<String>) -> String {
    let place = match rule.limits() {
        Limits::Fixed => None,
        Limits::Global => Some(format!("for all {}", view.nouns)),
        Limits::PerGroup => Some("for its group".to_owned()),
        Limits::PerDevice => Some(format!("for that {}", view.noun)),
    };
    match (amount, place) {
        (Some(amount), None) => amount,
        (Some(amount), Some(place)) => format!("{amount} (or the limit set {place})"),
        (None, Some(place)) => format!("the limit set {place}"),
        (None, None) => "the limit that is still open".to_owned(),
    }
}

fn outside(view: &View<'_>, rule: &AlertView<'_>, one: &Outside) -> String {
    let amount = |slot: &Slot<Num>| {
        slot.get()
            .map(|value| view.amount(&one.metric, value, one.unit.as_ref()))
    };
    match (amount(&one.min), amount(&one.max)) {
        (Some(min), Some(max)) => format!("below {min} or above {}", limit(view, rule, Some(max))),
        (Some(min), None) => format!("below {}", limit(view, rule, Some(min))),
        (None, Some(max)) => format!("above {}", limit(view, rule, Some(max))),
        (None, None) => format!("outside {}", limit(view, rule, None)),
    }
}

fn slot_amount(view: &View<'_>, metric: &Name, slot: &Slot<Num>) -> String {
    slot.get().map_or_else(
        || "the amount that is set".to_owned(),
        |value| view.amount(metric, value, None),
    )
}

/// Returns what ends an alert of a rule, after `WHEN`.
pub(super) fn clears(view: &View<'_>, rule: &AlertView<'_>) -> String {
    let noun = &view.noun;
    let newer = format!("a newer Reading of that {noun} holds");
    let hysteresis = rule.hysteresis();
    match &rule.alert.when {
        Condition::Threshold(one) => {
            let words = view.words(&one.metric);
            let below = matches!(one.bound(), Some((Side::Below | Side::AtMost, _)));
            if let Some(end) = rule.clear() {
                let end = view.amount(&one.metric, &Num::new(end), None);
                let side = if below { "more" } else { "less" };
                return format!("{newer} {words} of {end} or {side}");
            }
            if matches!(one.bound(), Some((Side::Equals, _))) {
                return format!("{newer} another {words}");
            }
            let side = if below { "above" } else { "below" };
            if hysteresis == 0.0 {
                return format!("{newer} {words} back on the other side of the limit");
            }
            let margin = margin(view, rule, &one.metric);
            format!("{newer} {words} at least {margin} {side} the limit")
        }
        Condition::Outside(one) => {
            let words = view.words(&one.metric);
            if hysteresis == 0.0 {
                return format!("{newer} {words} back inside both limits");
            }
            let margin = margin(view, rule, &one.metric);
            format!("{newer} {words} at least {margin} inside both limits")
        }
        Condition::State(one) => format!("{newer} another state of {}", view.words(&one.metric)),
        Condition::Offline(_) => format!("a message of that {noun} arrives"),
        Condition::Geofence(fence) if rule.zone().is_some() => {
            let newer = format!("a newer Reading of that {noun} holds a position");
            match fence.event {
                GeofenceEvent::Exit => format!("{newer} inside its zone"),
                GeofenceEvent::Enter | GeofenceEvent::Dwell => {
                    format!("{newer} {}", outside_zone(rule))
                }
            }
        }
        _ => "the condition does not hold any more".to_owned(),
    }
}

/// Returns the state in which a rule waits for a number.
pub(super) fn open_words(rule: &AlertView<'_>) -> String {
    match rule.limits() {
        Limits::Fixed => "the specification holds no number for this rule".to_owned(),
        _ => "no limit of this rule is set".to_owned(),
    }
}

/// Returns what a rule is about, for the user story.
pub(super) fn plainly(view: &View<'_>, rule: &AlertView<'_>) -> String {
    let noun = &view.noun;
    let metric = rule.alert.when.metric().map(|metric| view.words(metric));
    match (&rule.alert.when, metric) {
        (Condition::Threshold(one), Some(metric)) => {
            let side = match one.bound() {
                Some((Side::Below | Side::AtMost, _)) => "low",
                Some((Side::Equals, _)) => "at a certain value",
                _ => "high",
            };
            format!("the {metric} of a {noun} is too {side}").replace("too at", "at")
        }
        (Condition::Outside(_), Some(metric)) => {
            format!("the {metric} of a {noun} leaves its range")
        }
        (Condition::State(one), Some(metric)) => {
            format!("the {metric} of a {noun} is `{}`", plain(&one.is))
        }
        (Condition::Offline(_), _) => format!("a {noun} falls silent"),
        (Condition::Geofence(fence), _) => match fence.event {
            GeofenceEvent::Exit => format!("a {noun} leaves its zone"),
            GeofenceEvent::Enter => format!("a {noun} enters its zone"),
            GeofenceEvent::Dwell => format!("a {noun} stays in its zone"),
        },
        (_, Some(metric)) => format!("the {metric} of a {noun} behaves badly"),
        _ => format!("something is wrong with a {noun}"),
    }
}

/// Returns the limit of a rule for a table: `28 °C`, `open`, `10 min`.
pub(in crate::derive) fn limit_cell(view: &View<'_>, rule: &AlertView<'_>) -> String {
    match &rule.alert.when {
        Condition::Threshold(one) => one.bound().map_or_else(String::new, |(side, slot)| {
            let sign = match side {
                Side::Above => "above",
                Side::AtLeast => "at least",
                Side::Below => "below",
                Side::AtMost => "at most",
                Side::Equals => "equal to",
            };
            let amount = slot.get().map_or_else(
                || "(open)".to_owned(),
                |value| view.amount(&one.metric, value, one.unit.as_ref()),
            );
            format!("{sign} {amount}")
        }),
        Condition::Outside(one) => {
            let side = |slot: &Slot<Num>| {
                slot.get()
                    .map_or_else(|| "(open)".to_owned(), |value| number(value.value()))
            };
            format!("outside {} to {}", side(&one.min), side(&one.max))
        }
        Condition::State(one) => format!("is `{}`", plain(&one.is)),
        Condition::Offline(one) => one.after.get().map_or_else(
            || "silent for (open)".to_owned(),
            |after| format!("silent for {}", span(after.ms())),
        ),
        Condition::Geofence(one) if rule.zone().is_some() => match one.event {
            GeofenceEvent::Exit => "outside its zone".to_owned(),
            GeofenceEvent::Enter | GeofenceEvent::Dwell => "inside its zone".to_owned(),
        },
        other => super::super::words::words(other.word()),
    }
}
