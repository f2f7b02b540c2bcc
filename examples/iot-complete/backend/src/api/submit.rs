//! Readings posted over HTTP: the same pipeline as over MQTT.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::Serialize;

use crate::domain::pipeline::{MAX_PAYLOAD_BYTES, Submission, Transport};

use super::AppState;
use super::body;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::DevicePath;
use super::schema;

/// Bodies up to this many bytes reach the pipeline, which notes those that are too large.
const MAX_BODY_BYTES: usize = 4 * MAX_PAYLOAD_BYTES;

/// Posting readings.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/devices/{id}/readings", "submitReadings", submit)
            .tag("Readings")
            .summary("Stores a reading, or an array of readings; answers after the commit")
            .access(Access::DeviceOrAdmin)
            .device_in_path()
            .body(schema::one_of([
                schema::named("NewReading"),
                schema::array_of(schema::named("NewReading")),
            ]))
            .answers(202, "New readings are stored", schema::named("Receipt"))
            .answers(
                200,
                "All of them were stored before",
                schema::named("Receipt"),
            ),
    ]
}

#[derive(Serialize)]
struct Stored {
    stored: usize,
    duplicates: usize,
}

async fn submit(
    State(state): State<AppState>,
    DevicePath(device): DevicePath,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, ApiError> {
    body::expect_json(&headers)?;
    let payload = body::read(body, MAX_BODY_BYTES).await?;
    let submission = Submission {
        device,
        payload,
        transport: Transport::Http,
    };
    let receipt = state.pipeline.submit(submission).await?;
    if !receipt.rejected.is_empty() {
        return Err(ApiError::rejected(receipt));
    }
    let status = if receipt.stored > 0 {
        StatusCode::ACCEPTED
    } else {
        StatusCode::OK
    };
    let stored = Stored {
        stored: receipt.stored,
        duplicates: receipt.duplicates,
    };
    Ok((status, Json(stored)))
}
