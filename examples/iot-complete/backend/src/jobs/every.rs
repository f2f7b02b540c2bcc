//! Runs a job at intervals until the backend stops.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::stopping::stopped;
use crate::store::StoreError;

/// Runs `job` now and then every `pause`; failures are logged and the job is tried again next time.
pub(super) async fn every<F, J>(
    name: &'static str,
    pause: Duration,
    mut stopping: watch::Receiver<bool>,
    mut job: J,
) where
    F: Future<Output = Result<(), StoreError>> + Send,
    J: FnMut() -> F + Send,
{
    let mut ticks = interval(pause);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = stopped(&mut stopping) => return,
        }
        if let Err(error) = job().await {
            tracing::warn!(job = name, %error, "a job failed; it is tried again");
        }
    }
}
