//! A project as a value.
