//! Messages about alerts for channels besides MQTT, and what became of them.

use axum::Json;
use axum::extract::State;

use crate::domain::List;
use crate::domain::channel::{Delivery, Notification, NotificationFilter};

use super::AppState;
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::Params;
use super::schema;

/// Listing messages.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/notifications", "listNotifications", list)
            .tag("Alerts")
            .summary("Messages about alerts for channels besides MQTT, newest first")
            .access(Access::Viewer)
            .query("channel", "Only messages for this channel", schema::text())
            .query(
                "delivery",
                "Only messages that this became of",
                schema::words(&Delivery::ALL.map(Delivery::as_str)),
            )
            .paged()
            .answers(200, "A page of messages", schema::list_of("Notification")),
    ]
}

async fn list(
    State(state): State<AppState>,
    params: Params,
) -> Result<Json<List<Notification>>, ApiError> {
    let filter = NotificationFilter {
        channel: params.text("channel").map(str::to_owned),
        delivery: params.word("delivery", Delivery::from_word)?,
    };
    let page = params.page()?;
    Ok(Json(state.store.notifications(filter, page).await?))
}
