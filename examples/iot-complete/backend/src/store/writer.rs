//! The one thread that writes: group commit, retry, everything else between commits.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::batch::{self, Job};
use super::{Result, Shared, Store, StoreError};

/// Most messages in one transaction.
const MAX_BATCH: usize = 2048;

/// First and longest pause before a failed commit is tried again.
const RETRY_FROM: Duration = Duration::from_millis(50);
const RETRY_UP_TO: Duration = Duration::from_secs(5);

/// Something to do on the writing connection.
type Change = Box<dyn FnOnce(&mut Connection, &Shared) + Send>;

/// What the thread is asked to do.
pub(super) enum Command {
    /// Store a message, together with others.
    Ingest(Job),
    /// Do something else, alone.
    Run(Change),
    /// Stop.
    Stop,
}

/// The queue into the thread, and the thread.
pub(super) struct Writer {
    queue: mpsc::Sender<Command>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(connection: Connection, shared: Arc<Shared>, queue_limit: usize) -> Result<Self> {
        let (queue, commands) = mpsc::channel(queue_limit);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(connection, &shared, commands))
            .map_err(|_| StoreError::Unavailable)?;
        Ok(Self {
            queue,
            thread: Mutex::new(Some(thread)),
        })
    }

    pub fn queue_limit(&self) -> usize {
        self.queue.max_capacity()
    }

    pub fn queue_depth(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Whether the thread has ended.
    pub fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    /// Resolves when the thread has ended, also by a panic: the receiver of the queue goes with it.
    pub async fn ended(&self) {
        self.queue.closed().await;
    }

    /// Waits for a place in the queue.
    pub async fn send(&self, command: Command) -> Result<()> {
        let sent = self.queue.send(command).await;
        sent.map_err(|_| StoreError::Unavailable)
    }

    /// Lets the thread finish what is queued, and waits for it.
    pub async fn close(&self) {
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(thread) = thread else {
            return;
        };
        // When the thread is gone there is nothing to stop.
        let _ = self.queue.send(Command::Stop).await;
        let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    }
}

impl Store {
    /// Runs `change` on the writing connection, between two commits.
    pub(super) async fn write<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection, &Shared) -> Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let command = Command::Run(Box::new(move |connection, shared| {
            // Nobody waits any more when the asker has gone.
            let _ = reply.send(change(connection, shared));
        }));
        self.writer.send(command).await?;
        answer.await.unwrap_or(Err(StoreError::Unavailable))
    }
}

fn run(mut connection: Connection, shared: &Shared, mut commands: mpsc::Receiver<Command>) {
    let mut jobs = Vec::new();
    while let Some(command) = commands.blocking_recv() {
        let mut next = Some(command);
        while let Some(command) = next {
            match command {
                Command::Ingest(job) => jobs.push(job),
                Command::Run(change) => {
                    commit(&mut connection, shared, &mut jobs, &commands);
                    change(&mut connection, shared);
                }
                Command::Stop => {
                    commit(&mut connection, shared, &mut jobs, &commands);
                    return;
                }
            }
            next = if jobs.len() < MAX_BATCH {
                commands.try_recv().ok()
            } else {
                None
            };
        }
        commit(&mut connection, shared, &mut jobs, &commands);
    }
}

/// Commits the jobs, trying again until it works. When one of them holds what the database will never take, ever fewer are
/// tried at once, until that one is alone and can be put aside.
fn commit(
    connection: &mut Connection,
    shared: &Shared,
    jobs: &mut Vec<Job>,
    commands: &mpsc::Receiver<Command>,
) {
    let mut pause = RETRY_FROM;
    let mut together = jobs.len();
    while !jobs.is_empty() {
        together = together.clamp(1, jobs.len());
        let started = Instant::now();
        let mut done = batch::commit(connection, shared, &jobs[..together]);
        if let Err(error) = &done
            && !error.may_pass()
        {
            if together > 1 {
                together /= 2;
                continue;
            }
            tracing::error!(%error, "the database refuses a reading; it becomes a dead letter");
            done = batch::commit_apart(connection, shared, &jobs[0]);
        }
        match done {
            Ok(outcome) => {
                shared.note_commit(started.elapsed(), together);
                outcome.publish(shared, jobs.drain(..together));
                together = jobs.len();
            }
            Err(error) => {
                shared.note_failure(&error);
                if commands.is_closed() {
                    // All handles are gone: nobody is left to acknowledge anything.
                    jobs.clear();
                }
                std::thread::sleep(pause);
                pause = RETRY_UP_TO.min(pause * 2);
            }
        }
    }
}

impl Shared {
    fn note_commit(&self, took: Duration, messages: usize) {
        use std::sync::atomic::Ordering::Relaxed;
        if !self.writable.swap(true, Relaxed) {
            tracing::info!("the database takes readings again");
        }
        self.last_commit_ms
            .store(self.clock.now().millis(), Relaxed);
        self.telemetry.committed(took, messages);
    }

    fn note_failure(&self, error: &StoreError) {
        use std::sync::atomic::Ordering::Relaxed;
        if self.writable.swap(false, Relaxed) {
            tracing::error!(%error, "a commit failed; readings are kept and tried again");
        }
    }
}
