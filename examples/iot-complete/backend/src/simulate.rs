//! Plays devices in the same process, so that everything can be seen at work without hardware.

mod route;

use std::f64::consts::TAU;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Map, Value, json};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::domain::device::NewDevice;
use crate::domain::metric::{Kind, MetricRow};
use crate::domain::pipeline::{Submission, Submit, Transport};
use crate::domain::reading::POSITION_KEY;
use crate::domain::rule::{Condition, LimitScope, Rule};
use crate::domain::{DeviceId, METRICS, Metric};
use crate::ingest::Pipeline;
use crate::ingest::topics::METRIC_FIELDS;
use crate::stopping::stopped;
use crate::store::{Store, StoreError};

/// Time between two readings of a played device.
const STEP: Duration = Duration::from_secs(1);

/// Steps until the values begin anew; a limit is crossed and left within that.
const STEPS_PER_ROUND: u32 = 20;

/// Plays devices.
pub struct Simulator {
    store: Store,
    pipeline: Pipeline,
    rules: &'static [Rule],
}

/// The values that one metric of a played device swings between.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Swing {
    low: f64,
    high: f64,
}

impl Swing {
    /// The value at a place between 0 and 1, like a slow wave.
    fn at(self, place: f64, row: &MetricRow) -> f64 {
        let wave = (1.0 - (place * TAU).cos()) / 2.0;
        let value = self.low + (self.high - self.low) * wave;
        let scale = 10_f64.powi(i32::from(row.decimals));
        (value * scale).round() / scale
    }

    /// A limit that the wave crosses in its upper part, and leaves far enough for the alert to end.
    fn crossed(self, share: f64) -> f64 {
        self.low + (self.high - self.low) * share
    }
}

impl Simulator {
    /// A simulator that sends into this pipeline.
    #[must_use]
    pub fn new(store: Store, pipeline: Pipeline, rules: &'static [Rule]) -> Self {
        Self {
            store,
            pipeline,
            rules,
        }
    }

    /// Plays `sim-1` to `sim-<count>` until the backend stops; no other device is touched.
    pub async fn play(self, count: usize, mut stopping: watch::Receiver<bool>) {
        let mut devices = Vec::with_capacity(count);
        for number in 1..=count {
            match self.register(number).await {
                Ok(device) => devices.push(device),
                Err(error) => tracing::warn!(number, %error, "a device cannot be played"),
            }
        }
        let mut steps = interval(STEP);
        steps.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut step: u32 = 0;
        loop {
            tokio::select! {
                _ = steps.tick() => {}
                () = stopped(&mut stopping) => return,
            }
            for (number, device) in devices.iter().enumerate() {
                // Devices are not in step, so that more than one state is there to see.
                let shift = f64::from(u32::try_from(number % 7).unwrap_or_default()) / 7.0;
                let place = f64::from(step % STEPS_PER_ROUND) / f64::from(STEPS_PER_ROUND) + shift;
                let submission = Submission {
                    device: device.clone(),
                    payload: payload(number, place, step, self.rules),
                    transport: Transport::Simulator,
                };
                if let Err(error) = self.pipeline.submit(submission).await {
                    tracing::warn!(device = device.as_str(), %error, "a played reading was not stored");
                }
            }
            step = step.wrapping_add(1);
        }
    }

    async fn register(&self, number: usize) -> Result<DeviceId, StoreError> {
        let id = format!("sim-{number}");
        let id = DeviceId::parse(&id).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let mut device = NewDevice::new(id.clone());
        device.name = Some(format!("Simulated {number}"));
        device.location = Some("in this process".to_owned());
        match self.store.create_device(device).await {
            Ok(_) => {
                let limits = limits(self.rules);
                self.store.set_thresholds(&id, limits).await?;
                let zone = route::zone(number - 1);
                self.store.set_zone(&id, zone).await?;
            }
            // It was played before; its limits may have been changed by hand since.
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
        Ok(id)
    }
}

fn payload(number: usize, place: f64, step: u32, rules: &[Rule]) -> Bytes {
    let mut object = Map::new();
    insert(&mut object, POSITION_KEY, route::position(number, place));
    for row in METRICS {
        let value = match row.kind {
            Kind::Gauge => json!(swing(row, rules).at(place, row)),
            Kind::Counter => json!(step),
            Kind::Boolean => json!(place.fract() > 0.5),
        };
        let fields = METRIC_FIELDS.iter();
        let mut paths = fields.filter(|field| field.metric == row.metric);
        if let Some(field) = paths.next() {
            insert(&mut object, field.path, value);
        }
    }
    Bytes::from(Value::Object(object).to_string())
}

/// Puts a value at a path of field names.
fn insert(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = object.entry(first).or_insert_with(|| json!({}));
            if let Value::Object(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

/// The values that a metric swings between: around a limit that cannot be set, else where it is usual.
fn swing(row: &MetricRow, rules: &[Rule]) -> Swing {
    let usual = usual_swing(row);
    let fixed = rules
        .iter()
        .filter(|rule| rule.metric == Some(row.metric) && rule.scope != LimitScope::PerDevice);
    let around_limit = fixed.filter_map(|rule| around(rule, usual.high - usual.low));
    let mut possible = around_limit
        .filter(|swing| row.hard.contains(swing.low) && row.hard.contains(swing.high))
        .filter(|swing| row.range.contains(swing.low) && row.range.contains(swing.high));
    possible.next().unwrap_or(usual)
}

/// A swing of this width that crosses the limit of a rule once in a round, and comes back far enough.
fn around(rule: &Rule, width: f64) -> Option<Swing> {
    let defaults: Vec<Option<f64>> = rule.limits.iter().map(|limit| limit.default).collect();
    let width = width.max(4.0 * rule.margin(&defaults));
    let mut limits = rule.limits.iter().zip(shares(rule.condition));
    let (limit, share) = limits.next_back()?;
    let low = limit.default? - share * width;
    Some(Swing {
        low,
        high: low + width,
    })
}

/// The middle fifth of what is usual for a metric, within what is allowed.
fn usual_swing(row: &MetricRow) -> Swing {
    let low = row.range.min.or(row.usual.min).unwrap_or(0.0);
    let high = row.range.max.or(row.usual.max).unwrap_or(low + 100.0);
    let width = high - low;
    Swing {
        low: low + 0.4 * width,
        high: low + 0.6 * width,
    }
}

/// For each rule over values that is set per device: a limit that its wave crosses once in a round.
fn limits(rules: &[Rule]) -> Vec<(String, Option<f64>)> {
    let settable = rules
        .iter()
        .filter(|rule| rule.scope == LimitScope::PerDevice);
    settable
        .filter_map(|rule| Some((rule, rule.metric?)))
        .flat_map(|(rule, metric)| limits_of(rule, metric, rules))
        .collect()
}

fn limits_of(rule: &Rule, metric: Metric, rules: &[Rule]) -> Vec<(String, Option<f64>)> {
    let swing = swing(metric.row(), rules);
    let pairs = rule.limits.iter().zip(shares(rule.condition));
    pairs
        .map(|(limit, share)| (limit.key.to_owned(), Some(swing.crossed(*share))))
        .collect()
}

/// Where the limits of a condition lie in a swing, so that it crosses them once in a round.
fn shares(condition: Condition) -> &'static [f64] {
    match condition {
        Condition::Above | Condition::AtLeast => &[0.75],
        Condition::Below | Condition::AtMost => &[0.25],
        Condition::Outside => &[-0.1, 0.75],
        Condition::Equals
        | Condition::Offline
        | Condition::OutsideZone { .. }
        | Condition::InsideZone { .. } => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn played_values_are_possible_and_cross_their_limits() {
        for row in METRICS {
            let swing = swing(row, RULES);
            let steps =
                (0..STEPS_PER_ROUND).map(|step| f64::from(step) / f64::from(STEPS_PER_ROUND));
            for value in steps.map(|place| swing.at(place, row)) {
                let possible = row.hard.contains(value) && row.range.contains(value);
                assert!(possible, "{} {value}", row.key);
            }
        }
        for (key, limit) in limits(RULES) {
            let limit = limit.unwrap_or_default();
            let has_key = |rule: &&Rule| rule.limits.first().is_some_and(|limit| limit.key == key);
            let rules = RULES.iter().filter(has_key);
            for rule in rules.filter(|rule| rule.condition == Condition::Above) {
                let Some(metric) = rule.metric else {
                    continue;
                };
                let swing = swing(metric.row(), RULES);
                let fits = swing.high > limit && swing.low <= limit - rule.margin(&[Some(limit)]);
                assert!(fits, "{key}: {swing:?} {limit}");
            }
        }
    }

    #[test]
    fn a_fixed_limit_is_crossed() {
        let rule = Rule {
            scope: LimitScope::Fixed,
            condition: Condition::Below,
            limits: &[crate::domain::rule::Limit {
                key: "test",
                default: Some(7.0),
            }],
            hysteresis: 1.0,
            ..RULES[0]
        };
        let swing = around(&rule, 2.0).unwrap();
        assert!(swing.low < 7.0 && swing.high >= 8.0, "{swing:?}");
    }

    #[test]
    fn a_value_is_put_at_its_path() {
        let mut object = Map::new();
        insert(&mut object, "a.b", json!(1));
        insert(&mut object, "a.c", json!(2));
        insert(&mut object, "d", json!(3));
        assert_eq!(
            Value::Object(object),
            json!({"a": {"b": 1, "c": 2}, "d": 3})
        );
    }
}
