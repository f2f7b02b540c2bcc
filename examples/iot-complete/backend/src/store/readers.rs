//! Connections that only read: a few, made when needed, used off the async threads.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{Result, Store, StoreError, schema};

/// Most connections that read at the same time.
const MAX_READERS: usize = 4;

/// The connections that are not in use.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl Readers {
    /// Makes connections to this file when they are needed.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::new(Vec::new()),
            permits: Semaphore::new(MAX_READERS),
        }
    }

    fn take(&self) -> Result<Connection> {
        let idle = self.lock().pop();
        match idle {
            Some(connection) => Ok(connection),
            None => {
                let connection = schema::connect(&self.path)?;
                connection.pragma_update(None, "query_only", true)?;
                Ok(connection)
            }
        }
    }

    fn give_back(&self, connection: Connection) {
        self.lock().push(connection);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Runs `question` on a connection that only reads.
    pub(super) async fn read<T, F>(&self, question: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let shared = std::sync::Arc::clone(&self.shared);
        let permit = self.shared.readers.permits.acquire().await;
        let answer = tokio::task::spawn_blocking(move || {
            let connection = shared.readers.take()?;
            let answer = question(&connection);
            shared.readers.give_back(connection);
            answer
        })
        .await;
        drop(permit);
        answer.unwrap_or(Err(StoreError::Unavailable))
    }
}
