//! Publishes the messages about alerts, in order, and removes those that are done.
//!
//! At a broker a message is done when the broker has acknowledged it. At the own endpoint it is done when each listener
//! has acknowledged it or was given up; nobody listening counts as done.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::domain::notify::Notify;
use crate::stopping::stopped;
use crate::store::{Store, StoreError};

/// How long to wait after a failure, or for news that another process wrote.
const PAUSE: Duration = Duration::from_secs(5);

/// Publishes until the backend stops. What is not done by then is published after the next start.
pub(super) async fn run(
    store: Store,
    notifier: Arc<dyn Notify>,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        let work = async {
            match publish_all(&store, notifier.as_ref()).await {
                Ok(true) => {
                    tokio::select! {
                        () = store.outbox_grew() => {}
                        () = tokio::time::sleep(PAUSE) => {}
                    }
                }
                Ok(false) => tokio::time::sleep(PAUSE).await,
                Err(error) => {
                    tracing::warn!(%error, "the outbox cannot be read; it is tried again");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        };
        tokio::select! {
            () = work => {}
            () = stopped(&mut stopping) => return,
        }
    }
}

/// Publishes what waits; `false` when a message was not delivered and stays.
async fn publish_all(store: &Store, notifier: &dyn Notify) -> Result<bool, StoreError> {
    let mut after = 0;
    loop {
        let messages = store.outbox(after).await?;
        if messages.is_empty() {
            return Ok(true);
        }
        let mut done = Vec::with_capacity(messages.len());
        let count = messages.len();
        for message in messages {
            let sent = notifier.notify(&message.device, &message.payload).await;
            if let Err(error) = sent {
                tracing::debug!(device = message.device.as_str(), %error, "an alert waits");
                break;
            }
            after = message.id;
            done.push(message.id);
        }
        let all = done.len() == count;
        store.remove_from_outbox(done).await?;
        if !all {
            return Ok(false);
        }
    }
}
