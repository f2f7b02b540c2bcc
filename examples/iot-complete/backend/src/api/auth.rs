//! Who asks, and whether they may: API key, device token or dashboard session.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::domain::DeviceId;
use crate::domain::access::{Principal, Role};
use crate::identity;
use crate::store::Store;

use super::error::ApiError;
use super::operation::Access;
use super::query::Params;

/// What the guard of one operation knows.
#[derive(Clone)]
pub struct Guard {
    store: Store,
    access: Access,
    known_query: Arc<[&'static str]>,
}

impl Guard {
    /// A guard for one operation.
    pub fn new(store: Store, access: Access, known_query: Vec<&'static str>) -> Self {
        Self {
            store,
            access,
            known_query: known_query.into(),
        }
    }
}

/// Lets a request through to its handler, or answers 400, 401 or 403.
/// Handlers find the [`Principal`] among the extensions; a device has none.
pub async fn guard(
    State(guard): State<Guard>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let (mut parts, body) = request.into_parts();
    if guard.access != Access::Public
        && let Some(principal) = admit(&guard, &mut parts).await?
    {
        parts.extensions.insert(principal);
    }
    Params::of(&parts.uri)?.all_known(&guard.known_query)?;
    Ok(next.run(Request::from_parts(parts, body)).await)
}

async fn admit(guard: &Guard, parts: &mut Parts) -> Result<Option<Principal>, ApiError> {
    let token = header_token(&parts.headers).map(str::to_owned);
    if let (Access::DeviceOrAdmin, Some(token)) = (guard.access, &token)
        && !token.starts_with(KEY_PREFIX)
    {
        let device = device_in_path(parts).await?;
        return if guard.store.authenticate_device(&device, token).await? {
            Ok(None)
        } else {
            let reason = "bad_token";
            tracing::warn!(%device, transport = "http", reason, "readings refused");
            Err(ApiError::unauthorized(
                "the token is not one of this device",
            ))
        };
    }
    let principal = principal_of(&guard.store, parts, token.as_deref()).await?;
    let needed = match guard.access {
        Access::Admin | Access::DeviceOrAdmin => Role::Admin,
        Access::Viewer | Access::Public => Role::Viewer,
    };
    if principal.role < needed {
        return Err(ApiError::forbidden(
            "this needs a key with the role `admin`",
        ));
    }
    Ok(Some(principal))
}

/// How API keys begin; device tokens never do.
const KEY_PREFIX: &str = "key_";

fn header_token(headers: &HeaderMap) -> Option<&str> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    bearer.or_else(|| headers.get("x-api-key")?.to_str().ok().map(str::trim))
}

async fn device_in_path(parts: &mut Parts) -> Result<DeviceId, ApiError> {
    let params = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|_| ApiError::not_found("the path cannot be read"))?;
    params
        .iter()
        .find(|(name, _)| *name == "id")
        .and_then(|(_, id)| DeviceId::parse(id).ok())
        .ok_or_else(|| ApiError::not_found("there is no such device"))
}

async fn principal_of(
    store: &Store,
    parts: &Parts,
    token: Option<&str>,
) -> Result<Principal, ApiError> {
    if let Some(token) = token {
        let known = store.authenticate_key(token).await?;
        return known.ok_or_else(|| ApiError::unauthorized("the API key is not known"));
    }
    let Some(cookie) = session_cookie(&parts.headers) else {
        return Err(ApiError::unauthorized(
            "send an API key as `Authorization: Bearer key_...`",
        ));
    };
    let known = store.session(cookie).await?;
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
