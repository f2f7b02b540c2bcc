//! Components, topics, routes, commands and settings.

use crate::derive::Who;
use crate::derive::behaviour::{BROKER_SESSION_DAYS, RECONNECT_S};
use crate::derive::block::Block;
use crate::derive::routes::{self, serves};
use crate::derive::view::View;
use crate::derive::words::{code, list, span};
use crate::model::{Carries, PageStyle, Permission, Way};

/// Returns the blocks of components and interfaces.
pub(super) fn components(view: &View<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::table(&["Component", "Where", "Does"], parts(view)),
        Block::heading("MQTT Topics"),
        topics(view),
        Block::text(format!(
            "Payload: a JSON object, or an array of objects. Without `MQTT_URL` the Backend is the MQTT server itself; with it, it is a client of that broker, whose session lasts {BROKER_SESSION_DAYS} days of absence, and connects again after {} to {} s.",
            RECONNECT_S.0, RECONNECT_S.1
        )),
        Block::heading("REST API"),
        served(view),
        Block::text(format!(
            "Keys go into `Authorization: Bearer <key>` or `X-API-Key`{}. Times are RFC 3339 with milliseconds in UTC. Lists are `{{\"items\": [...], \"nextCursor\": ...}}`, {} items a page and at most {} (`limit`){}. `GET /events` sends a sign of life every {}.",
            if view.has_dashboard() {
                "; a browser uses a session cookie"
            } else {
                ""
            },
            view.spec.pagination().1,
            view.spec.pagination().2,
            match view.spec.pagination().0 {
                PageStyle::Offset if view.pages_by_number() => ", from `offset` or `cursor` on",
                PageStyle::Page if view.pages_by_number() => ", by `page` or `cursor`",
                PageStyle::Offset | PageStyle::Page | PageStyle::Cursor => "",
            },
            span(view.spec.keepalive_ms())
        )),
    ];
    if view.has_settable_limits() {
        blocks.push(Block::text(format!(
            "Limits may be set by {}. Who may not gets 403.",
            list(&view.spec.allowed(Permission::SetLimits), "and")
        )));
    }
    blocks.push(Block::heading("Commands"));
    blocks.push(commands(view));
    blocks.push(Block::heading("Settings"));
    blocks.push(settings(view));
    blocks
}

fn rows<const N: usize>(cells: &[[&str; N]]) -> Vec<Vec<String>> {
    cells
        .iter()
        .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
        .collect()
}

fn parts(view: &View<'_>) -> Vec<Vec<String>> {
    let mut parts = rows(&[
        [
            "Listener",
            "`src/ingest/`",
            "Takes messages from MQTT; acknowledges after the commit",
        ],
        [
            "Pipeline",
            "`src/ingest/`",
            "Decodes, validates, hands over to the store; the same for every transport",
        ],
        [
            "Rule engine",
            "`src/rules/`",
            "Judges new Readings and silence",
        ],
        [
            "Store",
            "`src/store/`",
            "Writes in groups, reads, keeps latest values in memory",
        ],
        [
            "Outbox",
            "`src/jobs/`",
            "Publishes alert messages until they are acknowledged",
        ],
        [
            "Timers",
            "`src/jobs/`",
            "Silence, conditions that must last, retention",
        ],
        [
            "REST API",
            "`src/api/`",
            "Routes, access, pages, errors, OpenAPI",
        ],
        [
            "Live stream",
            "`src/api/`",
            "Server-sent events for each listener",
        ],
        [
            "Telemetry",
            "`src/telemetry.rs`",
            "Logs and Prometheus counters",
        ],
    ]);
    if !view.channels().is_empty() {
        parts.extend(rows(&[[
            "Channels",
            "`src/channels/`",
            "Delivers messages about alerts, and tries again what failed",
        ]]));
    }
    if !view.commands().is_empty() {
        parts.extend(rows(&[[
            "Commands",
            "`src/jobs/commands.rs`",
            "Sends commands to who can be reached, and gives up what nobody answers",
        ]]));
    }
    if view.has_dashboard() {
        parts.extend(rows(&[[
            "Dashboard",
            "`assets/`",
            "One page without foreign files, embedded in the program",
        ]]));
    }
    parts
}

fn topics(view: &View<'_>) -> Block {
    let rows = view
        .spec
        .topic_views()
        .into_iter()
        .map(|topic| {
            let (way, who) = match topic.way {
                Way::In => ("in", format!("a {} publishes only on its own", view.noun)),
                Way::Out => ("out", format!("a {} subscribes only to its own", view.noun)),
            };
            let carries = match topic.carries {
                Carries::Readings => "Readings, QoS 0 or 1".to_owned(),
                Carries::Alerts => {
                    "`{type, state, rule, severity, value, limit, timestamp, reading}`, QoS 1"
                        .to_owned()
                }
                Carries::Commands => "`{id, name, args, issuedAt, expiresAt}`, QoS 1".to_owned(),
                Carries::Results => "`{id, ok, message}`, the answer to a command".to_owned(),
                Carries::Metric(metric) => format!("Bare values of {}", view.words(&metric)),
                other => format!("{other:?}"),
            };
            vec![code(&topic.pattern), way.to_owned(), carries, who]
        })
        .collect();
    Block::table(&["Topic", "Way", "Carries", "Who"], rows)
}

fn served(view: &View<'_>) -> Block {
    let base = if view.pack.builds("api.base") {
        view.spec.api_base()
    } else {
        ""
    };
    let mut rows: Vec<Vec<String>> = routes::served(view)
        .map(|route| {
            vec![
                code(format!("{} {base}{}", route.method, route.path)),
                route.does.replace("device", &view.noun),
                route.who.words().replace("device", &view.noun),
            ]
        })
        .collect();
    let literal = view.spec.api.iter().flat_map(|api| api.endpoints.iter());
    for (endpoint, route) in literal.filter(|(endpoint, _)| !serves(view, endpoint)) {
        let does = route.label.as_deref().map_or_else(
            || "Asked for by its path".to_owned(),
            crate::derive::words::clause,
        );
        let (does, who) = if route.is_own() {
            (does, "as its own code says")
        } else if view.pack.builds("endpoint") {
            (does, Who::Viewer.words())
        } else {
            (format!("{does} (not built yet)"), Who::Viewer.words())
        };
        rows.push(vec![code(endpoint), does, who.to_owned()]);
    }
    Block::table(&["Route", "Does", "Who"], rows)
}

fn commands(view: &View<'_>) -> Block {
    let name = &view.spec.name;
    let (noun, nouns) = (&view.noun, &view.nouns);
    let row = |command: &str, does: String| vec![code(format!("{name} {command}")), does];
    Block::table(
        &["Command", "Does"],
        vec![
            row("serve", "Starts it; also without any command".to_owned()),
            row(
                "serve --simulate N",
                format!("Starts it and plays N {nouns}, with limits of their own"),
            ),
            row(
                "provision device ID",
                format!("Registers a {noun} and prints its credential once"),
            ),
            row(
                "provision key --role viewer",
                "Makes an API key and prints it once; the other role is `admin`".to_owned(),
            ),
            row(
                "migrate",
                "Copies the database file, then brings its tables up to date".to_owned(),
            ),
            row("openapi", "Prints the OpenAPI document".to_owned()),
        ],
    )
}

fn settings(view: &View<'_>) -> Block {
    let name = &view.spec.name;
    let row = |variable: &str, default: String, meaning: &str| {
        vec![code(variable), default, meaning.to_owned()]
    };
    let mut rows = vec![
        row(
            "DATABASE_PATH",
            code(format!("data/{name}.db")),
            "The database file",
        ),
        row(
            "HTTP_LISTEN",
            code("127.0.0.1:8080"),
            if view.has_dashboard() {
                "Where API and dashboard listen"
            } else {
                "Where the API listens"
            },
        ),
        row(
            "MQTT_LISTEN",
            code("127.0.0.1:1883"),
            "Where the own MQTT endpoint listens",
        ),
        row(
            "MQTT_URL",
            "none".to_owned(),
            "An external broker, `mqtt://` or `mqtts://`",
        ),
        row(
            "MQTT_USERNAME, MQTT_PASSWORD",
            "none".to_owned(),
            "The account at the broker",
        ),
        row(
            "MQTT_CA_FILE",
            "none".to_owned(),
            "The certificate authority of the broker",
        ),
        row(
            "MQTT_CLIENT_ID",
            code(name),
            "The client id at the broker, always the same, so that its session is found again",
        ),
        row(
            "LOG, LOG_FORMAT",
            "`info`, `text`".to_owned(),
            "Level, and `text` or `json`",
        ),
    ];
    for channel in view.channels() {
        let settings = channel.settings().into_iter();
        let names: Vec<String> = settings.map(|(name, _)| name).collect();
        let meaning = format!("How the channel {} is reached", code(channel.name));
        rows.push(row(&names.join(", "), "none".to_owned(), &meaning));
    }
    Block::table(&["Variable", "Default", "Meaning"], rows)
}
