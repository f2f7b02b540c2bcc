//! Programs that some tests need. A test whose program is missing is left out by name; with `REQUIRE_ALL_TOOLS=1` it
//! fails instead.

use std::path::PathBuf;

/// Where a program is; `None`, said on the terminal, when the test has to be left out.
pub fn find(test: &str, program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Servers are often outside the path of ordinary users.
    let folders =
        std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    let found = folders
        .map(|folder| folder.join(program))
        .find(|file| file.is_file());
    if found.is_none() {
        assert!(
            std::env::var_os("REQUIRE_ALL_TOOLS").is_none_or(|value| value != "1"),
            "{test} needs {program}"
        );
        println!("skipped: {test} needs {program}");
    }
    found
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
