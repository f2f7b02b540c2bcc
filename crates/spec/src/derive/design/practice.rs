//! Testing strategy, folders, dependencies, naming.

use crate::derive::block::Block;
use crate::derive::view::View;
use crate::derive::words::code;

/// Returns how it is tested.
pub(super) fn testing(view: &View<'_>) -> Vec<Block> {
    vec![
        Block::text("Every acceptance criterion has a test whose name carries its key, so that a test run reads as a report on the requirements. `cargo test` runs all of it."),
        Block::table(
            &["Level", "What", "Where"],
            [
                ["Unit", "Tables of cases beside the code: time, limits, conditions", "`src/**`"],
                ["Store", "One story: write, read, restart, late, duplicate", "`tests/it/store/`"],
                ["Ingest", "Payloads in, stored Readings and reasons out, for each transport", "`tests/it/ingest/`, `tests/it/mqtt/`"],
                ["Rules", "Values in, transitions out", "`tests/it/rules/`"],
                ["API", "Each route: answer, errors, roles; the OpenAPI document compared", "`tests/it/api/`"],
                ["Properties", "Each correctness property above over many inputs: tables, repeated and shuffled runs, kills at random moments", "beside the level they belong to"],
                ["Faults", "Kill and restart under load, broker away, database busy", "`tests/it/faults/`"],
            ]
            .iter()
            .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
            .collect(),
        ),
        Block::List(vec![
            "Time, disk and sockets are arguments: a clock that tests move, port 0, a folder of its own for each test.".to_owned(),
            format!("Tests walk the metric and rule tables, so a new metric of a {} is tested without a new test.", view.noun),
            "Tests that need Mosquitto or Chromium say `skipped: <name> needs mosquitto` where it is missing; with `REQUIRE_ALL_TOOLS=1` they fail instead.".to_owned(),
        ]),
    ]
}

/// Returns the folder structure.
pub(super) fn folders(view: &View<'_>) -> Vec<Block> {
    let mut lines = vec![
        "src/".to_owned(),
        "  main.rs            reads commands and settings, starts the rest".to_owned(),
        "  app.rs             builds the parts, joins them, stops them".to_owned(),
        "  config.rs          every setting, documented".to_owned(),
        "  identity.rs        name, noun and defaults from the specification".to_owned(),
        "  telemetry.rs       logs and counters".to_owned(),
        "  domain/            types and tables; catalog.rs holds the metrics".to_owned(),
        "  rules/             conditions; catalog.rs holds the rules".to_owned(),
        "  store/             SQLite, writer, latest values".to_owned(),
        "  ingest/            MQTT and the steps; topics.rs holds topics and fields".to_owned(),
        "  api/               routes, one file per subject".to_owned(),
        "  jobs/              outbox, timers, retention".to_owned(),
        "migrations/          numbered SQL files".to_owned(),
    ];
    if view.has_dashboard() {
        lines.push("assets/              the dashboard".to_owned());
    }
    lines.extend([
        "tests/it/            one folder per subject, support/ shared".to_owned(),
        "docs/                openapi.json, asyncapi.yaml, architecture.md".to_owned(),
        "deploy/              Mosquitto configuration, systemd unit".to_owned(),
    ]);
    vec![
        Block::Code {
            language: "text".to_owned(),
            text: lines.join("\n"),
        },
        Block::text(
            "Names of metrics and rules stand only in the `catalog.rs` files, `topics.rs`, `identity.rs`, the migrations and the documents.",
        ),
    ]
}

/// Returns the dependencies and why each is there.
pub(super) fn dependencies() -> Vec<Block> {
    const CRATES: &[(&str, &str)] = &[
        ("axum", "HTTP routes on hyper and tokio"),
        ("bytes", "payloads without copies"),
        ("futures-util", "streams for the live events"),
        ("getrandom", "random tokens from the operating system"),
        ("lexopt", "command line, without macros"),
        ("prometheus-client", "counters in the Prometheus format"),
        (
            "rumqttc-v4-next",
            "codec of MQTT 3.1.1, for the own endpoint",
        ),
        (
            "rumqttc-v5-next",
            "MQTT 5 client with acknowledgement by hand, and the codec of MQTT 5",
        ),
        ("rusqlite", "SQLite, built in: no server, no system library"),
        ("serde, serde_json", "JSON in and out"),
        (
            "sha2, subtle",
            "hashes of credentials, compared in constant time",
        ),
        ("thiserror", "error types without boilerplate"),
        ("tokio", "asynchronous input and output"),
        ("tracing, tracing-subscriber", "logs as text or JSON"),
    ];
    vec![
        Block::table(
            &["Crate", "Why"],
            CRATES
                .iter()
                .map(|(name, why)| vec![code(name), (*why).to_owned()])
                .collect(),
        ),
        Block::text("Versions stand in `Cargo.toml`, pinned by `Cargo.lock`."),
    ]
}

/// Returns how things are named.
pub(super) fn naming(view: &View<'_>) -> Vec<Block> {
    let name = &view.spec.name;
    let example = view.rules.first().map_or_else(
        || "`ingest.duplicate`".to_owned(),
        |rule| format!("`alert.{}.raise`", rule.name),
    );
    vec![Block::List(vec![
        format!("Crate, program, database file and prefix of Prometheus names: {}.", code(name)),
        "Metrics: snake case in code and columns, the case of the payload on the wire.".to_owned(),
        "JSON keys: camelCase. Times: RFC 3339. Numbers carry their unit in the name: `ts_ms`, `max_bytes`.".to_owned(),
        format!("Criteria: a key of names and aspects, without numbers: {example}. Tests write `__` for the dot."),
        "Alert types: upper snake case, stable even when a rule is renamed.".to_owned(),
    ])]
}
