//! What the changed part of a line may be as values, units, topics, names and sides of a limit.

use serde_json::{Map, Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::{Duration, Name, Unit};

use super::amounts::is_behind_number;
use super::pieces::{Kind, Piece, changed};
use super::slots::{Candidate, WRITTEN, candidate};
use super::values::{ascii_unit, number_value, slug};

/// The ways in which a threshold compares, and their words.
const SIDES: [(&str, &str); 5] = [
    ("above", "above"),
    ("at_least", "least"),
    ("below", "below"),
    ("at_most", "most"),
    ("equals", "equal"),
];

/// What the changed part of a line may be as a value.
pub struct Heard {
    pub values: Vec<Value>,
    pub units: Vec<Unit>,
    pub topics: Vec<String>,
    pub names: Vec<Name>,
    sides: Vec<&'static str>,
}

impl Heard {
    /// Listens to the pieces in which two lines differ.
    pub fn of(old: &[Piece], new: &[Piece]) -> Self {
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
            // The unit of an amount is no new unit of a metric: it is told in the metric's.
            if !is_behind_number(new, range.start) {
                heard.unit(&words.concat());
            }
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
                if !is_behind_number(pieces, at) {
                    self.unit(&piece.raw);
                }
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
    pub fn ranges(&self, spec: &Spec) -> Vec<Candidate> {
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
    pub fn side(&self, path: &Path, now: &Value) -> Vec<Candidate> {
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

fn seconds(unit_ms: u64) -> f64 {
    Duration::from_ms(unit_ms).seconds()
}
