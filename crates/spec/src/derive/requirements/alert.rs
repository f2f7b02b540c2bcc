//! Requirements on alert rules, one for each.

use super::condition::{clears, holds, open_words};
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::{View, limit_keys, rule_title};
use crate::derive::words::{code, list, span};
use crate::derive::{Ears, Key};
use crate::effective::{AlertView, Zones};
use crate::model::{Active, Condition, Geofence, Limits, Scope, Severity, Shape, Zone};

/// Returns the requirement on one rule.
pub(super) fn rule(view: &View<'_>, rule: &AlertView<'_>) -> Requirement {
    let name = rule.name.as_str();
    let story = Story::new(
        "an operator",
        format!("to be told when {}", super::condition::plainly(view, rule)),
        "I can act in time",
    );
    let title = format!("Alert: {}", rule_title(rule));
    let mut requirement = Requirement::new(Key::of(&["alert", name]), title, story);
    requirement.was = rule
        .alert
        .was
        .iter()
        .map(|was| Key::of(&["alert", was.as_str()]))
        .collect();
    let mut add = |aspect: &[&str], ears: Ears| {
        let mut key = vec!["alert", name];
        key.extend_from_slice(aspect);
        let task = Key::of(&["alert", name]);
        let criterion = requirement.add(Key::of(&key), task, ears);
        criterion.named_before("alert", aspect, &rule.alert.was);
        hold_back(view, rule, criterion);
    };
    let noun = &view.noun;
    let raise = format!(
        "open one Alert of the type `{}` and the severity `{}` for that {noun}",
        rule.alert_type,
        severity(rule.severity())
    );
    let condition = holds(view, rule);
    add(
        &["raise"],
        if matches!(rule.alert.when, Condition::Offline(_)) {
            Ears::unwanted(condition, raise)
        } else {
            Ears::when(condition, raise)
        },
    );
    add(
        &["hold"],
        Ears::during(
            format!("an Alert of this rule is active for a {noun}"),
            format!("open no second one for that {noun}"),
        ),
    );
    add(
        &["clear"],
        Ears::when(
            clears(view, rule),
            "end the Alert and keep it in the history",
        ),
    );
    if rule.zone().is_some() {
        zone(view, &mut add);
        further(view, rule, &mut add);
        return requirement;
    }
    if rule.is_open() {
        add(
            &["open"],
            Ears::during(
                format!("{} for a {noun}", open_words(rule)),
                format!("open no Alert of this rule for that {noun}"),
            ),
        );
    }
    if rule.limits() != Limits::Fixed {
        add(&["limit"], settable(view, rule));
    }
    further(view, rule, &mut add);
    requirement
}

/// Adds what a rule about zones makes of zones and positions.
fn zone(view: &View<'_>, add: &mut impl FnMut(&[&str], Ears)) {
    let noun = &view.noun;
    add(
        &["open"],
        Ears::during(
            format!("a {noun} has no zone"),
            format!("open no Alert of this rule for that {noun}, and end one that is active"),
        ),
    );
    add(
        &["zone"],
        Ears::when(
            format!("an admin gives a {noun} a zone with `POST /devices/{{id}}/zone`"),
            format!("judge that {noun} by it from its next Reading on, and count from 0"),
        ),
    );
    add(
        &["position"],
        Ears::unwanted(
            "a Reading holds no position, or is not the newest",
            "neither open nor end an Alert of this rule for it",
        ),
    );
}

fn settable(view: &View<'_>, rule: &AlertView<'_>) -> Ears {
    let noun = &view.noun;
    let keys: Vec<String> = limit_keys(rule)
        .iter()
        .map(|key| format!("\"{key}\": <number>"))
        .collect();
    let body = format!("`{{{}}}`", keys.join(", "));
    if rule.limits() == Limits::PerDevice {
        return Ears::when(
            format!("an admin sends {body} to `POST /devices/{{id}}/threshold`"),
            format!(
                "use that number as limit of this rule from the next Reading of that {noun} on"
            ),
        );
    }
    Ears::when(
        format!("an admin sets {body} for this rule"),
        format!("use that number as limit of this rule for every {noun} from the next Reading on"),
    )
}

fn further(view: &View<'_>, rule: &AlertView<'_>, add: &mut impl FnMut(&[&str], Ears)) {
    if rule.cooldown_ms() > 0 {
        add(
            &["cooldown"],
            Ears::during(
                format!(
                    "{} after the end of an Alert have not passed",
                    span(rule.cooldown_ms())
                ),
                "open no Alert of this rule again",
            ),
        );
    }
    if let Some(repeat_ms) = rule.repeat_ms() {
        add(
            &["repeat"],
            Ears::during(
                "an Alert of this rule is active",
                format!("send its message again every {}", span(repeat_ms)),
            ),
        );
    }
    if !rule.alert.unless.is_empty() {
        let others: Vec<String> = rule.alert.unless.iter().map(code).collect();
        add(
            &["unless"],
            Ears::during(
                format!("an Alert of {} is active", list(&others, "or")),
                "open no Alert of this rule",
            ),
        );
    }
    for channel in &rule.alert.notify {
        let when = if rule.alert.recovery {
            "an Alert of this rule is opened or ended"
        } else {
            "an Alert of this rule is opened"
        };
        add(
            &["notify", channel.as_str()],
            Ears::when(when, format!("send a message to the channel `{channel}`")),
        );
    }
    for command in &rule.alert.action {
        add(
            &["action", command.as_str()],
            Ears::when(
                "an Alert of this rule is opened",
                format!("send the command `{command}` to the {}", view.noun),
            ),
        );
    }
}

/// Marks a criterion of a rule with the first thing of that rule that the pack does not emit.
fn hold_back(
    view: &View<'_>,
    rule: &AlertView<'_>,
    criterion: &mut crate::derive::requirement::Criterion,
) {
    let alert = rule.alert;
    let key = criterion.key.clone();
    let aspect = key.as_str().rsplit('.').next().unwrap_or_default();
    let mut words: Vec<String> = vec![format!("condition.{}", alert.when.word())];
    if let Condition::Threshold(one) = &alert.when
        && (one.of.is_some() || one.window.is_some() || one.function.is_some())
    {
        words.push("condition.threshold.computed".to_owned());
    }
    if let Condition::Geofence(fence) = &alert.when {
        if rule.zone().is_none() {
            words.push(other_zone(view, fence).to_owned());
        }
    } else {
        words.push(format!("limits.{}", limits(rule.limits())));
    }
    if rule.count() > 1 {
        let silence = matches!(alert.when, Condition::Offline(_));
        words.push(
            if silence {
                "alert.count.offline"
            } else {
                "alert.count"
            }
            .to_owned(),
        );
    }
    if rule.for_ms() > 0 {
        words.push("alert.for".to_owned());
    }
    if !matches!(alert.active, None | Some(Active::Always)) {
        words.push("alert.active".to_owned());
    }
    if !matches!(alert.scope, None | Some(Scope::All)) {
        words.push("alert.scope".to_owned());
    }
    if matches!(aspect, "cooldown" | "repeat" | "unless") {
        words.push(format!("alert.{aspect}"));
    }
    if criterion.key.as_str().contains(".notify.") {
        words.push("alert.notify".to_owned());
        let channel = view.spec.channels.get(aspect);
        words.extend(channel.map(|channel| format!("channel.{}", channel.via.parts().0)));
    }
    if criterion.key.as_str().contains(".action.") {
        words.push("alert.action".to_owned());
    }
    let own = ["raise", "hold", "clear", "open", "limit"].contains(&aspect);
    let mut title = format!("Alert \"{}\"", rule_title(rule));
    if !own {
        title.push_str(&format!(": {}", criterion.ears.response));
    }
    let rule_key = Key::of(&["alert", rule.name.as_str()]);
    let about = if own { rule_key } else { criterion.key.clone() };
    for word in words {
        super::held::unless_built(view, criterion, &word, &title);
    }
    if criterion.held.is_some() {
        criterion.task = Key::of(&["further", about.as_str()]);
    }
}

/// The word of a zone that devices do not have.
fn other_zone(view: &View<'_>, fence: &Geofence) -> &'static str {
    match (fence.zone, view.spec.zones()) {
        _ if fence.shape == Some(Shape::Polygon) => "condition.geofence.polygon",
        (Zone::PerGroup, _) => "condition.geofence.per_group",
        (Zone::Shared, Zones::Own) => "condition.geofence.shared",
        (Zone::Shared, Zones::Shared(_)) => "condition.geofence.several",
        _ => "condition.geofence.clear",
    }
}

/// Returns the word of a severity.
pub(in crate::derive) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

fn limits(limits: Limits) -> &'static str {
    match limits {
        Limits::Fixed => "fixed",
        Limits::Global => "global",
        Limits::PerGroup => "per_group",
        Limits::PerDevice => "per_device",
    }
}
