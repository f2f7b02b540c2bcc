//! The alert limits of one device.

use axum::Json;
use axum::extract::State;

use crate::domain::device::Thresholds;

use super::AppState;
use super::body::Fields;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::DevicePath;
use super::schema;

/// Reading and setting limits.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/devices/{id}/threshold", "getThresholds", show)
            .tag("Thresholds")
            .summary("The limits that apply to a device")
            .access(Access::Viewer)
            .device_in_path()
            .answers(200, "The limits", schema::named("Thresholds")),
        Operation::post("/devices/{id}/threshold", "setThresholds", set)
            .tag("Thresholds")
            .summary("Sets limits: a number sets one, null returns to its default, the rest stays")
            .device_in_path()
            .body(schema::named("ThresholdChange"))
            .answers(
                200,
                "The limits that apply now",
                schema::named("Thresholds"),
            ),
    ]
}

async fn show(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
) -> Result<Json<Thresholds>, ApiError> {
    Ok(Json(state.store.thresholds(&id).await?))
}

async fn set(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
    mut fields: Fields,
) -> Result<Json<Thresholds>, ApiError> {
    let changes = fields.numbers();
    fields.finish()?;
    Ok(Json(state.store.set_thresholds(&id, changes).await?))
}
