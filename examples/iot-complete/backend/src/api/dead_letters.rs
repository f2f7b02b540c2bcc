//! Messages that were not stored, with the reason.

use axum::Json;
use axum::extract::State;

use crate::domain::List;
use crate::store::DeadLetter;

use super::AppState;
use super::error::ApiError;
use super::operation::Operation;
use super::query::Params;
use super::schema;

/// Listing dead letters.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/dead-letters", "listDeadLetters", list)
            .tag("Operation")
            .summary("Messages that were not stored and why, newest first")
            .paged()
            .answers(200, "A page of dead letters", schema::list_of("DeadLetter")),
    ]
}

async fn list(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<DeadLetter>>, ApiError> {
    Ok(Json(state.store.dead_letters(params.page()?).await?))
}
