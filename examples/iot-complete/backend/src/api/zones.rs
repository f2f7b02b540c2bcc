//! The zone of a device, and the alerts about zones.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::domain::alert::{AlertFilter, AlertStatus};
use crate::domain::position::{MAX_LAT, MAX_LNG, Position};
use crate::domain::zone::{MAX_RADIUS_M, Zone};
use crate::domain::{Alert, List};

use super::AppState;
use super::body::Fields;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::{DevicePath, Params};
use super::schema;

/// Zones, and what happened at them.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/devices/{id}/zone", "getZone", show)
            .tag("Zones")
            .summary("The zone of a device; 404 when it has none")
            .access(Access::Viewer)
            .device_in_path()
            .answers(200, "The zone", schema::named("Zone")),
        Operation::post("/devices/{id}/zone", "setZone", set)
            .tag("Zones")
            .summary("Gives a device a zone, in place of the one it has")
            .device_in_path()
            .body(schema::named("NewZone"))
            .answers(200, "The zone that applies now", schema::named("Zone")),
        Operation::delete("/devices/{id}/zone", "removeZone", remove)
            .tag("Zones")
            .summary("Takes the zone of a device away; doing it twice changes nothing")
            .device_in_path()
            .answers_empty(204, "It has none"),
        Operation::get("/alerts/geofence", "listZoneAlerts", list)
            .tag("Alerts")
            .summary("Alerts about zones, newest first")
            .access(Access::Viewer)
            .query("device", "Only alerts of this device", schema::device_id())
            .query(
                "status",
                "Only alerts in this state",
                schema::alert_status(),
            )
            .paged()
            .answers(200, "A page of alerts", schema::list_of("Alert")),
    ]
}

async fn show(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
) -> Result<Json<Zone>, ApiError> {
    let zone = state.store.zone(&id).await?;
    zone.map(Json)
        .ok_or_else(|| ApiError::not_found("no zone applies to the device"))
}

async fn set(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
    fields: Fields,
) -> Result<Json<Zone>, ApiError> {
    let zone = zone_in(fields)?;
    state.store.set_zone(&id, Some(zone)).await?;
    Ok(Json(zone))
}

/// The zone that a request describes.
fn zone_in(mut fields: Fields) -> Result<Zone, ApiError> {
    let numbers = fields.numbers();
    for (name, _) in &numbers {
        if !["lat", "lng", "radiusMeters"].contains(&name.as_str()) {
            fields.fault(name, "unknown_field", "is not known here");
        }
    }
    let given = |name: &str| {
        let found = numbers.iter().find(|(field, _)| field == name);
        found.and_then(|(_, number)| *number)
    };
    let lat = given("lat").filter(|lat| lat.abs() <= MAX_LAT);
    if lat.is_none() {
        fields.fault("lat", "range", "must be a number from -90 to 90");
    }
    let lng = given("lng").filter(|lng| lng.abs() <= MAX_LNG);
    if lng.is_none() {
        fields.fault("lng", "range", "must be a number from -180 to 180");
    }
    let radius_m = given("radiusMeters");
    let radius_m = radius_m.filter(|radius_m| *radius_m > 0.0 && *radius_m <= MAX_RADIUS_M);
    if radius_m.is_none() {
        let message = format!("must be a number above 0, at most {MAX_RADIUS_M}");
        fields.fault("radiusMeters", "range", message);
    }
    fields.finish()?;
    let centre = lat
        .zip(lng)
        .and_then(|(lat, lng)| Position::new(lat, lng).ok());
    let zone = centre
        .zip(radius_m)
        .map(|(centre, radius_m)| Zone { centre, radius_m });
    zone.ok_or_else(|| ApiError::bad_request("the zone has no place or no size"))
}

async fn remove(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
) -> Result<StatusCode, ApiError> {
    state.store.set_zone(&id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<Alert>>, ApiError> {
    let about_zones = state
        .rules
        .iter()
        .filter(|rule| rule.condition.is_about_zones());
    let filter = AlertFilter {
        device: params.device("device")?,
        status: params.word("status", AlertStatus::from_word)?,
        rules: Some(about_zones.map(|rule| rule.name).collect()),
        ..AlertFilter::default()
    };
    Ok(Json(state.store.alerts(filter, params.page()?).await?))
}
