//! What is not telemetry: resources, features, scale and further requirements.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Field, Formula, Name, Named, Num, Slot};

/// A plain resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Its plural.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plural: Option<Name>,
    /// Its fields.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub fields: Named<Field>,
    /// The resources it belongs to.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub belongs_to: Named<Relation>,
    /// What can be done; all five when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Operation>,
    /// Searchable fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub search: Vec<Name>,
    /// Filterable fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filter: Vec<Name>,
    /// Sortable fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<Name>,
    /// Which roles may do what.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub allow: Named<Vec<Name>>,
    /// Rules over its rows.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub rules: Named<Rule>,
    /// The field or relation that a row belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A relation to another resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The other resource.
    pub to: Name,
    /// What happens when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_delete: Option<OnDelete>,
}

/// What happens to rows whose parent is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum OnDelete {
    /// The parent cannot be deleted.
    #[default]
    Restrict,
    /// They go too.
    Cascade,
    /// They lose the relation.
    Clear,
}

/// What can be done with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Create.
    Create,
    /// Read.
    Read,
    /// Update.
    Update,
    /// Delete.
    Delete,
    /// List.
    List,
}

/// A rule over rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The rule as a sentence.
    pub says: String,
    /// The rule as a formula.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// The channels that hear of a violation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Features with a key of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Features {
    /// Desired and reported state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin: Option<Feature>,
    /// Who did what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<Feature>,
    /// Firmware updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ota: Option<Feature>,
    /// Zero-touch provisioning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisioning: Option<Feature>,
    /// Automations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automations: Option<Feature>,
    /// Scenes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenes: Option<Feature>,
    /// Schedules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedules: Option<Feature>,
    /// Tariffs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariffs: Option<Feature>,
    /// Home Assistant discovery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_assistant: Option<Feature>,
}

/// A feature and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// What was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Fleet size and load: capacity planning, never a limit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// How many devices.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub devices: Slot<u64>,
    /// Messages per second and device.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub rate: Slot<Num>,
    /// How many instances run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instances: Option<u32>,
}

/// Any other requirement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nfr {
    /// A number with its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// A port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// After what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What happens beyond it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_excess: Option<String>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// The architecture style.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Architecture {
    /// The style; layered when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// The layers, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<Name>,
}

/// An architecture style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Layers that import one way.
    #[default]
    Layered,
    /// Ports and adapters.
    Hexagonal,
    /// Modules by feature.
    Modular,
    /// Model, view, controller.
    Mvc,
}

/// Tests asked for beyond what is always made; the key is the kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tests {
    /// What they cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Documents asked for beyond what is always made; the key is the kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Docs {
    /// What they are about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}
