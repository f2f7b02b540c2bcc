//! Every place of a model that one value of a document may stand for, and the values it may take.

use serde_json::{Map, Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::Name;

use super::heard::Heard;
use super::pieces::{Kind, Piece, pieces};

/// Edits that a changed line may ask for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// First what stands in the line today, then what else is written, then what is not.
    pub rank: u8,
    /// The edits, which belong together.
    pub edits: Vec<Edit>,
}

/// The value stands in the line today.
pub const SHOWN: u8 = 0;
/// The value is written, and may lead to the line by a detour.
pub const WRITTEN: u8 = 1;
/// Nothing is written today.
const ABSENT: u8 = 2;
/// All ranks in their order.
pub const RANKS: [u8; 3] = [SHOWN, WRITTEN, ABSENT];

/// Keys that may be written below an entry of a section or the whole.
const OPTIONAL: &[(&str, &[&str])] = &[
    ("metrics", &["range.max", "range.min", "kind"]),
    (
        "alerts",
        &[
            "for",
            "hysteresis",
            "severity",
            "cooldown",
            "repeat",
            "count",
        ],
    ),
    (
        "",
        &[
            "ingest.interval",
            "ingest.clock_skew",
            "storage.retention.raw",
            "storage.retention.alerts",
            "api.pagination.default",
            "api.pagination.max",
            "api.live.keepalive",
        ],
    ),
];

/// Returns everything that the change from one line to another may mean; `named` is what a row is
/// called now.
pub fn candidates(
    spec: &Spec,
    old: &[Piece],
    new: &[Piece],
    named: Option<&Name>,
) -> Vec<Candidate> {
    let tree = serde_json::to_value(spec).unwrap_or_default();
    let mut heard = Heard::of(old, new);
    heard.names.extend(named.cloned());
    let mut found = Vec::new();
    let mut leaves = Vec::new();
    walk(&tree, &Path::default(), &mut leaves);
    for (path, now) in &leaves {
        // Another unit of a metric converts what is stored and compared: that is an edit of its own.
        if path.keys().len() == 3 && path.keys()[0] == "metrics" && path.last() == "unit" {
            continue;
        }
        let rank = if stands_in(now, old) { SHOWN } else { WRITTEN };
        for value in heard
            .values
            .iter()
            .filter(|value| *value != now && suits(now, value))
        {
            found.push(candidate(rank, Edit::set(path.clone(), value)));
        }
        found.extend(heard.side(path, now));
    }
    for path in optional(&tree) {
        if leaves.iter().any(|(known, _)| *known == path) {
            continue;
        }
        for value in &heard.values {
            found.push(candidate(ABSENT, Edit::set(path.clone(), value)));
        }
    }
    for (name, metric) in spec.metrics.iter() {
        for unit in &heard.units {
            let path = Path::of("metrics", name).join(&"unit");
            let measures = metric.unit.as_ref() != Some(unit);
            let convert = Edit::Convert {
                metric: name.clone(),
                unit: unit.clone(),
            };
            if measures {
                found.push(candidate(SHOWN, convert));
                found.push(candidate(WRITTEN, Edit::set(path, unit)));
            }
        }
    }
    found.extend(heard.ranges(spec));
    for pattern in &heard.topics {
        for (name, way) in [("readings", "in"), ("alerts", "out")] {
            let body = json!({"pattern": pattern, "way": way, "carries": name});
            let value = body;
            let path = Path::of("topics", &name);
            found.push(candidate(
                1,
                Edit::Add {
                    path,
                    value,
                    at: None,
                },
            ));
        }
    }
    for section in ["metrics", "alerts", "topics", "channels"] {
        let entries = tree.get(section).and_then(Value::as_object);
        for key in entries.into_iter().flat_map(Map::keys) {
            for to in &heard.names {
                let path = Path::of(section, key);
                found.push(candidate(
                    1,
                    Edit::Rename {
                        path,
                        to: to.clone(),
                    },
                ));
            }
        }
    }
    found
}

/// Returns a candidate of one edit.
pub fn candidate(rank: u8, edit: Edit) -> Candidate {
    Candidate {
        rank,
        edits: vec![edit],
    }
}

/// Returns whether a value of the model stands in a line.
fn stands_in(value: &Value, line: &[Piece]) -> bool {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let code = line
        .iter()
        .any(|piece| piece.kind == Kind::Code && piece.raw == text);
    code || pieces(&text).iter().all(|piece| line.contains(piece))
}

/// Returns whether a value may stand where `now` does: a number where one is, no word as a switch.
fn suits(now: &Value, value: &Value) -> bool {
    match now {
        Value::Number(_) => value.is_number() || value.is_null(),
        Value::Bool(_) => value.is_boolean(),
        Value::String(text) => !value.is_number() || text.contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// Collects the scalars of a model with their places.
fn walk(value: &Value, path: &Path, found: &mut Vec<(Path, Value)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                walk(value, &path.join(key), found);
            }
        }
        Value::Array(_) => {}
        scalar => {
            // The format and the name of the project are no values of its documents.
            if path.keys().len() > 1 {
                found.push((path.clone(), scalar.clone()));
            }
        }
    }
}

fn optional(tree: &Value) -> Vec<Path> {
    let mut found = Vec::new();
    for (section, keys) in OPTIONAL {
        let below = |mut path: Path, keys: &str| {
            for key in keys.split('.') {
                path = path.join(&key);
            }
            path
        };
        if section.is_empty() {
            found.extend(keys.iter().map(|key| below(Path::default(), key)));
            continue;
        }
        let entries = tree.get(section).and_then(Value::as_object);
        for name in entries.into_iter().flat_map(Map::keys) {
            found.extend(keys.iter().map(|key| below(Path::of(section, name), key)));
        }
    }
    found
}
