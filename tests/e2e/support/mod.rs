//! What the tests share.

pub mod cargo;
pub mod desk;
pub mod http;
pub mod place;
pub mod process;
pub mod tools;
pub mod tree;

use std::time::{Duration, Instant};

/// Looks again and again until there is something to see; fails when it takes too long.
pub fn eventually<T>(what: &str, limit: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(
            start.elapsed() < limit,
            "waited {} s in vain for {what}",
            limit.as_secs()
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
