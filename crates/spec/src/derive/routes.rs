//! The routes of the emitted API: one table for documents and for what a literal route asks.

use super::view::View;
use crate::effective::Zones;
use crate::model::{Endpoint, Period};

/// One route of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path, with `{id}` for its parameters.
    pub path: &'static str,
    /// What it does.
    pub does: &'static str,
    /// Who may call it.
    pub who: Who,
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone, without a login.
    Public,
    /// Viewers and admins.
    Viewer,
    /// Admins alone.
    Admin,
    /// The device of the path, and admins.
    Device,
}

impl Who {
    /// Returns who it is, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Public => "anyone",
            Self::Viewer => "viewer, admin",
            Self::Admin => "admin",
            Self::Device => "the device itself, admin",
        }
    }
}

const fn route(method: &'static str, path: &'static str, who: Who, does: &'static str) -> Route {
    Route {
        method,
        path,
        does,
        who,
    }
}

/// The address of the statistics of all devices.
pub(super) const STATISTICS_OVERVIEW: &str = "/analytics/overview";

/// The address of the readings of one device as a table.
pub(super) const EXPORT: &str = "/readings/device/{id}/export.csv";

/// Returns the address of the statistics of one device over periods of a length.
pub const fn statistics(period: Period) -> &'static str {
    match period {
        Period::Min1 => "/analytics/device/{id}/minutely",
        Period::Min5 => "/analytics/device/{id}/five-minutely",
        Period::Min15 => "/analytics/device/{id}/quarter-hourly",
        Period::Hour => "/analytics/device/{id}/hourly",
        Period::Day => "/analytics/device/{id}/daily",
        Period::Week => "/analytics/device/{id}/weekly",
        Period::Month => "/analytics/device/{id}/monthly",
        Period::Year => "/analytics/device/{id}/yearly",
    }
}

/// The routes of every emitted backend, by what they are about.
const ROUTES: &[Route] = &[
    route(
        "GET",
        "/readings/latest",
        Who::Viewer,
        "The latest Reading of each device",
    ),
    route(
        "GET",
        "/readings/device/{id}",
        Who::Viewer,
        "History of a device, raw or in buckets",
    ),
    route(
        "POST",
        "/devices/{id}/readings",
        Who::Device,
        "Send Readings",
    ),
    route(
        "GET",
        "/devices",
        Who::Viewer,
        "All devices with status and limits",
    ),
    route("POST", "/devices", Who::Admin, "Register a device"),
    route("GET", "/devices/{id}", Who::Viewer, "One device"),
    route(
        "PATCH",
        "/devices/{id}",
        Who::Admin,
        "Change name, location, enabled",
    ),
    route(
        "DELETE",
        "/devices/{id}",
        Who::Admin,
        "Remove a device with its Readings and Alerts",
    ),
    route(
        "POST",
        "/devices/{id}/credentials",
        Who::Admin,
        "Replace the credential",
    ),
    route(
        "GET",
        "/devices/{id}/threshold",
        Who::Viewer,
        "The limits that apply to a device",
    ),
    route(
        "POST",
        "/devices/{id}/threshold",
        Who::Admin,
        "Set or clear limits of a device",
    ),
    route("GET", "/alerts", Who::Viewer, "Alerts, active and cleared"),
    route("POST", "/alerts", Who::Admin, "Raise an alert by hand"),
    route("GET", "/alerts/{id}", Who::Viewer, "One alert"),
    route(
        "POST",
        "/alerts/{id}/ack",
        Who::Admin,
        "Acknowledge an alert",
    ),
    route(
        "POST",
        "/alerts/{id}/clear",
        Who::Admin,
        "End an alert by hand",
    ),
    route(
        "GET",
        "/dead-letters",
        Who::Admin,
        "Rejected messages with their reasons",
    ),
    route("GET", "/catalog", Who::Viewer, "Metrics, rules and names"),
    route(
        "GET",
        "/events",
        Who::Viewer,
        "Live stream of Readings and alerts",
    ),
];

/// The routes of every emitted backend for whoever runs it.
const OPERATION_ROUTES: &[Route] = &[
    route(
        "GET",
        "/openapi.json",
        Who::Public,
        "The OpenAPI 3.1 document",
    ),
    route("GET", "/healthz", Who::Public, "Whether the process runs"),
    route(
        "GET",
        "/readyz",
        Who::Public,
        "Whether it can work, and why not",
    ),
    route("GET", "/metrics", Who::Public, "Prometheus metrics"),
];

/// The routes of a backend with pages for people.
const DASHBOARD_ROUTES: &[Route] = &[
    route(
        "POST",
        "/session",
        Who::Public,
        "Sign in to the dashboard with an API key",
    ),
    route(
        "GET",
        "/session",
        Who::Viewer,
        "Whose key or session the request carries",
    ),
    route("DELETE", "/session", Who::Viewer, "Sign out"),
    route("GET", "/", Who::Public, "The dashboard"),
];

/// The routes of a backend whose devices have zones.
const ZONE_ROUTES: &[Route] = &[
    route(
        "GET",
        "/devices/{id}/zone",
        Who::Viewer,
        "The zone of a device",
    ),
    route(
        "POST",
        "/devices/{id}/zone",
        Who::Admin,
        "Give a device a zone",
    ),
    route(
        "DELETE",
        "/devices/{id}/zone",
        Who::Admin,
        "Take the zone of a device away",
    ),
    route("GET", "/alerts/geofence", Who::Viewer, "Alerts about zones"),
];

/// The routes of a backend whose readings can be downloaded.
const EXPORT_ROUTES: &[Route] = &[route(
    "GET",
    EXPORT,
    Who::Viewer,
    "Readings of a device as CSV",
)];

/// The routes of a backend that sends messages about alerts to channels.
const CHANNEL_ROUTES: &[Route] = &[route(
    "GET",
    "/notifications",
    Who::Viewer,
    "Messages for channels, and what became of them",
)];

/// The routes of a backend whose devices take commands.
const COMMAND_ROUTES: &[Route] = &[
    route(
        "GET",
        "/devices/{id}/commands",
        Who::Viewer,
        "Commands of a device, and what became of them",
    ),
    route(
        "POST",
        "/devices/{id}/commands/{name}",
        Who::Admin,
        "Give a device a command",
    ),
];

/// The routes of a backend that tells live data over WebSocket too.
const SOCKET_ROUTES: &[Route] = &[route(
    "GET",
    "/ws",
    Who::Viewer,
    "Live Readings and alerts over WebSocket",
)];

/// The routes of a backend whose devices have a zone of all.
const SHARED_ZONE_ROUTES: &[Route] = &[
    route("GET", "/zone", Who::Viewer, "The zone of all devices"),
    route("POST", "/zone", Who::Admin, "Give all devices a zone"),
    route(
        "DELETE",
        "/zone",
        Who::Admin,
        "Take the zone of all devices away",
    ),
];

/// Returns the routes of the backend of a specification.
pub(super) fn served(view: &View<'_>) -> impl Iterator<Item = Route> {
    let has_shared_zone = view.has_zones() && matches!(view.spec.zones(), Zones::Shared(_));
    let parts = [
        (true, ROUTES),
        (view.has_dashboard(), DASHBOARD_ROUTES),
        (true, OPERATION_ROUTES),
        (view.has_zones(), ZONE_ROUTES),
        (has_shared_zone, SHARED_ZONE_ROUTES),
        (!view.channels().is_empty(), CHANNEL_ROUTES),
        (view.exports_csv(), EXPORT_ROUTES),
        (!view.commands().is_empty(), COMMAND_ROUTES),
        (view.has_websocket(), SOCKET_ROUTES),
    ];
    let served = parts.into_iter().filter(|(is_served, _)| *is_served);
    let fixed = served.flat_map(|(_, routes)| routes.iter().copied());
    fixed.chain(analytics(view))
}

/// Returns the routes of the statistics that are kept.
fn analytics(view: &View<'_>) -> Vec<Route> {
    let levels = view.levels();
    let of_device = |path| route("GET", path, Who::Viewer, "Statistics of a device");
    let mut routes: Vec<Route> = levels
        .iter()
        .map(|level| of_device(statistics(level.period)))
        .collect();
    if !levels.is_empty() {
        let does = "Statistics of all devices together";
        routes.push(route("GET", STATISTICS_OVERVIEW, Who::Viewer, does));
    }
    routes
}

/// Returns whether a literal route of the specification is one that is served anyway.
pub(in crate::derive) fn serves(view: &View<'_>, endpoint: &Endpoint) -> bool {
    let base = view.spec.api_base();
    let path = endpoint.path.strip_prefix(base).unwrap_or(&endpoint.path);
    served(view).any(|route| route.method == endpoint.method && folded(route.path) == folded(path))
}

fn folded(path: &str) -> String {
    let levels: Vec<&str> = path
        .split('/')
        .map(|level| if level.starts_with('{') { "{}" } else { level })
        .collect();
    levels.join("/")
}
