//! Overview and architecture: what was decided, what flows where, which layer knows which.

use crate::derive::block::Block;
use crate::derive::view::View;
use crate::derive::words::code;

/// Returns the overview.
pub(super) fn overview(view: &View<'_>) -> Vec<Block> {
    vec![
        Block::text(format!(
            "{} is one Rust program with one SQLite file. It takes Readings over MQTT and HTTP, checks them, commits them in groups, judges alert rules in the same transaction, and serves the result as REST API, live stream{}.",
            code(&view.spec.name),
            if view.has_dashboard() { " and dashboard" } else { "" }
        )),
        Block::text("Decisions that the rest follows from:"),
        Block::List(vec![
            "A message is acknowledged after the commit that holds it, never before. A broker or sender then repeats what was lost, and the key (device, time) removes what comes twice.".to_owned(),
            "One thread writes. It takes all that queued while its last commit ran into one transaction, so load makes batches larger instead of slower.".to_owned(),
            "Alert changes and the messages about them are committed together with the Readings that cause them. A crash can neither lose nor invent an alert.".to_owned(),
            format!(
                "Metrics and rules are tables. Validation, columns{} walk them, so a new metric is one row and one migration.",
                if view.has_dashboard() { ", API and dashboard" } else { " and API" }
            ),
            "What is rejected is kept with its reason and acknowledged, so that one bad message never blocks the ones behind it.".to_owned(),
        ]),
    ]
}

/// Returns the drawings and the layers.
pub(super) fn drawing(view: &View<'_>) -> Vec<Block> {
    let (readings, alerts) = (view.readings_topic(), view.alerts_topic());
    let mut flow = format!(
        "flowchart LR
  devices[\"{nouns}\"] -->|\"{readings}\"| mqtt[\"MQTT: broker or own endpoint\"]
  devices -->|\"POST /devices/#123;id#125;/readings\"| http[\"HTTP\"]
  mqtt --> ingest[\"ingest: decode, validate\"]
  http --> ingest
  ingest --> store[\"store: one writer, group commit\"]
  rules[\"rules\"] --> store
  store --> database[(\"SQLite\")]
  store --> latest[\"latest values in memory\"]
  database --> outbox[\"jobs: outbox\"]
  outbox -->|\"{alerts}\"| mqtt
  latest --> api[\"api: REST, live stream\"]
  database --> api
  api --> programs[\"programs\"]
",
        nouns = view.nouns,
        readings = escaped(&readings),
        alerts = escaped(&alerts),
    );
    if view.has_dashboard() {
        flow.push_str("  api --> dashboard[\"dashboard\"]\n");
    }
    let sequence = "sequenceDiagram
  participant D as Device
  participant I as Ingest
  participant S as Store
  participant O as Outbox
  D->>I: message (QoS 1)
  I->>I: decode, validate
  I->>S: readings and dead letters
  S->>S: insert, judge rules on new rows, commit
  S-->>I: committed
  I-->>D: acknowledge
  S-->>O: alert messages
  O->>D: publish alert
";
    let api = if view.has_dashboard() {
        "Routes, access, live stream, dashboard files"
    } else {
        "Routes, access, live stream"
    };
    vec![
        Block::mermaid(flow),
        Block::text("The way of one message:"),
        Block::mermaid(sequence),
        Block::text("Layers import one way only; a test reads the imports and fails on any other."),
        Block::table(
            &["Layer", "Holds", "May import"],
            [
                ["`domain`", "Metrics, readings, devices, alerts, reasons: types and tables, no input or output", "nothing"],
                ["`rules`", "One pure function for each kind of condition, and the rule table", "domain"],
                ["`store`", "Database, writer, latest values, credentials", "domain"],
                ["`ingest`", "MQTT, steps from bytes to stored Readings", "domain, rules, store"],
                ["`api`", api, "domain, store"],
                ["`jobs`", "Outbox, timers of rules, retention", "domain, store"],
                ["`app`", "Builds the parts, joins them, stops them", "all of these"],
            ]
            .iter()
            .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
            .collect(),
        ),
    ]
}

/// Returns a text that mermaid takes as a label: braces would end a shape.
fn escaped(text: &str) -> String {
    text.replace('{', "#123;")
        .replace('}', "#125;")
        .replace('"', "'")
}
