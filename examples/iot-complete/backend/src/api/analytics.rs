//! Statistics: of one device in each length of period, and of all devices together.

use axum::Json;
use axum::extract::State;

use crate::domain::levels::LEVELS;
use crate::domain::statistics::{Level, Period};
use crate::domain::{DeviceId, List, Timestamp};

use super::AppState;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::{DevicePath, Params};
use super::schema;

/// One operation for each level, and one for all devices.
pub fn operations() -> Vec<Operation> {
    let mut all: Vec<Operation> = LEVELS.iter().map(of_device).collect();
    all.push(
        Operation::get("/analytics/overview", "listStatisticsOverview", overview)
            .tag("Analytics")
            .summary("Statistics of all devices together, newest period first")
            .access(Access::Viewer)
            .query(
                "per",
                "The length of the periods; without it the longest",
                schema::level(),
            )
            .query(
                "from",
                "Earliest start of a period, included",
                schema::time(),
            )
            .query(
                "to",
                "Latest start of a period, not included",
                schema::time(),
            )
            .paged()
            .answers(200, "A page of periods", schema::list_of("FleetPeriod")),
    );
    all
}

fn of_device(level: &'static Level) -> Operation {
    let handler =
        async move |State(state): State<AppState>, DevicePath(id): DevicePath, params: Params| {
            list(&state, Some(&id), level, &params).await
        };
    Operation::get(level.path, level.operation, handler)
        .tag("Analytics")
        .summary("Statistics of one device, newest period first")
        .access(Access::Viewer)
        .device_in_path()
        .query(
            "from",
            "Earliest start of a period, included",
            schema::time(),
        )
        .query(
            "to",
            "Latest start of a period, not included",
            schema::time(),
        )
        .paged()
        .answers(200, "A page of periods", schema::list_of("Period"))
}

async fn overview(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<Period>>, ApiError> {
    let asked = params.word("per", Level::from_word)?;
    let level = asked.unwrap_or(&LEVELS[LEVELS.len() - 1]);
    list(&state, None, level, &params).await
}

async fn list(
    state: &AppState,
    device: Option<&DeviceId>,
    level: &'static Level,
    params: &Params,
) -> Result<Json<List<Period>>, ApiError> {
    let from = params.time("from")?.unwrap_or(Timestamp(i64::MIN));
    let to = params.time("to")?.unwrap_or(Timestamp(i64::MAX));
    let page = params.page()?;
    let periods = state.store.statistics(device, level, from, to, page);
    Ok(Json(periods.await?))
}
