//! API keys, dashboard sessions and login codes, kept in memory beside the database.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use rusqlite::{Connection, params};

use super::credentials::{self, Hash};
use super::{Result, Store, StoreError};
use crate::domain::Timestamp;
use crate::domain::access::{Principal, Role, Secret};

/// What is kept of keys, sessions and codes.
#[derive(Debug, Default)]
pub(super) struct Access {
    tables: RwLock<Tables>,
}

#[derive(Debug, Default)]
struct Tables {
    keys: Vec<(Hash, Principal)>,
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

impl Access {
    /// Reads keys and sessions from the database.
    pub fn load(&self, connection: &Connection) -> Result<()> {
        let keys = read_keys(connection)?;
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
        let mut tables = self.write();
        tables.keys = keys;
        tables.sessions = sessions;
        Ok(())
    }

    fn read(&self) -> RwLockReadGuard<'_, Tables> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Tables> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_keys(connection: &Connection) -> Result<Vec<(Hash, Principal)>> {
    let mut statement = connection.prepare_cached("SELECT hash, name, role FROM api_keys")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let principal = principal(row.get(1)?, &row.get::<_, String>(2)?)?;
        keys.push((row.get(0)?, principal));
    }
    Ok(keys)
}

fn principal(name: String, role: &str) -> Result<Principal> {
    let role =
        Role::from_word(role).ok_or_else(|| StoreError::Corrupt(format!("role `{role}`")))?;
    Ok(Principal { name, role })
}

impl Store {
    /// Whose API key this is; `None` when it is nobody's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn authenticate_key(&self, key: &str) -> Result<Option<Principal>> {
        let presented = credentials::hash(key);
        if let Some(owner) = self.key_owner(&presented) {
            return Ok(Some(owner));
        }
        // `provision` may have made it a moment ago, in a process of its own. Who guesses keys must not keep the database
        // busy; a job looks for new ones every other second anyway.
        if self.shared.lookups.may_look() {
            self.adopt_keys().await?;
        }
        Ok(self.key_owner(&presented))
    }

    fn key_owner(&self, presented: &Hash) -> Option<Principal> {
        let tables = self.shared.access.read();
        let mut keys = tables.keys.iter();
        keys.find(|(hash, _)| credentials::same(hash, presented))
            .map(|(_, principal)| principal.clone())
    }

    /// Reads the keys again, which other processes may have added or removed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn adopt_keys(&self) -> Result<()> {
        let keys = self.read(read_keys).await?;
        self.shared.access.write().keys = keys;
        Ok(())
    }

    /// Makes an API key, which is not shown again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn create_key(&self, name: String, role: Role) -> Result<Secret> {
        let key = credentials::generate("key_")?;
        let hash = credentials::hash(key.reveal());
        self.write(move |connection, shared| {
            connection.execute(
                "INSERT INTO api_keys (name, role, hash, created_ms) VALUES (?1, ?2, ?3, ?4)",
                params![name, role.as_str(), hash, shared.clock.now().millis()],
            )?;
            let entry = (hash, Principal { name, role });
            shared.access.write().keys.push(entry);
            Ok(())
        })
        .await?;
        Ok(key)
    }

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
            let mut tables = shared.access.write();
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
        let tables = self.shared.access.read();
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
            let mut tables = shared.access.write();
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
        self.shared.access.write().codes.push(entry);
        Ok(code)
    }

    /// Uses up a login code; `false` when it is unknown, used or too old.
    #[must_use]
    pub fn redeem_login_code(&self, code: &str) -> bool {
        let presented = credentials::hash(code);
        let now = self.shared.clock.now();
        let mut tables = self.shared.access.write();
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
