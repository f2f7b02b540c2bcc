//! What goes wrong: the process dies, the broker goes away, the database does not answer.

mod broker_restart;
mod database_locked;
mod kill;
pub mod load;
