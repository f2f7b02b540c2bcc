//! Starts processes and keeps evidence.
