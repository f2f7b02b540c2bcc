//! The routes of the code against those of the model: what people added or took away by hand.
//!
//! Only files that a person touched are read: in all others the routes are those of the render.

use std::collections::BTreeMap;

use super::Finding;
use super::routes::{Declared, METHODS, declared};
use super::tree::Stand;
use crate::open::Opened;

/// Where the code of the interface stands, below the backend's folder.
const SOURCES: [&str; 2] = ["src/api", "src/domain"];
/// The document that is made from it.
const DOCUMENT: &str = "docs/openapi.json";

/// The routes that the code has more and less than was rendered.
#[derive(Debug, Default)]
struct Routes {
    /// Declared by hand.
    added: Vec<Declared>,
    /// Rendered and gone.
    removed: Vec<Declared>,
}

/// Compares the routes of the files that people touched with those rendered.
fn routes(stand: &Stand, target: &str) -> Routes {
    let folder = format!("{target}/src");
    let mut now = BTreeMap::new();
    let mut before = BTreeMap::new();
    let take = |routes: &mut BTreeMap<String, Declared>, path: &str, bytes: &[u8]| {
        for one in declared(path, &String::from_utf8_lossy(bytes)) {
            routes.entry(one.route.clone()).or_insert(one);
        }
    };
    let is_source =
        |path: &specgen_tree::ProjectPath| path.is_in(&folder) && path.extension() == Some("rs");
    for (path, bytes) in stand.added.iter().filter(|(path, _)| is_source(path)) {
        take(&mut now, path.as_str(), bytes);
    }
    for file in stand.emitted.iter().filter(|file| is_source(&file.place)) {
        let path = file.place.as_str();
        let Some(bytes) = &file.bytes else {
            take(&mut before, path, file.base.as_deref().unwrap_or_default());
            continue;
        };
        take(&mut now, path, bytes);
        let base = if file.changed {
            file.base.as_ref()
        } else {
            Some(bytes)
        };
        take(&mut before, path, base.map_or(&[], |base| &base[..]));
    }
    let only = |one: &BTreeMap<String, Declared>, other: &BTreeMap<String, Declared>| {
        let left = one.iter().filter(|(route, _)| !other.contains_key(*route));
        left.map(|(_, declared)| declared.clone()).collect()
    };
    Routes {
        added: only(&now, &before),
        removed: only(&before, &now),
    }
}

/// Says which routes the code and the model do not share, and whether the OpenAPI document lags.
pub(super) fn findings(opened: &Opened, stand: &Stand) -> Vec<Finding> {
    let target = &opened.settings.target;
    let routes = routes(stand, target);
    let document = format!("{target}/{DOCUMENT}");
    let described = stand
        .file(&document)
        .and_then(|file| file.bytes.as_ref())
        .map(|bytes| operations(bytes));
    let mut findings = Vec::new();
    for one in routes.added.iter().filter(|one| !is_in_model(opened, one)) {
        findings.push(
            Finding::new(
                "endpoint_added",
                &one.path,
                format!(
                    "`{}` is in the code and not in the specification",
                    one.route
                ),
            )
            .at_line(one.line)
            .hint("`specgen sync` takes it into the specification"),
        );
    }
    for one in &routes.removed {
        findings.push(
            Finding::new(
                "endpoint_removed",
                &one.path,
                format!(
                    "`{}` is in the specification and gone from the code",
                    one.route
                ),
            )
            .hint(
                "bring it back with `specgen restore`, or leave it: the next build keeps your edit",
            ),
        );
    }
    let lags = described.as_ref().is_some_and(|described| {
        let told = |one: &Declared| described.contains(&one.route);
        routes.added.iter().any(|one| one.listed && !told(one)) || routes.removed.iter().any(told)
    });
    let unread = described.is_some() && !lags && sources_changed(stand, target, &document);
    let refresh = format!("in `{target}`: `cargo run -- openapi > {DOCUMENT}`");
    if lags {
        let finding = Finding::new("openapi_stale", &document, "it does not follow the code");
        findings.push(finding.hint(refresh));
    } else if unread {
        let message = "code that it is made from was changed by hand, and it was not made again";
        findings.push(Finding::new("openapi_unsure", &document, message).hint(refresh));
    }
    findings
}

/// Returns the routes that people wrote and the model does not hold.
pub(crate) fn hand_written(opened: &Opened, stand: &Stand) -> Vec<Declared> {
    let mut added = routes(stand, &opened.settings.target).added;
    added.retain(|one| !is_in_model(opened, one));
    added
}

fn is_in_model(opened: &Opened, declared: &Declared) -> bool {
    let endpoints = opened.spec.api.iter().flat_map(|api| api.endpoints.iter());
    endpoints
        .map(|(endpoint, _)| format!("{} {}", endpoint.method, endpoint.path))
        .any(|known| folded(&known) == folded(&declared.route))
}

/// Returns a route with its parameters made nameless, so that `{id}` and `{device}` are the same.
fn folded(route: &str) -> String {
    let levels = route
        .split('/')
        .map(|level| if level.starts_with('{') { "{}" } else { level });
    levels.collect::<Vec<_>>().join("/")
}

fn sources_changed(stand: &Stand, target: &str, document: &str) -> bool {
    let untouched = stand.file(document).is_some_and(|file| !file.changed);
    let folders = SOURCES.map(|folder| format!("{target}/{folder}"));
    untouched
        && stand
            .emitted
            .iter()
            .filter(|file| file.changed || file.bytes.is_none())
            .any(|file| folders.iter().any(|folder| file.place.is_in(folder)))
}

/// Returns the operations of an OpenAPI document, as `GET /devices`; none when it cannot be read.
fn operations(bytes: &[u8]) -> Vec<String> {
    let document: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
    let paths = document.get("paths").and_then(|paths| paths.as_object());
    let mut found = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let methods = item.as_object().into_iter().flatten();
        found.extend(
            methods
                .filter(|(method, _)| METHODS.contains(&method.as_str()))
                .map(|(method, _)| format!("{} {path}", method.to_uppercase())),
        );
    }
    found
}
