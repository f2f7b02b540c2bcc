//! Counts statistics: whatever was marked, again and again, with rests long enough that readings do not wait.

use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::stopping::stopped;
use crate::store::Store;

/// The shortest rest.
const PAUSE: Duration = Duration::from_secs(15);

/// How many times as long as the work the rest is: the job takes two percent of one processor at most.
const REST: u32 = 50;

/// Counts until the backend stops.
pub(super) async fn run(store: Store, mut stopping: watch::Receiver<bool>) {
    loop {
        let round = async {
            let begun = Instant::now();
            if let Err(error) = store.catch_up_statistics().await {
                tracing::warn!(%error, "statistics could not be counted; it is tried again");
            }
            tokio::time::sleep(PAUSE.max(begun.elapsed() * REST)).await;
        };
        tokio::select! {
            () = round => {}
            () = stopped(&mut stopping) => return,
        }
    }
}
