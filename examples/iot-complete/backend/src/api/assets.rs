//! The dashboard's files, part of the program.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use crate::identity;

use super::AppState;
use super::session;

const CSS: &str = "text/css; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

const INDEX: &str = include_str!("../../assets/index.html");

/// Path, media type and content of each file.
const FILES: &[(&str, &str, &str)] = &[
    (
        "/assets/alerts.js",
        JAVASCRIPT,
        include_str!("../../assets/alerts.js"),
    ),
    (
        "/assets/analytics.js",
        JAVASCRIPT,
        include_str!("../../assets/analytics.js"),
    ),
    (
        "/assets/api.js",
        JAVASCRIPT,
        include_str!("../../assets/api.js"),
    ),
    (
        "/assets/app.js",
        JAVASCRIPT,
        include_str!("../../assets/app.js"),
    ),
    (
        "/assets/base.css",
        CSS,
        include_str!("../../assets/base.css"),
    ),
    (
        "/assets/chart.css",
        CSS,
        include_str!("../../assets/chart.css"),
    ),
    (
        "/assets/chart.js",
        JAVASCRIPT,
        include_str!("../../assets/chart.js"),
    ),
    (
        "/assets/connect.js",
        JAVASCRIPT,
        include_str!("../../assets/connect.js"),
    ),
    (
        "/assets/device.js",
        JAVASCRIPT,
        include_str!("../../assets/device.js"),
    ),
    (
        "/assets/dom.js",
        JAVASCRIPT,
        include_str!("../../assets/dom.js"),
    ),
    (
        "/assets/format.js",
        JAVASCRIPT,
        include_str!("../../assets/format.js"),
    ),
    (
        "/assets/forms.css",
        CSS,
        include_str!("../../assets/forms.css"),
    ),
    (
        "/assets/icon.svg",
        SVG,
        include_str!("../../assets/icon.svg"),
    ),
    (
        "/assets/levels.js",
        JAVASCRIPT,
        include_str!("../../assets/levels.js"),
    ),
    (
        "/assets/live.js",
        JAVASCRIPT,
        include_str!("../../assets/live.js"),
    ),
    (
        "/assets/login.js",
        JAVASCRIPT,
        include_str!("../../assets/login.js"),
    ),
    (
        "/assets/overview.js",
        JAVASCRIPT,
        include_str!("../../assets/overview.js"),
    ),
    (
        "/assets/parts.css",
        CSS,
        include_str!("../../assets/parts.css"),
    ),
    (
        "/assets/position.css",
        CSS,
        include_str!("../../assets/position.css"),
    ),
    (
        "/assets/position.js",
        JAVASCRIPT,
        include_str!("../../assets/position.js"),
    ),
    (
        "/assets/scale.js",
        JAVASCRIPT,
        include_str!("../../assets/scale.js"),
    ),
    (
        "/assets/series.js",
        JAVASCRIPT,
        include_str!("../../assets/series.js"),
    ),
    (
        "/assets/state.js",
        JAVASCRIPT,
        include_str!("../../assets/state.js"),
    ),
    (
        "/assets/thresholds.js",
        JAVASCRIPT,
        include_str!("../../assets/thresholds.js"),
    ),
    (
        "/assets/zone.js",
        JAVASCRIPT,
        include_str!("../../assets/zone.js"),
    ),
];

/// The routes of the dashboard. They need no key: they hold no data.
pub fn routes() -> Router<AppState> {
    FILES
        .iter()
        .fold(Router::new(), |router, &(path, media_type, text)| {
            let tag = tag_of(text);
            router.route(
                path,
                get(async move |headers: HeaderMap| file(&headers, media_type, &tag, text)),
            )
        })
        .route("/", get(index))
}

async fn index(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let code = query
        .as_deref()
        .and_then(|query| query.strip_prefix("login="));
    if let Some(code) = code {
        return session::redeem(&state, code, &headers).await;
    }
    let title = identity::NAME.replace('_', " ");
    let page = INDEX.replace("{{name}}", &title);
    let tag = tag_of(&page);
    file(&headers, HTML, &tag, &page)
}

fn file(headers: &HeaderMap, media_type: &'static str, tag: &str, text: &str) -> Response {
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    // Asked again each time, answered with 304 until the program changes.
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        text.to_owned().into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        answer.insert(header::ETAG, tag);
    }
    response
}

fn tag_of(text: &str) -> String {
    let digest = Sha256::digest(text);
    let hex: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hex}\"")
}
