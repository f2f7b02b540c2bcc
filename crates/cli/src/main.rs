//! The binary `specgen`.
fn main() {}
