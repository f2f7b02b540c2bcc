//! Frames: one rule each, from chunks of the text to facts.

pub mod access;
pub mod alert;
pub mod capability;
pub mod command;
pub mod condition;
pub mod contradiction;
pub mod crud;
pub mod defaults;
pub mod domain;
pub mod fleet;
pub mod geofence;
pub mod hostile;
pub mod measured;
pub mod metric;
pub mod notify;
pub mod offline;
pub mod page;
pub mod product;
pub mod qualifier;
pub mod resolve;
pub mod retention;
pub mod rollup;
pub mod state;
pub mod topic;
pub mod unit;
