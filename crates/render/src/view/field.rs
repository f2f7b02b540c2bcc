//! The fields of devices as the templates see them.

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::effective::{heading, wire_name};
use specgen_spec::model::Case;

/// Something that is noted of each device.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// The key in requests, answers and filters.
    pub key: String,
    /// The name for people.
    pub label: String,
    /// The variant in code: `Text`.
    pub kind: String,
    /// The values that it may have; empty when any will do.
    pub values: Vec<String>,
    /// Earlier keys, the oldest first.
    pub was: Vec<String>,
    /// How the names of its tests begin: `group__area`.
    pub test: String,
}

/// Returns the fields, groups first.
pub(super) fn views(spec: &Spec) -> Vec<FieldView> {
    let key = |name: &str| wire_name(name, Case::Camel);
    let fields = spec.device_fields().into_iter();
    let views = fields.map(|field| {
        let name = field.name.as_str();
        let section = if field.is_group {
            "group"
        } else {
            "device__field"
        };
        FieldView {
            key: key(name),
            label: field.label.map_or_else(|| heading(name), str::to_owned),
            kind: format!("{:?}", field.kind),
            values: field.values.to_vec(),
            was: field.was.iter().map(|was| key(was.as_str())).collect(),
            test: format!("{section}__{name}"),
        }
    });
    views.collect()
}
