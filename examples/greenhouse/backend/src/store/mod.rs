//! The database and what is kept in memory beside it.
//!
//! One thread writes; it takes all that queued while its last commit ran into one transaction (group commit).
//! Readers have connections of their own. Credentials, limits, rule states and newest readings live in memory and
//! change only after the commit that they belong to, so that nobody sees what a crash could take back.

mod access;
mod alerts;
mod batch;
mod credentials;
mod dead_letters;
mod devices;
mod episodes;
mod error;
mod limits;
mod load;
mod lookups;
mod maintenance;
pub mod migrations;
mod outbox;
mod readers;
mod readings;
mod registry;
pub mod schema;
mod sessions;
mod sql;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{Notify, broadcast};

use crate::clock::Clock;
use crate::domain::evaluate::Evaluate;
use crate::domain::event::Event;
use crate::domain::rule::Rule;
use crate::domain::{DeviceId, Timestamp};
use crate::telemetry::Telemetry;

pub use batch::{Committed, Ingest, NewDeadLetter};
pub use dead_letters::DeadLetter;
pub use error::StoreError;
pub use outbox::OutboxMessage;

use access::Access;
use lookups::Lookups;
use readers::Readers;
use registry::Registry;
use sessions::Sessions;
use writer::Writer;

/// What most questions to the store return.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Events that a slow watcher may lag behind before it misses some.
const EVENT_BACKLOG: usize = 1024;

/// What a store is made of.
pub struct Options {
    /// The database file.
    pub path: PathBuf,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The alert rules.
    pub rules: &'static [Rule],
    /// Judges readings by the rules.
    pub evaluator: Arc<dyn Evaluate>,
    /// Counters and histograms.
    pub telemetry: Arc<Telemetry>,
    /// How many messages may wait for a commit.
    pub queue_limit: usize,
}

/// How the store is.
#[derive(Debug, Clone)]
pub struct StoreHealth {
    /// Whether the last commit succeeded, and another one may follow.
    pub writable: bool,
    /// When the last commit succeeded.
    pub last_commit_at: Option<Timestamp>,
    /// Messages that wait for a commit.
    pub queue_depth: usize,
    /// How many messages may wait.
    pub queue_limit: usize,
}

/// Handle to the store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
}

/// What the writer thread and the handles share.
struct Shared {
    clock: Arc<dyn Clock>,
    rules: &'static [Rule],
    evaluator: Arc<dyn Evaluate>,
    telemetry: Arc<Telemetry>,
    registry: Registry,
    access: Access,
    sessions: Sessions,
    readers: Readers,
    lookups: Lookups,
    path: PathBuf,
    started_at: Timestamp,
    events: broadcast::Sender<Event>,
    /// Devices whose token no longer lets them in.
    revoked: broadcast::Sender<DeviceId>,
    /// Wakes those who publish the outbox.
    outbox_grew: Notify,
    writable: AtomicBool,
    last_commit_ms: AtomicI64,
    /// Times before it are in the table ordered by device.
    boundary_ms: AtomicI64,
}

/// Pages of the write-ahead log at which a commit copies them into the database itself: 32 MiB. A job does it earlier.
const CHECKPOINT_PAGES: i64 = 8192;

/// The connection of the writer. Its transactions take the lock at their beginning, because one that reads first could
/// not take it any more after another process has written.
fn open_to_write(path: &Path) -> Result<Connection> {
    let mut connection = schema::connect(path)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    Ok(connection)
}

impl Store {
    /// Opens a migrated database, loads what is kept in memory and starts the writer.
    ///
    /// # Errors
    /// When the database cannot be read or holds what this program did not write.
    pub fn open(options: Options) -> Result<Self> {
        let mut connection = open_to_write(&options.path)?;
        let loaded = load::load(&connection, options.rules)?;
        let shared = Arc::new(Shared {
            started_at: options.clock.now(),
            clock: options.clock,
            rules: options.rules,
            evaluator: options.evaluator,
            telemetry: options.telemetry,
            registry: loaded.registry,
            access: loaded.access,
            sessions: Sessions::load(&connection)?,
            readers: Readers::new(options.path.clone()),
            lookups: Lookups::default(),
            path: options.path,
            events: broadcast::Sender::new(EVENT_BACKLOG),
            revoked: broadcast::Sender::new(EVENT_BACKLOG),
            outbox_grew: Notify::new(),
            writable: AtomicBool::new(true),
            last_commit_ms: AtomicI64::new(0),
            boundary_ms: AtomicI64::new(loaded.boundary.millis()),
        });
        alerts::end_orphans(&mut connection, &shared)?;
        let writer = Arc::new(Writer::start(
            connection,
            Arc::clone(&shared),
            options.queue_limit,
        )?);
        Ok(Self { shared, writer })
    }

    /// Events, each after its commit; a slow receiver sees that it lagged.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.shared.events.subscribe()
    }

    /// Devices that were removed or disabled or got a new token, each after its commit.
    #[must_use]
    pub fn revocations(&self) -> broadcast::Receiver<DeviceId> {
        self.shared.revoked.subscribe()
    }

    /// Tells that the token of a device no longer lets it in.
    fn revoked(&self, id: &DeviceId) {
        // Without an endpoint of its own nobody listens.
        let _ = self.shared.revoked.send(id.clone());
    }

    /// How the store is.
    #[must_use]
    pub fn health(&self) -> StoreHealth {
        let last_commit_ms = self.shared.last_commit_ms.load(Ordering::Relaxed);
        StoreHealth {
            writable: self.shared.writable.load(Ordering::Relaxed) && !self.is_closed(),
            last_commit_at: (last_commit_ms > 0).then_some(Timestamp(last_commit_ms)),
            queue_depth: self.writer.queue_depth(),
            queue_limit: self.writer.queue_limit(),
        }
    }

    /// Whether nothing is written any more.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.writer.is_closed()
    }

    /// Resolves when nothing is written any more.
    pub async fn ended(&self) {
        self.writer.ended().await;
    }

    /// Commits all that waits and stops the writer; later writes are refused.
    pub async fn close(&self) {
        self.writer.close().await;
    }

    /// Makes sure that a device which another process registered is known here too.
    ///
    /// # Errors
    /// `NotFound` when it is not registered.
    pub async fn ensure_known(&self, id: &DeviceId) -> Result<()> {
        if self.shared.registry.read().contains_key(id) {
            return Ok(());
        }
        self.adopt_device(id).await
    }
}
