//! The database and what is kept in memory beside it.
//!
//! One thread writes; it takes all that queued while its last commit ran into one transaction (group commit).
//! Readers have connections of their own. Latest values, credentials, limits and rule states live in memory and
//! change only after the commit that they belong to.

mod api_stub;
pub use api_stub::{DeadLetter, StoreHealth};
mod error;

pub use error::StoreError;

/// What most questions to the store return.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Handle to the store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: std::sync::Arc<()>,
}
