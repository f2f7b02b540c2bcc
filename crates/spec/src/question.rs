//! What a specification leaves open, as questions to a person.

use serde::{Deserialize, Serialize};

use crate::Spec;
use crate::edit::Path;
use crate::fact::Facet;
use crate::model::{Alert, Condition, Duration, GeofenceEvent, Name, Slot, Threshold, Zone};

/// Something that only the user can know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question, one sentence.
    pub text: String,
    /// The open place.
    pub path: Path,
    /// What it is about.
    pub facet: Facet,
}

/// Returns one question for each value that was asked for and left open, in the order of the file.
pub fn questions(spec: &Spec) -> Vec<Question> {
    let mut asked = Vec::new();
    let mut ask =
        |text: String, path: Path, facet: Facet| asked.push(Question { text, path, facet });
    if spec
        .ingest
        .as_ref()
        .is_some_and(|ingest| ingest.interval.is_open())
    {
        let noun = spec
            .devices
            .as_ref()
            .and_then(|devices| devices.noun.as_ref());
        let noun = noun.map_or("device", Name::as_str);
        let text = format!("How often does a {} send readings?", plain(noun));
        ask(text, Path::of("ingest", &"interval"), Facet::Scale);
    }
    for (id, alert) in spec.alerts.iter() {
        let path = Path::of("alerts", id);
        for (text, at) in open_condition(&alert.when) {
            let place = at
                .split('.')
                .fold(path.join(&"when"), |path, step| path.join(&step));
            ask(text, place, Facet::Alert);
        }
        for (text, key) in open_qualifiers(id, alert) {
            ask(text, path.join(&key), Facet::Alert);
        }
    }
    let retention = spec
        .storage
        .iter()
        .flat_map(|storage| storage.retention.iter());
    for (level, _) in retention.filter(|(_, keep)| keep.is_open()) {
        let text = match level.as_str() {
            "raw" => "How long are raw readings kept?".to_owned(),
            "alerts" | "dead_letters" => format!("How long are {} kept?", plain(level.as_str())),
            "audit" => "How long is the audit log kept?".to_owned(),
            period => format!("How long are the values per {period} kept?"),
        };
        ask(text, Path::of("storage.retention", level), Facet::Retention);
    }
    if let Some(scale) = &spec.scale {
        if scale.devices.is_open() {
            ask(
                "How many devices are there?".to_owned(),
                Path::of("scale", &"devices"),
                Facet::Scale,
            );
        }
        if scale.rate.is_open() {
            let text = "How many messages per second does a device send?".to_owned();
            ask(text, Path::of("scale", &"rate"), Facet::Scale);
        }
    }
    asked
}

/// Returns a name as words.
fn plain(name: &str) -> String {
    name.replace('_', " ")
}

fn open_condition(when: &Condition) -> Vec<(String, &'static str)> {
    let mut asked = Vec::new();
    let mut ask = |open: bool, text: String, at| {
        if open {
            asked.push((text, at));
        }
    };
    match when {
        Condition::Threshold(rule) => asked.extend(open_threshold(rule)),
        Condition::Outside(rule) => {
            let metric = plain(rule.metric.as_str());
            let (min, max) = (rule.min.is_open(), rule.max.is_open());
            if min && max {
                ask(
                    true,
                    format!("Between which values is {metric} good?"),
                    "outside.min",
                );
            } else {
                ask(
                    min,
                    format!("Below which {metric} should an alert be sent?"),
                    "outside.min",
                );
                ask(
                    max,
                    format!("Above which {metric} should an alert be sent?"),
                    "outside.max",
                );
            }
        }
        Condition::Offline(rule) => ask(
            rule.after.is_open(),
            "After how long without a reading should an alert be sent?".to_owned(),
            "offline.after",
        ),
        Condition::Geofence(rule) => {
            let verb = match rule.event {
                GeofenceEvent::Enter => "enter",
                GeofenceEvent::Exit => "leave",
                GeofenceEvent::Dwell => "stay in",
            };
            let text = format!("How large, in metres, is the zone that a device may not {verb}?");
            ask(rule.radius.is_open(), text, "geofence.radius");
            let unknown = rule.radius.is_absent() && rule.zone == Zone::Shared;
            let area = rule.area.as_deref().unwrap_or("zone");
            ask(unknown, format!("Where is the {area}?"), "geofence.area");
        }
        Condition::RateOfChange(rule) => {
            let metric = plain(rule.metric.as_str());
            let text = format!("By how much must {metric} change for an alert?");
            ask(rule.by.is_open(), text, "rate_of_change.by");
            let text = format!("Within which time does a change of {metric} count?");
            ask(rule.within.is_open(), text, "rate_of_change.within");
        }
        Condition::Stationary(rule) => ask(
            rule.after.is_open(),
            "After how long without a move should an alert be sent?".to_owned(),
            "stationary.after",
        ),
        Condition::Stuck(rule) => {
            let metric = plain(rule.metric.as_str());
            let text =
                format!("After how long without a change of {metric} should an alert be sent?");
            ask(rule.after.is_open(), text, "stuck.after");
        }
        Condition::Leak(rule) => {
            let metric = plain(rule.metric.as_str());
            ask(
                rule.quiet.is_open(),
                format!("At which hours should {metric} be zero?"),
                "leak.quiet",
            );
        }
        Condition::All(list) => asked.extend(open_parts(list, "all")),
        Condition::Any(list) => asked.extend(open_parts(list, "any")),
        Condition::SomeOf(some) => asked.extend(open_parts(&some.list, "some_of.list")),
        Condition::Escalation(rule) => ask(
            rule.after.is_open(),
            "After how long is an alert that nobody acknowledged passed on?".to_owned(),
            "escalation.after",
        ),
        Condition::State(_) | Condition::Anomaly(_) => {}
    }
    asked
}

fn open_parts(list: &[Condition], at: &'static str) -> Vec<(String, &'static str)> {
    let parts = list.iter().flat_map(open_condition);
    parts.map(|(text, _)| (text, at)).collect()
}

fn open_threshold(rule: &Threshold) -> Option<(String, &'static str)> {
    let metric = plain(rule.metric.as_str());
    let above = format!("Above which {metric} should an alert be sent?");
    let below = format!("Below which {metric} should an alert be sent?");
    [
        (&rule.above, above.clone(), "threshold.above"),
        (&rule.at_least, above, "threshold.at_least"),
        (&rule.below, below.clone(), "threshold.below"),
        (&rule.at_most, below, "threshold.at_most"),
        (
            &rule.equals,
            format!("At which {metric} should an alert be sent?"),
            "threshold.equals",
        ),
    ]
    .into_iter()
    .find(|(limit, _, _)| limit.is_open())
    .map(|(_, text, at)| (text, at))
}

fn open_qualifiers(id: &Name, alert: &Alert) -> Vec<(String, &'static str)> {
    let rule = plain(id.as_str());
    let open = |slot: &Slot<Duration>| slot.is_open();
    [
        (
            open(&alert.r#for),
            format!("How long must {rule} last before it is an alert?"),
            "for",
        ),
        (
            alert.hysteresis.is_open(),
            format!("How far must the value go back until {rule} ends?"),
            "hysteresis",
        ),
        (
            open(&alert.cooldown),
            format!("How long is {rule} quiet after it ended?"),
            "cooldown",
        ),
        (
            open(&alert.repeat),
            format!("How often is {rule} said again while it lasts?"),
            "repeat",
        ),
    ]
    .into_iter()
    .filter(|(open, _, _)| *open)
    .map(|(_, text, key)| (text, key))
    .collect()
}
