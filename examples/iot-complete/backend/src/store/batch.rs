//! One transaction for many messages: readings, alert transitions of new ones, outbox, dead letters.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::vec::Drain;

use rusqlite::{CachedStatement, Connection, params, params_from_iter};
use tokio::sync::oneshot;

use super::registry::Record;
use super::writer::Command;
use super::{Result, Shared, Store, StoreError, episodes, rollups, sql};
use crate::domain::event::Event;
use crate::domain::pipeline::Transport;
use crate::domain::position::Fix;
use crate::domain::reading::TimestampSource;
use crate::domain::{DeviceId, Reading, Reject, Timestamp};

/// A message that was refused, to be kept.
#[derive(Debug, Clone)]
pub struct NewDeadLetter {
    /// As the topic or path named it; `None` when it names none.
    pub device: Option<String>,
    /// Which way it came.
    pub transport: Transport,
    /// Why, as a word.
    pub reason: &'static str,
    /// What exactly, for people.
    pub message: String,
    /// How the payload begins.
    pub payload: Vec<u8>,
}

/// One message, ready to be stored.
#[derive(Debug, Clone)]
pub struct Ingest {
    /// The device that sent it; `None` when the topic names none.
    pub device: Option<DeviceId>,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Which way it came.
    pub transport: Transport,
    /// Its readings.
    pub readings: Vec<Reading>,
    /// What was refused of it.
    pub dead_letters: Vec<NewDeadLetter>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Committed {
    /// Readings stored now.
    pub stored: usize,
    /// Readings that were stored before.
    pub duplicates: usize,
    /// Whether the device was deleted in the meantime; then nothing is stored.
    pub device_gone: bool,
    /// Readings that the database refuses; they are dead letters now.
    pub unstorable: usize,
}

/// A message in the queue, and who waits for it.
pub(super) struct Job {
    ingest: Ingest,
    reply: oneshot::Sender<Committed>,
}

impl Store {
    /// Queues a message, waiting for a place. The receiver resolves after the commit; it fails when the store stops.
    ///
    /// # Errors
    /// `Unavailable` when the store has stopped.
    pub async fn ingest(&self, ingest: Ingest) -> Result<oneshot::Receiver<Committed>> {
        let (reply, committed) = oneshot::channel();
        let job = Job { ingest, reply };
        self.writer.send(Command::Ingest(job)).await?;
        Ok(committed)
    }
}

/// What a commit changed, to be shown to others after it.
#[derive(Clone)]
pub(super) struct Outcome {
    committed: Vec<Committed>,
    devices: BTreeMap<DeviceId, Record>,
    events: Vec<Event>,
    late: usize,
    outbox_grew: bool,
    marks: rollups::Marks,
}

/// The statements of a batch, prepared once.
struct Statements<'c> {
    hot: CachedStatement<'c>,
    cold: CachedStatement<'c>,
    boundary: Timestamp,
}

impl<'c> Statements<'c> {
    fn new(connection: &'c Connection, shared: &Shared) -> Result<Self> {
        Ok(Self {
            hot: connection.prepare_cached(&sql::INSERT_HOT)?,
            cold: connection.prepare_cached(&sql::INSERT_COLD)?,
            boundary: shared.boundary(),
        })
    }

    /// Inserts a reading; `false` when it was there.
    fn insert(&mut self, reading: &Reading, device: i64) -> rusqlite::Result<bool> {
        let statement = if reading.timestamp < self.boundary {
            &mut self.cold
        } else {
            &mut self.hot
        };
        let parameters = params_from_iter(sql::parameters(reading, device));
        statement.execute(parameters).map(|rows| rows == 1)
    }

    /// Inserts a reading and returns it with the time it got; `None` when it was there.
    ///
    /// The key is device and time. Only a time of the device's own tells a repetition from a new reading, so each
    /// reading that has none gets a millisecond of its own.
    fn store(
        &mut self,
        reading: &Reading,
        record: &mut Record,
    ) -> rusqlite::Result<Option<Reading>> {
        let mut reading = reading.clone();
        if reading.source == TimestampSource::Device {
            let is_new = self.insert(&reading, record.key.0)?;
            return Ok(is_new.then_some(reading));
        }
        if let Some(given) = record.last_given {
            reading.timestamp = reading.timestamp.max(given.plus_ms(1));
        }
        // What an earlier process gave, or the device sent, is known to the database alone.
        while !self.insert(&reading, record.key.0)? {
            reading.timestamp = reading.timestamp.plus_ms(1);
        }
        record.last_given = Some(reading.timestamp);
        Ok(Some(reading))
    }
}

/// Stores the messages in one transaction. Memory is not changed: see [`Outcome::publish`].
pub(super) fn commit(
    connection: &mut Connection,
    shared: &Shared,
    jobs: &[Job],
) -> Result<Outcome> {
    let transaction = connection.transaction()?;
    let mut outcome = Outcome::new(shared, jobs);
    {
        let mut statements = Statements::new(&transaction, shared)?;
        for job in jobs {
            let committed = outcome.store(&transaction, &mut statements, shared, &job.ingest)?;
            outcome.committed.push(committed);
        }
    }
    outcome.marks.save(&transaction)?;
    transaction.commit()?;
    Ok(outcome)
}

/// Stores what the database takes of one message, each reading by itself; those that it refuses become dead letters.
pub(super) fn commit_apart(
    connection: &mut Connection,
    shared: &Shared,
    job: &Job,
) -> Result<Outcome> {
    let transaction = connection.transaction()?;
    let mut outcome = Outcome::new(shared, std::slice::from_ref(job));
    let whole = &job.ingest;
    let mut sum = Committed::default();
    {
        let mut statements = Statements::new(&transaction, shared)?;
        let alone = |readings: Vec<Reading>| Ingest {
            readings,
            dead_letters: Vec::new(),
            ..whole.clone()
        };
        for letter in &whole.dead_letters {
            insert_dead_letter(&transaction, letter, whole.received_at)?;
        }
        for reading in &whole.readings {
            let before = outcome.clone();
            transaction.execute_batch("SAVEPOINT reading")?;
            let one = alone(vec![reading.clone()]);
            match outcome.store(&transaction, &mut statements, shared, &one) {
                Ok(committed) => {
                    sum.stored += committed.stored;
                    sum.duplicates += committed.duplicates;
                    sum.device_gone |= committed.device_gone;
                }
                Err(error) if error.may_pass() => return Err(error),
                Err(error) => {
                    transaction.execute_batch("ROLLBACK TO reading")?;
                    outcome = before;
                    sum.unstorable += 1;
                    let letter = unstorable(whole, reading, &error);
                    insert_dead_letter(&transaction, &letter, whole.received_at)?;
                }
            }
            transaction.execute_batch("RELEASE reading")?;
        }
    }
    outcome.committed.push(sum);
    outcome.marks.save(&transaction)?;
    transaction.commit()?;
    Ok(outcome)
}

fn unstorable(whole: &Ingest, reading: &Reading, error: &StoreError) -> NewDeadLetter {
    NewDeadLetter {
        device: whole.device.as_ref().map(DeviceId::to_string),
        transport: whole.transport,
        reason: Reject::Unstorable.label(),
        message: error.to_string(),
        payload: serde_json::to_vec(reading).unwrap_or_default(),
    }
}

/// Copies of the devices that the messages are about.
fn touched(shared: &Shared, jobs: &[Job]) -> BTreeMap<DeviceId, Record> {
    let devices = shared.registry.read();
    let senders = jobs.iter().filter_map(|job| job.ingest.device.as_ref());
    let known = senders.filter_map(|device| devices.get(device));
    known
        .map(|record| (record.id.clone(), record.clone()))
        .collect()
}

impl Outcome {
    fn new(shared: &Shared, jobs: &[Job]) -> Self {
        Self {
            committed: Vec::with_capacity(jobs.len()),
            devices: touched(shared, jobs),
            events: Vec::new(),
            late: 0,
            outbox_grew: false,
            marks: rollups::Marks::default(),
        }
    }

    fn store(
        &mut self,
        connection: &Connection,
        statements: &mut Statements<'_>,
        shared: &Shared,
        ingest: &Ingest,
    ) -> Result<Committed> {
        for letter in &ingest.dead_letters {
            insert_dead_letter(connection, letter, ingest.received_at)?;
        }
        let mut committed = Committed::default();
        let sender = ingest.device.as_ref();
        let Some(record) = sender.and_then(|device| self.devices.get_mut(device)) else {
            committed.device_gone = true;
            return Ok(committed);
        };
        record.heard(ingest.received_at);
        for reading in &ingest.readings {
            let Some(reading) = statements.store(reading, record)? else {
                committed.duplicates += 1;
                continue;
            };
            committed.stored += 1;
            let newest = record.latest.as_ref().map(|latest| latest.timestamp);
            let is_late = newest.is_some_and(|newest| reading.timestamp < newest);
            self.marks
                .add(connection, shared, record.key.0, &reading, is_late)?;
            if is_late {
                // Late data is history: it changes neither the newest value nor any alert.
                self.late += 1;
                continue;
            }
            let reading = Arc::new(reading);
            let transitions = shared.evaluator.on_reading(record.view(), &reading);
            let alerts = episodes::apply(connection, shared, record, &transitions, Some(&reading))?;
            self.outbox_grew |= !alerts.is_empty();
            record.latest = Some(Arc::clone(&reading));
            record.locate(reading.position.map(|position| Fix {
                position,
                timestamp: reading.timestamp,
            }));
            self.events.push(Event::Reading(reading));
            self.events.extend(alerts.into_iter().map(Event::Alert));
        }
        Ok(committed)
    }

    /// Shows the outcome of the commit: memory, answers, events.
    pub fn publish(self, shared: &Shared, jobs: Drain<'_, Job>) {
        shared.registry.write().extend(self.devices);
        let sum = |count: fn(&Committed) -> usize| self.committed.iter().map(count).sum();
        let telemetry = &shared.telemetry;
        telemetry.duplicates(sum(|committed| committed.duplicates));
        telemetry.stored(sum(|committed| committed.stored));
        telemetry.late(self.late);
        for (job, committed) in jobs.zip(self.committed) {
            for _ in 0..committed.unstorable {
                telemetry.rejected(Reject::Unstorable);
            }
            // Nobody waits any more when the sender has gone.
            let _ = job.reply.send(committed);
        }
        if shared.events.receiver_count() > 0 {
            for event in self.events {
                // The last watcher may leave at any time.
                let _ = shared.events.send(event);
            }
        }
        if self.outbox_grew {
            shared.outbox_grew.notify_one();
        }
    }
}

fn insert_dead_letter(
    connection: &Connection,
    letter: &NewDeadLetter,
    received_at: Timestamp,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO dead_letters (received_ms, device_id, transport, reason, message, payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![
        received_at.millis(),
        letter.device,
        letter.transport.as_str(),
        letter.reason,
        letter.message,
        letter.payload,
    ])?;
    Ok(())
}

impl Shared {
    /// Times before it are in the table ordered by device.
    pub(super) fn boundary(&self) -> Timestamp {
        Timestamp(self.boundary_ms.load(std::sync::atomic::Ordering::Relaxed))
    }
}
