//! Requirements on what all alert rules have in common: how alerts are handled, and limits that are set at run time.

use super::margin::bounded;
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::{Quantity, View};
use crate::derive::words::code;
use crate::derive::{Ears, Key};

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
        margin => {
            let margin = bounded(metric.value(margin), metric.metric.reach());
            format!("at least {margin} below the limit")
        }
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
