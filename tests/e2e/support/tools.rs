//! Programs that some tests need. A test whose program is missing is left out by name; with
//! `REQUIRE_ALL_TOOLS=1` it fails instead.

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};

/// Returns whether all programs are there; says which test is left out for want of which.
pub fn all_there(test: &str, programs: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let missing = programs
        .iter()
        .find(|program| !std::env::split_paths(&path).any(|folder| folder.join(program).is_file()));
    let Some(program) = missing else {
        return true;
    };
    assert!(
        std::env::var_os("REQUIRE_ALL_TOOLS").is_none_or(|value| value != "1"),
        "{test} needs {program}"
    );
    // Not `println!`, whose text is swallowed when a test passes.
    let note = format!("skipped: {test} needs {program}\n");
    std::io::stderr().write_all(note.as_bytes()).ok();
    false
}

/// An address on loopback that nobody listens on.
pub fn free_address() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap()
}
