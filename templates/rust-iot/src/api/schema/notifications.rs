//! Schemas of messages for channels.

use serde_json::Value;

use crate::domain::channel::Delivery;

use super::{Named, answer, count, described, device_id, integer, nullable, text, time, words};

pub(super) fn components() -> Vec<Named> {
    vec![("Notification", notification())]
}

fn notification() -> Value {
    answer([
        ("id", integer()),
        ("channel", described(text(), "Name of the channel")),
        ("alertId", integer()),
        ("deviceId", device_id()),
        (
            "state",
            described(words(&["raised", "cleared"]), "What it tells of the alert"),
        ),
        (
            "delivery",
            described(
                words(&Delivery::ALL.map(Delivery::as_str)),
                "What became of it",
            ),
        ),
        ("attempts", described(count(), "How often it was tried")),
        ("createdAt", time()),
        ("nextTryAt", nullable(time())),
        ("deliveredAt", nullable(time())),
        (
            "error",
            described(nullable(text()), "Why the last try failed"),
        ),
    ])
}
