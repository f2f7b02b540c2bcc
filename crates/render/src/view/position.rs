//! Positions and zones as the templates see them.

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::effective::Zones;
use specgen_spec::model::Slot;

use super::metric;

/// The metric that says where a device is.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The name in the specification: `position`.
    pub name: String,
    /// The key on the wire.
    pub key: String,
    /// The keys that payloads may use for it: the key, the name, then earlier names.
    pub fields: Vec<String>,
    /// Whether a reading without it is rejected.
    pub required: bool,
}

impl PositionView {
    /// Finds the position among the metrics of a specification.
    pub(super) fn of(spec: &Spec) -> Option<Self> {
        let metric = spec.position_view()?;
        Some(Self {
            name: metric.name.to_string(),
            key: metric.wire(),
            fields: metric::fields(&metric),
            required: metric.metric.required,
        })
    }
}

/// What the zones of devices are like.
#[derive(Clone, Debug, Serialize)]
pub struct ZonesView {
    /// The radius of a zone that is set without one, in metres; nothing when it must be given.
    pub radius_m: Option<f64>,
    /// Whether one zone of all applies to devices that have none of their own.
    pub shared: bool,
}

impl ZonesView {
    /// Finds the zones that the rules of a specification are about.
    pub(super) fn of(spec: &Spec) -> Option<Self> {
        spec.position_view()?;
        let rules = spec.alert_views();
        let fences: Vec<_> = rules.iter().filter_map(|rule| rule.zone()).collect();
        let mut radii = fences.iter().filter_map(|fence| match &fence.radius {
            Slot::Is(radius) => Some(radius.value()),
            Slot::Absent | Slot::Open => None,
        });
        (!fences.is_empty()).then(|| Self {
            radius_m: radii.next(),
            shared: matches!(spec.zones(), Zones::Shared(_)),
        })
    }
}
