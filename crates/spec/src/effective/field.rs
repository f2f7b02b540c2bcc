//! What people note of a device: its fields, and the groups that it belongs to.

use crate::model::{FieldType, GroupKind, Name, Spec};

/// Names of what every device has anyway.
const ALWAYS: [&str; 6] = ["enabled", "id", "last_seen", "location", "name", "status"];

/// Names that mean something else where devices are shown or listed.
const TAKEN: [&str; 7] = [
    "alert_threshold",
    "allowed_zone",
    "cursor",
    "limit",
    "offset",
    "page",
    "position",
];

/// Something that is noted of each device.
#[derive(Clone, Debug)]
pub struct DeviceField<'a> {
    /// Its name.
    pub name: &'a Name,
    /// Whether it is a group that devices belong to, rather than a field.
    pub is_group: bool,
    /// What it may hold.
    pub kind: FieldType,
    /// The values that it may have; none when any will do.
    pub values: &'a [String],
    /// Earlier names, the oldest first.
    pub was: &'a [Name],
    /// The display text.
    pub label: Option<&'a str>,
}

impl Spec {
    /// Returns what is noted of each device, groups first; without what templates cannot keep.
    pub fn device_fields(&self) -> Vec<DeviceField<'_>> {
        let groups = self
            .groups
            .iter()
            .filter(|(name, _)| self.keeps_group(name));
        let groups = groups.map(|(name, group)| DeviceField {
            name,
            is_group: true,
            kind: kind_of(FieldType::Text, &group.values),
            values: &group.values,
            was: &group.was,
            label: group.label.as_deref(),
        });
        let fields = self
            .devices
            .iter()
            .flat_map(|devices| devices.fields.iter());
        let fields = fields.filter(|(name, _)| self.keeps_field(name) && !is_always(name));
        let fields = fields.map(|(name, field)| DeviceField {
            name,
            is_group: false,
            kind: kind_of(field.r#type, &field.values),
            values: &field.values,
            was: &field.was,
            label: field.label.as_deref(),
        });
        groups.chain(fields).collect()
    }

    /// Returns whether a group is one that is noted of each device, by its name alone.
    pub fn keeps_group(&self, name: &Name) -> bool {
        let group = self.groups.get(name.as_str());
        let is_plain = group.is_some_and(|group| {
            group.r#as != GroupKind::Tenant && group.fields.is_empty() && group.parent.is_none()
        });
        is_plain && !is_always(name) && !TAKEN.contains(&name.as_str())
    }

    /// Returns whether a field of devices is one that can be noted, or is there anyway.
    pub fn keeps_field(&self, name: &Name) -> bool {
        let devices = self.devices.as_ref();
        let field = devices.and_then(|devices| devices.fields.get(name.as_str()));
        let is_plain = field.is_some_and(|field| {
            let kind = kind_of(field.r#type, &field.values);
            !matches!(kind, FieldType::Place | FieldType::Json) && !field.required && !field.unique
        });
        let is_new = !self.groups.contains(name.as_str()) && !TAKEN.contains(&name.as_str());
        is_always(name) || (is_plain && is_new)
    }

    /// Returns whether a list of devices can be narrowed by something.
    pub fn filters_devices_by(&self, name: &Name) -> bool {
        let mut fields = self.device_fields().into_iter();
        name.as_str() == "status" || fields.any(|field| field.name == name)
    }
}

fn is_always(name: &Name) -> bool {
    ALWAYS.contains(&name.as_str())
}

/// A field with values is an enum, and one without is none, whatever its type says.
fn kind_of(written: FieldType, values: &[String]) -> FieldType {
    match (written, values.is_empty()) {
        (FieldType::Text | FieldType::Enum, false) => FieldType::Enum,
        (FieldType::Enum, true) => FieldType::Text,
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::Spec;
    use crate::model::FieldType;

    #[test]
    fn what_can_be_noted_is_told_from_what_is_there_and_what_cannot_be() {
        let spec: Spec = serde_saphyr::from_str(
            "
specgen: 1
name: a
groups:
  area: {as: label, values: [cold, warm]}
  room: {as: place}
  owner: {as: tenant}
devices:
  fields:
    serial_number: {}
    location: {}
    limit: {}
    area: {}
    due: {type: date}
    yard: {type: place}
",
        )
        .unwrap();
        let fields = spec.device_fields();
        let found: Vec<(&str, bool, FieldType)> = fields
            .iter()
            .map(|field| (field.name.as_str(), field.is_group, field.kind))
            .collect();
        assert_eq!(
            found,
            [
                ("area", true, FieldType::Enum),
                ("room", true, FieldType::Text),
                ("serial_number", false, FieldType::Text),
                ("due", false, FieldType::Date),
            ]
        );
        let name = |text: &str| text.parse().unwrap();
        assert!(spec.keeps_field(&name("location")) && !spec.keeps_field(&name("limit")));
        assert!(!spec.keeps_group(&name("owner")));
        assert!(spec.filters_devices_by(&name("area")) && !spec.filters_devices_by(&name("yard")));
    }
}
