//! Requirements on positions and zones: what is a place, where a device was last, which zone it has.

use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::{Quantity, View};
use crate::derive::words::{code, number};
use crate::derive::{Ears, Key};
use crate::effective::{AlertView, Zones};
use crate::model::Slot;

/// Adds what becomes of a position beyond the reading that holds it.
pub(super) fn place(view: &View<'_>, metric: &Quantity<'_>, requirement: &mut Requirement) {
    let (noun, words) = (&view.noun, &metric.words);
    let mut add = |aspect: &str, ears: Ears| {
        let key = Key::of(&["metric", metric.name.as_str(), aspect]);
        let criterion = requirement.add(key, "domain.metrics", ears);
        criterion.named_before("metric", &[aspect], &metric.metric.metric.was);
        super::held::kind(view, metric, criterion);
    };
    add(
        "last",
        Ears::when(
            format!("the newest Reading that holds the {words} of a {noun} is committed"),
            format!(
                "return it with its time as `position` of that {noun}, also when newer Readings hold none, and after a restart"
            ),
        ),
    );
    if !metric.metric.metric.required {
        add(
            "unknown",
            Ears::when(
                format!(
                    "the {words} of a Reading is `null`, or 0, 0, as receivers send that do not know where they are"
                ),
                format!("store the Reading without {words}"),
            ),
        );
    }
}

/// Adds what is no place on the earth.
pub(super) fn no_place(view: &View<'_>, metric: &Quantity<'_>, requirement: &mut Requirement) {
    let mut add = |aspect: &str, condition: String, reason: &str| {
        let key = Key::of(&["metric", metric.name.as_str(), aspect]);
        let response = format!("reject the Reading with the reason `{reason}`");
        let ears = Ears::unwanted(condition, response);
        let criterion = requirement.add(key, "domain.metrics", ears);
        criterion.named_before("metric", &[aspect], &metric.metric.metric.was);
        super::held::kind(view, metric, criterion);
    };
    let words = &metric.words;
    add(
        "reject",
        format!(
            "the latitude of a {words} is not from -90 to 90, or its longitude not from -180 to 180"
        ),
        "out_of_range",
    );
    add(
        "half",
        format!(
            "a {words} has no latitude or no longitude, one of them is no number, or {} is no object",
            code(&metric.field)
        ),
        "wrong_type",
    );
}

/// Returns the requirement on zones of devices, when a rule is about them.
pub(super) fn kept(view: &View<'_>) -> Option<Requirement> {
    view.has_zones().then(|| requirement(view))
}

fn requirement(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "an admin",
        format!("to give each {noun} the zone that it may move in"),
        "the rules know where its border is",
    );
    let mut requirement = Requirement::new("zones", "Set zones", story);
    let radius = default_radius(view).map_or_else(String::new, |radius| {
        format!(", with a radius of {} m when none is given", number(radius))
    });
    let shared = matches!(view.spec.zones(), Zones::Shared(_));
    let mut add = |key: &str, ears: Ears| {
        requirement.add(key, "alerts.limits", ears);
    };
    add(
        "endpoint.post_devices_zone.sets_it",
        Ears::when(
            "an admin sends `{\"lat\": <number>, \"lng\": <number>, \"radiusMeters\": <number>}` to `POST /devices/{id}/zone`",
            format!(
                "keep it as the zone of that {noun}{radius}, in place of the one it has, and return it as `allowedZone` of the {noun} and from `GET /devices/{{id}}/zone`"
            ),
        ),
    );
    add(
        "endpoint.post_devices_zone.names_every_fault",
        Ears::unwanted(
            "a zone has no place on the earth, or no radius above 0 and up to 20,000,000 m",
            "answer 422, name each wrong field, and change nothing",
        ),
    );
    add(
        "endpoint.delete_devices_zone.takes_it_away",
        Ears::when(
            "an admin asks `DELETE /devices/{id}/zone`",
            if shared {
                format!("take the zone of that {noun} away, so that the zone of all applies to it")
            } else {
                format!("take the zone of that {noun} away, and answer 404 to `GET` on it")
            },
        ),
    );
    if let Zones::Shared(area) = view.spec.zones() {
        let called = area.map_or_else(String::new, |area| format!(", called {},", code(area)));
        let noun = &view.noun;
        add(
            "endpoint.post_zone.is_for_all",
            Ears::when(
                "an admin sends the same to `POST /zone`",
                format!(
                    "keep it as the zone{called} of every {noun} that has none of its own, from its next Reading on, and return it from `GET /zone`"
                ),
            ),
        );
        add(
            "endpoint.delete_zone.takes_it_away",
            Ears::when(
                "an admin asks `DELETE /zone`",
                format!("take the zone of all away, and leave those that a {noun} has of its own"),
            ),
        );
    }
    add(
        "endpoint.get_alerts_geofence.shows_those_alone",
        Ears::when(
            "a viewer asks `GET /alerts/geofence`",
            format!(
                "return the Alerts of rules about zones and no others, and filter them by {noun} or status when asked to"
            ),
        ),
    );
    add(
        "role.admin.only.set_zones",
        Ears::unwanted(
            "a caller without the role admin tries to set or remove a zone",
            "answer 403 and change nothing",
        ),
    );
    requirement
}

/// The radius of a zone that is set without one, in metres.
fn default_radius(view: &View<'_>) -> Option<f64> {
    let fences = view.rules.iter().filter_map(AlertView::zone);
    let mut radii = fences.filter_map(|fence| match &fence.radius {
        Slot::Is(radius) => Some(radius.value()),
        Slot::Absent | Slot::Open => None,
    });
    radii.next()
}
