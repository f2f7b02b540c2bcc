//! Statistics with every default filled in: which lengths of period are kept, and what each tells.

use super::MetricView;
use crate::model::{Function, Keep, MetricKind, Period, Rollup};
use crate::{Spec, model::Name};

/// The statistics of one length of period.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelView<'a> {
    /// The length.
    pub period: Period,
    /// Whether it was asked for; else it is kept because longer periods are made from it.
    pub asked: bool,
    /// What it tells of each metric.
    pub metrics: Vec<(&'a Name, Vec<Function>)>,
    /// How long its entries are kept.
    pub keep: Keep,
}

/// The periods, from short to long.
const PERIODS: [Period; 8] = [
    Period::Min1,
    Period::Min5,
    Period::Min15,
    Period::Hour,
    Period::Day,
    Period::Week,
    Period::Month,
    Period::Year,
];

impl Spec {
    /// Returns the statistics that are kept, from short periods to long ones: those asked for, and the days and weeks
    /// (and months) that a longer one is made from or shown beside.
    pub fn levels(&self) -> Vec<LevelView<'_>> {
        let asked = |period: Period| self.rollups.get(&period);
        let level = |(place, &period): (usize, &Period)| {
            let own = asked(period);
            let longer = PERIODS[place + 1..]
                .iter()
                .find_map(|&longer| asked(longer));
            let implied = longer.filter(|_| period >= Period::Day);
            let metrics = self.told(own.or(implied)?);
            (!metrics.is_empty()).then(|| LevelView {
                period,
                asked: own.is_some(),
                metrics,
                keep: self.retention(&period.to_string()),
            })
        };
        PERIODS.iter().enumerate().filter_map(level).collect()
    }

    /// What a rollup tells of each metric that has numbers.
    fn told(&self, rollup: &Rollup) -> Vec<(&Name, Vec<Function>)> {
        self.metric_views()
            .filter(|metric| rollup.metrics.is_empty() || rollup.metrics.contains(metric.name))
            .filter_map(|metric| Some((metric.name, functions(rollup, &metric)?)))
            .collect()
    }
}

/// The functions of a metric in a rollup: those asked for that its kind knows, else those that its kind is told by.
/// The number of values is always told.
fn functions(rollup: &Rollup, metric: &MetricView<'_>) -> Option<Vec<Function>> {
    if metric.metric.formula.is_some() {
        return None;
    }
    let (known, usual): (&[Function], &[Function]) = match metric.kind() {
        MetricKind::Gauge => (
            &[
                Function::Avg,
                Function::Min,
                Function::Max,
                Function::Sum,
                Function::Last,
            ],
            &[Function::Avg, Function::Min, Function::Max],
        ),
        MetricKind::Counter => (
            &[Function::Min, Function::Max, Function::Sum, Function::Last],
            &[Function::Sum],
        ),
        MetricKind::Boolean => (&[Function::Avg, Function::Last], &[Function::Avg]),
        MetricKind::Enum | MetricKind::Position | MetricKind::Text => return None,
    };
    let asked = |function: &&Function| rollup.functions.contains(function);
    let found: Vec<Function> = known.iter().filter(asked).copied().collect();
    let only_count = !rollup.functions.is_empty()
        && (rollup.functions.iter()).all(|function| *function == Function::Count);
    Some(if found.is_empty() && !only_count {
        usual.to_vec()
    } else {
        found
    })
}
