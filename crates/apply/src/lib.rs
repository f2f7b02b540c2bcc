//! Project files in and out.
