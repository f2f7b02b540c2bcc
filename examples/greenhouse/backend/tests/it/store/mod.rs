//! The store: group commit, two tables that look like one, restart, devices and limits.

mod devices;
mod history;
mod writing;
