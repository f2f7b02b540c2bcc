//! Data models: metrics, rules, what a reading and an alert look like, tables, retention.

use crate::derive::behaviour::DEAD_LETTERS_KEPT;
use crate::derive::block::Block;
use crate::derive::requirements::{bounds, length, limit_cell, severity};
use crate::derive::view::{Quantity, View, limit_keys, rule_title};
use crate::derive::words::{code, number, plain, sentence, span, words};
use crate::effective::wire_name;
use crate::model::{Case, Limits, MetricKind};

/// Returns the blocks of the data models.
pub(super) fn models(view: &View<'_>) -> Vec<Block> {
    let noun = sentence(&view.noun);
    let mut blocks = vec![
        Block::heading("Metrics"),
        Block::table(
            &["Metric", "Field", "Unit", "Kind", "Valid", "Usual"],
            view.metrics.iter().map(metric).collect(),
        ),
        Block::text(
            "A value outside *valid* is rejected; one outside *usual* is stored and named in `suspect`.",
        ),
        Block::heading("Reading"),
        json(&reading(view)),
        Block::text(
            "A metric that was not sent is `null`. `timestampSource` is `device`, or `server` for the time of arrival. In a payload only the metrics and `timestamp` (or `ts`) count, and `deviceId` when it is there.",
        ),
        Block::heading(noun),
        json(&device(view)),
        Block::text(format!(
            "`status` is `never`, `online`, `stale` or `offline`, by {} as the longest usual time between two Readings. `alertThreshold` holds the limits that apply; `null` is none.",
            span(view.spec.expected_interval_ms())
        )),
    ];
    if view.spec.raises_alerts() {
        blocks.push(Block::heading("Alert Rules"));
        blocks.push(rules(view));
        blocks.push(Block::text("States of a rule on a device: *clear*, *pending* (the condition holds, not yet long enough), *active*. A stored Alert is one episode from `raisedAt` to `clearedAt`; at most one is active per device and rule."));
        blocks.push(Block::heading("Alert"));
        blocks.push(json(&alert(view)));
    }
    blocks.push(Block::heading("Tables"));
    blocks.push(Block::mermaid(tables(view)));
    blocks.push(Block::text("READINGS stands for two tables with the same columns: a new Reading goes to the table by time, which is cheap to append to, and moves hourly to the table by device, which is cheap to read. Queries read both."));
    blocks.push(Block::heading("Retention"));
    blocks.push(retention(view));
    blocks
}

fn json(lines: &[String]) -> Block {
    Block::Code {
        language: "json".to_owned(),
        text: lines.join("\n"),
    }
}

fn metric(metric: &Quantity<'_>) -> Vec<String> {
    let kind = format!("{:?}", metric.kind).to_lowercase();
    vec![
        sentence(&metric.words),
        code(&metric.field),
        if metric.unit.is_empty() {
            "-".to_owned()
        } else {
            metric.unit.clone()
        },
        kind,
        bounds(metric, &metric.valid),
        if metric.usual.is_free() {
            "-".to_owned()
        } else {
            bounds(metric, &metric.usual)
        },
    ]
}

/// Returns a value that a metric may have, for examples.
fn sample(metric: &Quantity<'_>) -> String {
    match metric.kind {
        MetricKind::Boolean => return "true".to_owned(),
        MetricKind::Enum | MetricKind::Text => {
            let values = metric.metric.values();
            return format!("\"{}\"", values.first().copied().unwrap_or("text"));
        }
        MetricKind::Position => return "{\"lat\": 52.52, \"lng\": 13.4}".to_owned(),
        MetricKind::Gauge | MetricKind::Counter => {}
    }
    let side = |free: Option<f64>, other: Option<f64>| free.or(other);
    let low = side(metric.usual.min, metric.valid.min).unwrap_or(0.0);
    let high = side(metric.usual.max, metric.valid.max).unwrap_or(low + 2.0);
    number(((low + high) * 5.0).round() / 10.0)
}

/// Returns a JSON object, one member per line.
fn object(members: &[(String, String)]) -> Vec<String> {
    let last = members.len().saturating_sub(1);
    let mut lines = vec!["{".to_owned()];
    for (place, (key, value)) in members.iter().enumerate() {
        let comma = if place == last { "" } else { "," };
        lines.push(format!("  \"{key}\": {value}{comma}"));
    }
    lines.push("}".to_owned());
    lines
}

fn member(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

fn reading(view: &View<'_>) -> Vec<String> {
    let mut members = vec![
        member("deviceId", "\"a1\""),
        member("timestamp", "\"2026-01-31T12:00:00.000Z\""),
        member("receivedAt", "\"2026-01-31T12:00:00.250Z\""),
        member("timestampSource", "\"device\""),
        member("suspect", "[]"),
    ];
    members.extend(
        view.metrics
            .iter()
            .map(|metric| (metric.metric.wire(), sample(metric))),
    );
    object(&members)
}

fn device(view: &View<'_>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let settable = view
        .rules
        .iter()
        .filter(|rule| rule.limits() != Limits::Fixed);
    keys.extend(
        settable
            .filter(|rule| rule.zone().is_none())
            .flat_map(limit_keys),
    );
    keys.extend(view.free.iter().map(|metric| metric.metric.wire()));
    let limits: Vec<String> = keys.iter().map(|key| format!("\"{key}\": null")).collect();
    let mut members = vec![
        member("id", "\"a1\""),
        member("name", "\"North wall\""),
        member("location", "\"Hall 2\""),
        member("status", "\"online\""),
        member("lastSeen", "\"2026-01-31T12:00:00.250Z\""),
        member("enabled", "true"),
        (
            "alertThreshold".to_owned(),
            format!("{{{}}}", limits.join(", ")),
        ),
    ];
    for field in view.device_fields() {
        let value = field
            .values
            .first()
            .map_or("null".to_owned(), |value| format!("{value:?}"));
        members.push((wire_name(field.name.as_str(), Case::Camel), value));
    }
    if view.has_positions() {
        let fix = r#"{"lat": 52.52, "lng": 13.4, "timestamp": "2026-01-31T12:00:00.000Z"}"#;
        members.push(member("position", fix));
    }
    if view.has_zones() {
        let zone = r#"{"lat": 52.52, "lng": 13.4, "radiusMeters": 250}"#;
        members.push(member("allowedZone", zone));
    }
    object(&members)
}

fn alert(view: &View<'_>) -> Vec<String> {
    let rule = view.rules.first();
    let metric = rule
        .and_then(|rule| rule.alert.when.metric())
        .and_then(|name| view.metric(name))
        .or_else(|| view.free.first());
    let name = rule.map_or_else(
        || metric.map_or_else(String::new, |metric| metric.name.to_string()),
        |rule| rule.name.to_string(),
    );
    let kind = rule.map_or_else(
        || metric.map_or_else(String::new, |metric| metric.metric.threshold_type()),
        |rule| rule.alert_type.clone(),
    );
    let quoted = |text: &str| format!("\"{text}\"");
    object(&[
        member("id", "1"),
        member("deviceId", "\"a1\""),
        ("rule".to_owned(), quoted(&name)),
        ("type".to_owned(), quoted(&kind)),
        (
            "severity".to_owned(),
            quoted(rule.map_or("warning", |rule| severity(rule.severity()))),
        ),
        member("status", "\"active\""),
        member("raisedAt", "\"2026-01-31T12:00:00.000Z\""),
        member("clearedAt", "null"),
        member("acknowledgedAt", "null"),
        member("acknowledgedBy", "null"),
        (
            "metric".to_owned(),
            metric.map_or_else(|| "null".to_owned(), |metric| quoted(&metric.metric.wire())),
        ),
        (
            "value".to_owned(),
            metric.map_or_else(|| "null".to_owned(), sample),
        ),
        member("limit", "null"),
        member("message", "\"what happened, in words\""),
        member("reading", "{}"),
    ])
}

fn rules(view: &View<'_>) -> Block {
    let place = |limits: Limits| match limits {
        Limits::Fixed => "nobody; it is part of the specification".to_owned(),
        Limits::Global => "admin, for all".to_owned(),
        Limits::PerGroup => "admin, per group".to_owned(),
        Limits::PerDevice => format!("admin, per {}", view.noun),
    };
    let mut rows: Vec<Vec<String>> = view
        .rules
        .iter()
        .map(|rule| {
            let metric = rule
                .alert
                .when
                .metric()
                .map_or_else(|| "-".to_owned(), |name| view.words(name));
            let lasts = if rule.for_ms() == 0 {
                "at once".to_owned()
            } else {
                format!("after {}", span(rule.for_ms()))
            };
            let lasts = match rule.count() {
                1 => lasts,
                count => format!("{lasts}, {count} readings in a row"),
            };
            let limits = if rule.zone().is_some() {
                format!("admin, a zone per {}", view.noun)
            } else {
                place(rule.limits())
            };
            vec![
                rule_title(rule),
                metric,
                limit_cell(view, rule),
                lasts,
                severity(rule.severity()).to_owned(),
                code(&rule.alert_type),
                limits,
            ]
        })
        .collect();
    rows.extend(view.free.iter().map(|metric| {
        vec![
            format!("{} (no rule of its own)", sentence(&metric.words)),
            metric.words.clone(),
            "above (open)".to_owned(),
            "at once".to_owned(),
            "warning".to_owned(),
            code(metric.metric.threshold_type()),
            place(Limits::PerDevice),
        ]
    }));
    Block::table(
        &[
            "Rule",
            "Metric",
            "Condition",
            "Raised",
            "Severity",
            "Type",
            "Who sets the limit",
        ],
        rows,
    )
}

fn tables(view: &View<'_>) -> String {
    let mut text = "erDiagram
  DEVICES ||--o{ READINGS : send
  DEVICES ||--o{ ALERTS : have
  DEVICES ||--o{ LIMITS : have
  ALERTS ||--o{ OUTBOX : cause
  DEVICES {
    integer number PK
    text id UK
    blob token_hash
  }
  READINGS {
    integer ts_ms PK
    integer device PK
    integer received_ms
"
    .to_owned();
    for metric in &view.metrics {
        if metric.kind == MetricKind::Position {
            text.push_str("    real lat\n    real lng\n");
            continue;
        }
        let kind = match metric.kind {
            MetricKind::Text | MetricKind::Enum => "text",
            MetricKind::Boolean => "integer",
            MetricKind::Gauge | MetricKind::Counter | MetricKind::Position => "real",
        };
        text.push_str(&format!("    {kind} m_{}\n", metric.name));
    }
    text.push_str(
        "  }
  ALERTS {
    integer id PK
    text rule
    integer raised_ms
    integer cleared_ms
  }
  LIMITS {
    text key PK
    real value
  }
  OUTBOX {
    integer id PK
    text payload
  }
  DEAD_LETTERS {
    integer id PK
    text reason
    text payload
  }
  API_KEYS {
    text name PK
    text role
    blob hash
  }
",
    );
    text
}

fn retention(view: &View<'_>) -> Block {
    let mut levels = vec!["raw".to_owned(), "alerts".to_owned()];
    if let Some(storage) = &view.spec.storage {
        for level in storage.retention.keys() {
            if !levels.contains(&level.to_string()) {
                levels.push(level.to_string());
            }
        }
    }
    let rows = levels
        .iter()
        .map(|level| {
            let what = match level.as_str() {
                "raw" => "Readings".to_owned(),
                "alerts" => "Alerts".to_owned(),
                "dead_letters" => "Dead letters, at the latest".to_owned(),
                other => format!("Entries of {}", words(other)),
            };
            let kept = view.spec.retention(level);
            vec![what, sentence(&length(kept))]
        })
        .chain([vec![
            "Dead letters".to_owned(),
            format!("The newest {DEAD_LETTERS_KEPT}"),
        ]])
        .collect();
    Block::table(&["What", "Kept"], rows)
}

/// Returns the resources of a project that is no IoT backend.
pub(super) fn resources(view: &View<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (name, resource) in view.spec.resources.iter() {
        blocks.push(Block::heading(sentence(&words(name.as_str()))));
        let mut rows: Vec<Vec<String>> = resource
            .fields
            .iter()
            .map(|(field, body)| {
                let kind = format!("{:?}", body.r#type).to_lowercase();
                vec![code(field), kind]
            })
            .collect();
        for (relation, body) in resource.belongs_to.iter() {
            rows.push(vec![
                code(relation),
                format!("one {}", words(body.to.as_str())),
            ]);
        }
        if rows.is_empty() {
            blocks.push(Block::text("No fields were named."));
        } else {
            blocks.push(Block::table(&["Field", "Type"], rows));
        }
        let rules: Vec<String> = resource
            .rules
            .values()
            .map(|rule| plain(&rule.says))
            .collect();
        if !rules.is_empty() {
            blocks.push(Block::List(rules));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::text("No data was named."));
    }
    blocks
}
