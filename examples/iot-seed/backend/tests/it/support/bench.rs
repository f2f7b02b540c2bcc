//! A store on a database of its own, with a clock that stands still.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use backend::clock::{Clock, ManualClock};
use backend::domain::alert::AlertFilter;
use backend::domain::device::NewDevice;
use backend::domain::notify::Notify;
use backend::domain::pipeline::{Receipt, Submission, Submit, Transport};
use backend::domain::rule::Rule;
use backend::domain::{Alert, DeviceId, Page, Timestamp};
use backend::ingest::Pipeline;
use backend::jobs::Jobs;
use backend::rules::{Engine, RULES};
use backend::store::{Options, Store, schema};
use backend::telemetry::Telemetry;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::MANY;
use super::inbox::Inbox;

/// 2026-01-31T12:00:00Z.
pub const NOON: Timestamp = Timestamp(1_769_860_800_000);

/// Jobs that run until this is dropped.
pub struct Running {
    _tasks: JoinSet<()>,
    _stop: watch::Sender<bool>,
}

/// A store, its clock and a pipeline into it.
pub struct Bench {
    pub clock: Arc<ManualClock>,
    pub store: Store,
    pub pipeline: Pipeline,
    pub telemetry: Arc<Telemetry>,
    rules: &'static [Rule],
    folder: Arc<TempDir>,
}

impl Bench {
    /// With the rules of the specification.
    pub fn new() -> Self {
        Self::with_rules(RULES)
    }

    /// With other rules.
    pub fn with_rules(rules: &'static [Rule]) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let clock = Arc::new(ManualClock::new(NOON));
        Self::open(folder, clock, rules)
    }

    fn open(folder: Arc<TempDir>, clock: Arc<ManualClock>, rules: &'static [Rule]) -> Self {
        let path = folder.path().join("test.db");
        schema::migrate(&path, clock.now()).unwrap();
        let telemetry = Arc::new(Telemetry::default());
        let shared_clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let store = Store::open(Options {
            path,
            clock: Arc::clone(&shared_clock),
            rules,
            evaluator: Arc::new(Engine::new(rules)),
            telemetry: Arc::clone(&telemetry),
            queue_limit: 64,
        })
        .unwrap();
        let pipeline = Pipeline::new(store.clone(), shared_clock, Arc::clone(&telemetry));
        Self {
            clock,
            store,
            pipeline,
            telemetry,
            rules,
            folder,
        }
    }

    /// A second process on the same database.
    pub fn twin(first: &Self) -> Self {
        Self::open(
            Arc::clone(&first.folder),
            Arc::clone(&first.clock),
            first.rules,
        )
    }

    /// Where the database is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// Closes the store and opens it again, as a new process would.
    pub async fn restart(self) -> Self {
        self.store.close().await;
        Self::open(self.folder, self.clock, self.rules)
    }

    /// Registers a device.
    pub async fn device(&self, id: &str) -> DeviceId {
        let id = DeviceId::parse(id).unwrap();
        let new = NewDevice::new(id.clone());
        self.store.create_device(new).await.unwrap();
        id
    }

    /// Sends a payload through the pipeline.
    pub async fn send(&self, device: &DeviceId, payload: &Value) -> Receipt {
        self.send_bytes(device, payload.to_string().as_bytes())
            .await
    }

    /// Sends bytes through the pipeline.
    pub async fn send_bytes(&self, device: &DeviceId, payload: &[u8]) -> Receipt {
        let submission = Submission {
            device: device.clone(),
            payload: payload.to_vec().into(),
            transport: Transport::Http,
        };
        self.pipeline.submit(submission).await.unwrap()
    }

    /// Starts the jobs of a running backend.
    pub fn jobs(&self) -> Running {
        self.jobs_with(Arc::new(Inbox::default()))
    }

    /// Starts the jobs; messages about alerts go to `notifier`.
    pub fn jobs_with(&self, notifier: Arc<dyn Notify>) -> Running {
        let clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&self.clock);
        let jobs = Jobs {
            store: self.store.clone(),
            clock,
            notifier,
            telemetry: Arc::clone(&self.telemetry),
        };
        let (stop, stopping) = watch::channel(false);
        Running {
            _tasks: jobs.start(&stopping),
            _stop: stop,
        }
    }

    /// A connection of another process to the same database.
    pub fn connection(&self) -> Connection {
        let connection = Connection::open(self.path()).unwrap();
        connection.busy_timeout(Duration::from_secs(10)).unwrap();
        connection
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> i64 {
        let query = format!("SELECT count(*) FROM {table}");
        let count = self.connection().query_row(&query, [], |row| row.get(0));
        count.unwrap()
    }

    /// All alerts, oldest first.
    pub async fn alerts(&self) -> Vec<Alert> {
        let list = self
            .store
            .alerts(AlertFilter::default(), Page::new(MANY, None));
        let mut alerts = list.await.unwrap().items;
        alerts.reverse();
        alerts
    }

    /// The messages that wait to be published: state and type.
    pub async fn outbox(&self) -> Vec<(String, String)> {
        let messages = self.store.outbox(0).await.unwrap();
        let states = messages.iter().map(|message| {
            let message: Value = serde_json::from_str(&message.payload).unwrap();
            let word = |field: &str| message[field].as_str().unwrap().to_owned();
            (word("state"), word("type"))
        });
        states.collect()
    }
}
