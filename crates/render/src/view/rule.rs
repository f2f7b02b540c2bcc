//! Alert rules as the templates see them.

use heck::ToSnakeCase;
use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::effective::{AlertView, Reach};
use specgen_spec::model::{
    Condition, Duration, GeofenceEvent, Limits, Num, Severity, Slot, Threshold,
};

use super::MetricView;

/// An alert rule with every default filled in.
#[derive(Clone, Debug, Serialize)]
pub struct RuleView {
    /// The name: `temperature_high`.
    pub name: String,
    /// The variant of the condition in code: `Above`.
    pub condition: &'static str,
    /// The name of the metric it watches; nothing for the device as a whole.
    pub metric: Option<String>,
    /// The variant of that metric in code.
    pub variant: Option<String>,
    /// The limits it compares with, in the order the condition names them.
    pub limits: Vec<LimitView>,
    /// The variant of who may set the limits: `PerDevice`.
    pub scope: &'static str,
    /// How far back a value must come to end it; where limits are set at run time, at most.
    pub hysteresis: f64,
    /// The variant of what bounds it then: `Tenth`.
    pub reach: &'static str,
    /// The value that ends it instead.
    pub clear_limit: Option<f64>,
    /// How long the condition must hold, in milliseconds.
    pub for_ms: u64,
    /// How many readings in a row must meet it.
    pub count: u32,
    /// Whether it compares positions with the zone of a device.
    pub about_zones: bool,
    /// How far beyond the border of a zone is outside, in metres; nothing when it depends on the radius.
    pub margin_m: Option<u32>,
    /// The variant of its severity: `Warning`.
    pub severity: &'static str,
    /// The type on the wire.
    pub alert_type: String,
    /// Whether no limit has a number, so that the rule is silent until somebody sets one.
    pub open: bool,
    /// Whether the specification asks for it; the others are silent until somebody sets a limit.
    pub asked: bool,
}

/// One limit of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct LimitView {
    /// The key under which it is read and set.
    pub key: String,
    /// The number from the specification; nothing keeps the rule silent.
    pub default: Option<f64>,
    /// What it is, for people: ``Temperature, above; raises `TEMPERATURE_THRESHOLD` ``.
    pub caption: String,
}

/// Returns the rules whose condition is built, then one silent rule for each remaining metric.
pub(super) fn views(spec: &Spec, metrics: &[MetricView]) -> Vec<RuleView> {
    let located = spec.position_view().is_some();
    let mut rules: Vec<RuleView> = spec
        .alert_views()
        .iter()
        .filter_map(|alert| view(alert, metrics, located))
        .collect();
    for free in spec.free_limits() {
        let watched = metrics
            .iter()
            .find(|metric| metric.name == free.name.as_str());
        rules.extend(watched.map(|metric| silent(metric, &rules)));
    }
    rules
}

fn view(alert: &AlertView<'_>, metrics: &[MetricView], located: bool) -> Option<RuleView> {
    let built = metrics.iter().find(|metric| {
        alert
            .metric
            .as_ref()
            .is_some_and(|watched| watched.name == metric.name.as_str())
    });
    let (condition, numbers) = compared(alert)?;
    if alert.zone().is_some() && !located {
        return None;
    }
    if alert.metric.is_some() != built.is_some() {
        return None;
    }
    let key = match (built, alert.limit_key == *alert.name.as_str()) {
        (Some(metric), false) => metric.key.clone(),
        _ => specgen_spec::effective::wire_name(
            alert.name.as_str(),
            specgen_spec::model::Case::Camel,
        ),
    };
    let caption = caption(built, condition, &alert.alert_type);
    let limit = |key: String, default: Option<f64>| LimitView {
        key,
        default,
        caption: caption.clone(),
    };
    let limits = match numbers.as_slice() {
        [one] => vec![limit(key, *one)],
        several => several
            .iter()
            .zip(["Min", "Max"])
            .map(|(default, side)| limit(format!("{key}{side}"), *default))
            .collect(),
    };
    let is_fixed = alert.limits() == Limits::Fixed;
    Some(RuleView {
        name: alert.name.to_string(),
        condition,
        metric: built.map(|metric| metric.name.clone()),
        variant: built.map(|metric| metric.variant.clone()),
        limits,
        scope: match alert.limits() {
            Limits::Fixed => "Fixed",
            Limits::Global => "Global",
            Limits::PerGroup | Limits::PerDevice => "PerDevice",
        },
        hysteresis: if is_fixed {
            alert.hysteresis()
        } else {
            alert.widest_hysteresis()
        },
        reach: reach(if is_fixed { Reach::Any } else { alert.reach() }),
        clear_limit: alert.clear(),
        for_ms: alert.for_ms(),
        count: alert.count(),
        about_zones: alert.zone().is_some(),
        margin_m: alert.margin_m(),
        severity: severity(alert.severity()),
        alert_type: alert.alert_type.clone(),
        open: numbers.iter().all(Option::is_none),
        asked: true,
    })
}

/// What a limit is, for people.
fn caption(metric: Option<&MetricView>, condition: &str, alert_type: &str) -> String {
    let watched = metric.map_or("device", |metric| &metric.label);
    format!(
        "{watched}, {}; raises `{alert_type}`",
        condition.to_snake_case()
    )
}

/// The variant and the numbers of a condition that the backend evaluates, if it does.
fn compared(alert: &AlertView<'_>) -> Option<(&'static str, Vec<Option<f64>>)> {
    let metric = alert.metric.as_ref();
    match &alert.alert.when {
        Condition::Threshold(threshold) => {
            let plain = threshold.of.is_none()
                && threshold.window.is_none()
                && threshold.function.is_none();
            let (variant, bound) = bound(threshold).filter(|_| plain)?;
            let number = bound
                .get()
                .map(|num| metric.map_or(num.value(), |m| m.value(num, threshold.unit.as_ref())));
            Some((variant, vec![number]))
        }
        Condition::Outside(outside) => {
            let side = |bound: &Slot<Num>| {
                bound
                    .get()
                    .map(|num| metric.map_or(num.value(), |m| m.value(num, outside.unit.as_ref())))
            };
            Some(("Outside", vec![side(&outside.min), side(&outside.max)]))
        }
        Condition::State(state) => {
            let truth = metric?.truth(&state.is)?;
            Some(("Equals", vec![Some(f64::from(u8::from(truth)))]))
        }
        Condition::Offline(offline) if offline.metric.is_none() && alert.count() == 1 => {
            Some(("Offline", vec![offline.after.get().map(Duration::seconds)]))
        }
        Condition::Geofence(fence) if alert.zone().is_some() => {
            let variant = match fence.event {
                GeofenceEvent::Exit => "OutsideZone",
                GeofenceEvent::Enter | GeofenceEvent::Dwell => "InsideZone",
            };
            Some((variant, Vec::new()))
        }
        _ => None,
    }
}

fn bound(threshold: &Threshold) -> Option<(&'static str, &Slot<Num>)> {
    [
        ("Above", &threshold.above),
        ("AtLeast", &threshold.at_least),
        ("Below", &threshold.below),
        ("AtMost", &threshold.at_most),
        ("Equals", &threshold.equals),
    ]
    .into_iter()
    .find(|(_, slot)| !slot.is_absent())
}

/// The variant of what bounds a hysteresis.
pub(super) fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Any => "Any",
        Reach::Tenth => "Tenth",
        Reach::Quarter => "Quarter",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Info",
        Severity::Warning => "Warning",
        Severity::High => "High",
        Severity::Critical => "Critical",
    }
}

/// A rule that a metric has at run time although nobody asked for one: silent until it has a limit.
fn silent(metric: &MetricView, taken: &[RuleView]) -> RuleView {
    let base = format!("{}_limit", metric.name);
    let mut name = base.clone();
    while taken.iter().any(|rule| rule.name == name) {
        name.push_str("_own");
    }
    RuleView {
        name,
        condition: "Above",
        metric: Some(metric.name.clone()),
        variant: Some(metric.variant.clone()),
        limits: vec![LimitView {
            key: metric.key.clone(),
            default: None,
            caption: caption(Some(metric), "Above", &metric.threshold_type),
        }],
        scope: "PerDevice",
        hysteresis: metric.hysteresis,
        reach: metric.reach,
        clear_limit: None,
        for_ms: 0,
        count: 1,
        about_zones: false,
        margin_m: None,
        severity: "Warning",
        alert_type: metric.threshold_type.clone(),
        open: true,
        asked: false,
    }
}
