//! Requirements on statistics over periods.

use crate::derive::requirement::{Requirement, Story};
use crate::derive::routes;
use crate::derive::view::View;
use crate::derive::words::list;
use crate::derive::{Ears, Key};
use crate::effective::LevelView;
use crate::model::{Function, MetricKind, Name, Period};

/// Returns the requirement on statistics, when the pack keeps them and some are asked for.
pub(super) fn statistics(view: &View<'_>) -> Option<Requirement> {
    let levels = view.levels();
    let base = levels
        .iter()
        .rfind(|level| level.period <= Period::Day)?
        .period;
    let noun = &view.noun;
    let story = Story::new(
        "someone who looks for trends",
        "statistics over periods of time",
        "I can compare them without reading every value",
    );
    let mut requirement = Requirement::new("rollups", "Keep statistics", story);
    for level in &levels {
        requirement.add(
            Key::of(&["rollup", &level.period.to_string()]),
            "statistics.levels",
            Ears::when(
                format!("a viewer asks `GET {}`", routes::statistics(level.period)),
                format!(
                    "return for each {} the {}, the newest first",
                    name_of(view, level.period),
                    told(view, level)
                ),
            ),
        );
    }
    requirement.add(
        "rollups.overview",
        "statistics.levels",
        Ears::when(
            format!("a viewer asks `GET {}`", routes::STATISTICS_OVERVIEW),
            format!(
                "return the statistics of all {} together, and how many {} they are of",
                view.nouns, view.nouns
            ),
        ),
    );
    requirement.add(
        "rollups.whole",
        "statistics.count",
        Ears::shall(format!(
            "count every Reading in exactly one period of each length{}",
            longer(&levels)
        )),
    );
    requirement.add(
        "rollups.late",
        "statistics.count",
        Ears::when(
            "Readings are stored, late ones too",
            format!(
                "mark their {} in the same transaction, and count it again soon after, also after a crash",
                period_words(base)
            ),
        ),
    );
    requirement.add(
        "rollups.made_up",
        "statistics.count",
        Ears::when(
            "statistics are asked for that were not kept before",
            "make them from all Readings that are stored",
        ),
    );
    requirement.add(
        "rollups.kept",
        "statistics.keep",
        Ears::when(
            "Readings are deleted because they are old",
            "keep what was counted of them, and add late Readings to it",
        ),
    );
    if view.has_dashboard() {
        requirement.add(
            "rollups.dashboard",
            "statistics.page",
            Ears::when(
                "someone opens the page of statistics",
                format!(
                    "show a chart of each metric and a table, of one {noun} or of all {}",
                    view.nouns
                ),
            ),
        );
    }
    Some(requirement)
}

/// Returns how longer periods come about.
fn longer(levels: &[LevelView<'_>]) -> String {
    let longer: Vec<String> = levels
        .iter()
        .filter(|level| level.period > Period::Day)
        .map(|level| format!("{}s", period_words(level.period)))
        .collect();
    if longer.is_empty() {
        String::new()
    } else {
        format!(", and make {} from days", list(&longer, "and"))
    }
}

/// Returns a period in words: `hour`, `15 minutes`.
pub(in crate::derive) fn period_words(period: Period) -> &'static str {
    match period {
        Period::Min1 => "minute",
        Period::Min5 => "five minutes",
        Period::Min15 => "quarter of an hour",
        Period::Hour => "hour",
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Year => "year",
    }
}

/// Returns a period with the clocks that it goes by: `day in Europe/Berlin`, `ISO week in UTC`.
fn name_of(view: &View<'_>, period: Period) -> String {
    let words = period_words(period);
    match period {
        Period::Week => format!("ISO week in {}", view.spec.time_zone()),
        period if period >= Period::Day => format!("{words} in {}", view.spec.time_zone()),
        _ => words.to_owned(),
    }
}

/// Returns what a level tells: `average and highest value of temperature and humidity`.
fn told(view: &View<'_>, level: &LevelView<'_>) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (name, functions) in &level.metrics {
        let told = functions_words(view, name, functions);
        let metric = view.words(name);
        match groups.iter_mut().find(|(known, _)| *known == told) {
            Some((_, metrics)) => metrics.push(metric),
            None => groups.push((told, vec![metric])),
        }
    }
    let parts: Vec<String> = groups
        .iter()
        .map(|(told, metrics)| format!("{told} of {}", list(metrics, "and")))
        .collect();
    format!(
        "{}, each with the number of values",
        list(&parts, "and the")
    )
}

fn functions_words(view: &View<'_>, name: &Name, functions: &[Function]) -> String {
    let kind = view.metric(name).map(|metric| metric.kind);
    let word = |function: &Function| {
        match (function, kind) {
            (Function::Avg, Some(MetricKind::Boolean)) => "share of values that are true",
            (Function::Avg, _) => "average",
            (Function::Min, _) => "lowest value",
            (Function::Max, _) => "highest value",
            (Function::Sum, Some(MetricKind::Counter)) => "rise",
            (Function::Sum, _) => "sum",
            (Function::Last, _) => "last value",
            (
                Function::Count
                | Function::TimeTrue
                | Function::Distance
                | Function::Median
                | Function::Stddev,
                _,
            ) => "number",
        }
        .to_owned()
    };
    if functions.is_empty() {
        return "number of values".to_owned();
    }
    list(&functions.iter().map(word).collect::<Vec<_>>(), "and")
}
