//! Who asks, and whether they may: API key, device token or dashboard session.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::domain::DeviceId;
use crate::domain::access::{Principal, Role};
use crate::store::Store;

use super::cookie;
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
    let principal = match token {
        Some(key) => owner_of(&guard.store, &key).await?,
        None => cookie::owner_of(&guard.store, parts).await?,
    };
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

async fn owner_of(store: &Store, key: &str) -> Result<Principal, ApiError> {
    let known = store.authenticate_key(key).await?;
    known.ok_or_else(|| ApiError::unauthorized("the API key is not known"))
}

/// The answer to whoever shows nothing.
pub fn no_key() -> ApiError {
    ApiError::unauthorized("send an API key as `Authorization: Bearer key_...`")
}
