//! Killing `new` at any moment leaves nothing, or the whole workspace.
#![cfg(unix)]

use std::time::Duration;

use crate::support::{SEED, TestEnvironment};

/// Returns a different number of microseconds for each try, spread over the length of a run.
fn moment(try_number: u64) -> Duration {
    // Steps of the golden ratio cover a range evenly without a random source.
    let spread = (try_number * 618_034) % 1_000_000;
    Duration::from_micros(spread * 250_000 / 1_000_000)
}

#[test]
fn a_kill_leaves_nothing_or_everything_and_the_next_run_cleans_up() {
    let whole = TestEnvironment::new();
    whole.run(&["new", SEED, "--yes"]).exits(0);
    let whole = whole.snapshot();
    let mut killed = 0;
    for try_number in 0..8 {
        let place = TestEnvironment::new();
        let mut child = place.start(&["new", SEED, "--yes"]);
        std::thread::sleep(moment(try_number));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        let after = place.snapshot();
        if place.work.join("iot_backend").exists() {
            let made: Vec<_> = after
                .keys()
                .filter(|path| path.starts_with("work/iot_backend/"))
                .collect();
            let expected: Vec<_> = whole
                .keys()
                .filter(|path| path.starts_with("work/iot_backend/"))
                .collect();
            assert_eq!(made, expected, "try {try_number}: a part of a workspace");
        } else {
            place.run(&["new", SEED, "--yes"]).exits(0);
        }
        assert_eq!(
            place.snapshot(),
            whole,
            "try {try_number}: something is left over"
        );
    }
    assert!(killed > 0, "no run was killed in time");
}
