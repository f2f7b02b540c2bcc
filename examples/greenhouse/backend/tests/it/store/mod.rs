//! The store: group commit, two tables that look like one, restart, devices and limits.

mod commits;
mod devices;
mod history;
mod jobs;
mod sessions;
mod writing;
