//! Metrics as the templates see them.

use heck::ToUpperCamelCase;
use serde::Serialize;
use serde_json::json;
use specgen_spec::Spec;
use specgen_spec::catalog::Bounds;
use specgen_spec::effective::MetricView as Effective;
use specgen_spec::model::MetricKind;

/// A metric with every default filled in.
#[derive(Clone, Debug, Serialize)]
pub struct MetricView {
    /// The name in the specification: `soil_moisture`.
    pub name: String,
    /// The variant in code: `SoilMoisture`.
    pub variant: String,
    /// The key on the wire: `soilMoisture`.
    pub key: String,
    /// The keys that payloads may use: the key, the name, then earlier names.
    pub fields: Vec<String>,
    /// The text for people: `Soil moisture`.
    pub label: String,
    /// The unit for people, `°C`; empty for a bare number.
    pub unit: String,
    /// The UCUM code; `1` for a bare number.
    pub ucum: String,
    /// `gauge`, `counter` or `boolean`.
    pub kind: &'static str,
    /// Beyond these a reading is rejected because nothing can be so.
    pub hard: Sides,
    /// Beyond these a reading is marked as suspect.
    pub usual: Sides,
    /// Beyond these a reading is rejected because the specification says so.
    pub range: Sides,
    /// The tightest limits that reject.
    pub accepted: Sides,
    /// What it is, for people: `Temperature, in °C`.
    pub caption: String,
    /// The JSON Schema of a value that a device may send.
    pub accepted_schema: String,
    /// Digits after the point worth showing.
    pub decimals: u8,
    /// Whether a reading without it is rejected.
    pub required: bool,
    /// How far back a value must come to end an alert that somebody sets at run time.
    pub hysteresis: f64,
    /// The variant of what bounds that for a limit that is set at run time.
    pub reach: &'static str,
    /// Values that are good to show, test and play.
    pub sample: super::sample::Sample,
    /// The wire type of the alert of a limit that somebody sets: `TEMPERATURE_THRESHOLD`.
    pub threshold_type: String,
}

/// Lowest and highest value; a missing side is free.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sides {
    /// The lowest value.
    pub min: Option<f64>,
    /// The highest value.
    pub max: Option<f64>,
    /// Whether both sides are free.
    pub open: bool,
}

impl Sides {
    fn of(bounds: Bounds) -> Self {
        Self {
            min: bounds.min,
            max: bounds.max,
            open: bounds.is_free(),
        }
    }
}

/// Returns the metrics whose kind is built, in the user's order.
pub(super) fn views(spec: &Spec) -> Vec<MetricView> {
    spec.metric_views()
        .filter_map(|metric| view(&metric))
        .collect()
}

/// The word of a kind that the backend measures, if it does.
fn built_kind(kind: MetricKind) -> Option<&'static str> {
    match kind {
        MetricKind::Gauge => Some("gauge"),
        MetricKind::Counter => Some("counter"),
        MetricKind::Boolean => Some("boolean"),
        MetricKind::Enum | MetricKind::Position | MetricKind::Text => None,
    }
}

/// The keys that payloads may use for a metric: the key, the name, then earlier names.
pub(super) fn fields(metric: &Effective<'_>) -> Vec<String> {
    let mut fields = vec![metric.path(), metric.wire(), metric.name.to_string()];
    fields.extend(metric.earlier_paths());
    fields.extend(metric.metric.was.iter().map(ToString::to_string));
    let mut seen = Vec::new();
    fields.retain(|field| {
        let new = !seen.contains(field);
        seen.push(field.clone());
        new
    });
    fields
}

fn view(metric: &Effective<'_>) -> Option<MetricView> {
    let kind = built_kind(metric.kind())?;
    if metric.metric.formula.is_some() {
        return None;
    }
    let limits = metric.limits();
    let (hard, range) = if limits.written {
        (Bounds::default(), limits.reject)
    } else {
        (limits.reject, Bounds::default())
    };
    let unit = shown_unit(metric.unit().unwrap_or(""));
    let label = shown_label(&metric.label());
    let caption = if unit.is_empty() {
        label.clone()
    } else {
        format!("{label}, in {unit}")
    };
    let accepted = Sides::of(limits.reject);
    Some(MetricView {
        accepted_schema: accepted_schema(kind, accepted, metric.metric.required, &caption),
        accepted,
        caption,
        name: metric.name.to_string(),
        variant: metric.name.as_str().to_upper_camel_case(),
        key: metric.wire(),
        fields: fields(metric),
        label,
        unit,
        ucum: metric.ucum().unwrap_or("1").to_owned(),
        kind,
        hard: Sides::of(hard),
        usual: Sides::of(limits.suspect),
        range: Sides::of(range),
        decimals: metric.decimals(),
        required: metric.metric.required,
        hysteresis: metric.default_hysteresis(),
        reach: super::rule::reach(metric.reach()),
        sample: super::sample::Sample::of(metric),
        threshold_type: metric.threshold_type(),
    })
}

/// The JSON Schema of one value, as the backend's own document has it.
fn accepted_schema(kind: &str, accepted: Sides, required: bool, caption: &str) -> String {
    let mut number = json!({"type": "number"});
    if let Some(min) = accepted.min {
        number["minimum"] = json!(min);
    }
    if let Some(max) = accepted.max {
        number["maximum"] = json!(max);
    }
    let mut forms = vec![number];
    if kind == "boolean" {
        forms.insert(0, json!({"type": "boolean"}));
    }
    let mut schema = match forms.as_slice() {
        [one] if required => one.clone(),
        several if required => json!({"anyOf": several}),
        [one] => json!({"anyOf": [one, {"type": "null"}]}),
        several => json!({"anyOf": [{"anyOf": several}, {"type": "null"}]}),
    };
    schema["description"] = json!(caption);
    schema.to_string()
}

/// A label that fits a line of code; a longer one ends in `…`.
fn shown_label(label: &str) -> String {
    const LONGEST: usize = 60;
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    label.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// A unit as people write it: `C` is `°C`, `ug/m3` is `µg/m³`.
fn shown_unit(ascii: &str) -> String {
    match ascii {
        "C" => "°C".to_owned(),
        "F" => "°F".to_owned(),
        "deg" => "°".to_owned(),
        "Ohm" => "Ω".to_owned(),
        "kOhm" => "kΩ".to_owned(),
        other => {
            let micro = other.strip_prefix('u').map(|rest| format!("µ{rest}"));
            let text = micro.unwrap_or_else(|| other.to_owned());
            text.replace("m2", "m²").replace("m3", "m³")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown_unit;

    #[test]
    fn units_are_shown_as_people_write_them() {
        for (ascii, shown) in [
            ("C", "°C"),
            ("ug/m3", "µg/m³"),
            ("W/m2", "W/m²"),
            ("%", "%"),
            ("ppm", "ppm"),
        ] {
            assert_eq!(shown_unit(ascii), shown);
        }
    }
}
