//! Statistics over periods as the templates see them.

use heck::ToUpperCamelCase;
use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::catalog::{Turn, zone};
use specgen_spec::derive::statistics;
use specgen_spec::effective::LevelView as Effective;
use specgen_spec::model::{Function, Period};

use super::identity::keep_ms;

/// The statistics of one length of period.
#[derive(Clone, Debug, Serialize)]
pub struct LevelView {
    /// The word in addresses and in the database: `day`.
    pub word: String,
    /// The variant in code: `Day`.
    pub variant: &'static str,
    /// Whether its periods are made from readings; those of others are made from days.
    pub is_base: bool,
    /// Where they are asked for: `/analytics/device/{id}/daily`.
    pub path: &'static str,
    /// The last part of that address: `daily`.
    pub last: &'static str,
    /// The name of that operation: `listDailyStatistics`.
    pub operation: String,
    /// The text for people: `Days`.
    pub label: &'static str,
    /// How long entries are kept, in milliseconds; nothing for ever.
    pub keep_ms: Option<i64>,
    /// What is told of each metric.
    pub metrics: Vec<ToldView>,
}

/// What a level tells of one metric.
#[derive(Clone, Debug, Serialize)]
pub struct ToldView {
    /// The variant of the metric.
    pub variant: String,
    /// The variants of the functions: `Avg`.
    pub functions: Vec<&'static str>,
    /// Whether they fit on one line of code.
    pub short: bool,
}

/// Whose clocks say when days begin.
#[derive(Clone, Debug, Serialize)]
pub struct ZoneView {
    /// The name in the IANA database.
    pub name: String,
    /// Minutes ahead of UTC outside of summer time.
    pub standard_min: i64,
    /// Minutes ahead of UTC in summer time, its beginning and its end.
    pub summer: Option<SummerView>,
}

/// Summer time of a zone.
#[derive(Clone, Debug, Serialize)]
pub struct SummerView {
    /// Minutes ahead of UTC.
    pub ahead_min: i64,
    /// When clocks are changed: name of the field in code and the moment.
    pub turns: Vec<TurnView>,
}

/// A moment at which clocks are changed.
#[derive(Clone, Debug, Serialize)]
pub struct TurnView {
    /// `begins` or `ends`.
    pub field: &'static str,
    /// The month, from 1.
    pub month: i64,
    /// The week of the month; 5 is the last.
    pub week: i64,
    /// The day of the week; 0 is Sunday.
    pub weekday: i64,
    /// Minutes after midnight.
    pub at_min: i64,
}

/// Returns the levels, from short periods to long ones.
pub(super) fn views(spec: &Spec) -> Vec<LevelView> {
    spec.levels().iter().map(view).collect()
}

/// Returns the time zone of the specification; UTC when it knows none of that name.
pub(super) fn zone_view(spec: &Spec) -> ZoneView {
    let found = zone(spec.time_zone());
    let turn = |field, turn: Turn| TurnView {
        field,
        month: turn.month,
        week: turn.week,
        weekday: turn.weekday,
        at_min: turn.at_min,
    };
    ZoneView {
        name: found.map_or("UTC", |zone| zone.name).to_owned(),
        standard_min: found.map_or(0, |zone| zone.standard_min),
        summer: found.and_then(|zone| zone.summer).map(|summer| SummerView {
            ahead_min: summer.ahead_min,
            turns: vec![turn("begins", summer.begins), turn("ends", summer.ends)],
        }),
    }
}

fn view(level: &Effective<'_>) -> LevelView {
    let (variant, adjective, label) = match level.period {
        Period::Min1 => ("Minute", "Minutely", "Minutes"),
        Period::Min5 => ("FiveMinutes", "FiveMinutely", "5 minutes"),
        Period::Min15 => ("QuarterHour", "QuarterHourly", "15 minutes"),
        Period::Hour => ("Hour", "Hourly", "Hours"),
        Period::Day => ("Day", "Daily", "Days"),
        Period::Week => ("Week", "Weekly", "Weeks"),
        Period::Month => ("Month", "Monthly", "Months"),
        Period::Year => ("Year", "Yearly", "Years"),
    };
    let path = statistics(level.period);
    let metrics = level.metrics.iter().map(|(name, functions)| {
        let functions: Vec<&'static str> =
            functions.iter().filter_map(|one| function(*one)).collect();
        ToldView {
            variant: name.as_str().to_upper_camel_case(),
            short: functions.len() < 5,
            functions,
        }
    });
    LevelView {
        word: level.period.to_string(),
        variant,
        is_base: level.period <= Period::Day,
        path,
        last: path.rsplit('/').next().unwrap_or(path),
        operation: format!("list{adjective}Statistics"),
        label,
        keep_ms: keep_ms(level.keep),
        metrics: metrics.collect(),
    }
}

/// The variant of a function that the backend counts.
fn function(function: Function) -> Option<&'static str> {
    match function {
        Function::Avg => Some("Avg"),
        Function::Min => Some("Min"),
        Function::Max => Some("Max"),
        Function::Sum => Some("Sum"),
        Function::Last => Some("Last"),
        Function::Count
        | Function::TimeTrue
        | Function::Distance
        | Function::Median
        | Function::Stddev => None,
    }
}
