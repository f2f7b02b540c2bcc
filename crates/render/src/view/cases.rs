//! Values on both sides of the limits of each rule, for the emitted tests.

use serde::Serialize;

use super::{MetricView, RuleView};

/// Limits of a rule over values, and values that raise, hold and end its alert.
#[derive(Clone, Debug, Serialize)]
pub struct RuleCase {
    /// The name of the rule.
    pub rule: String,
    /// The limits to set first; none when the specification fixes them.
    pub limits: Vec<LimitCase>,
    /// The key of the metric.
    pub metric: String,
    /// A value that raises the alert.
    pub raises: f64,
    /// A value between limit and end; nothing when there is none.
    pub holds: Option<f64>,
    /// A value that ends the alert.
    pub ends: f64,
    /// Whether the specification asks for the rule and leaves its limits open.
    pub open: bool,
    /// Whether the specification asks for the rule and lets its limits be set for each device.
    pub settable: bool,
}

/// A limit to set.
#[derive(Clone, Debug, Serialize)]
pub struct LimitCase {
    /// Its key.
    pub key: String,
    /// Its number.
    pub limit: f64,
}

/// Returns a case for each rule over values.
pub(super) fn of(rules: &[RuleView], metrics: &[MetricView]) -> Vec<RuleCase> {
    let case = |rule: &RuleView| {
        let name = rule.metric.as_deref()?;
        let metric = metrics.iter().find(|metric| metric.name == name)?;
        Some(rule_case(rule, metric))
    };
    rules.iter().filter_map(case).collect()
}

fn rule_case(rule: &RuleView, metric: &MetricView) -> RuleCase {
    let numbers = numbers(rule, metric);
    let scale = Scale::of(metric);
    let low = numbers.first().copied().unwrap_or(0.0);
    let high = numbers.last().copied().unwrap_or(low);
    let (raises, holds, ends) = match rule.condition {
        "Equals" if metric.kind == "boolean" => (low, None, 1.0 - low),
        "Equals" => (low, None, scale.inside(low + scale.step)),
        "Below" | "AtMost" => one_sided(rule, &scale, low, -1.0),
        "Outside" => {
            let middle = scale.tidy(f64::midpoint(low, high));
            let beyond = scale.beyond(high, 1.0);
            let raises = if beyond > high {
                beyond
            } else {
                scale.beyond(low, -1.0)
            };
            (raises, None, middle)
        }
        _ => one_sided(rule, &scale, high, 1.0),
    };
    let settable = rule.scope == "PerDevice";
    let limits = rule.limits.iter().zip(&numbers).filter(|_| settable);
    RuleCase {
        rule: rule.name.clone(),
        limits: limits
            .map(|(limit, number)| LimitCase {
                key: limit.key.clone(),
                limit: *number,
            })
            .collect(),
        metric: metric.key.clone(),
        raises,
        holds,
        ends,
        open: rule.asked && rule.open,
        settable: rule.asked && settable,
    }
}

/// The limits of a rule; an open one gets an everyday value of its metric.
fn numbers(rule: &RuleView, metric: &MetricView) -> Vec<f64> {
    let sample = metric.sample;
    let two_sided = rule.limits.len() > 1;
    let mut numbers: Vec<f64> = rule
        .limits
        .iter()
        .map(|limit| limit.default.unwrap_or(sample.value))
        .collect();
    if two_sided && rule.limits[1].default.is_none() {
        numbers[1] = numbers[0].max(sample.value) + (sample.higher - sample.value);
    }
    if two_sided && rule.limits[0].default.is_none() {
        numbers[0] = numbers[1].min(sample.value) - (sample.higher - sample.value);
    }
    numbers
}

/// Values around one limit; `side` is 1 when above is bad and -1 when below is.
fn one_sided(rule: &RuleView, scale: &Scale, limit: f64, side: f64) -> (f64, Option<f64>, f64) {
    let raises = scale.beyond(limit, side);
    let margin = match rule.reach {
        "Tenth" if limit > 0.0 => rule.hysteresis.min(limit / 10.0),
        _ => rule.hysteresis,
    };
    let end = rule.clear_limit.unwrap_or(limit - side * margin);
    let ends = scale.beyond(end, -side);
    let between = scale.fine(f64::midpoint(limit, end));
    // A band that rounding would close holds no value of its own.
    let is_inside = (limit - between) * side > 0.0 && (between - end) * side > 0.0;
    let holds = is_inside.then_some(between);
    (raises, holds, ends)
}

/// How large a step of a metric is, and which values it can have.
struct Scale {
    step: f64,
    min: f64,
    max: f64,
}

impl Scale {
    fn of(metric: &MetricView) -> Self {
        let step = (metric.sample.higher - metric.sample.value).abs() / 10.0;
        Self {
            step: if step > 0.0 { step } else { 1.0 },
            min: metric.accepted.min.unwrap_or(f64::MIN),
            max: metric.accepted.max.unwrap_or(f64::MAX),
        }
    }

    /// A value a step beyond another, on the side of `side`, or as far as the metric goes.
    fn beyond(&self, from: f64, side: f64) -> f64 {
        let far = from + side * self.step;
        if far > self.max {
            return self.fine(f64::midpoint(from, self.max));
        }
        if far < self.min {
            return self.fine(f64::midpoint(from, self.min));
        }
        self.fine(far)
    }

    fn inside(&self, value: f64) -> f64 {
        self.fine(value.clamp(self.min, self.max))
    }

    /// Without the noise of binary fractions.
    fn fine(&self, value: f64) -> f64 {
        let digits = (self.step / 1_000.0).log10().floor();
        let unit = 10_f64.powf(digits);
        let text = format!("{:.9}", (value / unit).round() * unit);
        text.parse().unwrap_or(value)
    }

    fn tidy(&self, value: f64) -> f64 {
        self.inside(value)
    }
}

#[cfg(test)]
mod tests {
    use super::{RuleCase, of};
    use crate::View;
    use specgen_spec::Spec;

    fn cases(alert: &str) -> Vec<RuleCase> {
        let text = format!(
            "specgen: 1\nname: a\nmetrics: {{soil_moisture: {{unit: \"%\"}}, light: {{unit: lux}}}}\nalerts: {{r: {alert}}}\n"
        );
        let spec: Spec = serde_saphyr::from_str(&text).unwrap();
        let view = View::of(&spec);
        of(&view.rules, &view.metrics)
    }

    #[test]
    fn values_stand_on_the_right_sides_and_inside_the_metric() {
        let low = &cases("{when: {threshold: {metric: soil_moisture, below: 25}}}")[0];
        assert!(low.raises < 25.0 && low.raises >= 0.0, "{low:?}");
        assert!(
            low.holds.is_some_and(|value| value > 25.0 && value < 26.0),
            "{low:?}"
        );
        assert!(low.ends >= 26.0, "{low:?}");
        assert!(low.limits.is_empty(), "a fixed limit is not set");

        let edge = &cases("{when: {threshold: {metric: soil_moisture, above: 99.5}}}")[0];
        assert!(edge.raises > 99.5 && edge.raises <= 100.0, "{edge:?}");

        let open =
            &cases("{when: {threshold: {metric: light, above: null}}, limits: per_device}")[0];
        assert_eq!(open.limits.len(), 1);
        assert!(
            open.raises > open.limits[0].limit && open.ends < open.limits[0].limit,
            "{open:?}"
        );

        let small = &cases("{when: {threshold: {metric: light, above: 5}}, limits: per_device}")[0];
        assert!(small.ends >= 0.0 && small.ends < 4.5, "{small:?}");

        let range = &cases("{when: {outside: {metric: soil_moisture, min: 20, max: 80}}}")[0];
        assert!(
            range.raises > 80.0 && range.ends > 20.0 && range.ends < 80.0,
            "{range:?}"
        );
    }
}
