//! Storage, retention, rollups and reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Keep, Level, Name, Named, Slot, TimeOfDay};

/// Where data is kept, and how long.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    /// The engine; `sqlite` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine: Option<Engine>,
    /// The engine that was asked for and that this one stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Name>,
    /// Further engines that were named.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub also: Named<OtherStore>,
    /// How long each level is kept; for ever when absent: `raw`, a rollup, `alerts`, `dead_letters`, `audit`.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub retention: Named<Slot<Keep>, Level>,
}

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// SQLite: one file, no server.
    #[default]
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// TimescaleDB.
    Timescaledb,
}

/// A further engine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherStore {
    /// What it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Holds>,
}

/// What a store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Readings.
    Readings,
    /// Latest values.
    Latest,
    /// Devices.
    Devices,
    /// Events.
    Events,
}

/// Aggregates over a period; the key is the period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rollup {
    /// The functions; by the kind of metric when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Function>,
    /// The metrics; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<Name>,
    /// Over what; `device` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
}

/// An aggregate function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Mean.
    Avg,
    /// Lowest.
    Min,
    /// Highest.
    Max,
    /// Sum.
    Sum,
    /// Last value.
    Last,
    /// Number of values.
    Count,
    /// Time in the true state.
    TimeTrue,
    /// Distance travelled.
    Distance,
    /// Median.
    Median,
    /// Standard deviation.
    Stddev,
}

/// Over what an aggregate runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each device.
    #[default]
    Device,
    /// Each group.
    Group,
    /// All devices.
    All,
}

/// A report made on a schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The period: `day`, `week`, `month`.
    pub every: Name,
    /// The time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<TimeOfDay>,
    /// What it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Its format; `csv` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Name>,
    /// The channels it goes to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What a report holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A rollup.
    Rollup(Name),
    /// Readings.
    Readings,
    /// Device status.
    Status,
}
