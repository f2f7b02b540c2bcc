//! The model that `spec.yaml` holds: closed types, one field per key.
//!
//! Absent means the default and is not written; `null` means asked for without a number. Named
//! things are ordered maps, sums are externally tagged, scalars parse themselves.

mod alert;
mod api;
mod condition;
mod devices;
mod ingest;
mod metric;
mod named;
mod project;
mod scalar;
mod slot;
mod storage;
mod watch;

pub use alert::*;
pub use api::*;
pub use condition::*;
pub use devices::*;
pub use ingest::*;
pub use metric::*;
pub use named::Named;
pub use project::*;
pub use scalar::*;
pub(crate) use slot::SLOT;
pub use slot::Slot;
pub use storage::*;
pub use watch::Side;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A specification: the one source that everything is derived from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The format version: 1.
    pub specgen: u32,
    /// The project: crate, database, prefix of metrics.
    pub name: Name,
    /// What it is for, up to 500 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The IANA time zone of days, weeks, months and active hours; UTC when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// What kind of backend it is; `iot` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// What sends readings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub devices: Option<Devices>,
    /// What devices belong to.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub groups: Named<Group>,
    /// The measured quantities, in the order of columns and documents.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub metrics: Named<Metric>,
    /// How readings arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ingest: Option<Ingest>,
    /// The MQTT topics; readings and, with alerts, alerts when empty.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub topics: Named<TopicUse>,
    /// The alert rules.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub alerts: Named<Alert>,
    /// The notification channels.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub channels: Named<Channel>,
    /// The downlink commands.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub commands: Named<Command>,
    /// Where data is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<Storage>,
    /// Aggregates by period.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub rollups: Named<Rollup, Period>,
    /// Reports made on a schedule.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub reports: Named<Report>,
    /// What people and programs can ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<Api>,
    /// The dashboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dashboard: Option<Dashboard>,
    /// What is not telemetry.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub resources: Named<Resource>,
    /// Features with a key of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<Features>,
    /// Fleet size and load.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Any other requirement.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub nfr: Named<Nfr>,
    /// The architecture style.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub architecture: Option<Architecture>,
    /// Tests asked for beyond what is always made.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub tests: Named<Tests>,
    /// Documents asked for beyond what is always made.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub docs: Named<Docs>,
    /// Languages and frameworks that were named and are not used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Name>,
    /// What was refused: `section` or `section.name`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<String>,
    /// Sentences that no key holds: open tasks.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub extra: Named<String>,
}

/// What kind of backend it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// An IoT backend.
    #[default]
    Iot,
    /// Plain resources.
    Crud,
    /// Something else.
    Other,
    /// Nothing was asked for.
    None,
}

/// The period of an aggregate.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A minute.
    #[serde(rename = "1min")]
    Min1,
    /// Five minutes.
    #[serde(rename = "5min")]
    Min5,
    /// Fifteen minutes.
    #[serde(rename = "15min")]
    Min15,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// An ISO week.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl std::fmt::Display for Period {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(formatter)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
pub(crate) fn is_false(flag: &bool) -> bool {
    !*flag
}
