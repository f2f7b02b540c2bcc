//! What a reader must know beside the requirements: assumed, replaced, open, not built.

use serde_json::Value;

use super::requirement::Requirements;
use super::view::View;
use super::words::{code, plain, unit, words};
use crate::question::questions;

/// Returns what the tool concluded itself, one sentence each.
pub(super) fn assumed(view: &View<'_>) -> Vec<String> {
    let model = serde_json::to_value(view.spec).unwrap_or_default();
    view.assumed
        .iter()
        .filter_map(|path| {
            let value = at(&model, path)?;
            Some(format!("{} ({})", says(view, path, value), code(path)))
        })
        .collect()
}

fn says(view: &View<'_>, path: &str, value: &Value) -> String {
    let steps: Vec<&str> = path.split('.').collect();
    match (steps.as_slice(), value.as_str()) {
        (["metrics", name, "unit"], Some(text)) => {
            format!(
                "{} is measured in {}",
                super::words::sentence(&words(name)),
                unit(text)
            )
        }
        (["devices", "auth"], Some(method)) => format!(
            "Each {} proves who it is with one {} of its own",
            view.noun,
            words(method)
        ),
        (["name"], Some(name)) => format!("The project is called {}", code(name)),
        (["storage", "engine"], Some(engine)) => format!("Data is kept in {engine}"),
        _ => format!(
            "{} is {}",
            words(steps.last().unwrap_or(&path)),
            brief(value)
        ),
    }
}

fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => code(plain(text)),
        Value::Null => "open".to_owned(),
        Value::Object(map) if map.is_empty() => "there".to_owned(),
        Value::Object(_) | Value::Array(_) => "as written".to_owned(),
        other => code(other),
    }
}

/// Returns the value at a dotted path.
fn at<'v>(model: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(model, |value, step| match value {
        Value::Object(map) => map.get(step),
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// One thing that was asked for by name and is not used.
pub(super) struct Substitution {
    pub asked: String,
    pub used: &'static str,
    pub why: &'static str,
}

/// Returns what stands in for what was asked for by name.
pub(super) fn substitutions(view: &View<'_>) -> Vec<Substitution> {
    let spec = view.spec;
    let mut list = Vec::new();
    let storage = spec.storage.as_ref();
    if let Some(asked) = storage.and_then(|storage| storage.asked.as_ref()) {
        list.push(Substitution {
            asked: product(asked.as_str()),
            used: "SQLite",
            why: "it needs no server, and the one that was named is not supported yet",
        });
    }
    let transports = spec
        .ingest
        .as_ref()
        .and_then(|ingest| ingest.transports.as_ref());
    let brokers = transports.and_then(|transports| transports.mqtt.as_ref());
    if let Some(asked) = brokers.and_then(|mqtt| mqtt.asked.as_deref()) {
        list.push(Substitution {
            asked: plain(asked),
            used: "any MQTT broker, Mosquitto in the files that come along",
            why: "the Backend speaks plain MQTT",
        });
    }
    if !view.is_iot() {
        return list;
    }
    list.extend(spec.asked.iter().map(|asked| Substitution {
        asked: product(asked.as_str()),
        used: "Rust",
        why: "the generated program is written in Rust only",
    }));
    list
}

/// Returns a product as its makers write it.
fn product(name: &str) -> String {
    const SPELLED: [(&str, &str); 24] = [
        ("angular", "Angular"),
        ("cassandra", "Cassandra"),
        ("django", "Django"),
        ("dynamodb", "DynamoDB"),
        ("express", "Express"),
        ("fastapi", "FastAPI"),
        ("flask", "Flask"),
        ("go", "Go"),
        ("influxdb", "InfluxDB"),
        ("java", "Java"),
        ("javascript", "JavaScript"),
        ("mariadb", "MariaDB"),
        ("mongodb", "MongoDB"),
        ("mysql", "MySQL"),
        ("nestjs", "NestJS"),
        ("nodejs", "Node.js"),
        ("php", "PHP"),
        ("postgres", "PostgreSQL"),
        ("python", "Python"),
        ("react", "React"),
        ("redis", "Redis"),
        ("spring", "Spring"),
        ("timescaledb", "TimescaleDB"),
        ("typescript", "TypeScript"),
    ];
    SPELLED
        .iter()
        .find(|(known, _)| *known == name)
        .map_or_else(|| words(name), |(_, text)| (*text).to_owned())
}

/// Returns what the prompt asked for without a number, as questions.
pub(super) fn open(view: &View<'_>) -> Vec<String> {
    let model = serde_json::to_value(view.spec).unwrap_or_default();
    let mut paths = Vec::new();
    nulls(&model, String::new(), &mut paths);
    let questions = questions(view.spec);
    paths
        .into_iter()
        .map(|path| {
            let known = questions.iter().find(|one| one.path.to_string() == path);
            let steps: Vec<&str> = path.split('.').collect();
            let question = known.map_or_else(
                || format!("What shall {} be?", words(steps.last().unwrap_or(&"it"))),
                |one| plain(&one.text),
            );
            let until = match steps.as_slice() {
                ["alerts", _, "when", ..] => " Until it is known, no alert of this rule is raised.",
                ["storage", "retention", ..] => " Until it is known, nothing is deleted.",
                _ => "",
            };
            format!("{question}{until} ({})", code(&path))
        })
        .collect()
}

fn nulls(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Null => paths.push(path),
        Value::Object(map) => {
            for (key, value) in map {
                let below = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                nulls(value, below, paths);
            }
        }
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                nulls(value, format!("{path}.{place}"), paths);
            }
        }
        _ => {}
    }
}

/// Returns what was asked for and is not built, each once.
pub(super) fn not_built(requirements: &[super::requirement::Requirement]) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for criterion in requirements.iter().flat_map(|one| &one.criteria) {
        if let Some(held) = &criterion.held
            && !titles.contains(&held.title)
        {
            titles.push(held.title.clone());
        }
    }
    titles
}

impl Requirements {
    /// Returns what was asked for and the template pack does not emit, each once.
    pub fn not_built(&self) -> Vec<String> {
        not_built(&self.requirements)
    }
}
