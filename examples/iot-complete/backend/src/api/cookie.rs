//! The cookie that holds a dashboard session, and what a browser may do with it.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};

use crate::domain::access::Principal;
use crate::identity;
use crate::store::Store;

use super::auth::no_key;
use super::error::ApiError;

/// Who opened the session that a request carries.
pub async fn owner_of(store: &Store, parts: &Parts) -> Result<Principal, ApiError> {
    let token = session_cookie(&parts.headers).ok_or_else(no_key)?;
    let known = store.session(token).await?;
    let principal = known.ok_or_else(|| ApiError::unauthorized("the session has ended"))?;
    if parts.method != Method::GET && !from_own_page(&parts.headers) {
        return Err(ApiError::forbidden(
            "a session changes things only from the dashboard",
        ));
    }
    Ok(principal)
}

/// Name of the cookie that holds the dashboard session.
pub fn cookie_name() -> String {
    format!("{}_session", identity::NAME)
}

/// The token of the dashboard session that a request carries.
pub fn session_cookie(headers: &HeaderMap) -> Option<&str> {
    let name = cookie_name();
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, token)| token)
}

/// Whether a browser says that its own page asks. Other ports of the same host share cookies, but not the origin.
fn from_own_page(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => match (headers.get(header::ORIGIN), headers.get(header::HOST)) {
            (Some(origin), Some(host)) => {
                let origin = origin.to_str().unwrap_or_default();
                let host = host.to_str().unwrap_or_default();
                origin
                    .split_once("://")
                    .is_some_and(|(_, site)| site == host)
            }
            (Some(_), None) => false,
            // Not a browser: browsers send one of the two with every change.
            (None, _) => true,
        },
    }
}
