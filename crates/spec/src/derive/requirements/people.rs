//! Requirements on people: access, lists, live data, dashboard.

use crate::derive::Ears;
use crate::derive::behaviour::{LOGIN_LINK_MIN, MAX_OFFSET, SECRET_BITS, SESSION_HOURS};
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::span;
use crate::model::PageStyle;

/// Returns the requirement on keys and roles.
pub(super) fn access(view: &View<'_>) -> Requirement {
    let name = &view.spec.name;
    let story = Story::new(
        "an admin",
        "to decide who may read and who may change things",
        "data and limits are safe",
    );
    let mut requirement = Requirement::new("access", "Control access", story);
    requirement.add(
        "access.key",
        "api.access",
        Ears::when(
            format!("`{name} provision key --role viewer` or `--role admin` is run"),
            format!(
                "print a new API key of {SECRET_BITS} random bits, this one time, and keep only its SHA-256"
            ),
        ),
    );
    requirement.add(
        "access.unknown",
        "api.access",
        Ears::unwanted(
            if view.has_dashboard() {
                "a request to a protected route carries no valid API key and no session"
            } else {
                "a request to a protected route carries no valid API key"
            },
            "answer 401 and do nothing",
        ),
    );
    requirement.add(
        "role.viewer.read_only",
        "api.access",
        Ears::unwanted(
            "a viewer calls a route that changes something",
            "answer 403 and change nothing",
        ),
    );
    if view.has_dashboard() {
        requirement.add(
            "access.session",
            "api.access",
            Ears::when(
                "someone signs in to the dashboard with an API key",
                format!("open a session of {SESSION_HOURS} hours with the role of that key"),
            ),
        );
    }
    requirement.add(
        "access.pages",
        "api.lists",
        Ears::when(
            "a list has more items than one page",
            format!(
                "return up to {} items (`limit`, at most {}) and a `nextCursor` that leads to the next page",
                view.spec.pagination().1,
                view.spec.pagination().2
            ),
        ),
    );
    if view.pages_by_number() {
        let (asked, most) = match view.spec.pagination().0 {
            PageStyle::Page => ("`page`, from 1,", "would leave out"),
            PageStyle::Offset | PageStyle::Cursor => ("`offset`", "leaves out"),
        };
        requirement.add(
            "api.pagination",
            "api.lists",
            Ears::when(
                format!("a caller gives {asked} with the request for a list"),
                "leave out the items before that place, and tell in `hasMore` whether more follow",
            ),
        );
        requirement.add(
            "api.pagination.bounds",
            "api.lists",
            Ears::unwanted(
                format!("the place is no number, or it {most} more than {MAX_OFFSET} items"),
                "answer 400 and name what is possible; `nextCursor` leads on from there",
            ),
        );
    }
    requirement.add(
        "access.errors",
        "api.lists",
        Ears::unwanted(
            "a request fails",
            "answer with `application/problem+json` (RFC 9457) that says what is wrong and where",
        ),
    );
    requirement.add(
        "docs.openapi",
        "api.openapi",
        Ears::when(
            "anyone asks `GET /openapi.json`",
            "return an OpenAPI 3.1 document that names every route of the API",
        ),
    );
    requirement
}

/// Returns the requirement on live data.
pub(super) fn live(view: &View<'_>) -> Requirement {
    let story = Story::new(
        "a viewer",
        "to see new values and alerts without asking again",
        "the page is never old",
    );
    let mut requirement = Requirement::new("live", "Stream live data", story);
    requirement.add(
        "endpoint.get_events.shows_readings_and_alerts",
        "api.live",
        Ears::during(
            "a viewer listens to `GET /events`",
            "send each committed Reading and each opened or ended Alert as a server-sent event",
        ),
    );
    requirement.add(
        "endpoint.get_events.can_follow_one_device",
        "api.live",
        Ears::when(
            format!(
                "a viewer names one {} in `GET /events?device=ID`",
                view.noun
            ),
            format!("send only the events of that {}", view.noun),
        ),
    );
    requirement.add(
        "live.keepalive",
        "api.live",
        Ears::during(
            "nothing happens",
            format!(
                "send a sign of life every {}",
                span(view.spec.keepalive_ms())
            ),
        ),
    );
    requirement.add(
        "live.slow",
        "api.live",
        Ears::unwanted(
            "a listener is too slow to take all events",
            "drop what it missed and send it a `resync` event, without slowing the ingest",
        ),
    );
    if view.has_websocket() {
        socket(view, &mut requirement);
    }
    requirement
}

/// Adds what holds for live data over WebSocket.
fn socket(view: &View<'_>, requirement: &mut Requirement) {
    let noun = &view.noun;
    let keepalive = view.spec.keepalive_ms();
    let mut add = |key: &str, ears: Ears| {
        requirement.add(key, "api.live", ears);
    };
    add(
        "endpoint.get_ws.shows_readings_and_alerts",
        Ears::during(
            "a viewer listens to a WebSocket at `GET /ws`",
            "send each committed Reading and each opened or ended Alert as a text message `{\"event\": \"reading\" or \"alert\", \"data\": ...}`",
        ),
    );
    add(
        "endpoint.get_ws.can_follow_one_device",
        Ears::when(
            format!("a viewer names one {noun} in `GET /ws?device=ID`"),
            format!("send only the events of that {noun}"),
        ),
    );
    add(
        "live.websocket.keepalive",
        Ears::during(
            "a WebSocket is open",
            format!(
                "send a ping every {}, and close the WebSocket when nothing was heard for {}",
                span(keepalive),
                span(keepalive * 2)
            ),
        ),
    );
    add(
        "live.websocket.slow",
        Ears::unwanted(
            "a listener is too slow to take all messages of its WebSocket",
            "drop what it missed and send it a message with the event `resync`, without slowing the ingest",
        ),
    );
    if view.has_dashboard() {
        add(
            "live.websocket.origin",
            Ears::unwanted(
                "a page of another origin opens a WebSocket",
                "answer 403 and send it nothing",
            ),
        );
    }
}

/// Returns the requirement on the dashboard.
pub(super) fn dashboard(view: &View<'_>) -> Requirement {
    let (noun, nouns) = (&view.noun, &view.nouns);
    let story = Story::new(
        "a viewer",
        format!("to see all {nouns} in a browser"),
        "I need no program of my own",
    );
    let mut requirement = Requirement::new("dashboard", "Show a dashboard", story);
    requirement.add(
        "dashboard.shows_values_live",
        "dashboard.page",
        Ears::when(
            "a viewer opens `/`",
            format!("show the {nouns} with status and current values, kept up to date"),
        ),
    );
    requirement.add(
        "dashboard.chart",
        "dashboard.page",
        Ears::when(
            format!("a viewer opens a {noun}"),
            "show a chart of each metric over the last hour, day or week, with gaps where nothing was measured",
        ),
    );
    requirement.add(
        "dashboard.alerts",
        "dashboard.page",
        Ears::shall("show active alerts and their history, and let an admin acknowledge them"),
    );
    if view.has_limits_of_devices() {
        requirement.add(
            "dashboard.limits",
            "dashboard.page",
            Ears::when(
                format!("an admin fills the form of a {noun}"),
                format!("set the limits of that {noun}"),
            ),
        );
    }
    if !view.device_fields().is_empty() {
        requirement.add(
            "dashboard.fields",
            "dashboard.page",
            Ears::shall(format!(
                "show what is noted of each {noun}, narrow the list by it, and let an admin change it"
            )),
        );
    }
    if view.exports_csv() {
        requirement.add(
            "dashboard.export",
            "dashboard.page",
            Ears::when(
                format!("a viewer opens a {noun}"),
                "offer what its charts show as a CSV file",
            ),
        );
    }
    on_the_page_of_a_device(view, &mut requirement);
    requirement.add(
        "dashboard.login",
        "dashboard.login",
        Ears::when(
            "the Backend starts",
            format!(
                "print a link that opens the dashboard signed in, once, within {LOGIN_LINK_MIN} minutes"
            ),
        ),
    );
    requirement.add(
        "dashboard.own_files",
        "dashboard.page",
        Ears::shall("load no file from another server"),
    );
    requirement.add(
        "dashboard.tells_how_to_connect",
        "dashboard.page",
        Ears::during(
            format!("no {noun} is registered"),
            format!("show how to connect a {noun}"),
        ),
    );
    requirement
}

/// Adds what the page of a device has beyond values, limits and alerts.
fn on_the_page_of_a_device(view: &View<'_>, requirement: &mut Requirement) {
    let noun = &view.noun;
    if view.has_positions() {
        let zone = if view.has_zones() {
            "its zone and "
        } else {
            ""
        };
        requirement.add(
            "dashboard.position",
            "dashboard.page",
            Ears::when(
                format!("a viewer opens a {noun}"),
                format!("draw {zone}where it was of late, to scale, and follow it"),
            ),
        );
    }
    if view.has_zones() {
        requirement.add(
            "dashboard.zone",
            "dashboard.page",
            Ears::when(
                format!(
                    "an admin fills the form of the zone of a {noun}, or removes the zone there"
                ),
                format!("set the zone of that {noun}, or take it away"),
            ),
        );
    }
    if !view.commands().is_empty() {
        requirement.add(
            "dashboard.commands",
            "dashboard.page",
            Ears::when(
                format!("an admin presses a button of a command of a {noun}"),
                format!("give that {noun} the command, and show what becomes of it"),
            ),
        );
    }
}
