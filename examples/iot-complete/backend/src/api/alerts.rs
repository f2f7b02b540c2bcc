//! Alerts: list, read, raise by hand, acknowledge, clear.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Extension, Json};

use crate::domain::access::Principal;
use crate::domain::alert::{AlertFilter, AlertStatus, NewAlert};
use crate::domain::id::MAX_DEVICE_ID_CHARS;
use crate::domain::{Alert, DeviceId, List, Severity};

use super::AppState;
use super::body::Fields;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::{AlertPath, Params};
use super::schema;

/// Most characters of the type of an alert.
const MAX_TYPE_CHARS: usize = 64;

/// Most characters of the message of an alert.
const MAX_MESSAGE_CHARS: usize = 500;

/// Everything under `/alerts`.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/alerts", "listAlerts", list)
            .tag("Alerts")
            .summary("Alerts, newest first")
            .access(Access::Viewer)
            .query("device", "Only alerts of this device", schema::device_id())
            .query(
                "status",
                "Only alerts in this state",
                schema::alert_status(),
            )
            .query(
                "severity",
                "Only alerts of this severity",
                schema::severity(),
            )
            .query("rule", "Only alerts of this rule", schema::text())
            .paged()
            .answers(200, "A page of alerts", schema::list_of("Alert")),
        Operation::post("/alerts", "raiseAlert", raise)
            .tag("Alerts")
            .summary("Raises an alert by hand, or for another system")
            .body(schema::named("NewAlert"))
            .answers(201, "The alert", schema::named("Alert")),
        Operation::get("/alerts/{id}", "getAlert", show)
            .tag("Alerts")
            .summary("One alert")
            .access(Access::Viewer)
            .alert_in_path()
            .answers(200, "The alert", schema::named("Alert")),
        Operation::post("/alerts/{id}/ack", "acknowledgeAlert", acknowledge)
            .tag("Alerts")
            .summary("Notes that somebody has seen the alert; doing it twice changes nothing")
            .alert_in_path()
            .answers(200, "The alert as it is now", schema::named("Alert")),
        Operation::post("/alerts/{id}/clear", "clearAlert", clear)
            .tag("Alerts")
            .summary("Ends the alert; doing it twice changes nothing")
            .alert_in_path()
            .answers(200, "The alert as it is now", schema::named("Alert")),
    ]
}

async fn list(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<Alert>>, ApiError> {
    let filter = AlertFilter {
        device: params.device("device")?,
        status: params.word("status", AlertStatus::from_word)?,
        severity: params.word("severity", Severity::from_word)?,
        rule: params.text("rule").map(str::to_owned),
        rules: None,
    };
    Ok(Json(state.store.alerts(filter, params.page()?).await?))
}

async fn raise(
    State(state): State<AppState>,
    mut fields: Fields,
) -> Result<impl IntoResponse, ApiError> {
    let device_text = fields.required_text("deviceId", MAX_DEVICE_ID_CHARS);
    let device = DeviceId::parse(&device_text);
    if let (Err(error), false) = (&device, device_text.is_empty()) {
        fields.fault("deviceId", "format", error.to_string());
    }
    let alert_type = fields.required_text("type", MAX_TYPE_CHARS);
    let message = fields.required_text("message", MAX_MESSAGE_CHARS);
    let severity = match fields.text("severity", MAX_TYPE_CHARS).flatten() {
        None => Severity::Warning,
        Some(word) => Severity::from_word(&word).unwrap_or_else(|| {
            let message = format!("`{word}` is no severity");
            fields.fault("severity", "word", message);
            Severity::Warning
        }),
    };
    fields.finish()?;
    let device = device.map_err(|error| ApiError::bad_request(error.to_string()))?;
    let new = NewAlert {
        device,
        alert_type,
        severity,
        message,
    };
    let alert = state.store.create_alert(new).await?;
    let place = format!("/alerts/{}", alert.id);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, place)],
        Json(alert),
    ))
}

async fn show(
    State(state): State<AppState>,
    AlertPath(id): AlertPath,
) -> Result<Json<Alert>, ApiError> {
    Ok(Json(state.store.alert(id).await?))
}

async fn acknowledge(
    State(state): State<AppState>,
    AlertPath(id): AlertPath,
    Extension(principal): Extension<Principal>,
) -> Result<Json<Alert>, ApiError> {
    let alert = state.store.acknowledge_alert(id, principal.name).await?;
    Ok(Json(alert))
}

async fn clear(
    State(state): State<AppState>,
    AlertPath(id): AlertPath,
) -> Result<Json<Alert>, ApiError> {
    Ok(Json(state.store.clear_alert(id).await?))
}
