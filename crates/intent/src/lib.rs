//! The embedded engine: text to facts to edits.
