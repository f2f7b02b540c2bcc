//! The store: group commit, two tables that look like one, restart, devices and limits.

mod before_positions;
mod commits;
mod devices;
mod history;
mod jobs;
pub mod rollups;
mod sessions;
mod writing;
