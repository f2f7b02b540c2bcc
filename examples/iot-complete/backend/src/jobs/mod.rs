//! What has to be done again and again, beside ingest.

mod every;
mod housekeeping;
mod measure;
mod outbox;
mod rollups;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::domain::notify::Notify;
use crate::store::Store;
use crate::telemetry::Telemetry;

use every::every;

/// What the jobs work with.
#[derive(Clone)]
pub struct Jobs {
    /// The database.
    pub store: Store,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Where alert messages go.
    pub notifier: Arc<dyn Notify>,
    /// Counters and gauges.
    pub telemetry: Arc<Telemetry>,
}

impl Jobs {
    /// Starts all jobs; they end when `stopping` becomes true.
    #[must_use]
    pub fn start(self, stopping: &watch::Receiver<bool>) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        let Self {
            store,
            clock,
            notifier,
            telemetry,
        } = self;
        tasks.spawn(outbox::run(store.clone(), notifier, stopping.clone()));
        tasks.spawn(rollups::run(store.clone(), stopping.clone()));
        let second = Duration::from_secs(1);
        let minute = Duration::from_secs(60);
        tasks.spawn(every("rules over time", second, stopping.clone(), {
            let store = store.clone();
            move || {
                let store = store.clone();
                async move { store.tick().await }
            }
        }));
        tasks.spawn(every("metrics", second, stopping.clone(), {
            let store = store.clone();
            move || measure::measure(store.clone(), Arc::clone(&telemetry))
        }));
        tasks.spawn(every("other processes", 2 * second, stopping.clone(), {
            let store = store.clone();
            move || housekeeping::adopt(store.clone())
        }));
        tasks.spawn(every("last seen", 10 * second, stopping.clone(), {
            let store = store.clone();
            move || {
                let store = store.clone();
                async move { store.save_last_seen().await }
            }
        }));
        tasks.spawn(every("checkpoint", 5 * second, stopping.clone(), {
            let store = store.clone();
            move || {
                let store = store.clone();
                async move { store.checkpoint().await }
            }
        }));
        tasks.spawn(every("housekeeping", minute, stopping.clone(), move || {
            housekeeping::tidy(store.clone(), Arc::clone(&clock))
        }));
        tasks
    }
}
