//! What a metric needs of a database that exists: a column, another name, other numbers.

use specgen_render::View;
use specgen_spec::Spec;
use specgen_spec::catalog::{convert, convert_difference};
use specgen_spec::edit::Edit;
use specgen_spec::model::Name;
use specgen_tree::ProjectPath;

use super::Goal;
use super::columns::{Change, Columns};
use super::returned::Returned;
use super::shape::remark;

/// The longest part of a name in the name of a file: the line that lists it stays short.
const LONGEST: usize = 30;

/// The table of statistics, where the backend keeps some; its rows name a metric by its column.
const STATISTICS: &str = "rollups";

/// A metric whose values are in another unit from now on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Conversion {
    /// The metric, under its name afterwards.
    pub metric: Name,
    /// The unit before.
    pub from: String,
    /// The unit afterwards.
    pub to: String,
}

impl Conversion {
    /// Returns the conversions that edits between two specifications ask for. A unit that is only
    /// written anew puts a label right and converts nothing.
    pub fn of(edits: &[Edit], before: &Spec, after: &Spec) -> Vec<Self> {
        let asked = |name: &Name| {
            let converts =
                |edit: &Edit| matches!(edit, Edit::Convert { metric, .. } if metric == name);
            edits.iter().any(converts)
        };
        Self::between(before, after, &asked)
    }

    /// Returns the conversions that lead back from what migrations converted.
    pub fn back(written: &[ProjectPath], present: &Spec, before: &Spec) -> Vec<Self> {
        let was_converted = |name: &Name| {
            let words = format!("_convert_{}_to_", short(name.as_str()));
            written.iter().any(|path| path.file_name().contains(&words))
        };
        Self::between(present, before, &was_converted)
    }

    fn between(before: &Spec, after: &Spec, asked: &dyn Fn(&Name) -> bool) -> Vec<Self> {
        let unit = |spec: &Spec, name: &str| {
            let view = spec
                .metric_views()
                .find(|view| view.name.as_str() == name)?;
            view.unit().map(str::to_owned)
        };
        let mut found = Vec::new();
        for (name, metric) in after.metrics.iter() {
            let names = || std::iter::once(name).chain(metric.was.iter().rev());
            let old = names().find(|old| before.metrics.contains(old.as_str()));
            let Some(old) = old.filter(|_| names().any(asked)) else {
                continue;
            };
            if let (Some(from), Some(to)) = (unit(before, old.as_str()), unit(after, name.as_str()))
                && from != to
            {
                let metric = name.clone();
                found.push(Self { metric, from, to });
            }
        }
        found
    }
}

/// Returns the migrations that metrics need: words for the name of the file, and statements.
pub fn needed(goal: &Goal<'_>, columns: &Columns, wanted: &[Change]) -> Vec<(String, String)> {
    let mut needed = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    for change in wanted {
        let name = change.name.as_str();
        if done.contains(&name) {
            continue;
        }
        done.push(name);
        let missing: Vec<&Change> = wanted
            .iter()
            .filter(|one| one.name == name && !columns.has(&one.table, name))
            .collect();
        let old = earlier_columns(goal.spec, name)
            .into_iter()
            .find(|old| missing.iter().any(|one| columns.has(&one.table, old)));
        let is_new = old.is_none() && !missing.is_empty();
        match old {
            Some(old) => needed.push(renamed(goal, &old, name, &missing, columns)),
            None if is_new => needed.push(added(name, &missing)),
            None => {}
        }
        let metric = metric_of(name);
        let mut conversions = goal.conversions.iter();
        let conversion = conversions.find(|one| one.metric.as_str() == metric);
        if let Some(conversion) = conversion.filter(|_| !is_new) {
            let tables = wanted.iter().filter(|one| one.name == name);
            needed.extend(converted(goal, conversion, tables, columns));
        }
    }
    needed
}

/// Returns the migrations of metrics that come back in another unit: what is stored is converted, or set aside under a
/// name that says what it is.
pub fn returned(
    goal: &Goal<'_>,
    columns: &Columns,
    wanted: &[Change],
    returned: &[Returned],
) -> Vec<(String, String)> {
    let mut needed = Vec::new();
    for one in returned {
        let Some(from) = &one.from else { continue };
        let column = format!("m_{}", one.metric);
        let tables = wanted
            .iter()
            .filter(|change| change.name == column && columns.has(&change.table, &column));
        if one.converts() {
            let conversion = Conversion {
                metric: one.metric.clone(),
                from: from.clone(),
                to: one.to.clone(),
            };
            needed.extend(converted(goal, &conversion, tables, columns));
        } else {
            needed.push(set_aside(one, from, tables, columns));
        }
    }
    needed
}

/// The column with values of another quantity gets a name of its own, and the metric a new one.
fn set_aside<'a>(
    one: &Returned,
    from: &str,
    tables: impl Iterator<Item = &'a Change>,
    columns: &Columns,
) -> (String, String) {
    let (column, aside) = (format!("m_{}", one.metric), &one.aside);
    let mut text = format!(
        "-- Values of {} stored in {from} are of another quantity; they stay in {aside}.\n",
        spoken(&column)
    );
    for Change {
        table, name, kind, ..
    } in tables
    {
        text.push_str(&format!(
            "ALTER TABLE {table} RENAME COLUMN {name} TO {aside};\nALTER TABLE {table} ADD COLUMN {name} {kind};\n"
        ));
    }
    for table in [STATISTICS, "rollup_plan"] {
        if columns.has_table(table) {
            text.push_str(&format!(
                "UPDATE OR REPLACE {table} SET metric = '{aside}' WHERE metric = '{column}';\n"
            ));
        }
    }
    (format!("set_aside_{}", short(one.metric.as_str())), text)
}

/// The columns that a metric had under its earlier names, the newest first.
fn earlier_columns(spec: &Spec, column: &str) -> Vec<String> {
    let metric = spec.metrics.get(metric_of(column));
    let was = metric.map_or(&[][..], |metric| &metric.was);
    was.iter().rev().map(|name| format!("m_{name}")).collect()
}

fn added(column: &str, missing: &[&Change]) -> (String, String) {
    let mut text = format!(
        "-- Readings can hold {}; earlier ones have none.\n",
        spoken(column)
    );
    for Change {
        table, name, kind, ..
    } in missing
    {
        text.push_str(&format!("ALTER TABLE {table} ADD COLUMN {name} {kind};\n"));
    }
    (format!("add_{}", short(metric_of(column))), text)
}

/// The column gets the new name, and so does what names the metric or a limit of it in a row.
fn renamed(
    goal: &Goal<'_>,
    old: &str,
    column: &str,
    missing: &[&Change],
    columns: &Columns,
) -> (String, String) {
    let mut text = format!(
        "-- A metric is called {} now; its values stay.\n",
        spoken(column)
    );
    for Change {
        table, name, kind, ..
    } in missing
    {
        text.push_str(&if columns.has(table, old) {
            format!("ALTER TABLE {table} RENAME COLUMN {old} TO {name};\n")
        } else {
            format!("ALTER TABLE {table} ADD COLUMN {name} {kind};\n")
        });
    }
    for table in [STATISTICS, "rollup_plan"] {
        if columns.has_table(table) {
            text.push_str(&format!(
                "UPDATE OR REPLACE {table} SET metric = '{column}' WHERE metric = '{old}';\n"
            ));
        }
    }
    if let Some(before) = goal.before {
        let (was, is) = (
            Known::of(before, metric_of(old)),
            Known::of(goal.spec, metric_of(column)),
        );
        if let (Some(was), Some(is)) = (was, is) {
            text.push_str(&format!(
                "UPDATE alerts SET metric = '{}' WHERE metric = '{}';\n",
                is.key, was.key
            ));
            for (was, is) in was
                .limits
                .iter()
                .zip(&is.limits)
                .filter(|(was, is)| was != is)
            {
                text.push_str(&format!(
                    "UPDATE OR REPLACE limits SET key = '{is}' WHERE key = '{was}';\n"
                ));
            }
        }
    }
    (format!("rename_to_{}", short(metric_of(column))), text)
}

/// What is stored in the old unit follows: readings, and what alerts and limits compare with.
fn converted<'a>(
    goal: &Goal<'_>,
    conversion: &Conversion,
    tables: impl Iterator<Item = &'a Change>,
    columns: &Columns,
) -> Option<(String, String)> {
    let Conversion { metric, from, to } = conversion;
    let line = Line::between(from, to)?;
    let of_many = |what: &str, count: &str| line.of(what, count);
    let in_new = |what: &str| of_many(what, "");
    let mut text = remark(&spoken(&format!("m_{metric}")), from, to);
    for Change { table, name, .. } in tables {
        text.push_str(&format!(
            "UPDATE {table} SET {name} = {} WHERE {name} IS NOT NULL;\n",
            in_new(name)
        ));
    }
    if columns.has_table(STATISTICS) {
        let parts = ["min", "max", "last"].map(|part| format!("{part} = {}", in_new(part)));
        text.push_str(&format!(
            "UPDATE {STATISTICS} SET sum = {}, {} WHERE metric = 'm_{metric}';\n",
            of_many("sum", "count * "),
            parts.join(", ")
        ));
    }
    let known = Known::of(goal.spec, metric.as_str())?;
    text.push_str(&format!(
        "UPDATE alerts SET value = {}, limit_value = {} WHERE metric = '{}';\n",
        in_new("value"),
        in_new("limit_value"),
        known.key
    ));
    for key in &known.limits {
        text.push_str(&format!(
            "UPDATE limits SET value = {} WHERE key = '{key}';\n",
            in_new("value")
        ));
    }
    let unit = short(&in_words(to)).to_owned();
    Some((
        format!("convert_{}_to_{unit}", short(metric.as_str())),
        text,
    ))
}

/// How a value in one unit becomes one in another, in the form whose numbers are exact or shorter.
struct Line {
    /// Whether it is `(value - offset) / factor`, else `value * factor + offset`.
    divides: bool,
    factor: f64,
    offset: f64,
}

impl Line {
    fn between(from: &str, to: &str) -> Option<Self> {
        let one = |divides, from: &str, to: &str| {
            Some(Self {
                divides,
                factor: convert_difference(1.0, from, to)?,
                offset: convert(0.0, from, to)?,
            })
        };
        let (there, back) = (one(false, from, to)?, one(true, to, from)?);
        let digits = |line: &Self| format!("{}{}", line.factor, line.offset).len();
        Some(if digits(&back) < digits(&there) {
            back
        } else {
            there
        })
    }

    /// Returns the expression for `what`; a sum of many values has the offset as often as `count` says.
    fn of(&self, what: &str, count: &str) -> String {
        let offset = if self.divides {
            -self.offset
        } else {
            self.offset
        };
        let moved = |text: String| match offset {
            0.0 => text,
            below if below < 0.0 => format!("{text} - {count}{:?}", -below),
            above => format!("{text} + {count}{above:?}"),
        };
        match (self.divides, self.factor) {
            (_, 1.0) => moved(what.to_owned()),
            (false, factor) => moved(format!("{what} * {factor:?}")),
            (true, factor) if offset == 0.0 => format!("{what} / {factor:?}"),
            (true, factor) => format!("({}) / {factor:?}", moved(what.to_owned())),
        }
    }
}

/// How rows name a metric and the limits of its rules.
struct Known {
    key: String,
    limits: Vec<String>,
}

impl Known {
    fn of(spec: &Spec, metric: &str) -> Option<Self> {
        let view = View::of(spec);
        let rules = view.rules.iter();
        let rules = rules.filter(|rule| rule.metric.as_deref() == Some(metric));
        Some(Self {
            key: view
                .metrics
                .iter()
                .find(|one| one.name == metric)?
                .key
                .clone(),
            limits: rules
                .flat_map(|rule| rule.limits.iter().map(|limit| limit.key.clone()))
                .collect(),
        })
    }
}

fn metric_of(column: &str) -> &str {
    column.strip_prefix("m_").unwrap_or(column)
}

fn spoken(column: &str) -> String {
    metric_of(column).replace('_', " ")
}

fn short(name: &str) -> &str {
    name.get(..LONGEST).unwrap_or(name)
}

/// Returns a unit as a part of a file's name: `ug/m3` as `ug_per_m3`.
pub(super) fn in_words(unit: &str) -> String {
    let unit = unit.replace('%', "percent").replace('/', "_per_");
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    unit.chars().map(plain).collect()
}
