//! Signals that ask to stop, as a flag that whoever works looks at.

use specgen_engine::Stop;

/// Catches interrupt and termination from now on; the flag tells whether one came.
///
/// Only commands that run for long do this: the others end at once, as programs do.
#[cfg(unix)]
pub fn caught() -> Stop {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGINT, SIGTERM};

    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Registering fails for signals that cannot be caught only; these two can.
        signal_hook::flag::register(signal, Arc::clone(&flag)).ok();
    }
    Stop::new(flag)
}

/// Returns a flag that nothing sets: the system ends the whole group itself.
#[cfg(not(unix))]
pub fn caught() -> Stop {
    Stop::default()
}
