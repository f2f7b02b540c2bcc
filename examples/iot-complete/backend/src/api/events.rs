//! Live events: readings and alerts as they are committed, as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use serde::Serialize;

use crate::domain::event::Event;

use super::AppState;
use super::error::ApiError;
use super::follow::{Follower, Notice};
use super::operation::{Access, Operation};
use super::query::Params;
use super::schema;

/// Pause after which a comment shows that the stream still stands.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a browser waits before it opens a broken stream again.
const RETRY: Duration = Duration::from_secs(3);

/// The stream.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/events", "followEvents", follow)
            .tag("Operation")
            .summary("Live stream of `reading` and `alert` events; `resync`: some were left out")
            .access(Access::Viewer)
            .query("device", "Only events of this device", schema::device_id())
            .answers_as(200, "The stream", "text/event-stream", Some(schema::text())),
    ]
}

struct Listener {
    follower: Follower,
    greeted: bool,
}

async fn follow(
    State(state): State<AppState>,
    params: Params,
) -> Result<Sse<impl Stream<Item = Result<Message, Infallible>>>, ApiError> {
    let device = params.device("device")?;
    let listener = Listener {
        follower: Follower::new(state.store.subscribe(), state.stopping.clone(), device),
        greeted: false,
    };
    Ok(stream(listener, HEARTBEAT))
}

fn stream(
    listener: Listener,
    heartbeat: Duration,
) -> Sse<impl Stream<Item = Result<Message, Infallible>>> {
    let messages = unfold(listener, |mut listener| async {
        let message = listener.next().await?;
        Some((Ok(message), listener))
    });
    Sse::new(messages).keep_alive(KeepAlive::new().interval(heartbeat))
}

impl Listener {
    /// The next message; `None` when the backend stops.
    async fn next(&mut self) -> Option<Message> {
        if !self.greeted {
            self.greeted = true;
            return Some(Message::default().comment("following").retry(RETRY));
        }
        loop {
            let message = match self.follower.next().await? {
                Notice::Event(Event::Reading(reading)) => named("reading", &*reading),
                Notice::Event(Event::Alert(alert)) => named("alert", &*alert),
                Notice::Resync => Some(Message::default().event("resync").data("{}")),
            };
            if message.is_some() {
                return message;
            }
        }
    }
}

fn named(name: &str, data: &impl Serialize) -> Option<Message> {
    Message::default().event(name).json_data(data).ok()
}

#[cfg(test)]
#[expect(
    non_snake_case,
    reason = "the keys of criteria are set apart by double underscores"
)]
mod tests {
    use std::sync::Arc;

    use axum::body::to_bytes;
    use axum::response::IntoResponse;
    use tokio::sync::{broadcast, watch};

    use super::*;
    use crate::domain::reading::{Suspects, TimestampSource};
    use crate::domain::{DeviceId, Reading, Timestamp, Values};

    fn reading(ms: i64) -> Event {
        Event::Reading(Arc::new(Reading {
            device: DeviceId::parse("a").unwrap(),
            timestamp: Timestamp(ms),
            received_at: Timestamp(ms),
            source: TimestampSource::Device,
            suspects: Suspects::default(),
            values: Values::EMPTY,
            position: None,
        }))
    }

    #[tokio::test]
    async fn live__slow__is_told_to_start_over() {
        let (sender, events) = broadcast::channel(2);
        let (_stop, stopping) = watch::channel(false);
        let mut listener = Listener {
            follower: Follower::new(events, stopping, None),
            greeted: true,
        };
        for ms in 0..5 {
            sender.send(reading(ms)).unwrap();
        }
        let mut names = Vec::new();
        for _ in 0..3 {
            let message = format!("{:?}", listener.next().await.unwrap());
            names.push(message.contains("event: resync"));
        }
        assert_eq!(names, [true, false, false]);
    }

    #[tokio::test]
    async fn live__keepalive__shows_that_the_stream_stands() {
        let (_sender, events) = broadcast::channel(2);
        let (stop, stopping) = watch::channel(false);
        let listener = Listener {
            follower: Follower::new(events, stopping, None),
            greeted: true,
        };
        assert_eq!(HEARTBEAT, Duration::from_secs(15));
        let response = stream(listener, Duration::from_millis(20)).into_response();
        let ending = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(200)).await;
            stop.send_replace(true);
        });
        let body = to_bytes(response.into_body(), 4096).await.unwrap();
        ending.await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let comments = text.lines().filter(|line| line.starts_with(':')).count();
        assert!(comments >= 2, "{text:?}");
    }
}
