//! Dashboard sessions: opened with an API key or a one-time link, kept in a cookie that scripts cannot read.

use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use serde::Serialize;

use crate::domain::access::{Principal, Role, Secret};

use super::AppState;
use super::body::Fields;
use super::cookie::{cookie_name, session_cookie};
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::schema;

/// How long a session lasts.
const LIFETIME: Duration = Duration::from_secs(12 * 3600);

/// Most characters of an API key.
const MAX_KEY_CHARS: usize = 200;

/// Opening, reading and closing a session.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/session", "openSession", open)
            .tag("Session")
            .summary("Opens a dashboard session with an API key; sets a cookie")
            .access(Access::Public)
            .body(schema::named("Login"))
            .answers(200, "Whose session it is", schema::named("Session")),
        Operation::get("/session", "getSession", show)
            .tag("Session")
            .summary("Whose key or session the request carries")
            .access(Access::Viewer)
            .answers(200, "Name and role", schema::named("Session")),
        Operation::delete("/session", "closeSession", close)
            .tag("Session")
            .summary("Closes the dashboard session")
            .access(Access::Viewer)
            .answers_empty(204, "It is closed"),
    ]
}

#[derive(Serialize)]
struct Session {
    name: String,
    role: &'static str,
}

impl From<Principal> for Session {
    fn from(principal: Principal) -> Self {
        Self {
            role: principal.role.as_str(),
            name: principal.name,
        }
    }
}

async fn open(
    State(state): State<AppState>,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, ApiError> {
    let key = fields.required_text("key", MAX_KEY_CHARS);
    fields.finish()?;
    let known = state.store.authenticate_key(&key).await?;
    let principal = known.ok_or_else(|| ApiError::unauthorized("the API key is not known"))?;
    let token = state.store.create_session(principal.clone(), LIFETIME);
    let cookie = cookie(token.await?.reveal(), LIFETIME, &headers);
    let session = Json(Session::from(principal));
    Ok(([(header::SET_COOKIE, cookie)], session).into_response())
}

async fn show(Extension(principal): Extension<Principal>) -> Json<Session> {
    Json(Session::from(principal))
}

async fn close(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token) = session_cookie(&headers) {
        state.store.delete_session(token).await?;
    }
    let cookie = cookie("", Duration::ZERO, &headers);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// Opens an administrator's session with the code of a one-time link, then shows the dashboard.
pub async fn redeem(state: &AppState, code: &str, headers: &HeaderMap) -> Response {
    if !state.store.redeem_login_code(code) {
        tracing::warn!("a one-time link was used again or too late");
        return Redirect::to("/#/expired").into_response();
    }
    match open_by_link(state).await {
        Ok(token) => {
            let cookie = cookie(token.reveal(), LIFETIME, headers);
            ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
        }
        Err(error) => error.into_response(),
    }
}

async fn open_by_link(state: &AppState) -> Result<Secret, ApiError> {
    let principal = Principal {
        name: "one-time link".to_owned(),
        role: Role::Admin,
    };
    Ok(state.store.create_session(principal, LIFETIME).await?)
}

/// `Secure` only where a proxy says that the browser came over TLS: plain HTTP on loopback would lose the cookie.
fn cookie(token: &str, lifetime: Duration, headers: &HeaderMap) -> String {
    let over_tls = headers
        .get("x-forwarded-proto")
        .is_some_and(|scheme| scheme == "https");
    format!(
        "{}={token}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}",
        cookie_name(),
        lifetime.as_secs(),
        if over_tls { "; Secure" } else { "" },
    )
}
