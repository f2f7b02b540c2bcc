//! Facts: flat, comparable statements that a text makes or a specification holds.
//!
//! `intent` reads a text into facts, [`crate::edit`] turns facts into edits of the model, and the
//! model lists itself as facts again. They are what `specgen explain --json` prints.

mod alert;
mod capability;
mod condition;
mod entity;
mod field;
mod list;
mod listing;
mod metric;
mod nfr;
mod notify;
mod people;
mod project;
mod quantity;
mod read;
mod rule;
mod statement;
mod store;
mod surface;
mod taking;
mod transport;
mod when;

pub use list::facts;
pub use read::{Asked, edits_from, name_is_assumed, project_name};
pub use taking::Unheld;

use indexmap::IndexMap;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specgen_diag::Span;

/// The kinds of fact, a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// A measured quantity: `name unit? api_unit? type? min? max?`.
    Metric,
    /// Whether a GPS position is part of the payload: `value`.
    Position,
    /// An alert rule: `kind metric? op? value? ...`.
    Alert,
    /// How devices prove who they are: `value`.
    DeviceAuth,
    /// A database: `value asked?`.
    Storage,
    /// A transport: `protocol product? port? tls? qos? asked?`.
    Broker,
    /// A topic pattern: `value`.
    Topic,
    /// Something the backend can do: `value` and attributes.
    Capability,
    /// A literal route: `method path`.
    Endpoint,
    /// A rollup: `value functions? metrics?`.
    Aggregate,
    /// How long something is kept: `level value`.
    Retention,
    /// A notification channel: `value to? signature? retries?`.
    Notify,
    /// Whether there is a dashboard: `value`.
    Dashboard,
    /// A live transport: `value`.
    Realtime,
    /// A downlink command: `value topic?`.
    Command,
    /// How people log in: `method`.
    UserAuth,
    /// A role: `value only?`.
    Role,
    /// Fleet size and interval: `devices interval_s interval_max_s rate_hz`.
    Scale,
    /// A language or framework that was named: `value used`.
    Stack,
    /// Any other requirement: `value amount? scope? port? after? on_excess?`.
    Nfr,
    /// A data field: `name on format?`.
    Field,
    /// A label: `name on`.
    Label,
    /// An architecture style: `value`.
    Architecture,
    /// Tests asked for: `value scope?`.
    Tests,
    /// Documents asked for: `value about?`.
    Docs,
    /// The domain, when it is not `iot`: `value`.
    Domain,
    /// An entity of a backend that is no telemetry: `name fields`.
    Entity,
    /// A rule over entities: `entity rule notify?`.
    BusinessRule,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The user said so.
    #[default]
    Prompt,
    /// The tool does it for every project.
    Default,
    /// The tool concluded it from this prompt.
    Assumed,
}

/// One flat statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// The kind of fact.
    pub facet: Facet,
    /// The keys of this facet with scalars, or lists where the contract allows them.
    #[serde(flatten)]
    pub keys: IndexMap<String, Value>,
    /// Where it comes from.
    pub origin: Origin,
    /// The bytes of the text that say so.
    #[serde(flatten)]
    pub span: Option<Span>,
    /// The keys whose values the tool filled in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
}

impl<'de> Deserialize<'de> for Fact {
    /// Reads a flat map; whatever is not a part of every fact is a key of its facet.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut keys = IndexMap::<String, Value>::deserialize(deserializer)?;
        let facet = keys
            .shift_remove("facet")
            .ok_or_else(|| D::Error::missing_field("facet"))?;
        let origin = keys.shift_remove("origin");
        let assumed = keys.shift_remove("assumed");
        let ends = ["start", "end"].map(|key| keys.shift_remove(key));
        let end = |value: &Option<Value>| usize::try_from(value.as_ref()?.as_u64()?).ok();
        Ok(Self {
            facet: Facet::deserialize(facet).map_err(D::Error::custom)?,
            keys,
            origin: match origin {
                Some(origin) => Origin::deserialize(origin).map_err(D::Error::custom)?,
                None => Origin::Prompt,
            },
            span: end(&ends[0])
                .zip(end(&ends[1]))
                .map(|(start, end)| Span::new(start, end)),
            assumed: match assumed {
                Some(keys) => Vec::deserialize(keys).map_err(D::Error::custom)?,
                None => Vec::new(),
            },
        })
    }
}

impl Fact {
    /// Makes a fact without keys that the user stated.
    pub fn new(facet: Facet) -> Self {
        Self {
            facet,
            keys: IndexMap::new(),
            origin: Origin::Prompt,
            span: None,
            assumed: Vec::new(),
        }
    }

    /// Sets a key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.keys.insert(key.to_owned(), value.into());
        self
    }

    /// Sets a key whose value the tool filled in itself.
    #[must_use]
    pub fn with_assumed(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.assumed.push(key.to_owned());
        self.with(key, value)
    }

    /// Sets the origin.
    #[must_use]
    pub fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Sets the span.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Returns a key as text, when it is there and a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.keys.get(key).and_then(Value::as_str)
    }

    /// Returns a key as a number, when it is there and a number.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.keys.get(key).and_then(Value::as_f64)
    }
}
