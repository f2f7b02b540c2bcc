//! Programs that some tests need. A test whose program is missing is left out by name; with `REQUIRE_ALL_TOOLS=1` it
//! fails instead.

use std::io::Write;
use std::path::PathBuf;

/// Where a program is; `None`, said on the terminal, when the test has to be left out.
pub fn find(test: &str, program: &str) -> Option<PathBuf> {
    find_any(test, &[program])
}

/// Where a program is that has several names.
pub fn find_any(test: &str, names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Servers are often outside the path of ordinary users.
    let folders =
        std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    let found = folders
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file());
    if found.is_none() {
        let program = names[0];
        assert!(
            std::env::var_os("REQUIRE_ALL_TOOLS").is_none_or(|value| value != "1"),
            "{test} needs {program}"
        );
        // Not `println!`, whose text is swallowed when a test passes. In one piece, as other tests write too.
        let note = format!("skipped: {test} needs {program}\n");
        let _ = std::io::stderr().write_all(note.as_bytes());
    }
    found
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
