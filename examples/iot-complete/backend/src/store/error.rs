//! What can go wrong when asking the store.

use rusqlite::ErrorCode;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such device, alert or key.
    #[error("not found")]
    NotFound,
    /// It exists already.
    #[error("it exists already")]
    Conflict,
    /// The cursor of a list was not made by this store.
    #[error("the cursor is not one that this list returned")]
    BadCursor,
    /// No limit has this key, or it may not be set.
    #[error("no limit `{key}` can be set")]
    UnknownLimit {
        /// The key that was given.
        key: String,
    },
    /// The database does not answer or the store is stopping; trying again may help.
    #[error("the database does not answer now")]
    Unavailable,
    /// The database refused a statement.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The database holds something that this program did not write.
    #[error("the database holds an unexpected value: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// Whether the same statements may succeed later. They never will when the database refuses a value; everything else,
    /// also a table that is missing, somebody can mend.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Corrupt(_) => false,
            Self::Database(error) => !matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::ConstraintViolation
                        | ErrorCode::ParameterOutOfRange
                        | ErrorCode::TooBig
                        | ErrorCode::TypeMismatch
                )
            ),
            _ => true,
        }
    }
}
