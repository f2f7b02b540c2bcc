//! The facets `metric`, `position` and `scale`.

use serde_json::Value;

use super::Facet;
use super::listing::Listing;
use super::quantity::{in_seconds, number, plain, seconds, slot, unit};
use super::taking::{Taking, name, spelled};
use crate::edit::Path;
use crate::model::{Interval, Metric, MetricKind, Name, Num, Range, Slot};

pub(super) fn take(t: &mut Taking) {
    let Some(id) = t.text("name").as_deref().and_then(name) else {
        return t.unheld(Some("name"), "no name can be made of it");
    };
    let path = Path::of("metrics", &id);
    let mut metric = t.spec.metrics.get(id.as_str()).cloned().unwrap_or_default();
    if let Some(kind) = t.word::<MetricKind>("type") {
        metric.kind = Some(kind);
        t.wrote(path.join(&"kind"), "type");
    }
    match t.text("unit").as_deref() {
        None => {}
        Some("bool" | "boolean") => {
            metric.kind = Some(MetricKind::Boolean);
            t.wrote(path.join(&"kind"), "unit");
        }
        Some("enum") => metric.kind = Some(MetricKind::Enum),
        Some(text) => match unit(text) {
            Some(unit) => {
                metric.unit = Some(unit);
                t.wrote(path.join(&"unit"), "unit");
            }
            None => t.unheld(Some("unit"), format!("`{text}` is no unit in ASCII")),
        },
    }
    if let Some(text) = t.text("api_unit") {
        metric.api_unit = unit(&text);
        t.wrote(path.join(&"api_unit"), "api_unit");
    }
    range(t, &mut metric, &path);
    t.made(path);
    let line = format!("metrics.{id}");
    t.spec.refused.retain(|refused| *refused != line);
    t.spec.metrics.insert(id, metric);
}

/// Makes a metric that another fact needs.
pub(super) fn ensure(t: &mut Taking, id: &Name, metric: Metric) {
    if !t.spec.metrics.contains(id.as_str()) {
        t.implied(Path::of("metrics", id));
        t.spec.metrics.insert(id.clone(), metric);
    }
}

fn range(t: &mut Taking, metric: &mut Metric, path: &Path) {
    let (min, max) = (
        t.value("min").and_then(number),
        t.value("max").and_then(number),
    );
    if min.is_none() && max.is_none() {
        return;
    }
    let range = metric.range.get_or_insert_with(Range::default);
    for (key, side, bound) in [("min", &mut range.min, min), ("max", &mut range.max, max)] {
        if bound.is_some() {
            *side = bound;
            t.wrote(path.join(&"range").join(&key), key);
        }
    }
}

pub(super) fn take_position(t: &mut Taking) {
    let line = "metrics.position".to_owned();
    t.spec.refused.retain(|refused| *refused != line);
    if t.flag("value") == Some(false) {
        t.spec.refused.push(line.clone());
        return t.made(Path::of("refused", &line));
    }
    if let Some(id) = name("position") {
        t.made(Path::of("metrics", &id));
        let kind = Some(MetricKind::Position);
        t.spec.metrics.insert(
            id,
            Metric {
                kind,
                ..Metric::default()
            },
        );
    }
}

pub(super) fn list(l: &mut Listing) {
    for (id, metric) in l.spec.metrics.iter() {
        let path = Path::of("metrics", id);
        if metric.kind == Some(MetricKind::Position) {
            if let Some(fact) = l.start(Facet::Position, &path) {
                l.push(fact.with("value", true));
            }
            continue;
        }
        let Some(mut fact) = l.start(Facet::Metric, &path) else {
            continue;
        };
        fact = fact.with("name", id.as_str());
        let kind = metric.kind.filter(|kind| *kind != MetricKind::Gauge);
        let boolean = kind == Some(MetricKind::Boolean);
        let unit_text = metric.unit.as_ref().map(spelled);
        let unit_text = unit_text.or_else(|| boolean.then(|| Value::from("bool")));
        l.some(&mut fact, "unit", unit_text, &path.join(&"unit"));
        let at = path.join(&"api_unit");
        l.some(
            &mut fact,
            "api_unit",
            metric.api_unit.as_ref().map(spelled),
            &at,
        );
        l.some(
            &mut fact,
            "type",
            kind.as_ref().map(spelled),
            &path.join(&"kind"),
        );
        if let Some(range) = &metric.range {
            let at = path.join(&"range");
            l.some(
                &mut fact,
                "min",
                range.min.as_ref().map(plain),
                &at.join(&"min"),
            );
            l.some(
                &mut fact,
                "max",
                range.max.as_ref().map(plain),
                &at.join(&"max"),
            );
        }
        l.push(fact);
    }
    if l.spec.refused.iter().any(|line| line == "metrics.position") {
        l.single(
            Facet::Position,
            "value",
            false,
            &Path::of("refused", &"metrics.position"),
        );
    }
}

pub(super) fn take_scale(t: &mut Taking) {
    if t.fact.keys.contains_key("interval_s") || t.fact.keys.contains_key("interval_max_s") {
        let shortest = t.slot("interval_s", seconds);
        let longest = t.value("interval_max_s").and_then(seconds);
        let interval = match (shortest, longest) {
            (Slot::Is(shortest), Some(longest)) if shortest.ms() <= longest.ms() => {
                Slot::Is(Interval::new(shortest, longest))
            }
            (Slot::Is(only), _) | (_, Some(only)) => Slot::Is(Interval::new(only.clone(), only)),
            _ => Slot::Open,
        };
        t.ingest().interval = interval;
        t.wrote(Path::of("ingest", &"interval"), "interval_s");
    }
    if t.fact.keys.contains_key("devices") {
        let devices = t.slot("devices", whole);
        t.spec.scale.get_or_insert_default().devices = devices;
        t.wrote(Path::of("scale", &"devices"), "devices");
    }
    if t.fact.keys.contains_key("rate_hz") {
        let rate = t.slot("rate_hz", number);
        t.spec.scale.get_or_insert_default().rate = rate;
        t.wrote(Path::of("scale", &"rate"), "rate_hz");
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be a whole number of devices"
)]
fn whole(value: &Value) -> Option<u64> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..1e12).contains(&number)).then_some(number as u64)
}

pub(super) fn list_scale(l: &mut Listing) {
    let path = Path::of("ingest", &"interval");
    let interval = l.spec.ingest.as_ref().map(|ingest| &ingest.interval);
    if let Some(interval) = interval.filter(|interval| !interval.is_absent())
        && let Some(mut fact) = l.start(Facet::Scale, &path)
    {
        let shortest = slot(interval, |interval| in_seconds(&interval.shortest));
        l.some(&mut fact, "interval_s", shortest, &path);
        if let Some(range) = interval.get().filter(|interval| interval.is_range()) {
            l.key(
                &mut fact,
                "interval_max_s",
                in_seconds(&range.longest),
                &path,
            );
        }
        l.push(fact);
    }
    if let Some(scale) = &l.spec.scale {
        let devices = slot(&scale.devices, |devices| Value::from(*devices));
        let rate = slot(&scale.rate, |rate: &Num| plain(rate));
        for (key, name, value) in [("devices", "devices", devices), ("rate_hz", "rate", rate)] {
            if let Some(value) = value {
                l.single(Facet::Scale, key, value, &Path::of("scale", &name));
            }
        }
    }
}
