//! The API, its people and its lists.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Duration, Endpoint, Name, Named, Rate, Slot};

/// What people and programs can ask.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// The path prefix; `/` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The case of JSON keys; camel when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// How people log in; API keys when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<UserAuth>,
    /// The roles; viewer and admin when empty.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub roles: Named<Role>,
    /// Deviations: which roles may do what; `public` means no login.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub allow: Named<Vec<Name>, Permission>,
    /// How lists are cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// Filters beyond the built-in ones, by list.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub filters: Named<Vec<Name>>,
    /// Sort keys, by list.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub sort: Named<Vec<Name>>,
    /// Search fields, by list.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub search: Named<Vec<Name>>,
    /// Exports by format.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub export: Named<Export>,
    /// The live stream; server-sent events when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<Live>,
    /// Limits on requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
    /// Origins that browsers may call from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cors: Vec<String>,
    /// Capabilities asked for by name that have no key of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Name>,
    /// Literal routes.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub endpoints: Named<Route, Endpoint>,
}

/// The case of JSON keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// camelCase.
    #[default]
    Camel,
    /// snake_case.
    Snake,
}

/// How people log in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UserAuth {
    /// The method.
    #[serde(default)]
    pub method: UserMethod,
    /// The issuer of tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The environment variable that holds the secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
}

/// A login method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum UserMethod {
    /// API keys.
    #[default]
    ApiKey,
    /// No login: asked for explicitly.
    None,
    /// JSON Web Tokens.
    Jwt,
    /// OpenID Connect.
    Oidc,
    /// A session cookie.
    Cookie,
    /// HTTP basic.
    Basic,
}

/// A role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// What it may do at least; viewer when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<BaseRole>,
    /// Whose data it sees; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sees: Option<Sees>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What a role may do at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum BaseRole {
    /// Read.
    #[default]
    Viewer,
    /// Read, acknowledge, send commands.
    Operator,
    /// Everything.
    Admin,
}

/// Whose data a role sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Sees {
    /// All.
    #[default]
    All,
    /// Its own group.
    OwnGroup,
    /// Its own tenant.
    OwnTenant,
}

/// Something that may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Read.
    Read,
    /// Send readings.
    Ingest,
    /// Export.
    Export,
    /// Set limits.
    SetLimits,
    /// Acknowledge alerts.
    AckAlerts,
    /// Send commands.
    SendCommands,
    /// Manage devices.
    ManageDevices,
    /// Manage rules.
    ManageRules,
    /// Manage users.
    ManageUsers,
    /// Manage keys.
    ManageKeys,
}

impl std::fmt::Display for Permission {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(formatter)
    }
}

/// How lists are cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pagination {
    /// The style; cursor when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<PageStyle>,
    /// The default page size; 100 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<u32>,
    /// The largest page size; 1000 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// A pagination style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum PageStyle {
    /// An opaque cursor.
    #[default]
    Cursor,
    /// Limit and offset.
    Offset,
    /// Page numbers.
    Page,
}

/// An export.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// Its filters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Name>,
}

/// The live stream.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Live {
    /// Its transports besides server-sent events, which are always there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<LiveVia>,
    /// Its filters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Name>,
    /// How often a sign of life is sent; 15s when absent.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub keepalive: Slot<Duration>,
}

/// A live transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum LiveVia {
    /// Server-sent events.
    #[default]
    Sse,
    /// WebSocket.
    Websocket,
}

/// Limits on requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// Per device.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub device: Slot<Rate>,
    /// Per API client.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub client: Slot<Rate>,
    /// Per address.
    #[serde(default, skip_serializing_if = "Slot::is_absent")]
    pub ip: Slot<Rate>,
}

/// What a literal route serves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The operation; `own` when code of the project's own serves it, `custom` when it is none that
    /// is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serves: Option<Name>,
    /// Its query parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<Name>,
    /// Earlier names; old payload names stay accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Name>,
    /// Display text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl Route {
    /// Returns whether code of the project's own serves it.
    pub fn is_own(&self) -> bool {
        self.serves
            .as_ref()
            .is_some_and(|serves| serves.as_str() == Endpoint::OWN)
    }
}

/// The dashboard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dashboard {
    /// What kind; built in when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DashboardKind>,
    /// Whether it shows a map.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub map: bool,
    /// Whether it compares series.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub compare: bool,
    /// Products that show the data instead or besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub embed: Vec<Name>,
}

/// What kind of dashboard there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum DashboardKind {
    /// The page that comes with the backend.
    #[default]
    BuiltIn,
    /// None: refused explicitly.
    None,
    /// A React application.
    React,
}
