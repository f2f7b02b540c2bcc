//! Readings: the latest of every device, and the history of one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::domain::{List, Reading, Timestamp};
use crate::identity;

use super::AppState;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::{DevicePath, Params};
use super::schema;

const DAY_MS: i64 = 86_400_000;

/// Longest bucket, in seconds: 31 days.
pub const MAX_BUCKET_S: i64 = 31 * 86_400;

/// Latest values and history.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/readings/latest", "listLatestReadings", latest)
            .tag("Readings")
            .summary("The newest reading of each device, sorted by device id")
            .access(Access::Viewer)
            .query("device", "Only this device", schema::device_id())
            .paged()
            .answers(200, "A page of readings", schema::list_of("Reading")),
        Operation::get("/readings/device/{id}", "listReadings", history)
            .tag("Readings")
            .summary("Readings of one device, newest first; without `from`, 24 hours of them")
            .access(Access::Viewer)
            .device_in_path()
            .query("from", "Earliest time, included", schema::time())
            .query("to", "Latest time, not included", schema::time())
            .query(
                "bucketSeconds",
                "Sums up the readings of each so many seconds; empty buckets are left out",
                schema::bucket_seconds(),
            )
            .paged()
            .answers(
                200,
                "A page of readings, or of buckets when `bucketSeconds` was given",
                schema::one_of([schema::list_of("Reading"), schema::list_of("Bucket")]),
            ),
    ]
}

async fn latest(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<Arc<Reading>>>, ApiError> {
    let device = params.device("device")?;
    Ok(Json(state.store.latest(device, params.page()?).await?))
}

async fn history(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
    params: Params,
) -> Result<Response, ApiError> {
    let (from, to) = period(&state, &params)?;
    let page = params.page()?;
    match params.number("bucketSeconds", 1, MAX_BUCKET_S)? {
        Some(seconds) => {
            let buckets = state.store.buckets(&id, from, to, seconds * 1000, page);
            Ok(Json(buckets.await?).into_response())
        }
        None => {
            let readings = state.store.history(&id, from, to, page);
            Ok(Json(readings.await?).into_response())
        }
    }
}

/// The time that is asked about: `from`, included, and `to`, not included; the last day when nothing is said.
pub fn period(state: &AppState, params: &Params) -> Result<(Timestamp, Timestamp), ApiError> {
    // A device's clock may run ahead: what it sent a moment ago must still be shown.
    let newest = state.clock.now().plus_ms(identity::CLOCK_SKEW_MS);
    let to = params.time("to")?.unwrap_or(newest);
    let from = params.time("from")?.unwrap_or(to.plus_ms(-DAY_MS));
    if from >= to {
        return Err(ApiError::bad_parameter(
            "from",
            "range",
            "`from` must be before `to`",
        ));
    }
    Ok((from, to))
}
