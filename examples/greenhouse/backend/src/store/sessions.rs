//! Dashboard sessions and the codes that open them, kept in memory beside the database.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use rusqlite::{Connection, params};

use super::access::principal;
use super::credentials::{self, Hash};
use super::{Result, Store};
use crate::domain::Timestamp;
use crate::domain::access::{Principal, Secret};

/// What is kept of sessions and codes.
#[derive(Debug)]
pub(super) struct Sessions {
    tables: RwLock<Tables>,
}

#[derive(Debug)]
struct Tables {
    sessions: Vec<Session>,
    /// Codes and when they expire.
    codes: Vec<(Hash, Timestamp)>,
}

#[derive(Debug)]
struct Session {
    hash: Hash,
    principal: Principal,
    expires_at: Timestamp,
}

impl Sessions {
    /// Reads the sessions from the database.
    pub fn load(connection: &Connection) -> Result<Self> {
        let mut statement =
            connection.prepare("SELECT hash, name, role, expires_ms FROM sessions")?;
        let mut rows = statement.query([])?;
        let mut sessions = Vec::new();
        while let Some(row) = rows.next()? {
            sessions.push(Session {
                hash: row.get(0)?,
                principal: principal(row.get(1)?, &row.get::<_, String>(2)?)?,
                expires_at: Timestamp(row.get(3)?),
            });
        }
        let codes = Vec::new();
        let tables = RwLock::new(Tables { sessions, codes });
        Ok(Self { tables })
    }

    fn read(&self) -> RwLockReadGuard<'_, Tables> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Tables> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Opens a session of the dashboard; the secret belongs into its cookie.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn create_session(&self, principal: Principal, lifetime: Duration) -> Result<Secret> {
        let token = credentials::generate("")?;
        let hash = credentials::hash(token.reveal());
        self.write(move |connection, shared| {
            let now = shared.clock.now();
            let session = Session {
                hash,
                principal,
                expires_at: now.plus_ms(millis(lifetime)),
            };
            let transaction = connection.transaction()?;
            transaction.execute(
                "DELETE FROM sessions WHERE expires_ms <= ?1",
                [now.millis()],
            )?;
            transaction.execute(
                "INSERT INTO sessions (hash, name, role, expires_ms) VALUES (?1, ?2, ?3, ?4)",
                params![
                    session.hash,
                    session.principal.name,
                    session.principal.role.as_str(),
                    session.expires_at.millis()
                ],
            )?;
            transaction.commit()?;
            let mut tables = shared.sessions.write();
            tables.sessions.retain(|old| old.expires_at > now);
            tables.sessions.push(session);
            Ok(())
        })
        .await?;
        Ok(token)
    }

    /// Whose session this is; `None` when it does not exist or has expired.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session(&self, token: &str) -> Result<Option<Principal>> {
        let presented = credentials::hash(token);
        let now = self.shared.clock.now();
        let tables = self.shared.sessions.read();
        let mut sessions = tables.sessions.iter();
        let found = sessions.find(|session| credentials::same(&session.hash, &presented));
        Ok(found
            .filter(|session| session.expires_at > now)
            .map(|session| session.principal.clone()))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_session(&self, token: &str) -> Result<()> {
        let presented = credentials::hash(token);
        self.write(move |connection, shared| {
            connection.execute("DELETE FROM sessions WHERE hash = ?1", [presented])?;
            let mut tables = shared.sessions.write();
            tables.sessions.retain(|session| session.hash != presented);
            Ok(())
        })
        .await
    }

    /// Makes a code that opens one session of the dashboard, once, within `lifetime`; it does not survive a restart.
    ///
    /// # Errors
    /// When the machine has no random numbers.
    pub fn create_login_code(&self, lifetime: Duration) -> Result<Secret> {
        let code = credentials::generate("")?;
        let expires_at = self.shared.clock.now().plus_ms(millis(lifetime));
        let entry = (credentials::hash(code.reveal()), expires_at);
        self.shared.sessions.write().codes.push(entry);
        Ok(code)
    }

    /// Uses up a login code; `false` when it is unknown, used or too old.
    #[must_use]
    pub fn redeem_login_code(&self, code: &str) -> bool {
        let presented = credentials::hash(code);
        let now = self.shared.clock.now();
        let mut tables = self.shared.sessions.write();
        tables.codes.retain(|(_, expires_at)| *expires_at > now);
        let before = tables.codes.len();
        tables
            .codes
            .retain(|(hash, _)| !credentials::same(hash, &presented));
        tables.codes.len() < before
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
