//! Requirements on alerts: one for each rule, one for what all have in common.

use super::condition::{clears, holds, open_words};
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::{Quantity, View, limit_keys, rule_title};
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

/// Returns the requirement on what all alerts have in common.
pub(super) fn common(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "an operator",
        "each problem to be told once, to the end, and to be kept",
        "I neither miss one nor drown in repetitions",
    );
    let mut requirement = Requirement::new("alerts", "Handle alerts", story);
    requirement.add(
        "alerts.new_only",
        "alerts.rules",
        Ears::shall(
            "judge only Readings that are stored for the first time and are the newest of their device",
        ),
    );
    requirement.add(
        "alerts.publish",
        "alerts.outbox",
        Ears::when(
            "an Alert is opened or ended",
            format!(
                "publish a JSON message with its `type`, its `state` (`raised` or `cleared`), value, limit and `reading` to {} with QoS 1 after the commit",
                code(view.alerts_topic())
            ),
        ),
    );
    requirement.add(
        "alerts.outbox",
        "alerts.outbox",
        Ears::unwanted(
            "the broker cannot be reached",
            "keep the messages about alerts and publish them when it is back, also after a restart",
        ),
    );
    requirement.add(
        "endpoint.get_alerts",
        "alerts.history",
        Ears::when(
            "a viewer asks `GET /alerts`",
            format!(
                "return Alerts, and filter them by {noun}, status, severity or rule when asked to"
            ),
        ),
    );
    requirement.add(
        "endpoint.post_alerts_ack",
        "alerts.history",
        Ears::when(
            "an admin asks `POST /alerts/{id}/ack`",
            "note who took notice and when, and leave the Alert active",
        ),
    );
    requirement.add(
        "endpoint.post_alerts_clear",
        "alerts.history",
        Ears::when("an admin asks `POST /alerts/{id}/clear`", "end the Alert"),
    );
    requirement.add(
        "endpoint.post_alerts",
        "alerts.history",
        Ears::when(
            format!("an admin sends a {noun}, a type and a message to `POST /alerts`"),
            "open an Alert, publish it like any other, and answer 201",
        ),
    );
    requirement
}

/// Returns the requirement on limits that are set at run time.
pub(super) fn limits_at_run_time(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "an admin",
        format!("to set limits for each {noun} while the Backend runs"),
        "nobody has to change a program for it",
    );
    let mut requirement = Requirement::new("limits", "Set limits at run time", story);
    requirement.add(
        "role.admin.only.set_limits",
        "alerts.limits",
        Ears::unwanted(
            "a caller without the role admin tries to set a limit",
            "answer 403 and change nothing",
        ),
    );
    requirement.add(
        "endpoint.post_devices_threshold.sets_and_resets",
        "alerts.limits",
        Ears::when(
            "an admin sends keys to `POST /devices/{id}/threshold`",
            format!("set the limits that come with a number, take those that come with `null` back to the default of their rule, leave all others, and return the limits that apply to that {noun}"),
        ),
    );
    requirement.add(
        "endpoint.post_devices_threshold.refuses_what_is_no_limit",
        "alerts.limits",
        Ears::unwanted(
            "an admin sends a key that is no limit",
            "answer 422, name the key, and change nothing",
        ),
    );
    for metric in &view.free {
        free(view, metric, &mut requirement);
    }
    requirement
}

/// Adds the limit of a metric that no rule names.
fn free(view: &View<'_>, metric: &Quantity<'_>, requirement: &mut Requirement) {
    let noun = &view.noun;
    let (name, words) = (metric.name.as_str(), &metric.words);
    let rule = format!("{name}_limit");
    if view.spec.alerts.contains(rule.as_str()) {
        return;
    }
    let back = match metric.metric.default_hysteresis() {
        0.0 => "back on the other side of the limit".to_owned(),
        margin => format!("at least {} below the limit", metric.value(margin)),
    };
    let mut add = |aspect: &str, ears: Ears| {
        let criterion = requirement.add(Key::of(&["alert", &rule, aspect]), "alerts.limits", ears);
        let before = metric.metric.metric.was.iter();
        criterion.was = before
            .map(|was| Key::of(&["alert", &format!("{was}_limit"), aspect]))
            .collect();
    };
    add(
        "raise",
        Ears::when(
            format!(
                "a new Reading of a {noun} holds {words} above the limit that an admin set for it"
            ),
            format!(
                "open one Alert of the type `{}` and the severity `warning`",
                metric.metric.threshold_type()
            ),
        ),
    );
    add(
        "hold",
        Ears::during(
            format!("such an Alert about {words} is active for a {noun}, or no such limit is set"),
            "open none",
        ),
    );
    add(
        "clear",
        Ears::when(
            format!("a newer Reading of that {noun} holds {words} {back}"),
            format!("end the Alert about {words}"),
        ),
    );
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
