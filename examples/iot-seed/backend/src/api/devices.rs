//! Devices: list, register, read, change, remove, new credentials.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;

use crate::domain::device::{DeviceFilter, DevicePatch, NewDevice, Status};
use crate::domain::id::MAX_DEVICE_ID_CHARS;
use crate::domain::{Device, DeviceId, List};
use crate::identity;

use super::AppState;
use super::body::Fields;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::{DevicePath, Params};
use super::schema;

/// Most characters of a name or a place.
pub const MAX_TEXT_CHARS: usize = 120;

/// Everything under `/devices` but readings and thresholds.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/devices", "listDevices", list)
            .tag("Devices")
            .summary("Registered devices, sorted by id")
            .access(Access::Viewer)
            .query(
                "status",
                "Only devices in this state",
                schema::device_status(),
            )
            .paged()
            .answers(200, "A page of devices", schema::list_of("Device")),
        Operation::post("/devices", "registerDevice", register)
            .tag("Devices")
            .summary("Registers a device and shows its token, once")
            .body(schema::named("NewDevice"))
            .answers(
                201,
                "The device and its token",
                schema::named("RegisteredDevice"),
            ),
        Operation::get("/devices/{id}", "getDevice", show)
            .tag("Devices")
            .summary("One device")
            .access(Access::Viewer)
            .device_in_path()
            .answers(200, "The device", schema::named("Device")),
        Operation::patch("/devices/{id}", "changeDevice", change)
            .tag("Devices")
            .summary("Changes name, location or whether the device may connect")
            .device_in_path()
            .body(schema::named("DeviceChange"))
            .answers(200, "The device as it is now", schema::named("Device")),
        Operation::delete("/devices/{id}", "removeDevice", remove)
            .tag("Devices")
            .summary("Removes a device with its readings, alerts and credentials")
            .device_in_path()
            .answers_empty(204, "It is gone"),
        Operation::post("/devices/{id}/credentials", "rotateCredentials", rotate)
            .tag("Devices")
            .summary("Replaces the token of a device and shows the new one, once")
            .device_in_path()
            .answers(
                200,
                "The new token; the old one no longer works",
                schema::named("Token"),
            ),
    ]
}

async fn list(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<Device>>, ApiError> {
    let filter = DeviceFilter {
        status: params.word("status", Status::from_word)?,
    };
    Ok(Json(state.store.devices(filter, params.page()?).await?))
}

#[derive(Serialize)]
struct Registered {
    device: Device,
    token: String,
}

async fn register(
    State(state): State<AppState>,
    mut body: Fields,
) -> Result<impl IntoResponse, ApiError> {
    let text = body.required_text("id", MAX_DEVICE_ID_CHARS);
    let id = DeviceId::parse(&text);
    if let (Err(error), false) = (&id, text.is_empty()) {
        body.fault("id", "format", error.to_string());
    }
    if text == identity::NAME {
        let problem = "is the account of the backend at the broker; choose another id";
        body.fault("id", "reserved", problem.to_owned());
    }
    let name = body.text("name", MAX_TEXT_CHARS).flatten();
    let location = body.text("location", MAX_TEXT_CHARS).flatten();
    body.finish()?;
    let id = id.map_err(|error| ApiError::bad_request(error.to_string()))?;
    let place = format!("/devices/{id}");
    let mut new = NewDevice::new(id);
    new.name = name;
    new.location = location;
    let (device, token) = state.store.create_device(new).await?;
    let token = token.reveal().to_owned();
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, place)],
        Json(Registered { device, token }),
    ))
}

async fn show(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
) -> Result<Json<Device>, ApiError> {
    Ok(Json(state.store.device(&id).await?))
}

async fn change(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
    mut body: Fields,
) -> Result<Json<Device>, ApiError> {
    let patch = DevicePatch {
        name: body.text("name", MAX_TEXT_CHARS),
        location: body.text("location", MAX_TEXT_CHARS),
        enabled: body.flag("enabled"),
    };
    body.finish()?;
    Ok(Json(state.store.update_device(&id, patch).await?))
}

async fn remove(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
) -> Result<StatusCode, ApiError> {
    state.store.delete_device(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Serialize)]
struct Token {
    token: String,
}

async fn rotate(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
) -> Result<Json<Token>, ApiError> {
    let secret = state.store.rotate_credentials(&id).await?;
    Ok(Json(Token {
        token: secret.reveal().to_owned(),
    }))
}
