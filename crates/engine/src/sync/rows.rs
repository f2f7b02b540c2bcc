//! A row of each table as the name and the body of a thing of the model.

use serde_json::{Map, Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::Duration;

use super::oracle::after;
use super::pieces::{Kind, Piece, pieces};
use super::values::{ascii_unit, number_value, slug};

/// A row to read.
pub struct Row<'a> {
    pub spec: &'a Spec,
    pub head: &'a [String],
    pub cells: Vec<String>,
}

impl Row<'_> {
    /// Returns a cell by its column; nothing when it is empty.
    fn cell(&self, column: &str) -> Option<&str> {
        let at = self.head.iter().position(|head| head == column)?;
        let cell = self.cells.get(at)?.trim();
        (!cell.is_empty() && cell != "-").then_some(cell)
    }

    fn pieces(&self, column: &str) -> Vec<Piece> {
        self.cell(column).map_or_else(Vec::new, pieces)
    }

    /// Returns what stands between backticks in a cell, or the whole cell.
    fn code(&self, column: &str) -> Option<String> {
        let pieces = self.pieces(column);
        let code = pieces.iter().find(|piece| piece.kind == Kind::Code);
        code.map_or_else(
            || self.cell(column).map(str::to_owned),
            |code| Some(code.raw.clone()),
        )
    }
}

fn named(section: &str, text: Option<&str>) -> Result<Path, String> {
    let name = slug(text.unwrap_or_default());
    if name.is_empty() {
        return Err("the first cell has to name it".to_owned());
    }
    Ok(Path::of(section, &name))
}

/// Reads a metric with its field, unit, kind and range.
///
/// # Errors
///
/// Says what is missing or does not fit.
pub fn metric(row: &Row<'_>) -> Result<(Path, Value), String> {
    let path = named("metrics", row.cell("Metric"))?;
    let mut body = Map::new();
    let field = row.code("Field").filter(|field| {
        let usual = specgen_spec::effective::wire_name(path.last(), row.spec.case());
        *field != usual
    });
    if let Some(field) = field {
        body.insert("path".to_owned(), json!(field));
    }
    if let Some(unit) = row.cell("Unit") {
        body.insert("unit".to_owned(), json!(ascii_unit(unit)));
    }
    let kind = row.cell("Kind").map(str::to_lowercase);
    if let Some(kind) = kind.filter(|kind| kind != "gauge") {
        body.insert("kind".to_owned(), json!(kind));
    }
    if let Some(range) = range(row, &path, &body) {
        body.insert("range".to_owned(), range);
    }
    Ok((path, Value::Object(body)))
}

/// Returns the valid range, unless the catalogue of quantities says the same.
fn range(row: &Row<'_>, path: &Path, body: &Map<String, Value>) -> Option<Value> {
    let said = row.pieces("Valid");
    let numbers: Vec<f64> = said
        .iter()
        .filter_map(|piece| match piece.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        })
        .collect();
    let first = said.first().map(|piece| piece.raw.to_lowercase());
    let (min, max) = match (numbers.as_slice(), first.as_deref()) {
        ([max], Some("up" | "below" | "to")) => (None, Some(*max)),
        ([min], _) => (Some(*min), None),
        ([min, max], _) => (Some(*min), Some(*max)),
        _ => return None,
    };
    let value = Value::Object(body.clone());
    let edit = Edit::Add {
        path: path.clone(),
        value,
        at: None,
    };
    let usual = after(row.spec, &[edit])?;
    let view = usual
        .metric_views()
        .find(|view| view.name.as_str() == path.last())?;
    let bounds = view.limits().reject;
    if (bounds.min, bounds.max) == (min, max) {
        return None;
    }
    let mut range = Map::new();
    for (key, side) in [("min", min), ("max", max)] {
        if let Some(number) = side {
            range.insert(key.to_owned(), number_value(number));
        }
    }
    Some(Value::Object(range))
}

/// Reads a topic; what it carries and where it goes follow from few words.
///
/// # Errors
///
/// Says what is missing or does not fit.
pub fn topic(row: &Row<'_>) -> Result<(Path, Value), String> {
    let pattern = row
        .code("Topic")
        .ok_or("the first cell has to hold the topic")?;
    let carries = row.cell("Carries").unwrap_or_default().to_lowercase();
    let out = row
        .cell("Way")
        .is_some_and(|way| way.eq_ignore_ascii_case("out"));
    let metric = row.spec.metrics.keys().find(|name| {
        let words = specgen_spec::effective::phrase(name.as_str());
        carries.contains(&words.to_lowercase())
    });
    let carries = match metric {
        Some(metric) if !carries.contains("reading") => json!({"metric": metric}),
        _ if carries.contains("command") => json!("commands"),
        _ if carries.contains("status") => json!("status"),
        _ if carries.contains("alert") || (out && carries.is_empty()) => json!("alerts"),
        _ if carries.contains("reading") || carries.is_empty() => json!("readings"),
        _ => {
            return Err(
                "`Carries` has to say readings, alerts, commands, status or a metric".to_owned(),
            );
        }
    };
    let literal: Vec<&str> = pattern
        .split('/')
        .filter(|level| !level.starts_with(['{', '+', '#']))
        .collect();
    let mut path = named("topics", Some(&literal.join(" ")))?;
    while row
        .spec
        .topics
        .keys()
        .any(|name| name.as_str() == path.last())
    {
        path = named("topics", Some(&format!("{} more", path.last())))?;
    }
    let way = if out { "out" } else { "in" };
    Ok((
        path,
        json!({"pattern": pattern, "way": way, "carries": carries}),
    ))
}

/// Reads a route of the API.
///
/// # Errors
///
/// Says what is missing or does not fit.
pub fn route(row: &Row<'_>) -> Result<(Path, Value), String> {
    let route = row.code("Route").unwrap_or_default();
    let endpoint: specgen_spec::model::Endpoint = route.parse()?;
    let mut body = Map::new();
    if let Some(does) = row.cell("Does") {
        body.insert("label".to_owned(), json!(does));
    }
    Ok((Path::of("api.endpoints", &endpoint), Value::Object(body)))
}

/// Reads a role of the API and the one that it builds on.
///
/// # Errors
///
/// Says what is missing or does not fit.
pub fn role(row: &Row<'_>) -> Result<(Path, Value), String> {
    let path = named("api.roles", row.cell("Who"))?;
    let may = row.cell("May").unwrap_or_default().to_lowercase();
    let is = ["viewer", "operator", "admin"]
        .into_iter()
        .filter(|base| may.contains(base))
        .collect::<Vec<_>>();
    match is.as_slice() {
        [] if may.is_empty() => Ok((path, json!({}))),
        [base] => Ok((path, json!({"is": base}))),
        _ => Err("`May` has to name the one role that it has at least the rights of: viewer, operator or admin".to_owned()),
    }
}

/// Reads a rule with its condition.
///
/// # Errors
///
/// Says what is missing or does not fit.
pub fn alert(row: &Row<'_>) -> Result<(Path, Value), String> {
    let path = named("alerts", row.cell("Rule"))?;
    let condition = row.pieces("Condition");
    let words = row.cell("Condition").unwrap_or_default().to_lowercase();
    let number = condition.iter().find_map(|piece| match piece.kind {
        Kind::Number(number) => Some(number_value(number)),
        _ => None,
    });
    let length = |pieces: &[Piece]| {
        pieces.iter().find_map(|piece| match piece.kind {
            Kind::Length(ms, _) => Some(json!(Duration::from_ms(ms).to_string())),
            _ => None,
        })
    };
    let sides = [
        ("at least", "at_least"),
        ("at most", "at_most"),
        ("above", "above"),
        ("below", "below"),
    ];
    let side = sides.iter().find(|(said, _)| words.contains(said));
    let when = if words.contains("silent") {
        json!({"offline": {"after": length(&condition)}})
    } else if let Some((_, side)) = side {
        let said = row.cell("Metric").unwrap_or_default();
        let metric = row.spec.metrics.keys().find(|name| {
            let words = specgen_spec::effective::phrase(name.as_str());
            words.eq_ignore_ascii_case(said)
        });
        let metric = metric.ok_or_else(|| format!("`{said}` is no metric"))?;
        json!({"threshold": {"metric": metric, *side: number}})
    } else {
        return Err("`Condition` has to be such as `above 30 °C` or `silent for 5 min`".to_owned());
    };
    let mut body = Map::new();
    body.insert("when".to_owned(), when);
    if let Some(length) = length(&row.pieces("Raised")) {
        body.insert("for".to_owned(), length);
    }
    let severity = row.cell("Severity").map(str::to_lowercase);
    if let Some(severity) = severity.filter(|severity| severity != "warning") {
        body.insert("severity".to_owned(), json!(severity));
    }
    Ok((path, Value::Object(body)))
}
