//! An alert rule with its defaults: type, key, hysteresis, times.

use std::collections::BTreeSet;

use super::MetricView;
use super::names::{heading, screaming};
use crate::model::{
    Alert, Condition, Duration, Geofence, GeofenceEvent, Limits, MetricKind, Name, Num, Severity,
    Shape, Side, Slot, Spec, Zone,
};

/// A rule and everything that holds for it, written or not.
#[derive(Clone, Debug)]
pub struct AlertView<'a> {
    /// Its name.
    pub name: &'a Name,
    /// What is written.
    pub alert: &'a Alert,
    /// The metric of its condition, when it watches exactly one.
    pub metric: Option<MetricView<'a>>,
    /// The type in messages and answers: `TEMPERATURE_THRESHOLD`.
    ///
    /// The first threshold of a metric has the metric's, the first offline and geofence rule theirs,
    /// any other rule its own name. A renamed metric or rule keeps the type of its oldest name.
    pub alert_type: String,
    /// The key under which its limit is set at run time: the metric for its first settable rule,
    /// else the rule.
    pub limit_key: String,
    /// Whether its condition is about the zones that the devices of this specification have.
    in_zones: bool,
}

impl Spec {
    /// Returns the rules in the user's order with their defaults.
    pub fn alert_views(&self) -> Vec<AlertView<'_>> {
        let mut types = BTreeSet::new();
        let mut keys = BTreeSet::new();
        let zones = self.zones();
        self.alerts
            .iter()
            .map(|(name, alert)| {
                let metric = alert
                    .when
                    .metric()
                    .and_then(|m| self.metric_view(m.as_str()));
                let own = screaming(alert.was.first().unwrap_or(name).as_str());
                let alert_type = usual_type(alert, metric.as_ref())
                    .into_iter()
                    .chain([own.clone()])
                    .chain((2..=self.alerts.len() + 1).map(|n| format!("{own}_{n}")))
                    .find(|candidate| !types.contains(candidate))
                    .unwrap_or(own);
                types.insert(alert_type.clone());
                let settable = alert.limits.unwrap_or_default() != Limits::Fixed;
                let limit_key = match &metric {
                    Some(metric) if settable && keys.insert(metric.name.clone()) => metric.name,
                    _ => name,
                };
                AlertView {
                    name,
                    alert,
                    metric,
                    alert_type,
                    limit_key: limit_key.to_string(),
                    in_zones: zones.hold(alert),
                }
            })
            .collect()
    }

    /// Returns which zones the devices have.
    pub fn zones(&self) -> Zones<'_> {
        let fences = || self.alerts.values().filter_map(circle);
        if fences().any(|fence| fence.zone == Zone::PerDevice) {
            return Zones::Own;
        }
        let shared = fences().find(|fence| fence.zone == Zone::Shared);
        shared.map_or(Zones::None, |fence| Zones::Shared(fence.area.as_deref()))
    }

    /// Returns one rule with its defaults.
    pub fn alert_view(&self, name: &str) -> Option<AlertView<'_>> {
        self.alert_views()
            .into_iter()
            .find(|view| view.name == name)
    }

    /// Returns the metrics without a rule of their own whose limits can still be set at run time:
    /// gauges, unless alerts were refused.
    pub fn free_limits(&self) -> Vec<MetricView<'_>> {
        if self.refuses("alerts") {
            return Vec::new();
        }
        self.metric_views()
            .filter(|view| view.kind() == MetricKind::Gauge)
            .filter(|view| !self.refuses(&format!("alerts.{}", view.name)))
            .filter(|view| {
                let named = |alert: &Alert| alert.when.metrics().contains(&view.name);
                !self.alerts.values().any(named)
            })
            .collect()
    }

    /// Returns whether anything can raise an alert.
    pub fn raises_alerts(&self) -> bool {
        !self.alerts.is_empty() || !self.free_limits().is_empty()
    }
}

impl MetricView<'_> {
    /// Returns the type of the alert that a limit on this metric raises.
    pub fn threshold_type(&self) -> String {
        format!("{}_THRESHOLD", screaming(self.first_name()))
    }

    /// Returns how far back a value must go to end an alert when nothing is written: 1 % of the
    /// usual span, 0 when that is not known.
    pub fn default_hysteresis(&self) -> f64 {
        let span = self.usual_span().unwrap_or(0.0);
        rounded(span / 100.0)
    }

    /// Returns what bounds the default hysteresis of a rule with one limit.
    pub fn reach(&self) -> Reach {
        let least = self.limits().suspect.min;
        if least.is_some_and(|least| least >= 0.0) {
            Reach::Tenth
        } else {
            Reach::Any
        }
    }
}

/// What bounds the default hysteresis of a rule: a value that cannot come back that far would never
/// end its alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nothing.
    Any,
    /// A tenth of the limit: the quantity begins at 0.
    Tenth,
    /// A quarter of the range between both limits.
    Quarter,
}

/// Which zones devices have: what rules judge positions by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zones<'a> {
    /// None: no rule is about zones.
    None,
    /// Each has its own.
    Own,
    /// One of all, by the name that it has if it has one; a device may have its own instead.
    Shared(Option<&'a str>),
}

impl Zones<'_> {
    /// Returns whether a rule is about these zones.
    fn hold(self, alert: &Alert) -> bool {
        circle(alert).is_some_and(|fence| match (self, fence.zone) {
            (Zones::Own, zone) => zone == Zone::PerDevice,
            (Zones::Shared(area), Zone::Shared) => area == fence.area.as_deref(),
            _ => false,
        })
    }
}

/// The zone of a condition when it is a circle, which alone says when the alert ends.
fn circle(alert: &Alert) -> Option<&Geofence> {
    match &alert.when {
        Condition::Geofence(fence) if fence.shape != Some(Shape::Polygon) => {
            Some(fence).filter(|_| alert.clear.is_none())
        }
        _ => None,
    }
}

fn usual_type(alert: &Alert, metric: Option<&MetricView<'_>>) -> Option<String> {
    Some(match &alert.when {
        Condition::Threshold(_) => metric?.threshold_type(),
        Condition::Offline(_) => "DEVICE_OFFLINE".to_owned(),
        Condition::Geofence(fence) => match fence.event {
            GeofenceEvent::Enter => "GEOFENCE_ENTER",
            GeofenceEvent::Exit => "GEOFENCE_EXIT",
            GeofenceEvent::Dwell => "GEOFENCE_DWELL",
        }
        .to_owned(),
        _ => return None,
    })
}

impl AlertView<'_> {
    /// Returns how grave it is.
    pub fn severity(&self) -> Severity {
        self.alert.severity.unwrap_or_default()
    }

    /// Returns where its numbers are set at run time.
    pub fn limits(&self) -> Limits {
        self.alert.limits.unwrap_or_default()
    }

    /// Returns how long the condition must hold, in milliseconds.
    pub fn for_ms(&self) -> u64 {
        ms(&self.alert.r#for)
    }

    /// Returns how long it is quiet after an end, in milliseconds.
    pub fn cooldown_ms(&self) -> u64 {
        ms(&self.alert.cooldown)
    }

    /// Returns how often it is said again while open, in milliseconds; nothing for never.
    pub fn repeat_ms(&self) -> Option<u64> {
        self.alert.repeat.get().map(Duration::ms)
    }

    /// Returns how many readings in a row must meet the condition: one, but for a zone two, because
    /// a receiver may be wrong once.
    pub fn count(&self) -> u32 {
        let usual = match &self.alert.when {
            Condition::Geofence(fence) => fence.fixes.unwrap_or(2),
            _ => 1,
        };
        self.alert.count.unwrap_or(usual)
    }

    /// Returns the zone of its condition when that is a circle, and the one that devices have.
    pub fn zone(&self) -> Option<&Geofence> {
        circle(self.alert).filter(|_| self.in_zones)
    }

    /// Returns how far beyond the border of a zone is outside, in whole metres; nothing when it
    /// depends on the radius.
    pub fn margin_m(&self) -> Option<u32> {
        let written = self.alert.hysteresis.get()?.value().ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to what fits"
        )]
        let metres = written.clamp(0.0, f64::from(u32::MAX)) as u32;
        Some(metres)
    }

    /// Returns how far back a value must go to end it, in the unit of its metric.
    pub fn hysteresis(&self) -> f64 {
        let widest = self.widest_hysteresis();
        self.reachable()
            .map_or(widest, |most| rounded(widest.min(most)))
    }

    /// Returns the same as if every value could come back that far.
    pub fn widest_hysteresis(&self) -> f64 {
        match (&self.metric, &self.alert.hysteresis) {
            (None, _) => 0.0,
            (Some(metric), Slot::Is(written)) => metric.difference(written, None),
            (Some(metric), Slot::Absent | Slot::Open) => metric.default_hysteresis(),
        }
    }

    /// Returns what bounds the hysteresis: an alert above 5 NTU would never end if it waited for
    /// 1 % of what cloudy rivers have.
    pub fn reach(&self) -> Reach {
        let is_written = matches!(self.alert.hysteresis, Slot::Is(_));
        let Some(metric) = self.metric.as_ref().filter(|_| !is_written) else {
            return Reach::Any;
        };
        match &self.alert.when {
            Condition::Threshold(one) if !matches!(one.bound(), Some((Side::Equals, _))) => {
                metric.reach()
            }
            Condition::Outside(_) => Reach::Quarter,
            _ => Reach::Any,
        }
    }

    /// Returns how far back at most a value can be expected to go from the limits that are written.
    fn reachable(&self) -> Option<f64> {
        let metric = self.metric.as_ref()?;
        let number = |slot: &Slot<Num>, unit| slot.get().map(|num| metric.value(num, unit));
        match (self.reach(), &self.alert.when) {
            (Reach::Tenth, Condition::Threshold(one)) => {
                let limit = number(one.bound()?.1, one.unit.as_ref())?;
                (limit > 0.0).then_some(limit / 10.0)
            }
            (Reach::Quarter, Condition::Outside(one)) => {
                let unit = one.unit.as_ref();
                let (min, max) = (number(&one.min, unit)?, number(&one.max, unit)?);
                (max > min).then_some((max - min) / 4.0)
            }
            _ => None,
        }
    }

    /// Returns the value that ends it instead of a hysteresis, in the unit of its metric.
    pub fn clear(&self) -> Option<f64> {
        let written = self.alert.clear.as_ref()?;
        Some(match &self.metric {
            Some(metric) => metric.value(written, None),
            None => written.value(),
        })
    }

    /// Returns whether a number of its condition was asked for and not given.
    pub fn is_open(&self) -> bool {
        self.alert.when.is_open()
    }

    /// Returns the display text: `Temperature high`.
    pub fn label(&self) -> String {
        self.alert
            .label
            .clone()
            .unwrap_or_else(|| heading(self.name.as_str()))
    }
}

/// Rounds to three digits.
fn rounded(number: f64) -> f64 {
    format!("{number:.2e}").parse().unwrap_or(number)
}

fn ms(slot: &Slot<Duration>) -> u64 {
    slot.get().map_or(0, Duration::ms)
}
