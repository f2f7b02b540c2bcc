//! The facets `endpoint`, `realtime` and `dashboard`.

use super::Facet;
use super::listing::Listing;
use super::taking::{Taking, spelled, word};
use crate::edit::Path;
use crate::model::{DashboardKind, Endpoint, LiveVia, Route};

pub(super) fn take_endpoint(t: &mut Taking) {
    let method = t.text("method").unwrap_or_default();
    let path = t.text("path").unwrap_or_default();
    match format!("{method} {path}").parse::<Endpoint>() {
        Ok(route) => {
            t.made(Path::of("api.endpoints", &route));
            let endpoints = &mut t.api().endpoints;
            if !endpoints.contains(&route) {
                endpoints.insert(route, Route::default());
            }
        }
        Err(why) => t.unheld(Some("path"), why),
    }
}

pub(super) fn list_endpoint(l: &mut Listing) {
    for route in l.spec.api.iter().flat_map(|api| api.endpoints.keys()) {
        if let Some(fact) = l.start(Facet::Endpoint, &Path::of("api.endpoints", route)) {
            l.push(
                fact.with("method", route.method.as_str())
                    .with("path", route.path.as_str()),
            );
        }
    }
}

pub(super) fn take_realtime(t: &mut Taking) {
    let via = match t.text("value").as_deref() {
        Some("any" | "true") | None => LiveVia::Sse,
        Some(text) => match word(text) {
            Some(via) => via,
            None => return t.unheld(Some("value"), format!("`{text}` is no live transport")),
        },
    };
    let live = t.api().live.get_or_insert_default();
    if !live.via.contains(&via) {
        live.via.push(via);
    }
    let word = spelled(&via);
    t.wrote(
        Path::of("api.live.via", &word.as_str().unwrap_or_default()),
        "value",
    );
}

pub(super) fn list_realtime(l: &mut Listing) {
    let live = l.spec.api.as_ref().and_then(|api| api.live.as_ref());
    for via in live.iter().flat_map(|live| &live.via) {
        let word = spelled(via);
        let path = Path::of("api.live.via", &word.as_str().unwrap_or_default());
        l.single(Facet::Realtime, "value", word, &path);
    }
}

pub(super) fn take_dashboard(t: &mut Taking) {
    let kind = match t.text("value").as_deref() {
        Some("false" | "none") => DashboardKind::None,
        Some("react") => DashboardKind::React,
        _ => DashboardKind::BuiltIn,
    };
    t.spec.dashboard.get_or_insert_default().kind = Some(kind);
    t.wrote(Path::of("dashboard", &"kind"), "value");
}

pub(super) fn list_dashboard(l: &mut Listing) {
    if let Some(kind) = l
        .spec
        .dashboard
        .as_ref()
        .and_then(|dashboard| dashboard.kind)
    {
        let shown = kind != DashboardKind::None;
        l.single(
            Facet::Dashboard,
            "value",
            shown,
            &Path::of("dashboard", &"kind"),
        );
    }
}
