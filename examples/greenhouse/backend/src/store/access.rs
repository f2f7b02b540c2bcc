//! API keys, kept in memory beside the database.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rusqlite::{Connection, params};

use super::credentials::{self, Hash};
use super::{Result, Store, StoreError};
use crate::domain::access::{Principal, Role, Secret};

type Key = (Hash, Principal);

/// What is kept of keys.
#[derive(Debug)]
pub(super) struct Access {
    keys: RwLock<Vec<Key>>,
}

impl Access {
    /// Reads the keys from the database.
    pub fn load(connection: &Connection) -> Result<Self> {
        let keys = RwLock::new(read_keys(connection)?);
        Ok(Self { keys })
    }

    fn read(&self) -> RwLockReadGuard<'_, Vec<Key>> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Vec<Key>> {
        self.keys.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_keys(connection: &Connection) -> Result<Vec<Key>> {
    let mut statement = connection.prepare_cached("SELECT hash, name, role FROM api_keys")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let principal = principal(row.get(1)?, &row.get::<_, String>(2)?)?;
        keys.push((row.get(0)?, principal));
    }
    Ok(keys)
}

/// Who has a name and the word of a role.
pub(super) fn principal(name: String, role: &str) -> Result<Principal> {
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
        let keys = self.shared.access.read();
        keys.iter()
            .find(|(hash, _)| credentials::same(hash, presented))
            .map(|(_, principal)| principal.clone())
    }

    /// Reads the keys again, which other processes may have added or removed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn adopt_keys(&self) -> Result<()> {
        let keys = self.read(read_keys).await?;
        *self.shared.access.write() = keys;
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
            shared.access.write().push(entry);
            Ok(())
        })
        .await?;
        Ok(key)
    }
}
