//! Commands to devices: given, sent, answered, expired.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};
use serde_json::Map;

use super::devices::number_cursor;
use super::{Result, Store, StoreError};
use crate::domain::command::{Command, CommandAnswer, CommandStatus, GivenCommand};
use crate::domain::page::{List, Page};
use crate::domain::{DeviceId, Timestamp};

/// Most commands for one device in one minute.
pub const MAX_PER_MINUTE: i64 = 60;

/// Most commands that are kept to be looked at; older ones go first.
const MAX_KEPT: i64 = 10_000;

const MINUTE_MS: i64 = 60_000;

const COLUMNS: &str =
    "SELECT commands.id, devices.id, commands.name, args, status, issued_by, issued_ms, expires_ms,
    sent_ms, answered_ms, message FROM commands JOIN devices ON devices.key = commands.device";

impl Store {
    /// Keeps a command for a device, and wakes whoever sends it; `None` when the device had too many of late.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn give_command(
        &self,
        device: &DeviceId,
        command: &'static Command,
        args: Map<String, serde_json::Value>,
        issued_by: String,
    ) -> Result<Option<GivenCommand>> {
        let device = device.clone();
        let given = self.write(move |connection, shared| {
            let now = shared.clock.now();
            let transaction = connection.transaction()?;
            let lately: i64 = transaction.query_row(
                "SELECT count(*) FROM commands JOIN devices ON devices.key = commands.device
                 WHERE devices.id = ?1 AND issued_ms > ?2",
                params![device.as_str(), now.millis() - MINUTE_MS],
                |row| row.get(0),
            )?;
            if lately >= MAX_PER_MINUTE {
                return Ok(None);
            }
            let added = transaction.execute(
                "INSERT INTO commands (device, name, args, status, issued_by, issued_ms, expires_ms)
                 SELECT key, ?2, ?3, ?4, ?5, ?6, ?7 FROM devices WHERE id = ?1",
                params![
                    device.as_str(),
                    command.name,
                    serde_json::Value::Object(args).to_string(),
                    CommandStatus::Pending.as_str(),
                    issued_by,
                    now.millis(),
                    now.millis().saturating_add(command.expires_ms),
                ],
            )?;
            if added == 0 {
                return Err(StoreError::NotFound);
            }
            let id = transaction.last_insert_rowid();
            transaction.execute(
                "DELETE FROM commands WHERE id <= ?1 AND status NOT IN ('pending', 'sent')",
                [id - MAX_KEPT],
            )?;
            let query = format!("{COLUMNS} WHERE commands.id = ?1");
            let given = transaction.query_row(&query, [id], given)?;
            transaction.commit()?;
            Ok(Some(given))
        });
        let given = given.await?;
        self.wake_commands();
        Ok(given)
    }

    /// The commands of a device, newest first.
    ///
    /// # Errors
    /// `NotFound`; `BadCursor` when the cursor is not one of this list.
    pub async fn commands(
        &self,
        device: &DeviceId,
        status: Option<CommandStatus>,
        page: Page,
    ) -> Result<List<GivenCommand>> {
        self.ensure_known(device).await?;
        let before = number_cursor(page.cursor.as_deref())?.unwrap_or(i64::MAX);
        let reach = i64::try_from(page.reach()).unwrap_or(i64::MAX);
        let mut query = format!("{COLUMNS} WHERE devices.id = ?1 AND commands.id < ?2");
        let mut parameters = vec![
            Value::Text(device.to_string()),
            Value::Integer(before),
            Value::Integer(reach),
        ];
        if let Some(status) = status {
            query.push_str(" AND status = ?4");
            parameters.push(Value::Text(status.as_str().to_owned()));
        }
        query.push_str(" ORDER BY commands.id DESC LIMIT ?3");
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&query)?;
            let rows = statement.query_map(params_from_iter(parameters), given)?;
            let found = rows.collect::<rusqlite::Result<Vec<GivenCommand>>>()?;
            Ok(List::cut(found, &page, |one| one.id.to_string()))
        })
        .await
    }

    /// The devices that have commands in this state.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn devices_with_commands(&self, status: CommandStatus) -> Result<Vec<DeviceId>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT devices.id FROM commands JOIN devices ON devices.key = commands.device
                 WHERE status = ?1 AND status IN ('pending', 'sent') ORDER BY devices.id",
            )?;
            let mut rows = statement.query([status.as_str()])?;
            let mut devices = Vec::new();
            while let Some(row) = rows.next()? {
                let id: String = row.get(0)?;
                let device = DeviceId::parse(&id);
                devices.push(device.map_err(|_| StoreError::Corrupt(format!("device id `{id}`")))?);
            }
            Ok(devices)
        })
        .await
    }

    /// The commands of a device in this state, in the order in which they were given.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn commands_in(
        &self,
        device: &DeviceId,
        status: CommandStatus,
    ) -> Result<Vec<GivenCommand>> {
        let device = device.clone();
        self.read(move |connection| {
            let query = format!(
                "{COLUMNS} WHERE devices.id = ?1 AND status = ?2 ORDER BY commands.id LIMIT 100"
            );
            let mut statement = connection.prepare_cached(&query)?;
            let rows = statement.query_map(params![device.as_str(), status.as_str()], given)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Notes that a command was taken; one that was answered meanwhile stays so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn command_sent(&self, id: i64) -> Result<()> {
        self.write(move |connection, shared| {
            connection.execute(
                "UPDATE commands SET status = 'sent', sent_ms = ?2 WHERE id = ?1 AND status = 'pending'",
                params![id, shared.clock.now().millis()],
            )?;
            Ok(())
        })
        .await
    }

    /// Notes what a device says about one of its commands, also when it says so late; `false` when it has no such
    /// command, or has answered before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn command_answered(&self, device: &DeviceId, answer: CommandAnswer) -> Result<bool> {
        let device = device.clone();
        self.write(move |connection, shared| {
            let status = if answer.ok {
                CommandStatus::Acknowledged
            } else {
                CommandStatus::Failed
            };
            let changed = connection.execute(
                "UPDATE commands SET status = ?3, answered_ms = ?4, message = ?5
                 WHERE id = ?1 AND answered_ms IS NULL
                 AND device = (SELECT key FROM devices WHERE id = ?2)",
                params![
                    answer.id,
                    device.as_str(),
                    status.as_str(),
                    shared.clock.now().millis(),
                    answer.message,
                ],
            )?;
            Ok(changed > 0)
        })
        .await
    }

    /// Gives up the commands that nobody answered in time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn expire_commands(&self) -> Result<()> {
        let now = self.shared.clock.now();
        if self
            .read(move |connection| any_late(connection, now))
            .await?
        {
            self.write(move |connection, _| {
                connection.execute(
                    "UPDATE commands SET status = 'expired'
                     WHERE status IN ('pending', 'sent') AND expires_ms <= ?1",
                    [now.millis()],
                )?;
                Ok(())
            })
            .await?;
        }
        Ok(())
    }

    /// Wakes whoever sends commands: there is a new one, or a device listens that did not before.
    pub fn wake_commands(&self) {
        self.shared.commands_moved.notify_one();
    }

    /// Resolves when somebody woke whoever sends commands since the last call.
    pub async fn commands_moved(&self) {
        self.shared.commands_moved.notified().await;
    }
}

/// A question is cheap, a write each second is not.
fn any_late(connection: &Connection, now: Timestamp) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM commands WHERE status IN ('pending', 'sent') AND expires_ms <= ?1",
    )?;
    Ok(statement.exists([now.millis()])?)
}

fn given(row: &Row<'_>) -> rusqlite::Result<GivenCommand> {
    let unexpected = |column: usize| {
        rusqlite::Error::InvalidColumnType(column, "text".to_owned(), rusqlite::types::Type::Text)
    };
    let (device, args, status): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(4)?);
    let time = |column: usize| row.get::<_, Option<i64>>(column);
    Ok(GivenCommand {
        id: row.get(0)?,
        device_id: DeviceId::parse(&device).map_err(|_| unexpected(1))?,
        name: row.get(2)?,
        args: serde_json::from_str(&args).map_err(|_| unexpected(3))?,
        status: CommandStatus::from_word(&status).ok_or_else(|| unexpected(4))?,
        issued_by: row.get(5)?,
        issued_at: Timestamp(row.get(6)?),
        expires_at: Timestamp(row.get(7)?),
        sent_at: time(8)?.map(Timestamp),
        answered_at: time(9)?.map(Timestamp),
        message: row.get(10)?,
    })
}
