//! Sample values of a metric: what examples show, tests send and the simulator starts from.

use serde::Serialize;
use specgen_spec::catalog::Bounds;
use specgen_spec::effective::MetricView;
use specgen_spec::model::MetricKind;

/// Values inside the limits of a metric.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sample {
    /// An everyday value.
    pub value: f64,
    /// Another everyday value, above the first.
    pub higher: f64,
    /// A value that is possible but unusual; nothing when there is none.
    pub suspect: Option<f64>,
    /// A value that is rejected; nothing when every number is taken.
    pub impossible: Option<f64>,
}

impl Sample {
    /// Finds values that every limit of the metric accepts.
    pub(super) fn of(metric: &MetricView<'_>) -> Self {
        if metric.kind() == MetricKind::Boolean {
            return Self {
                value: 0.0,
                higher: 1.0,
                suspect: None,
                impossible: None,
            };
        }
        let limits = metric.limits();
        let min = limits.suspect.min.or(limits.reject.min);
        let max = limits.suspect.max.or(limits.reject.max);
        let (low, high) = match (min, max) {
            (Some(min), Some(max)) => (min, max),
            (Some(min), None) => (min, min + 100.0),
            (None, Some(max)) => (max - 100.0, max),
            (None, None) => (0.0, 100.0),
        };
        let at = |share: f64| tidy(low + (high - low) * share, high - low);
        let beyond = |bounds: Bounds| {
            let above = bounds.max.map(|max| max + 1.0);
            [above, bounds.min.map(|min| min - 1.0)]
        };
        let mut unusual = beyond(limits.suspect).into_iter().flatten();
        let [above, below] = beyond(limits.reject);
        Self {
            value: at(0.5),
            higher: at(0.6),
            suspect: unusual.find(|value| limits.reject.hold(*value)),
            impossible: below.or(above),
        }
    }
}

/// Rounds to about two digits of the span, so that examples read well.
fn tidy(value: f64, span: f64) -> f64 {
    let step = 10_f64.powf((span.abs().max(1e-9) / 20.0).log10().floor());
    let tidy = (value / step).round() * step;
    format!("{tidy:.6}").parse().unwrap_or(value)
}
