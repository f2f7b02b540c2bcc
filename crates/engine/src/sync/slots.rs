//! Every place of a model that one value of a document may stand for, and the values it may take.

use serde_json::{Map, Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::{Duration, Name, Unit};

use super::pieces::{Kind, Piece, changed, pieces};

/// Edits that a changed line may ask for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// First what stands in the line today, then what else is written, then what is not.
    pub rank: u8,
    /// The edits, which belong together.
    pub edits: Vec<Edit>,
}

/// The value stands in the line today.
const SHOWN: u8 = 0;
/// The value is written, and may lead to the line by a detour.
const WRITTEN: u8 = 1;
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

/// The ways in which a threshold compares, and their words.
const SIDES: [(&str, &str); 5] = [
    ("above", "above"),
    ("at_least", "least"),
    ("below", "below"),
    ("at_most", "most"),
    ("equals", "equal"),
];

/// Returns everything that the change from one line to another may mean.
pub fn candidates(spec: &Spec, old: &[Piece], new: &[Piece]) -> Vec<Candidate> {
    let tree = serde_json::to_value(spec).unwrap_or_default();
    let heard = Heard::of(old, new);
    let mut found = Vec::new();
    let mut leaves = Vec::new();
    walk(&tree, &Path::default(), &mut leaves);
    for (path, now) in &leaves {
        // Another unit of a metric converts what is stored and compared: that is an edit of its own.
        if path.keys().len() == 3 && path.keys()[0] == "metrics" && path.last() == "unit" {
            continue;
        }
        let rank = if stands_in(now, old) { SHOWN } else { WRITTEN };
        for value in heard.values.iter().filter(|value| *value != now) {
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

fn candidate(rank: u8, edit: Edit) -> Candidate {
    Candidate {
        rank,
        edits: vec![edit],
    }
}

/// What the changed part of a line may be as a value.
struct Heard {
    values: Vec<Value>,
    units: Vec<Unit>,
    topics: Vec<String>,
    names: Vec<Name>,
    sides: Vec<&'static str>,
}

impl Heard {
    fn of(old: &[Piece], new: &[Piece]) -> Self {
        let mut heard = Self {
            values: Vec::new(),
            units: Vec::new(),
            topics: Vec::new(),
            names: Vec::new(),
            sides: Vec::new(),
        };
        for range in changed(old, new) {
            let part = &new[range.clone()];
            for at in range.clone() {
                heard.piece(new, at);
            }
            let words: Vec<&str> = part.iter().map(|piece| piece.raw.as_str()).collect();
            heard.unit(&words.concat());
            heard.names.extend(slug(&words.join(" ")).parse::<Name>());
            let said = words.join(" ").to_lowercase();
            if said.contains("for ever") || said.contains("forever") {
                heard.values.push(json!("forever"));
            }
            if said.contains("open") {
                heard.values.push(Value::Null);
            }
            let words = said.split_whitespace();
            for (side, word) in SIDES {
                if words.clone().any(|one| one == word) {
                    heard.sides.push(side);
                }
            }
        }
        let mut known: Vec<Value> = Vec::new();
        heard.values.retain(|value| {
            let first = !known.contains(value);
            known.push(value.clone());
            first
        });
        heard
    }

    fn piece(&mut self, pieces: &[Piece], at: usize) {
        let piece = &pieces[at];
        match piece.kind {
            Kind::Number(number) => {
                self.values.push(number_value(number));
                // `10 to 20 s` speaks of seconds twice.
                if let Some(Kind::Length(to, unit)) = pieces.get(at + 2).map(|piece| piece.kind) {
                    let from = Duration::from_seconds(number * seconds(unit));
                    self.values
                        .push(json!(format!("{from}..{}", Duration::from_ms(to))));
                }
            }
            Kind::Length(ms, unit) => {
                self.values.push(json!(Duration::from_ms(ms).to_string()));
                let before = at.checked_sub(2).map(|place| pieces[place].kind);
                if let Some(Kind::Number(from)) = before {
                    let from = Duration::from_seconds(from * seconds(unit));
                    self.values
                        .push(json!(format!("{from}..{}", Duration::from_ms(ms))));
                }
            }
            Kind::Months(months) if months % 12 == 0 => {
                self.values.push(json!(format!("{}y", months / 12)));
            }
            Kind::Months(months) => self.values.push(json!(format!("{months}mo"))),
            Kind::Code => {
                self.values.push(json!(piece.raw));
                if piece.raw.contains('/') {
                    self.topics.push(piece.raw.clone());
                }
            }
            Kind::Word => {
                self.values.push(json!(piece.raw.to_lowercase()));
                self.unit(&piece.raw);
            }
        }
    }

    fn unit(&mut self, text: &str) {
        if let Ok(unit) = ascii_unit(text).parse::<Unit>()
            && !self.units.contains(&unit)
        {
            self.units.push(unit);
        }
    }

    /// A range that is written stands for both limits of the catalogue.
    fn ranges(&self, spec: &Spec) -> Vec<Candidate> {
        let numbers: Vec<f64> = self.values.iter().filter_map(Value::as_f64).collect();
        let mut found = Vec::new();
        for view in spec.metric_views() {
            let usual = view.limits();
            if usual.written || !view.is_numeric() {
                continue;
            }
            let path = Path::of("metrics", view.name).join(&"range");
            let mut pairs: Vec<(Option<f64>, Option<f64>)> = Vec::new();
            for &one in &numbers {
                pairs.push((Some(one), usual.reject.max));
                pairs.push((usual.reject.min, Some(one)));
                let above = numbers.iter().filter(|other| **other > one);
                pairs.extend(above.map(|other| (Some(one), Some(*other))));
            }
            for (min, max) in pairs {
                let mut range = Map::new();
                for (key, side) in [("min", min), ("max", max)] {
                    if let Some(side) = side {
                        range.insert(key.to_owned(), number_value(side));
                    }
                }
                found.push(candidate(WRITTEN, Edit::set(path.clone(), &range)));
            }
        }
        found
    }

    /// The limit stays and is crossed the other way.
    fn side(&self, path: &Path, now: &Value) -> Vec<Candidate> {
        let from = path.last().to_owned();
        let Some(condition) = path.parent().filter(|above| above.last() == "threshold") else {
            return Vec::new();
        };
        if !SIDES.iter().any(|(side, _)| *side == from) {
            return Vec::new();
        }
        let others = self.sides.iter().filter(|side| **side != from);
        let mut limits: Vec<&Value> = self.values.iter().filter(|one| one.is_number()).collect();
        limits.push(now);
        others
            .flat_map(|side| limits.iter().map(move |limit| (side, *limit)))
            .map(|(side, limit)| Candidate {
                rank: WRITTEN,
                edits: vec![
                    Edit::Clear { path: path.clone() },
                    Edit::set(condition.join(side), limit),
                ],
            })
            .collect()
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

fn seconds(unit_ms: u64) -> f64 {
    Duration::from_ms(unit_ms).seconds()
}

/// Returns a number as JSON; a whole one without a fraction.
pub fn number_value(number: f64) -> Value {
    let text = format!("{number}");
    text.parse::<i64>()
        .map_or_else(|_| json!(number), |whole| json!(whole))
}

/// Returns a unit as the model writes it: `°C` is `C`, `µg/m³` is `ug/m3`.
pub fn ascii_unit(text: &str) -> String {
    if text == "°" {
        return "deg".to_owned();
    }
    let letters = text.chars().filter(|c| *c != '°');
    letters
        .map(|letter| match letter {
            'µ' | 'μ' => 'u',
            '²' => '2',
            '³' => '3',
            other => other,
        })
        .collect()
}

/// Returns a text as a name of the model: `Air quality (in)` is `air_quality_in`.
pub fn slug(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        match letter {
            '₂' => name.push('2'),
            _ if letter.is_ascii_alphanumeric() => name.push(letter.to_ascii_lowercase()),
            _ if name.is_empty() || name.ends_with('_') => {}
            _ => name.push('_'),
        }
    }
    name.trim_end_matches('_').to_owned()
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

#[cfg(test)]
mod tests {
    use super::{ascii_unit, number_value, slug};

    #[test]
    fn texts_of_people_become_words_of_the_model() {
        assert_eq!(slug("Air quality (in)"), "air_quality_in");
        assert_eq!(slug("CO₂"), "co2");
        assert_eq!(ascii_unit("µg/m³"), "ug/m3");
        assert_eq!(ascii_unit("°F"), "F");
        assert_eq!(ascii_unit("°"), "deg");
        assert_eq!(number_value(38.0).to_string(), "38");
        assert_eq!(number_value(0.5).to_string(), "0.5");
    }
}
