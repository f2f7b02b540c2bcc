//! Sample values of a metric: what examples show, tests send and the simulator starts from.

use serde::Serialize;
use specgen_spec::catalog::Bounds;
use specgen_spec::effective::MetricView;
use specgen_spec::model::MetricKind;

use super::RuleView;

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
    /// Between which two numbers everyday values lie.
    #[serde(skip)]
    span: (f64, f64),
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
                span: (0.0, 1.0),
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
        let beyond = |bounds: Bounds| {
            let above = bounds.max.map(|max| max + 1.0);
            [above, bounds.min.map(|min| min - 1.0)]
        };
        let mut unusual = beyond(limits.suspect).into_iter().flatten();
        let [above, below] = beyond(limits.reject);
        Self {
            value: at(low, high, 0.5),
            higher: at(low, high, 0.6),
            suspect: unusual.find(|value| limits.reject.hold(*value)),
            impossible: below.or(above),
            span: (low, high),
        }
    }

    /// Returns everyday values that raise no alert of these rules, where there are any: what tests send
    /// as usual and examples show must not set off an alarm.
    pub(super) fn calm(mut self, rules: &[&RuleView]) -> Self {
        let raises = |value: f64| rules.iter().any(|rule| is_raised_by(rule, value));
        if !raises(self.value) && !raises(self.higher) {
            return self;
        }
        let (low, high) = rules.iter().fold(self.span, |(low, high), rule| {
            let (from, to) = quiet(rule);
            (low.max(from), high.min(to))
        });
        let (value, higher) = (at(low, high, 0.5), at(low, high, 0.6));
        if low < high && !raises(value) && !raises(higher) {
            (self.value, self.higher) = (value, higher);
        }
        self
    }
}

/// Returns between which numbers a rule is quiet; all of them while one of its limits is open.
fn quiet(rule: &RuleView) -> (f64, f64) {
    let limits: Option<Vec<f64>> = rule.limits.iter().map(|limit| limit.default).collect();
    match (rule.condition, limits.as_deref()) {
        ("Above" | "AtLeast", Some([limit])) => (f64::MIN, *limit),
        ("Below" | "AtMost", Some([limit])) => (*limit, f64::MAX),
        ("Outside", Some([min, max])) => (*min, *max),
        _ => (f64::MIN, f64::MAX),
    }
}

fn is_raised_by(rule: &RuleView, value: f64) -> bool {
    let (low, high) = quiet(rule);
    match rule.condition {
        "AtLeast" | "AtMost" => value <= low || value >= high,
        _ => value < low || value > high,
    }
}

/// A tidy number at a share of the way from one to another.
fn at(low: f64, high: f64, share: f64) -> f64 {
    tidy(low + (high - low) * share, high - low)
}

/// Rounds to about two digits of the span, so that examples read well.
fn tidy(value: f64, span: f64) -> f64 {
    let step = 10_f64.powf((span.abs().max(1e-9) / 20.0).log10().floor());
    let tidy = (value / step).round() * step;
    format!("{tidy:.6}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use specgen_spec::Spec;

    use super::super::View;

    fn samples(alerts: &str) -> (f64, f64) {
        let text = format!(
            "specgen: 1\nname: a\nmetrics: {{temperature: {{unit: C}}}}\nalerts: {alerts}\n"
        );
        let spec: Spec = serde_saphyr::from_str(&text).unwrap();
        let sample = View::of(&spec).metrics[0].sample;
        (sample.value, sample.higher)
    }

    #[test]
    fn everyday_values_raise_no_alert() {
        let high = "{high: {when: {threshold: {metric: temperature, above: 10}}}}";
        let both = "{odd: {when: {outside: {metric: temperature, min: 2, max: 8}}}}";
        let open = "{high: {when: {threshold: {metric: temperature, above: null}}}}";
        assert!(samples(high).0 < 10.0 && samples(high).1 < 10.0);
        let (value, higher) = samples(both);
        assert!(
            2.0 < value && value < higher && higher < 8.0,
            "{value} {higher}"
        );
        assert_eq!(samples(open), samples("{}"));
    }
}
